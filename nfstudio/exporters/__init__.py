"""The dataset shapes that can be written; adding one is a new file and a line in this table."""

from collections.abc import Mapping

from nfstudio.exporters import axolotl, llamafactory, nemo, openai, openrlhf, own, swift, trl
from nfstudio.exporters.shapes import Exporter

EXPORTERS: Mapping[str, Exporter] = {
    trl.NAME: trl,
    llamafactory.NAME: llamafactory,
    axolotl.NAME: axolotl,
    openrlhf.NAME: openrlhf,
    nemo.NAME: nemo,
    openai.NAME: openai,
    swift.NAME: swift,
    own.NAME: own,
}
