import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nfstudio.detect import DETECTORS, Candidate, rules
from nfstudio.domain.feedback import Category

DETECTOR = rules.detector()
PIECES = [
    "Thanks!",
    "but it still doesn't work",
    "No, I meant the river",
    "That's wrong.",
    "why?",
    "are you sure?",
    "write a list",
    "How deep is the lake?",
    "It should be 12",
    "`x = 1`",
    '"quoted, that is wrong"',
    "\u201cquoted\u201d",
    "I don\u2019t get it",
    "👩‍👩‍👧 great",
    "\n",
    "Error: no such file or directory",
    ", ",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=6).map(" ".join)
CANDIDATES = st.builds(
    Candidate,
    message=st.integers(0, 99),
    text=TEXTS,
    answer=st.sampled_from(["The lake is 12 m deep.", "Shall I go on?", "I'm sorry, I can't.", "```\nx = 1\n```"]),
    answer_id=st.just(1),
    earlier=st.lists(TEXTS, max_size=3).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=15)
@given(st.lists(CANDIDATES, max_size=6), st.randoms(use_true_random=False))
def test_what_is_found_depends_on_no_neighbour_and_no_order(candidates, random):
    alone = [DETECTOR.detect([candidate])[0] for candidate in candidates]
    assert DETECTOR.detect(candidates) == alone
    order = list(range(len(candidates)))
    random.shuffle(order)
    assert DETECTOR.detect([candidates[i] for i in order]) == [alone[i] for i in order]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=100)
@given(CANDIDATES)
def test_every_detection_keeps_the_contract(candidate):
    (detections,) = DETECTOR.detect([candidate])
    for detection in detections:
        assert 0 <= detection.span.start < detection.span.end <= len(candidate.text)
        assert detection.span.of(candidate.text).strip() == detection.span.of(candidate.text)
        assert 0 < detection.score <= 1
        assert (detection.message, detection.target) == (candidate.message, candidate.answer_id)
        assert detection.evidence.rules or detection.evidence.similar_to
    assert list(detections) == sorted(detections, key=lambda d: (d.span, d.category))


def test_an_empty_batch_has_no_answers(detector):
    assert detector.detect([]) == []


def test_several_rules_on_the_same_clause_are_one_detection_with_all_of_them_as_evidence(detector):
    text = "Your answer is wrong."
    (detections,) = detector.detect([Candidate(2, text, "Twelve.", 1)])
    assert [d.category for d in detections] == [Category.COMPLAINT]
    assert {"complaint.is-wrong", "complaint.your-wrong"} <= set(detections[0].evidence.rules)
    assert detections[0].score > 0.95


def test_offsets_count_code_points_of_the_text_as_it_is(found):
    text = "👩‍👩‍👧 “so it says” … I don’t get it."
    assert found(text) == [("Clarification", "I don’t get it.")]


def test_a_complaint_that_says_what_is_right_is_a_correction_and_takes_it_in(found):
    assert found("That is wrong. The bridge opened in 1932.") == [
        ("Correction", "That is wrong. The bridge opened in 1932.")
    ]
    assert found("That is wrong. Please try something else.")[0] == ("Complaint", "That is wrong.")


def test_a_repeat_is_marked_whole_when_short_and_by_its_first_sentence_when_long(detector):
    long = "How deep is the lake behind the old mill? " + "I row there with my brother every summer. " * 4
    for text, words in ((long, "How deep is the lake behind the old mill?"), (long[:41], long[:41])):
        (detections,) = detector.detect([Candidate(4, text, "I like lakes.", 3, ("Hello there", text))])
        assert [(d.category, d.span.of(text)) for d in detections] == [(Category.REPHRASE, words)]
        assert (detections[0].evidence.similar_to, detections[0].evidence.similarity) == (2, 1.0)


def test_the_version_follows_the_packs(tmp_path):
    (tmp_path / "p.toml").write_text(
        "[[rule]]\nid='a'\ncategory='Positive'\nweight=0.5\npattern='hurray'\nmatch=['hurray']\nno_match=['no']\n"
    )
    other = rules.detector(packs=tmp_path)
    assert other.version != DETECTOR.version
    assert rules.detector().version == DETECTOR.version


def test_the_table_makes_a_detector_for_any_device_asked_for():
    made = DETECTORS["rules"](device="cuda")
    assert (made.name, made.device) == ("rules", "CPU")
    made.close()


def test_importing_the_room_loads_no_heavy_library():
    code = "import sys, nfstudio.detect; print([m for m in ('polars', 'rapidfuzz', 'torch') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "\n",
        '"',
        "'a ",
        "<pre>",
        "[",
        ".",
        "a",
        "a.",
        "`",
        "```\n",
        "x = ",
        "but ",
        "that is ",
        "\t\n",
        "!?",
        "👍",
        "(",
    ],
)
def test_no_message_however_hostile_makes_the_rules_crawl(detector, piece):
    text = f"that is wrong {piece * 20_000} error: that does not work"
    start = time.perf_counter()
    detector.detect([Candidate(2, text, f"`x`\n{piece * 20_000}", 1, (text,))])
    assert time.perf_counter() - start < 3
