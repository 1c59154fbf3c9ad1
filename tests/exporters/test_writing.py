import hashlib
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nfstudio.curate.splits import split_of
from nfstudio.domain.feedback import Scope
from nfstudio.errors import StudioError
from nfstudio.exporters import EXPORTERS, arranged, files
from nfstudio.exporters.validate import validate
from nfstudio.exporters.writing import DUPLICATE, DatasetWriter

THREE = {"train": 0.6, "validation": 0.2, "test": 0.2}


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def some(make_example):
    return [
        make_example(f"question {i}", f"answer {i}", label=i % 3 == 0, conversation=f"c{i // 4}") for i in range(40)
    ]


# --- what is written --------------------------------------------------------------------------------------------


def test_without_a_split_there_is_one_train_file_and_a_manifest(tmp_path, some, write_dataset, rows_of):
    written = write_dataset(tmp_path / "out", some)
    assert sorted(files_in(tmp_path / "out")) == ["README.md", "croissant.json", "manifest.json", "train.jsonl"]
    rows = rows_of(tmp_path / "out" / "train.jsonl")
    assert list(rows[0]) == ["prompt", "completion", "label", "meta"]
    assert {row["completion"][0]["content"] for row in rows} == {f"answer {i}" for i in range(40)}
    assert written.record() == {
        "kind": "kto",
        "framework": "trl",
        "rows": {"train": 40},
        "labels": {"true": 14, "false": 26},
        "files": [
            {
                "path": "train.jsonl",
                "sha256": hashlib.sha256((tmp_path / "out" / "train.jsonl").read_bytes()).hexdigest(),
                "rows": 40,
            }
        ],
        "left_out": {},
        "checks": {},
    }
    assert validate(tmp_path / "out") == []


def test_the_manifest_tells_where_the_rows_come_from(tmp_path, some, write_dataset):
    write_dataset(tmp_path / "out", some, seed=7, about={"project": "chats", "selection": {"status": ["auto"]}})
    told = orjson.loads((tmp_path / "out" / "manifest.json").read_bytes())
    size = (tmp_path / "out" / "train.jsonl").stat().st_size
    assert told["program"].startswith("NF Studio ")
    assert told["recipes"] == {"judged-answer": 40}
    assert told["about"] == {"project": "chats", "selection": {"status": ["auto"]}}
    assert (told["seed"], told["split"], told["rows"]) == (7, {"train": 1.0}, {"train": 40})
    assert told["categories"] == {"POSITIVE": 14, "AWARE_WITHOUT_CORRECTION": 26}
    assert told["files"][0]["labels"] == {"true": 14, "false": 26}
    assert (told["files"][0]["bytes"], told["files"][0]["split"]) == (size, "train")
    assert told["advice"]["desirable_weight"] == [round(26 / 14, 2), round(26 / 14 * 1.33, 2)]
    assert str(tmp_path) not in (tmp_path / "out" / "manifest.json").read_text()


def test_the_weights_speak_of_the_train_split_alone(tmp_path, some, write_dataset):
    out = tmp_path / "out"
    write_dataset(out, some, fractions=THREE, split_of=lambda example: "train" if example.content.label else "test")
    told = orjson.loads((out / "manifest.json").read_bytes())
    assert told["advice"]["desirable_weight"] is None


def test_a_split_without_rows_has_no_file(tmp_path, some, write_dataset):
    written = write_dataset(tmp_path / "out", some, fractions=THREE, split_of=lambda example: "validation")
    assert written.rows == {"train": 0, "validation": 40, "test": 0}
    assert sorted(files_in(tmp_path / "out")) == ["README.md", "croissant.json", "manifest.json", "validation.jsonl"]
    assert validate(tmp_path / "out") == []


def test_what_was_left_out_is_counted(tmp_path, make_example, write_dataset):
    with DatasetWriter(tmp_path / "out", exporter=EXPORTERS["trl"], kind="kto", fractions={"train": 1.0}) as writer:
        writer.leave_out("rejected")
        writer.leave_out("conflict", 2)
        writer.leave_out("rejected", 3)
        writer.add(make_example(), writer.fit(make_example()), split="train")
        written = writer.finish()
    assert written.left_out == {"conflict": 2, "rejected": 4}


def test_equal_rows_are_written_once_and_their_feedback_is_counted(tmp_path, make_example, write_dataset, rows_of):
    trace = make_example().traces[0]
    twice = [make_example(conversation="a"), make_example(conversation="b", also=(trace,)), make_example(label=False)]
    written = write_dataset(tmp_path / "out", twice)
    assert written.rows == {"train": 2}
    rows = rows_of(tmp_path / "out" / "train.jsonl")
    assert sorted(row["label"] for row in rows) == [False, True]
    behind = sum(1 + len(row["meta"]["also"]) for row in rows)
    assert behind + written.left_out[DUPLICATE] == 4


def test_equal_rows_of_two_splits_are_written_once_over_all(tmp_path, make_example, write_dataset):
    twice = [make_example(conversation="a"), make_example(conversation="b")]
    out = tmp_path / "out"
    written = write_dataset(
        out, twice, fractions=THREE, split_of=lambda e: "train" if e.conversation_id == "a" else "test"
    )
    assert sum(written.rows.values()) == 1


def test_hostile_text_comes_back_as_it_was(tmp_path, make_example, write_dataset, rows_of):
    text = 'a"b\\c\u2028d\u0085e\t\x1b[0m</script>{{ system }}<|im_start|>\n\ufffd👩‍👩‍👧'
    write_dataset(tmp_path / "out", [make_example(text, text)])
    (row,) = rows_of(tmp_path / "out" / "train.jsonl")
    assert row["prompt"][0]["content"] == row["completion"][0]["content"] == text
    assert (tmp_path / "out" / "train.jsonl").read_bytes().count(b"\n") == 1


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_how_many_bytes_are_held_and_written_together_changes_nothing(tmp_path, some, monkeypatch, write_dataset, form):
    some += [replace(one, reviewed=some[0].reviewed) for one in some]  # one conversation has half of all rows
    apart = {
        "fractions": THREE,
        "split_of": lambda one: split_of(one.conversation_id, fractions=THREE, seed=0),
        "form": form,
    }
    write_dataset(tmp_path / "usual", some, **apart)
    for name, value in ((arranged, "_TOGETHER"), (files, "_PIECE"), (files, "_AHEAD")):
        monkeypatch.setattr(name, value, 1000)
    write_dataset(tmp_path / "small", some, **apart)
    assert files_in(tmp_path / "small") == files_in(tmp_path / "usual")


def test_digests_of_the_rows_are_there_for_whoever_asks(tmp_path, some, write_dataset):
    keyed = write_dataset(tmp_path / "keyed", some, keyed=True)
    other = write_dataset(tmp_path / "other", some[:39][::-1], keyed=True, seed=5)
    cut = [{one.keys[at : at + 8] for at in range(0, len(one.keys), 8)} for one in (keyed, other)]
    assert [len(keys) for keys in cut] == [40, 39]
    assert cut[1] < cut[0]
    assert write_dataset(tmp_path / "plain", some).keys == b""


# --- the order --------------------------------------------------------------------------------------------------


@given(data=st.data(), count=st.integers(1, 30), seed=st.integers())
@settings(max_examples=30, deadline=None)
def test_the_order_of_arrival_changes_no_byte(tmp_path_factory, make_example, write_dataset, data, count, seed):
    examples = [
        make_example(
            f"q{data.draw(st.integers(0, 9))}",
            "answer",
            conversation=f"c{data.draw(st.integers(0, 4))}",
            score=data.draw(st.sampled_from([None, 0.5])),
        )
        for _ in range(count)
    ]
    one, other = (tmp_path_factory.mktemp("order") / "out" for _ in range(2))
    split = lambda e: split_of(e.conversation_id, fractions=THREE, seed=seed)  # noqa: E731
    write_dataset(one, examples, fractions=THREE, split_of=split, seed=seed)
    write_dataset(other, data.draw(st.permutations(examples)), fractions=THREE, split_of=split, seed=seed)
    assert files_in(one) == files_in(other)
    assert validate(one) == []


def test_the_seed_alone_decides_the_order(tmp_path, some, write_dataset, rows_of):
    for name, seed in (("one", 1), ("again", 1), ("two", 2)):
        write_dataset(tmp_path / name, some, seed=seed)
    one, again, two = (files_in(tmp_path / name)["train.jsonl"] for name in ("one", "again", "two"))
    assert one == again != two
    assert sorted(one.splitlines()) == sorted(two.splitlines())


def test_new_rows_leave_the_others_in_their_order(tmp_path, make_example, write_dataset, rows_of):
    examples = [make_example(f"q{i}", conversation=f"c{i}") for i in range(30)]
    write_dataset(tmp_path / "before", examples[:20])
    write_dataset(tmp_path / "after", examples)
    before, after = ([r["prompt"] for r in rows_of(tmp_path / n / "train.jsonl")] for n in ("before", "after"))
    assert [prompt for prompt in after if prompt in before] == before


def test_rows_of_one_conversation_are_no_neighbours(tmp_path, some, write_dataset, rows_of):
    for seed in range(10):
        write_dataset(tmp_path / str(seed), some, seed=seed)
        rows = rows_of(tmp_path / str(seed) / "train.jsonl")
        ids = [row["meta"]["conversation_id"] for row in rows]
        assert all(a != b for a, b in pairwise(ids))


def test_a_field_that_is_seldom_set_is_set_in_one_of_the_first_rows(tmp_path, make_example, write_dataset, rows_of):
    bare = {"score": None, "detector": None}
    trace = make_example(scope=Scope.PERSONAL).traces[0]
    examples = [make_example(f"q{i}", conversation=f"c{i}", **bare) for i in range(200)]
    examples[60] = make_example("q60", conversation="c60", score=0.5, detector=None)
    examples[90] = make_example("q90", conversation="c90", also=(trace,), **bare)
    examples[120] = make_example("q120", conversation="c120", detector="rules", scope=Scope.PERSONAL, score=None)
    write_dataset(tmp_path / "out", examples)
    first = [row["meta"] for row in rows_of(tmp_path / "out" / "train.jsonl")[:4]]
    assert {"c60", "c90", "c120"} < {meta["conversation_id"] for meta in first}


# --- whole or not at all ----------------------------------------------------------------------------------------


def test_a_folder_that_is_not_empty_is_refused_before_anything_is_written(tmp_path, some, write_dataset):
    write_dataset(tmp_path / "out", some)
    before = files_in(tmp_path / "out")
    with pytest.raises(StudioError, match="is not empty"):
        write_dataset(tmp_path / "out", some, seed=1)
    assert files_in(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_nothing_to_export_is_refused_with_the_reasons(tmp_path, write_dataset):
    writer = DatasetWriter(tmp_path / "out", exporter=EXPORTERS["trl"], kind="kto", fractions={"train": 1.0})
    with writer:
        writer.leave_out("conflict", 4)
        writer.leave_out("below the threshold", 9)
        with pytest.raises(StudioError, match="no row to export") as refused:
            writer.finish()
    assert refused.value.hint == "Left out: below the threshold 9, conflict 4."
    assert list(tmp_path.iterdir()) == []


def test_a_dataset_whose_files_failed_is_never_finished(tmp_path, some, monkeypatch):
    writer = DatasetWriter(tmp_path / "out", exporter=EXPORTERS["trl"], kind="kto", fractions={"train": 1.0})
    with writer:
        for example in some:
            writer.add(example, writer.fit(example), split="train")
        monkeypatch.setattr(os, "fsync", lambda handle: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            list(writer.copy())
        monkeypatch.undo()
        with pytest.raises(ValueError, match="not all written"):
            writer.finish()
    assert list(tmp_path.iterdir()) == []


def steps_of_an_export(out, examples):
    with DatasetWriter(out, exporter=EXPORTERS["trl"], kind="kto", fractions={"train": 1.0}) as writer:
        for example in examples:
            writer.add(example, writer.fit(example), split="train")
        yield 0
        yield from writer.copy()
        writer.finish()


@pytest.fixture
def many(make_example):
    return [make_example(f"q{i}", conversation=f"c{i}") for i in range(3500)]


def test_an_export_tells_how_far_it_is(tmp_path, many):
    assert list(steps_of_an_export(tmp_path / "out", many)) == [0, 1000, 2000, 3000, 3500]
    assert validate(tmp_path / "out") == []


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_an_export_that_is_cancelled_leaves_nothing(tmp_path, many, steps):
    (tmp_path / "out").mkdir()
    export = steps_of_an_export(tmp_path / "out", many)
    for _ in range(steps):
        next(export)
    assert [path.name for path in (tmp_path / "out").iterdir()] == []
    export.close()
    assert [path.name for path in tmp_path.rglob("*")] == ["out"]


def test_an_export_that_fails_leaves_nothing(tmp_path, some):
    def broken():
        yield from some
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        list(steps_of_an_export(tmp_path / "out", broken()))
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fails_while_copying_leaves_nothing(tmp_path, some, monkeypatch):
    def refuse(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StudioError, match="No space left"):
        list(steps_of_an_export(tmp_path / "out", some))
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_is_killed_leaves_the_folder_untouched(tmp_path):
    out = tmp_path / "out"
    script = """
        import itertools, sys
        from pathlib import Path
        from nfstudio.curate.judged import Example, Reviewed, Way
        from nfstudio.domain.conversation import Conversation, Message, Role
        from nfstudio.domain.preferences import Unpaired
        from nfstudio.exporters import EXPORTERS
        from nfstudio.exporters.writing import DatasetWriter

        out, fractions = Path(sys.argv[1]), {"train": 1.0}
        with DatasetWriter(out, exporter=EXPORTERS["trl"], kind="kto", fractions=fractions) as writer:
            for i in itertools.count():
                asked, answer = Message(Role.USER, f"q{i}"), Message(Role.ASSISTANT, "a")
                talk = Reviewed(Conversation(()), f"c{i}", "s", ())
                one = Example(Unpaired((asked,), answer, True), talk, Way.JUDGED, 1)
                writer.add(one, writer.fit(one), split="train")
                if i == 500:
                    print("busy", flush=True)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        assert program.stdout.readline() == b"busy\n"
        program.send_signal(signal.SIGKILL)
    assert not out.exists()
