"""No text may make a rule crawl: one such message would block a run that cannot be cancelled meanwhile.

Measured in time of the process, against a plain text on the same machine, with much room.
"""

import time

import pytest

from nfstudio.detect import DETECTORS, rule_pack
from nfstudio.detect.clauses import clauses, sentences
from nfstudio.detect.context import Candidate
from nfstudio.detect.guards import Guard
from nfstudio.detect.reading import Reading
from nfstudio.domain.masking import masked
from nfstudio.domain.span import Span

MANY = 20_000
PLAIN = ("the boat leaves at noon and comes back late. " * MANY)[:MANY]
PIECES = {
    "newlines": "\n",
    "spaces": " ",
    "tabs": "\t",
    "blanks": " \n\t\u3000",
    "no": "no ",
    "lines-of-no": "no\n",
    "marks": "!?",
    "double-quotes": '"',
    "single-quotes": "'",
    "quoted-letters": " 'a",
    "typographic-quotes": "“",
    "backticks": "`",
    "fences": "``` \n",
    "brackets": "[(",
    "closing-brackets": ")]",
    "tags": "<a",
    "carets": "^~",
    "emoji": "👍",
    "semicolons": "; ",
    "list-numbers": "1. ",
    "thanks": "ty, ",
    "very": "it is really very ",
    "declarations": "int a",
    "stars": "*a",
    "errors": "Error: x\n",
}
HOSTILE = {name: (piece * MANY)[: 2 * MANY] for name, piece in PIECES.items()} | {"word": "a" * 10 * MANY}


def seconds(work, *given):
    start = time.process_time()
    work(*given)
    return time.process_time() - start


def budget(work):
    """Much more than a plain text of the same length takes."""
    return 0.5 + 50 * min(seconds(work, PLAIN) for _ in range(3))


def too_long(most, work, *given):
    """The seconds it took where not one of five tries stays within the bound, else nothing: a busy machine slows
    one try, a bad pattern slows them all."""
    took = [seconds(work, *given)]
    while min(took) > most and len(took) < 5:
        took.append(seconds(work, *given))
    return min(took) if min(took) > most else None


def around(text):
    """Cues before, behind and in between."""
    half = len(text) // 2
    cues = "No, that is wrong.", "But you said no", "thanks", '"', "`"
    yield text
    yield from (f"{cue}{text}" for cue in cues)
    yield f"no that is wrong{text} thanks"
    yield f"{text[: MANY // 3]} it is still wrong x"
    yield f"{text[:half]} that's not right {text[half:]}x"


@pytest.fixture(scope="module")
def whole_detector():
    return DETECTORS["rules"]()


@pytest.mark.parametrize("name", HOSTILE)
def test_the_detector_reads_a_hostile_message_about_as_fast_as_a_plain_one(whole_detector, name):
    def detect(text):
        whole_detector.detect([Candidate(3, text, text, 1, (text[: len(text) // 2],))])

    most = budget(detect)
    assert [took for text in around(HOSTILE[name]) if (took := too_long(most, detect, text))] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_masking_and_cutting_into_sentences_and_clauses_is_linear(name):
    def cut(text):
        masked(text)
        masked(text.replace("\n", " "))
        sentences(text)
        for fine in (False, True):
            clauses(text, Span(0, len(text)), fine=fine)

    most = budget(cut) * len(HOSTILE[name]) / MANY
    assert [took for text in around(HOSTILE[name]) if (took := too_long(most, cut, text))] == []


PACK = rule_pack.load()
RAW = ("newlines", "spaces", "blanks", "single-quotes", "marks", "no", "word")


@pytest.mark.parametrize("name", RAW)
def test_no_pattern_of_a_rule_is_slow_even_on_text_that_was_not_shortened(name):
    text = HOSTILE[name][:MANY]
    slow = []
    for rule in PACK.rules:
        search = rule.regex.match if rule.position in {"whole", "start"} else rule.regex.findall
        if took := too_long(0.25 + 20 * seconds(search, PLAIN), search, text):
            slow.append((rule.id, took))
    assert slow == []


GUARDS = {guard.name.removeprefix("not "): guard for rule in PACK.rules for guard in rule.guards}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_guard_is_slow(name):
    text = "no that is wrong " + HOSTILE[name]
    reading = Reading(Candidate(3, text, text, 1, (text, text)))
    cues = Span(0, 2), Span(len(reading.raw) - 1, len(reading.raw))
    slow = [
        (guard.name, took)
        for guard in GUARDS.values()
        for cue in cues
        if (took := too_long(0.5, passes_afresh, guard, reading, cue))
    ]
    assert slow == []


def passes_afresh(guard: Guard, reading: Reading, cue: Span) -> bool:
    reading.told.clear()
    return guard.passes(reading, cue)
