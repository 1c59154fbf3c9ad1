"""What is installed besides may not talk behind our back."""

import os
import subprocess
import sys

SCRIPT = """
import time
from nfstudio.detect import DETECTORS, Candidate
detector = DETECTORS["encoder"](device="cpu")
detector.detect([Candidate(message=1, text="That is wrong.", answer="Six.", answer_id=0)])
time.sleep(1)
"""


def test_onnxruntime_keeps_no_record_of_what_it_ran_and_where(tmp_path):
    told = ("CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "XDG_CACHE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in told} | {"HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=False, timeout=120
    )

    assert done.returncode == 0, done.stderr
    assert [path for path in tmp_path.rglob("*") if "onnx" in path.name.lower()] == []
