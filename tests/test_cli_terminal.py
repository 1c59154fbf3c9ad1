"""What the command line says, where a terminal, a pipe or an old locale reads it."""

import json
import os
import subprocess
import sys

import pytest

from nfstudio import cli
from nfstudio.__main__ import main
from nfstudio.cli.terminal import plain

ESCAPES = "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202eelif\u2066 \x7f\r\nnext"
NAME = f"atlas{ESCAPES}"


@pytest.fixture
def project(tmp_path, capsys):
    """A project of one conversation, whose model has a name that a terminal would obey."""
    talk = {
        "messages": [
            {"role": "user", "content": "How do I boil an egg?"},
            {"role": "assistant", "content": "For two days.", "model": NAME},
            {"role": "user", "content": f"No, that is wrong{ESCAPES}, I meant two minutes."},
        ]
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(talk), encoding="utf-8")
    path = tmp_path / "p.nfstudio"
    assert main(["import", str(path), str(tmp_path / "a.jsonl")]) == 0
    assert main(["detect", str(path), "--detector", "rules"]) == 0
    capsys.readouterr()
    return path


def told(*arguments, **environment):
    command = [sys.executable, "-m", "nfstudio", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, check=False)


def test_a_name_out_of_a_log_says_nothing_to_the_terminal(project, capsys):
    assert main(["stats", str(project), "--by", "model"]) == 0

    said = capsys.readouterr().out
    assert "atlas\ufffd[31mred\ufffd]0;title\ufffd \ufffd2J \ufffdelif\ufffd \ufffd" in said
    assert not set(said) & set("\x1b\x07\x9b\u202e\u2066\x7f\r")
    assert not any(line.startswith("next") for line in said.splitlines())


def test_a_program_is_told_the_very_name_and_a_terminal_on_the_way_nothing(project, capsys):
    assert main(["stats", str(project), "--by", "model", "--json"]) == 0

    said = capsys.readouterr().out
    assert not set(said) & set("\x1b\x07\x9b\u202e\u2066\x7f\r")
    (group,) = json.loads(said)["groups"]
    assert "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202eelif\u2066 \x7f" in group["group"]


def test_the_words_of_a_claim_say_nothing_to_the_terminal(project, capsys):
    assert main(["detect", str(project), "--detector", "rules", "--setting", "thorough"]) == 0
    assert main(["detect", str(project), "--detector", "encoder"]) == 0
    assert main(["changes", str(project)]) == 0

    assert not set(capsys.readouterr().out) & set("\x1b\x07\x9b\u202e\u2066\x7f\r")


def test_what_lies_nowhere_is_told_without_its_escapes(tmp_path, capsys):
    assert main(["stats", str(tmp_path / "a\x1b[2Jb.nfstudio")]) == 1

    assert "a\ufffd[2Jb.nfstudio" in capsys.readouterr().err


def test_letters_of_all_scripts_and_joined_signs_stand_as_they_are():
    words = "\n\nשלום 🏴‍☠️ é\tñ – “x”"

    assert plain(words) == words


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_an_old_locale_gets_the_answer_with_what_it_can_write(project, encoding):
    words = told("stats", project, "--by", "model", PYTHONIOENCODING=encoding)
    record = told("stats", project, "--by", "model", "--json", PYTHONIOENCODING=encoding)

    assert (words.returncode, record.returncode) == (0, 0), words.stderr + record.stderr
    assert b"1 of 1 conversation" in words.stdout
    assert json.loads(record.stdout)["groups"][0]["group"].startswith("atlas\x1b[31m")


def test_a_path_that_is_no_text_can_be_told(project, tmp_path):
    odd = tmp_path / os.fsdecode(b"\xff.nfstudio")
    project.rename(odd)
    for setting in ("thorough", "precise"):
        done = told("detect", odd, "--detector", "rules", "--setting", setting)

        assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize(
    ("command", "words"),
    [("import", "what was written is kept"), ("export", "no dataset was written"), ("stats", "Stopped.")],
)
def test_who_interrupts_is_told_what_became_of_the_work(capsys, command, words):
    def interrupted():
        raise KeyboardInterrupt

    assert cli.speaking(interrupted, command, as_json=True) == 130
    assert words in json.loads(capsys.readouterr().out)["error"]
    assert cli.speaking(interrupted, command, as_json=False) == 130
    assert words in capsys.readouterr().err
