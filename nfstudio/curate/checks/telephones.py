"""Telephone numbers among all the other digits of a chat log: by their writing first, then by the numbering plans."""

import re
from collections.abc import Iterator

from nfstudio.domain.span import Span

_CANDIDATE = re.compile(
    # The first character stands before the look behind it, because the engine skips to it then.
    r"[+(\d](?<![\w.,+/=:#$€£*^(-][+(\d])[\d ().\-–/\u00a0+]{6,26}(?<=\d)(?![\w%°]|[.,:/]\d|-\w)"
)
_DECIMAL = re.compile(r"\d\.\d{1,2}\b(?!\.)|\b0\.\d|\)\(")
_AMERICAN = re.compile(r"(?:1[ .-]?)?(?:\(\d{3}\) ?|\d{3}([ .-]))\d{3}[ .-]\d{4}")
_TOLD = re.compile(
    r"(?:phone|tel|telephone|mobile|cell|cellphone|fax|whatsapp|sms|hotline|telefon|handy|tél|téléphone|teléfono|móvil|celular"
    r"|телефон|тел|call (?:me|us|him|her|them)(?: (?:at|on))?|text me(?: at)?)"
    r"(?: ?(?:number|no|nr|num|is|numero|nummer)\b)*[\s.:#=*\"'()-]{0,6}\Z",
    re.IGNORECASE,
)
_NEAR = 32
"""Characters before a number in which it may be announced."""
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|(?:19|20)\d{2}[./ -–](?:0?\d|1[0-2]|(?:19|20)\d{2})\b")


def telephone_spans(text: str) -> list[Span]:
    """Telephone numbers, disjoint and sorted.

    An international number counts when its country's plan knows it; one written the North American way when that plan
    knows it; any other only where a word before it announces it.
    """
    return list(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    for hit in _CANDIDATE.finditer(text):
        shown = hit[0].rstrip(" ().-–/\u00a0")
        digits = sum(map(str.isdigit, shown))
        start = hit.start()
        if shown.startswith("(") and ")" not in shown:
            shown, start = shown[1:], start + 1
        if not 7 <= digits <= 15 or "  " in shown or "+" in shown[2:] or _DECIMAL.search(shown):
            continue
        if _is_number(shown, text[max(0, start - _NEAR) : start]):
            yield Span(start, start + len(shown))


def _is_number(shown: str, before: str) -> bool:
    compact = shown.lstrip("( ")
    if compact.startswith("+"):
        return _planned(compact, None)
    if compact.startswith("00") and _planned("+" + compact[2:], None):
        return True
    if _AMERICAN.fullmatch(shown) and _planned(shown, "US"):
        return True
    return bool(_TOLD.search(before)) and not _DATE.match(shown)


def _planned(shown: str, region: str | None) -> bool:
    """Whether the numbering plan of the country knows such a number."""
    import phonenumbers  # only where a log holds something like a number

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(shown, region))
    except phonenumbers.NumberParseException:
        return False
