"""What the command line tells when a detection takes the place of an earlier one."""

import json

import pytest
from building import feedback, run, take_in, talk

from nfstudio.__main__ import main
from nfstudio.domain.feedback import Category, Verdict
from nfstudio.store import review
from nfstudio.store.project import Project

P, C, N = Category.POSITIVE, Category.CORRECTION, Category.COMPLAINT


@pytest.fixture
def path(tmp_path):
    """A project in which a second run changed a claim, dropped one, found one, and left one below the threshold."""
    path = tmp_path / "p.nfstudio"
    with Project.create(path) as project:
        take_in(
            project,
            talk("u plan", "a three", "u no, two\ndays", "a two", "u thanks a lot"),
            talk("u hi", "a hello", "u that is wrong", "a so?", "u fine", "a more", "u great"),
        )
        run(project, [(3, "no, two\ndays", C, 0.9), (5, "thanks a lot", P, 0.9), (10, "fine", P, 0.7)])
        (item,) = [item for item in feedback(project) if item.message == 3]
        review.decide(project, [item.id], Verdict.ACCEPT, reviewer="Ada")
        run(project, [(3, "no, two\ndays", N, 0.9), (5, "thanks a lot", P, 0.3), (12, "great", P, 0.8)], version="2")
    return path


def told(capsys, *arguments):
    assert main([str(a) for a in arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_changes_lists_before_and_after_of_every_claim(capsys, path):
    assert told(capsys, "changes", path) == [
        "Run 2, rules: 1 new, 2 gone, 1 changed (1 in category).",
        (
            "changed message 3 of conversation 1: Correction 0.90 “no, two days” -> Complaint 0.90;"
            " confirmed as Correction"
        ),
        "gone    message 5 of conversation 1: Positive 0.90 “thanks a lot” -> Positive 0.30 (below the threshold)",
        "gone    message 10 of conversation 2: Positive 0.70 “fine” -> nothing",
        "new     message 12 of conversation 2: nothing -> Positive 0.80 “great”",
    ]


def test_changes_are_told_to_programs_with_spans_and_the_decision_that_stands(capsys, path):
    assert main(["changes", str(path), "--json", "--only", "against"]) == 0
    answer = json.loads(capsys.readouterr().out)

    assert answer["changed"] == {
        "new": 1,
        "gone": 2,
        "changed": 1,
        "category": 1,
        "span": 0,
        "score": 0,
        "against": 1,
    }
    assert answer["changes"] == [
        {
            "conversation": 1,
            "message": 3,
            "change": "changed",
            "aspects": ["category"],
            "before": {
                "start": 0,
                "end": 12,
                "category": "AWARE_WITH_CORRECTION",
                "score": 0.9,
                "words": "no, two\ndays",
            },
            "after": {
                "start": 0,
                "end": 12,
                "category": "AWARE_WITHOUT_CORRECTION",
                "score": 0.9,
                "words": "no, two\ndays",
            },
            "status": "confirmed",
            "category": "AWARE_WITH_CORRECTION",
            "against": True,
        }
    ]


def test_only_some_changes_are_listed_when_asked_for(capsys, path):
    lines = told(capsys, "changes", path, "--only", "new", "gone")

    assert [line.split()[0] for line in lines[1:]] == ["gone", "gone", "new"]


def test_nothing_to_compare_is_a_plain_sentence(capsys, tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        take_in(project, talk("u hi", "a hello", "u thanks"))
        run(project, [(3, "thanks", P, 0.9)])

    assert main(["changes", str(tmp_path / "p.nfstudio")]) == 1
    assert "No detection has taken the place of an earlier one here." in capsys.readouterr().err


def test_detecting_again_with_another_detector_tells_what_changed(capsys, path):
    lines = told(capsys, "detect", path, "--detector", "rules")
    at = next(i for i, line in enumerate(lines) if line.startswith("Against the detection before: "))

    assert "gone" in lines[at]
    assert lines[-2] == f"  nfstudio changes {path} lists them."

    assert main(["detect", str(path), "--detector", "rules", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer["changed"]) == {"new", "gone", "changed", "category", "span", "score", "against"}


def test_a_first_detection_has_nothing_to_tell_of_changes(capsys, tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        take_in(project, talk("u hi", "a hello", "u thanks"))
    path = tmp_path / "p.nfstudio"

    assert main(["detect", str(path), "--detector", "rules", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"] is None
    assert not any("detection before" in line for line in told(capsys, "detect", path, "--detector", "rules"))
