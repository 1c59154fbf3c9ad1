"""The licences of a dataset's sources, as its owner says them: in the card's head as the Hugging Face Hub takes them.

Nothing is guessed: a format that many people know says nothing about the terms under which a file came.
"""

import re
from collections.abc import Mapping

UNKNOWN, OTHER, SEVERAL = "unknown", "other", "several"
_IDS = """
afl-3.0 agpl-3.0 apache-2.0 apple-amlr apple-ascl artistic-2.0 bigcode-openrail-m bigscience-bloom-rail-1.0
bigscience-openrail-m bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear bsl-1.0 c-uda cc cc-by-2.0 cc-by-2.5 cc-by-3.0
cc-by-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0
cc-by-nc-sa-4.0 cc-by-nd-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc0-1.0 cdla-permissive-1.0 cdla-permissive-2.0 cdla-sharing-1.0
creativeml-openrail-m deepfloyd-if-license ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2 gemma gfdl gpl gpl-2.0
gpl-3.0 h-research intel-research isc lgpl lgpl-2.1 lgpl-3.0 lgpl-lr llama2 llama3 llama3.1 llama3.2 llama3.3 lppl-1.3c
mit mpl-2.0 ms-pl ncsa odbl odc-by ofl-1.1 openrail openrail++ osl-3.0 pddl postgresql unlicense wtfpl zlib
"""
_HUB = frozenset(_IDS.split())
"""What the Hub knows by name (huggingface.co/docs/hub/repositories-licenses)."""


def head(licences: Mapping[str, str | None]) -> dict[str, object]:
    """The fields of a card's head for licences by source; None where nobody has said one.

    The Hub takes its own names, `unknown`, or `other` with a name of one's own; several stand as a list.
    """
    said = set(licences.values()) or {None}
    names = sorted({_hub_name(licence) for licence in said})
    fields: dict[str, object] = {"license": names[0] if len(names) == 1 else names}
    own = sorted({_slug(licence) for licence in said if licence is not None and _hub_name(licence) == OTHER})
    if own:
        fields["license_name"] = own[0] if len(own) == 1 else SEVERAL
    return fields


def _hub_name(licence: str | None) -> str:
    if licence is None:
        return UNKNOWN
    small = licence.strip().lower()
    return small if small in _HUB | {UNKNOWN} else OTHER


def _slug(licence: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", licence.lower()).strip("-.") or OTHER
