"""The dataset shapes that can be written; adding one is a new file and a line in this table."""

from collections.abc import Mapping

from nfstudio.exporters import trl
from nfstudio.exporters.shapes import Exporter

EXPORTERS: Mapping[str, Exporter] = {trl.NAME: trl}
