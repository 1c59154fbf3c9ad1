"""Where rows go, what is said about it, and the turns they are in."""

import json
from dataclasses import replace

import pytest
from building import run, take_in, talk

from nfstudio.curate.splits import SplitBy
from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.feedback import Category
from nfstudio.errors import StudioError
from nfstudio.exporters.validate import validate
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.export_preview import preview
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.progress import finish
from nfstudio.store import rewrites


def rows(folder, name="train.jsonl"):
    return [json.loads(line) for line in (folder / name).read_text().splitlines()]


def test_near_duplicates_stay_on_one_side_of_a_split_by_cluster(project, tmp_path):
    words = "please tell me in a few plain words how long a soft egg has to boil in hot water number"
    talks = [talk(f"u {words}", f"a It takes about {i} minutes.", "u thanks", origin_id=f"c{i}") for i in range(20)]
    take_in(project, *talks)
    run(project, [(3 * i + 3, "thanks", Category.POSITIVE, 0.9) for i in range(20)])
    options = ExportOptions(split="0.5,0.5", split_by="cluster")
    written = finish(export_dataset(project, tmp_path / "out", options))

    assert sorted(written.rows.values()) == [0, 20]


def praised(project, openings, **about):
    """A praised answer in each of conversations that open so."""
    talks = [
        talk(f"u {said}", f"a Answer {i}.", "u thanks", origin_id=f"c{i}", **about) for i, said in enumerate(openings)
    ]
    take_in(project, *talks)
    run(project, [(3 * i + 3, "thanks", Category.POSITIVE, 0.9) for i in range(len(openings))])


def test_conversations_that_open_alike_share_a_split_unless_asked_otherwise(project, tmp_path):
    praised(project, [f"how long does egg {i % 8} boil" for i in range(24)])
    written = finish(export_dataset(project, tmp_path / "out", ExportOptions(split="0.5,0.5")))
    sides = {}
    for file in written.files:
        for row in rows(tmp_path / "out", file.path):
            sides.setdefault(row["prompt"][-1]["content"], set()).add(file.split)

    assert min(written.rows.values()) > 0
    assert all(len(side) == 1 for side in sides.values())


def test_a_split_stays_what_it_was_when_conversations_are_added(project, tmp_path):
    def sides(folder, written):
        return {row["meta"]["conversation_id"]: file.split for file in written.files for row in rows(folder, file.path)}

    praised(project, [f"how long does egg {i} boil" for i in range(16)])
    before = finish(export_dataset(project, tmp_path / "a", ExportOptions(split="0.5,0.5")))
    take_in(
        project,
        *[talk(f"u how long does egg {i} boil", "a So.", "u ok", origin_id=f"n{i}") for i in range(30)],
        path="/logs/b.jsonl",
    )
    run(project, [(49 + 3 * i + 2, "ok", Category.POSITIVE, 0.9) for i in range(30)])
    after = finish(export_dataset(project, tmp_path / "b", ExportOptions(split="0.5,0.5")))
    kept = sides(tmp_path / "b", after)

    assert {name: kept.get(name, side) for name, side in sides(tmp_path / "a", before).items()} == sides(
        tmp_path / "a", before
    )


def test_near_duplicates_in_two_splits_are_flagged_and_told_with_the_remedy(project, tmp_path):
    words = "please tell me in a few plain words how long a soft egg has to boil in hot water number"
    praised(project, [f"{words} {i}" for i in range(20)])
    options = ExportOptions(split="0.5,0.5")
    written = finish(export_dataset(project, tmp_path / "out", options))
    warned = {one.name: one for one in preview(project, options).warnings}

    assert written.checks["leakage"] == written.rows["test"]
    assert "leakage: prompt in an earlier split too" in rows(tmp_path / "out", "test.jsonl")[0]["meta"]["flags"]
    assert any("rows held out" in sentence for sentence in written.minds)
    assert warned["leakage"].remedy == {"split_by": "cluster"}
    mended = preview(project, ExportOptions(split="0.5,0.5", **warned["leakage"].remedy))
    assert "leakage" not in {one.name for one in mended.warnings}


@pytest.mark.parametrize("by", ["user", "time"])
def test_what_several_people_ask_alike_may_meet_and_is_left_out_without_another_split(project, tmp_path, by):
    talks = [
        talk("u please tell me how long a soft egg has to boil", f"a Answer {i} it is.", "u thanks", user=f"p{i}")
        for i in range(8)
    ]
    take_in(project, *[replace(one, created_at=f"2025-01-0{i + 1}T00:00:00Z") for i, one in enumerate(talks)])
    run(project, [(3 * i + 3, "thanks", Category.POSITIVE, 0.9) for i in range(8)])
    options = ExportOptions(split="0.5,0.5", split_by=by)
    warned = {one.name: one for one in preview(project, options).warnings}["leakage"]
    written = finish(export_dataset(project, tmp_path / "out", options))

    assert warned.remedy == {"actions": {"leakage": "drop"}}
    assert warned.sentence.endswith("may meet across splits.")
    assert warned.sentence in written.minds
    assert "may meet across splits" in (tmp_path / "out" / "README.md").read_text()
    mended = preview(project, replace(options, **warned.remedy))
    assert mended.rows == written.rows["train"]
    assert "leakage" not in {one.name for one in mended.warnings}


@pytest.mark.parametrize("by", SplitBy)
def test_the_card_says_what_a_split_keeps_together(project, tmp_path, by):
    praised(project, [f"how long does egg {i} boil" for i in range(4)], created_at="2025-01-01T00:00:00Z")
    finish(export_dataset(project, tmp_path / "out", ExportOptions(split="0.5,0.5", split_by=by.value)))
    finish(export_dataset(project, tmp_path / "whole", ExportOptions(split_by=by.value)))

    assert by.keeps[1:] in (tmp_path / "out" / "README.md").read_text()
    assert by.keeps[1:] not in (tmp_path / "whole" / "README.md").read_text()


def test_a_split_by_time_tells_of_conversations_without_one(project, tmp_path):
    take_in(
        project,
        *[talk(f"u egg {i}", "a Nine.", "u thanks", created_at=f"2026-01-0{i}T00:00:00Z") for i in range(1, 5)],
        *[talk(f"u pan {i}", "a Ten.", "u thanks") for i in range(3)],
    )
    run(project, [(3 * i + 3, "thanks", Category.POSITIVE, 0.9) for i in range(7)])
    options = ExportOptions(split="0.5,0.5", split_by="time")
    written = finish(export_dataset(project, tmp_path / "out", options))

    assert written.rows == {"train": 5, "test": 2}
    assert any(sentence.startswith("3 of 7 rows") for sentence in written.minds)
    (warned,) = [one for one in preview(project, options).warnings if one.name == "splits"]
    assert warned.remedy == {"split_by": "conversation"}


def test_a_split_by_person_tells_of_conversations_that_name_none(project, tmp_path):
    praised(project, [f"egg {i}" for i in range(9)])
    written = finish(export_dataset(project, tmp_path / "out", ExportOptions(split="0.5,0.5", split_by="user")))

    assert any(sentence.startswith("9 of 9 rows") for sentence in written.minds)


def test_times_that_are_all_alike_are_for_training_and_the_empty_split_is_told(project, tmp_path):
    praised(project, [f"egg {i}" for i in range(4)], created_at="2026-01-01T00:00:00Z")
    written = finish(export_dataset(project, tmp_path / "out", ExportOptions(split="0.5,0.5", split_by="time")))

    assert written.rows == {"train": 4, "test": 0}
    assert any(sentence.startswith("No row fell into test.") for sentence in written.minds)


def test_answers_to_learn_from_are_not_told_that_kto_wants_unwanted_ones(project, tmp_path):
    praised(project, [f"how long does egg {i} boil" for i in range(4)])
    written = finish(export_dataset(project, tmp_path / "out", ExportOptions(kind="sft")))

    assert not any("KTO" in sentence for sentence in written.minds)
    assert "balance" not in {one.name for one in preview(project, ExportOptions(kind="sft")).warnings}


@pytest.mark.parametrize(("framework", "messages", "joined"), [("llamafactory", 1, 1), ("trl", 2, None)])
def test_messages_of_one_role_in_a_row_are_joined_only_for_turns(project, tmp_path, framework, messages, joined):
    take_in(project, talk("u boil an egg", "u a soft one", "a Five minutes.", "u thanks"))
    run(project, [(4, "thanks", Category.POSITIVE, 0.9)])
    options = ExportOptions(framework=framework)
    written = finish(export_dataset(project, tmp_path / "out", options))
    (row,) = rows(tmp_path / "out")

    assert validate(tmp_path / "out") == []
    assert written.left_out == {}
    assert len(row.get("prompt", row.get("conversations", [None])[:-1])) == messages
    assert written.checks.get("joined") == preview(project, options).checks.get("joined") == joined
    assert ("joined: messages of one role in a row" in row["meta"]["flags"]) is bool(joined)
    assert row["meta"]["target_position"] == 2
    card = (tmp_path / "out" / "README.md").read_text()
    assert ("One row holds messages of one role joined" in card) is bool(joined)


@pytest.mark.parametrize("kind", ["kto", "sft", "dpo", "reward"])
def test_where_the_assistant_speaks_first_its_words_may_be_left_out_for_turns(project, tmp_path, kind):
    take_in(project, talk("s Be kind.", "a Welcome!", "u boil an egg", "a Five minutes, or six.", "u thanks"))
    run(project, [(5, "thanks", Category.POSITIVE, 0.9)])
    if kind != "kto":
        rewrites.write(project, 4, "Six minutes for a soft one.", reviewer="me")
    kept, dropped = (ExportOptions(kind=kind, framework="llamafactory", drop_greeting=drop) for drop in (False, True))
    before, after = preview(project, kept), preview(project, dropped)
    with pytest.raises(StudioError, match="no row"):
        finish(export_dataset(project, tmp_path / "none", kept))
    written = finish(export_dataset(project, tmp_path / "out", dropped))
    (row,) = rows(tmp_path / "out")

    assert before.left_out == {"the assistant speaks first": 1}
    (warned,) = [one for one in before.warnings if one.name == "greeting"]
    assert "One row is left out" in warned.sentence
    assert warned.remedy == {"drop_greeting": True}
    assert validate(tmp_path / "out") == []
    assert written.checks["greeting"] == after.checks["greeting"] == 1
    assert [turn["from"] for turn in row["conversations"]][:2] == ["system", "human"]
    assert "greeting: the assistant's first words are left out" in row["meta"]["flags"]
    assert row["meta"]["target_position"] == 3
    assert "One row lacks what the assistant said" in (tmp_path / "out" / "README.md").read_text()


def test_a_framework_that_reads_an_assistant_that_speaks_first_keeps_its_words(project, tmp_path):
    take_in(project, talk("a Welcome!", "u boil an egg", "a Five minutes.", "u thanks"))
    run(project, [(4, "thanks", Category.POSITIVE, 0.9)])
    written = finish(export_dataset(project, tmp_path / "out", ExportOptions(drop_greeting=True)))

    assert rows(tmp_path / "out")[0]["prompt"][0]["content"] == "Welcome!"
    assert "greeting" not in written.checks


def edited(first, second, **about):
    """A conversation whose first prompt was edited: both branches have an answer that is spoken about."""
    return Conversation(
        (
            Message(Role.USER, first, on_active_path=False),
            Message(Role.ASSISTANT, f"So, {first}.", 0, on_active_path=False),
            Message(Role.USER, "thanks", 1, on_active_path=False),
            Message(Role.USER, second),
            Message(Role.ASSISTANT, f"Well, {second}.", 3),
            Message(Role.USER, "thanks", 4),
        ),
        **about,
    )


def test_equal_prompts_meet_in_one_split_also_where_a_first_prompt_was_edited(project, tmp_path):
    chain = [edited(f"how does egg {i} boil", f"how does egg {i + 1} boil", origin_id=f"e{i}") for i in range(4)]
    others = [talk(f"u How does egg {i} boil?", "a Long.", "u thanks", origin_id=f"o{i}") for i in range(12)]
    take_in(project, *chain, *others)
    spoken = project.db.execute("SELECT id FROM messages WHERE content = 'thanks'").fetchall()
    run(project, [(row[0], "thanks", Category.POSITIVE, 0.9) for row in spoken])
    written = finish(export_dataset(project, tmp_path / "out", ExportOptions(split="0.5,0.5")))
    sides = {}
    for file in written.files:
        for row in rows(tmp_path / "out", file.path):
            said = row["prompt"][0]["content"].casefold().strip("?")
            sides.setdefault(said, set()).add(file.split)

    assert written.checks["leakage"] == 0
    assert min(written.rows.values()) > 0
    assert all(len(side) == 1 for side in sides.values())
    assert len(set().union(*(sides[f"how does egg {i} boil"] for i in range(5)))) == 1


@pytest.mark.parametrize("by", ["conversation", "user", "time", "cluster"])
def test_conversations_of_two_dumps_that_count_alike_are_told_apart(project, tmp_path, by):
    for dump in ("a", "b"):
        said = [
            talk(
                f"u dump {dump} question {i}",
                f"a {dump} says {i}",
                "u thanks",
                origin_id=str(i),
                user=f"{dump}{i}",
                created_at=f"20{dump == 'a':02}-01-{i + 1:02}T00:00:00Z",
            )
            for i in range(9)
        ]
        take_in(project, *said, path=f"/logs/{dump}.jsonl")
    run(project, [(3 * i + 3, "thanks", Category.POSITIVE, 0.9) for i in range(18)])
    written = finish(export_dataset(project, tmp_path / "out", ExportOptions(split="0.5,0.5", split_by=by)))
    named = [row["meta"]["conversation_id"] for f in written.files for row in rows(tmp_path / "out", f.path)]

    assert validate(tmp_path / "out") == []
    assert len(set(named)) == 18
    assert all(name.partition("#")[0].isdecimal() for name in named)
