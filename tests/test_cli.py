import json
import subprocess
import sys
from pathlib import Path

import pytest

from nfstudio import __main__ as program
from nfstudio.__main__ import main
from nfstudio.detect import DETECTORS
from nfstudio.domain.feedback import Verdict
from nfstudio.store import review, second_look
from nfstudio.store.project import Project

TALK = {
    "id": "t1",
    "messages": [
        {"role": "user", "content": "How do I boil an egg?"},
        {"role": "assistant", "content": "Boil it for nine minutes.", "model": "atlas-2"},
        {"role": "user", "content": "Thanks, that worked!"},
    ],
}


@pytest.fixture
def logs(tmp_path):
    file = tmp_path / "logs" / "a.jsonl"
    file.parent.mkdir()
    file.write_text(json.dumps(TALK) + "\n{broken\n")
    return file.parent


@pytest.fixture
def project(tmp_path):
    return tmp_path / "p.nfstudio"


def answered(capsys, *arguments):
    """The exit code, and the one JSON object on stdout."""
    code = main([*map(str, arguments), "--json"])
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    return code, json.loads(out)


def test_the_whole_job_runs_from_the_command_line(capsys, project, logs, tmp_path):
    code, imported = answered(capsys, "import", project, logs)
    assert code == 0
    assert imported["sources"] == [
        {"path": "logs/a.jsonl", "format": "messages", "conversations": 1, "messages": 3, "problems": 1}
    ]
    counts = ("conversations", "messages", "added", "duplicates", "problems")
    assert [imported[name] for name in counts] == [1, 3, 1, 0, 1]

    code, detected = answered(capsys, "detect", project, "--detector", "rules", "--device", "auto")
    assert code == 0
    assert (detected["messages"], detected["candidates"], detected["detections"]) == (2, 1, 1)
    assert (detected["detector"], detected["device"], detected["by_category"]) == ("rules", "CPU", {"POSITIVE": 1})

    code, counted = answered(capsys, "stats", project, "--by", "model")
    assert (counted["conversations"], counted["with_follow_up"], counted["with_feedback"]) == (1, 1, 1)
    assert counted["share"]["value"] == 1
    assert 0.2 < counted["share"]["low"] < counted["share"]["high"] == 1
    assert [group["group"] for group in counted["groups"]] == ["atlas-2"]

    code, exported = answered(capsys, "export", project, tmp_path / "out", "--kind", "kto", "--split", "0.9,0.05,0.05")
    assert code == 0
    assert (exported["kind"], exported["framework"], exported["labels"]) == ("kto", "trl", {"true": 1, "false": 0})
    (file,) = exported["files"]
    assert (tmp_path / "out" / file["path"]).read_bytes().count(b"\n") == file["rows"] == 1
    assert len(file["sha256"]) == 64


def test_the_same_is_told_in_words_without_json(capsys, project, logs, tmp_path):
    for arguments in (["import", project, logs], ["detect", project], ["stats", project, "--by", "source"]):
        assert main([str(a) for a in arguments]) == 0
    assert main(["export", str(project), str(tmp_path / "out"), "--kind", "kto"]) == 0

    out = capsys.readouterr().out
    assert "1 conversation, 3 messages in 1 file:" in out
    assert "Positive:             1" in out
    assert "train.jsonl" in out


def test_what_was_found_and_what_counts_are_told_apart_where_somebody_has_decided(capsys, project, logs):
    answered(capsys, "import", project, logs)
    answered(capsys, "detect", project, "--detector", "rules")
    with Project(project) as opened:
        review.decide(opened, [1], Verdict.REJECT, reviewer="me")
    assert main(["detect", str(project), "--detector", "rules"]) == 0
    assert "1 of them is decided already" in capsys.readouterr().out
    assert main(["stats", str(project)]) == 0
    assert "Of these 0 are confirmed, 0 undecided; not counted: 1 rejected." in capsys.readouterr().out
    _, counted = answered(capsys, "stats", project)
    assert counted["by_status"] == {"rejected": 1}


def test_nothing_recognised_is_a_failure_that_still_tells_what_was_looked_at(capsys, project, tmp_path):
    (tmp_path / "notes.txt").write_text("Buy milk.")
    code, answer = answered(capsys, "import", project, tmp_path / "notes.txt")

    assert code == 1
    assert answer["error"] == "No conversation was recognised."
    assert answer["problems"] == 1


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["detect", "none.nfstudio"], "no project"),
        (["stats", "none.nfstudio"], "no project"),
        (["import", "p.nfstudio", "nowhere"], "nothing at"),
        (["export", "none.nfstudio", "out", "--kind", "kto"], "no project"),
    ],
)
def test_a_failure_is_one_json_object_with_what_to_do_and_exit_code_1(capsys, tmp_path, monkeypatch, arguments, word):
    monkeypatch.chdir(tmp_path)
    code, answer = answered(capsys, *arguments)

    assert code == 1
    assert set(answer) == {"error", "hint"}
    assert word in answer["error"]
    assert answer["hint"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["detect"],
        ["fly"],
        ["export", "p", "o"],
        ["export", "p", "o", "--kind", "kto", "--min-score", "2"],
        ["stats", "p", "--by", "mood"],
        ["export", "p", "o", "--kind", "kto", "--split", "0.5,0.6"],
        ["export", "p", "o", "--kind", "kto", "--include", "UR2"],
        ["import", "p", ""],
        ["import", "", "logs"],
        ["detect", "p", "--detector", "rules", "--model", "folder"],
    ],
)
def test_misuse_is_exit_code_2_and_json_where_it_was_asked_for(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err

    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "--json"])
    assert stopped.value.code == 2
    assert set(json.loads(capsys.readouterr().out)) == {"error", "hint"}


def test_an_export_that_would_overwrite_is_refused(capsys, project, logs, tmp_path):
    main(["import", str(project), str(logs)])
    main(["detect", str(project)])
    capsys.readouterr()
    code, answer = answered(capsys, "export", project, logs, "--kind", "kto")

    assert code == 1
    assert str(logs) in answer["error"]


def test_agreement_tells_the_figures_of_a_second_look(capsys, project, logs):
    main(["import", str(project), str(logs)])
    main(["detect", str(project), "--detector", "rules"])
    capsys.readouterr()
    code, answer = answered(capsys, "agreement", project)
    assert (code, answer["error"]) == (1, "Nobody has begun a second look in this project.")

    with Project(project) as opened:
        review.decide(opened, [1], Verdict.ACCEPT, reviewer="me")
        look = second_look.draw(opened, reviewer="you", size=5).id
        second_look.read(opened, look, 3, [])
    code, answer = answered(capsys, "agreement", project, "--look", look)
    (told,) = answer["second_looks"]
    assert code == 0
    assert [told[name] for name in ("id", "reviewer", "drawn", "read", "disagreements", "to_settle")] == [
        look,
        "you",
        1,
        1,
        1,
        1,
    ]
    assert told["classes"] == [{"first": "POSITIVE", "second": "NONE", "messages": 1}]
    assert told["kappa"]["low"] <= told["kappa"]["value"] == 0 <= told["kappa"]["high"]
    assert told["same_class"]["share"] == told["span_f1"] == 0
    (differing,) = told["differing"]
    assert (differing["message"], differing["second"], differing["outcome"]) == (3, [], None)
    assert [one["category"] for one in differing["first"]] == ["POSITIVE"]

    assert main(["agreement", str(project)]) == 0
    words = capsys.readouterr().out
    assert "by you: 1 of 1 messages read twice" in words
    assert "Cohen's kappa     0.00" in words
    assert "message 3 of conversation 1: Positive" in words
    assert [line.split()[-6:] for line in words.splitlines() if line.startswith("  Positive")] == [list("000001")]
    code, answer = answered(capsys, "agreement", project, "--look", 7)
    assert (code, answer["error"]) == (1, "There is no second look 7.")


def test_help_imports_neither_qt_nor_torch_nor_anything_heavy():
    script = (
        "import sys\nfrom nfstudio.__main__ import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = ('PySide6', 'torch', 'transformers', 'polars', 'sqlite_utils', 'orjson')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_the_whole_job_runs_where_torch_and_transformers_are_absent(project, logs, tmp_path):
    script = (
        "import sys\n"
        "for name in ('torch', 'transformers', 'trl', 'datasets'): sys.modules[name] = None\n"
        "from nfstudio.__main__ import main\n"
        f"assert main(['import', {str(project)!r}, {str(logs)!r}]) == 0\n"
        f"assert main(['detect', {str(project)!r}]) == 0\n"
        f"assert main(['export', {str(project)!r}, {str(tmp_path / 'out')!r}, '--kind', 'kto']) == 0\n"
        "assert main(['doctor']) == 0\n"
        "import nfstudio.app.window\n"
    )
    environment = {"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin", "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False)

    assert done.returncode == 0, done.stderr


def test_the_window_without_a_display_is_refused_with_a_sentence(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert main([]) == 1
    assert "no display" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="X11 and Wayland")
@pytest.mark.parametrize(
    ("display", "wayland", "there"),
    [
        ("", "", False),
        (":7654", "", False),
        ("unix:7654.0", "", False),
        ("", "wayland-7654", False),
        (":7654", "wayland-7654", False),
        ("localhost:10.0", "", True),  # forwarded by ssh: Qt finds out
        (":1234.0", "", True),
        ("", "wayland-0", True),
        (":7654", "wayland-0", True),
    ],
)
def test_a_display_that_is_gone_is_told_from_one_that_is_there(monkeypatch, tmp_path, display, wayland, there):
    (tmp_path / "wayland-0").touch()
    monkeypatch.setattr(program, "_listening", lambda: "00000000: 00010000 01 123 @/tmp/.X11-unix/X1234\n")
    for name, value in (("DISPLAY", display), ("WAYLAND_DISPLAY", wayland), ("XDG_RUNTIME_DIR", str(tmp_path))):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("QT_QPA_PLATFORM")

    assert program._has_display() is there


@pytest.mark.parametrize("name", ["nope", "no/where.nfstudio", "nope.jsonl"])
def test_a_name_misspelt_opens_no_window_and_makes_no_project(capsys, tmp_path, monkeypatch, name):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main(["open", str(tmp_path / name)]) == 1
    told = capsys.readouterr().err
    assert f"There is nothing at {tmp_path / name}" in told
    assert "folder of chat logs" in told
    assert list(tmp_path.iterdir()) == []


def test_doctor_tells_what_there_is(capsys, tmp_path):
    code, found = answered(capsys, "doctor")

    assert code == 0
    assert found["libraries"]["polars"]
    assert found["rule_packs"]
    assert found["detectors"] == list(DETECTORS)
    assert list(found["models"]) == ["feedback-minilm"]
    assert "int8 for processors (model.int8.onnx) and weights for graphics cards" in found["models"]["feedback-minilm"]
    assert found["window"]["platform"] == "offscreen"
    assert found["window"]["fonts"] > 0


def test_what_was_passed_over_is_told_with_file_place_and_reason(capsys, project, logs):
    _, answer = answered(capsys, "import", project, logs)
    (problem,) = answer["passed_over"]
    assert (problem["file"], problem["place"], problem["reason"]) == ("logs/a.jsonl", "line 2", "broken JSON")

    main(["import", str(project), str(logs)])
    assert f"logs/a.jsonl, line 2: {problem['sentence']}" in capsys.readouterr().out


def test_what_was_passed_over_is_told_too_when_its_file_comes_by_itself_after_its_folder(capsys, project, logs):
    _, first = answered(capsys, "import", project, logs)
    for _ in range(2):
        _, again = answered(capsys, "import", project, logs / "a.jsonl")
        assert again["problems"] == 1
        assert again["passed_over"] == first["passed_over"]


def test_a_folder_that_may_not_be_read_is_told_and_forgotten_once_it_may(capsys, project, tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", path)

    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "b.jsonl").write_text(json.dumps(TALK))
    with monkeypatch.context() as shut:
        shut.setattr("nfstudio.importers.files.os.scandir", refuse)
        code, told = answered(capsys, "import", project, tmp_path / "shut")
    (problem,) = told["passed_over"]
    assert (code, problem["file"], problem["sentence"]) == (1, "shut", "It cannot be opened: Permission denied.")

    _, told = answered(capsys, "import", project, tmp_path / "shut")
    assert (told["added"], told["passed_over"]) == (1, [])


def test_a_file_that_has_not_changed_is_told_with_its_format(capsys, project, logs):
    answered(capsys, "import", project, logs)
    _, again = answered(capsys, "import", project, logs)

    assert [source["format"] for source in again["sources"]] == ["messages"]


def test_an_unknown_format_is_refused_before_a_project_is_made(capsys, project, logs):
    code, answer = answered(capsys, "import", project, logs, "--format", "xml")

    assert code == 1
    assert "chatgpt" in answer["hint"]
    assert not project.exists()


def test_a_gpu_that_is_asked_for_and_not_used_is_no_silence(capsys, project, logs):
    main(["import", str(project), str(logs)])
    capsys.readouterr()

    assert main(["detect", str(project), "--detector", "rules", "--device", "cuda", "--json"]) == 0
    told = capsys.readouterr()
    assert "No GPU is used" in told.err
    assert json.loads(told.out)["device"] == "CPU"


def test_a_file_whose_name_is_no_text_comes_in_with_the_others(capsys, project, logs):
    import os

    (logs / os.fsdecode(b"\xff\xfe.jsonl")).write_text(json.dumps({**TALK, "id": "t2"}))
    _, imported = answered(capsys, "import", project, logs)
    _, again = answered(capsys, "import", project, logs)

    assert (imported["added"], again["added"], again["duplicates"]) == (1, 0, 2)


def test_an_answer_nobody_can_be_given_is_a_failure_without_a_traceback(project, logs):
    subprocess.run([sys.executable, "-m", "nfstudio", "import", project, logs], check=True, capture_output=True)
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "nfstudio", "stats", str(project), "--json"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_languages_are_identified_by_a_command_of_their_own(capsys, project, logs):
    main(["import", str(project), str(logs)])
    capsys.readouterr()
    code, told = answered(capsys, "languages", project)

    assert code == 0
    assert told["identified"] + told["unknown"] == 1
    assert set(told) == {"identified", "unknown", "seconds"}
