"""What tests of detection in a process of its own are made of: something done in that process before it begins."""

import os
from pathlib import Path

SLOW = """
import time
from nfstudio.detect.rules import RuleDetector
quick = RuleDetector.detect
def slow(self, candidates):
    time.sleep({seconds})
    return quick(self, candidates)
RuleDetector.detect = slow
"""
HOLDS_STILL = SLOW.format(seconds=600)
BREAKS = """
from nfstudio.detect.rules import RuleDetector
def broken(self, candidates):
    raise KeyError(candidates[0].text)
RuleDetector.detect = broken
"""
CRASHES = """
import os, signal
from nfstudio.detect.rules import RuleDetector
RuleDetector.detect = lambda self, candidates: os.kill(os.getpid(), signal.{name})
"""
CHATTERS = """
import os
from nfstudio.detect.rules import RuleDetector
quick = RuleDetector.detect
def loud(self, candidates):
    print("a library says hello")
    os.write(1, b"so does its C\\n")
    return quick(self, candidates)
RuleDetector.detect = loud
"""
CUT_OFF = """
import socket
def refuse(*_, **__): raise AssertionError("the network was asked for")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""


def prepare(monkeypatch, folder, script):
    """Have every Python that is started from now on run `script` first, as a patch of the person's own would be."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(script, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))


def at_work(project):
    """Processes that detect in this project, by number; on Linux alone."""
    return at_work_with(b"--lines", str(project).encode())


def at_work_with(*wanted):
    """Processes that were started with these words, by number; on Linux alone."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:  # gone meanwhile
                continue
            if all(word in words for word in wanted):
                found.append(int(entry.name))
    return found
