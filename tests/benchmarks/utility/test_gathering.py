import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.utility.gathering import Apart, Gathered, begins, harmless, opening_of, ranked, records_in, rows_of
from nfstudio.jobs.export_options import ExportOptions


@given(st.text(), st.floats(0, 1), st.floats(0, 1))
def test_no_opening_is_learned_and_asked_about(opening, test, share):
    apart = Apart(frozenset({"boat"}), test=test, share=share)

    assert not (apart.trains(opening) and apart.tests(opening))
    assert (apart.trains(opening) or apart.tests(opening)) == apart.takes(opening)


def test_a_named_opening_is_for_testing_whatever_chance_says():
    apart = Apart(frozenset({"boat"}), test=0.0)

    assert apart.tests("boat")
    assert apart.trains("egg")


def test_about_the_share_that_was_asked_for_is_kept_apart():
    apart = Apart(frozenset(), test=1 / 3)

    assert 250 < sum(apart.tests(f"opening {i}") for i in range(900)) < 350


def test_openings_that_differ_in_signs_spaces_and_case_are_one():
    assert opening_of("How long,  do eggs\nboil?") == opening_of("how long do EGGS boil") == "how long do eggs boil"
    assert begins({"messages": [{"role": "system", "content": "x"}, {"role": "user", "content": "Hi!"}]}) == "hi"


def test_pairs_of_hh_that_differ_in_their_last_answer_alone_are_asked_about(tmp_path):
    asked = "\n\nHuman: When does the boat leave?\n\nAssistant:"
    more = f"{asked} At noon.\n\nHuman: Really?\n\nAssistant:"
    records = [
        {"chosen": f"{asked} At noon.", "rejected": f"{asked} No idea."},
        {"chosen": f"{more} Yes.", "rejected": f"{asked} Never."},
    ]
    file = tmp_path / "pairs.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.write("".join(json.dumps(record) + "\n" for record in records))

    (row,) = harmless(file, Apart(frozenset(), test=1.0), most=9)

    assert [text.answer for text in row.texts] == ["At noon.", "No idea."]
    assert row.texts[0].prompt == row.texts[1].prompt == "user: When does the boat leave?"
    assert row.opening == "when does the boat leave"
    assert harmless(file, Apart(frozenset(), test=0.0), most=9) == []


def test_the_best_and_the_worst_ranked_answer_of_a_question_are_a_pair(tmp_path):
    tree = [
        ("1", None, "prompter", "Boat?", None),
        ("2", "1", "assistant", "At one.", 1),
        ("3", "1", "assistant", "At noon.", 0),
        ("4", "1", "assistant", "Never.", 2),
        ("5", "3", "prompter", "And back?", None),
        ("6", "5", "assistant", "Late.", 0),
    ]
    names = ("message_id", "parent_id", "role", "text", "rank")
    file = tmp_path / "messages.jsonl"
    file.write_text("".join(json.dumps(dict(zip(names, one, strict=True))) + "\n" for one in tree))

    (row,) = ranked(file, Apart(frozenset(), test=1.0))

    assert [text.answer for text in row.texts] == ["At noon.", "Never."]
    assert (row.texts[0].prompt, row.opening) == ("user: Boat?", "boat")


JUDGED = {
    "conversation_id": "c1",
    "source": "made",
    "messages": [
        {"role": "user", "content": "When does the boat leave?"},
        {"role": "assistant", "content": "The boat leaves at noon, from the northern pier."},
        {
            "role": "user",
            "content": "Perfect, thanks!",
            "labelled": True,
            "spans": [{"start": 0, "end": 16, "category": "POSITIVE"}],
        },
        {"role": "assistant", "content": "You are welcome, have a good trip to the island."},
        {"role": "user", "content": "And back?", "labelled": True, "spans": []},
    ],
}


@pytest.mark.parametrize(("kind", "target"), [("kto", 1.0), ("ordinal", 4.0)])
def test_rows_of_an_export_come_back_with_their_opening_and_without_the_feedback(tmp_path, kind, target):
    made = Gathered(tmp_path)
    project = made.judged("learned", [JUDGED])

    (row,) = rows_of(made.export(kind, project, ExportOptions(kind=kind)), sources={"c1": "made"})

    assert row.texts[0].answer == "The boat leaves at noon, from the northern pier."
    assert "Perfect" not in row.texts[0].prompt
    assert (row.target, row.source, row.category) == (target, "made", "POSITIVE")
    assert row.opening == begins(JUDGED) == "when does the boat leave"


def test_what_was_made_is_not_made_again(tmp_path):
    made = Gathered(tmp_path)
    project = made.judged("learned", [JUDGED])
    out = made.export("kto", project, ExportOptions())
    (out / "train.jsonl").write_text("")

    made.export("kto", project, ExportOptions())

    assert list(records_in(out / "train.jsonl")) == []
