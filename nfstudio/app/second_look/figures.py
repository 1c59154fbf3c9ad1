"""How far two readers agree, in lines a person reads."""

from nfstudio.app.row_words import cut, percent, score_text
from nfstudio.app.wording import category_word, number, tr
from nfstudio.jobs.second_look import Agreement
from nfstudio.store.second_look import Found, Outcome, Pair


def figures(found: Agreement) -> list[tuple[str, str]]:
    """Names of figures with their values; intervals are of 95 %."""
    if found.kappa is None or found.kappa_95 is None:
        return []
    between = tr("{value}  ({low} to {high})")
    kappa = between.format(
        value=score_text(found.kappa), low=_signed(found.kappa_95[0]), high=_signed(found.kappa_95[1])
    )
    low, high = found.same_95
    same = between.format(value=percent(found.same / found.read), low=percent(low), high=percent(high))
    return [
        (tr("Cohen’s kappa"), kappa),
        (tr("Same category"), same),
        (tr("Span F1"), score_text(found.span_f1) or "–"),
        (tr("Span and category F1"), score_text(found.span_category_f1) or "–"),
        (
            tr("Disagreements"),
            tr("{all}, {left} to settle").format(
                all=number(len(found.disagreements)), left=number(len(found.to_settle))
            ),
        ),
    ]


def _signed(value: float) -> str:
    return score_text(value).replace("-", "−")


def reading_words(found: Found) -> str:
    """What one reading holds: its categories in reading order."""
    return ", ".join(category_word(category) for _, category in found) or tr("No feedback")


def pair_words(pair: Pair, content: str) -> tuple[str, str, str]:
    """A disagreement as a row: what both say, the words, and whether it is settled."""
    span = next((span for span, _ in (*pair.first, *pair.second)), None)
    words = tr("“{words}”").format(words=cut(span.of(content) if span else content, 80))
    if reading_words(pair.first) == reading_words(pair.second):
        said = tr("{category}: other words").format(category=reading_words(pair.first))
    else:
        said = tr("{first} → {second}").format(first=reading_words(pair.first), second=reading_words(pair.second))
    return said, words, tr("✓ settled") if pair.outcome else ""


def outcome_words(outcome: Outcome | None) -> str:
    """What came of a disagreement."""
    if outcome is None:
        return tr("Not settled: which reading stands?")
    return {
        Outcome.FIRST: tr("Settled: the first reading stands."),
        Outcome.SECOND: tr("Settled: the second reading stands."),
        Outcome.BOTH: tr("Settled: both readings stand."),
        Outcome.NEITHER: tr("Settled: neither reading stands."),
    }[outcome]
