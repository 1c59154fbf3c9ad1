"""What the last detection changed, in words: counts for the strip, before and after for the inspector."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from nfstudio.app.row_words import cut, score_text, status_word
from nfstudio.app.wording import category_word, number
from nfstudio.domain.differences import Change
from nfstudio.store.differences import Claim, StoredDifference, Tally

_QUOTED = 120
"""Characters of a claim's words."""


def tally_words(changed: Tally) -> str:
    """How much a detection changed."""
    if not changed:
        return _tr("nothing changed")
    sentence = _tr("{new} new, {gone} gone, {changed} changed").format(
        new=number(changed.new), gone=number(changed.gone), changed=number(changed.changed)
    )
    if changed.against:
        sentence += ", " + _tr("{count} against a decision").format(count=number(changed.against))
    return sentence


def before_and_after(found: Sequence[StoredDifference]) -> list[str]:
    """What was claimed before and is claimed now, a line each, and whether a decision stands against it."""
    return [line for one in found for line in _lines(one)]


def _lines(one: StoredDifference) -> Iterator[str]:
    yield _tr("Before: {claim}").format(claim=_side(one.before, counts=one.change is not Change.NEW))
    yield _tr("Now: {claim}").format(claim=_side(one.after, counts=one.change is not Change.GONE, beside=one.before))
    if one.against and one.status is not None and one.category is not None:
        said = _tr("The decision stands: {status} as {category}.")
        yield said.format(status=status_word(one.status), category=category_word(one.category))


def _side(claim: Claim | None, *, counts: bool, beside: Claim | None = None) -> str:
    """One side; the words are said once where both have the same."""
    if claim is None:
        return _tr("nothing")
    text = claim_words(claim, quoted=beside is None or beside.span != claim.span)
    return text if counts else _tr("{claim}, below the threshold").format(claim=text)


def claim_words(claim: Claim, *, quoted: bool = True) -> str:
    """Category, score and, where wanted, the words."""
    text = f"{category_word(claim.category)} {score_text(claim.score)}"
    return f"{text} {_tr('“{words}”').format(words=cut(claim.words, _QUOTED))}" if quoted else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("change_words", text)
