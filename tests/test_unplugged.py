"""The promise of no network, held against the whole program: whatever asks for a socket of the internet is ended."""

import json
import os
import subprocess
import sys

import pytest
from apart import prepare
from unplugged import HERE, SCRIPT, SIGNAL

pytestmark = pytest.mark.skipif(not HERE, reason="the system's filter of calls is Linux' own")

CALLS_OUT = "<img src='http://192.0.2.1/a.png'> ![b](https://192.0.2.1/b.png) <script src='//192.0.2.1/c.js'></script>"
TALK = [
    {"role": "user", "content": f"How do I boil an egg? {CALLS_OUT}"},
    {"role": "assistant", "content": f"For nine minutes. {CALLS_OUT}", "model": CALLS_OUT},
    {"role": "user", "content": f"No, that is wrong, I meant a soft one. {CALLS_OUT}"},
]


@pytest.fixture
def cut_off(tmp_path, monkeypatch):
    """Has every Python that is started from now on ended when it, or what it starts, asks for the internet."""
    prepare(monkeypatch, tmp_path / "before", SCRIPT)
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "a.jsonl").write_text(json.dumps({"messages": TALK}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return logs


def run(*command, **more):
    done = subprocess.run(
        [sys.executable, *map(str, command)], env=os.environ | more, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_what_asks_for_the_internet_here_is_ended(cut_off, family):
    assert run("-c", f"import socket; socket.socket(socket.{family})")[0] == -SIGNAL
    assert run("-c", "import socket; socket.socket(socket.AF_UNIX)")[0] == 0


def test_no_command_asks_for_the_internet(cut_off):
    judged = {"messages": [*TALK[:2], {**TALK[2], "labelled": True, "spans": []}]}
    (cut_off.parent / "judged.jsonl").write_text(json.dumps(judged), encoding="utf-8")
    for command in (
        "import p.nfstudio logs",
        "languages p.nfstudio",
        "detect p.nfstudio --detector rules",
        "detect p.nfstudio",
        "changes p.nfstudio",
        "stats p.nfstudio --by model",
        "evaluate judged.jsonl",
        "export p.nfstudio out --kind kto --format parquet --control --split 0.5,0.25,0.25 --split-by cluster",
        "doctor",
    ):
        code, _, said = run("-m", "nfstudio", *command.split(), "--json")
        assert code == 0, (command, said)


def test_the_window_asks_for_nothing_while_it_imports_detects_and_shows(cut_off):
    picture = cut_off.parent / "window.png"
    code, told, said = run(
        "-m", "nfstudio", "open", cut_off, NFSTUDIO_PICTURE=str(picture), QT_QPA_PLATFORM="offscreen"
    )

    assert code == 0, said
    assert json.loads(told)["saved"]
    (feedback,) = json.loads(run("-m", "nfstudio", "stats", "logs.nfstudio", "--json")[1])["by_status"].values()
    assert feedback == 1
