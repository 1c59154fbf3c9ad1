"""The weights that come with the program are whole, and do what their card says of the plainest cases."""

import hashlib
import json
import re

import pytest
from building import talk

from nfstudio import paths
from nfstudio.detect import DETECTORS
from nfstudio.detect.context import candidates_of
from nfstudio.detect.encoder import shipped
from nfstudio.detect.model_folder import QUANTISED, RECORD, WEIGHTS, mark_of
from nfstudio.domain.feedback import Category
from nfstudio.domain.thresholds import Setting


@pytest.fixture(scope="module")
def hybrid():
    made = DETECTORS["hybrid"](device="cpu")
    yield made
    made.close()


def found(detector, answer, said, asked="Plan two days in Lyon."):
    conversation = talk(f"u {asked}", f"a {answer}", f"u {said}")
    (claims,) = detector.detect(candidates_of(conversation.messages))
    sure = detector.thresholds(Setting.BALANCED)
    return {claim.category for claim in claims if sure.passes(claim)}


def test_every_shipped_file_is_the_one_that_the_card_names():
    card = (shipped() / "README.md").read_text(encoding="utf-8")
    named = dict(reversed(pair) for pair in re.findall(r"^    ([0-9a-f]{64})  (\S+)$", card, re.MULTILINE))
    here = {path.name for path in shipped().iterdir()} - {"README.md"}

    assert set(named) == here
    for name, digest in named.items():
        assert hashlib.sha256((shipped() / name).read_bytes()).hexdigest() == digest, name


def test_the_weights_are_those_that_the_folder_records():
    record = json.loads((shipped() / RECORD).read_text(encoding="utf-8"))

    assert record == {name: mark_of(shipped() / name) for name in (WEIGHTS, QUANTISED)}


def test_no_file_of_the_weights_is_too_large_for_a_repository():
    assert max(path.stat().st_size for path in paths.models().rglob("*") if path.is_file()) < 50_000_000


@pytest.mark.parametrize(
    ("answer", "said", "category"),
    [
        ("Day one, day two, day three.", "No, I said two days, not three.", Category.CORRECTION),
        ("Day one: the old town. Day two: the museum.", "Perfect, thank you!", Category.POSITIVE),
        ("Lyon has fifty-six metro lines.", "Are you sure about that?", Category.CLARIFICATION),
        ("I like trains.", "That is useless.", Category.COMPLAINT),
    ],
)
def test_the_plainest_feedback_is_found(hybrid, answer, said, category):
    assert found(hybrid, answer, said) == {category}


@pytest.mark.parametrize("said", ["Which museum is the largest?", "Now plan two days in Turin.", "continue"])
def test_what_is_no_feedback_is_left_alone(hybrid, said):
    assert found(hybrid, "Day one: the old town. Day two: the museum.", said) == set()


def test_a_message_is_read_the_same_alone_and_beside_others(hybrid):
    texts = ["No, I said two days.", "Thanks a lot!", "Why?", "a " * 900 + "That is wrong."]
    candidates = [
        candidate
        for text in texts
        for candidate in candidates_of(talk("u Plan two days.", "a Three days: …", f"u {text}").messages)
    ]

    assert [hybrid.detect([candidate])[0] for candidate in candidates] == hybrid.detect(candidates)
