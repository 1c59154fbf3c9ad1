"""Runs what was built as a new person would, on an empty home without a network, and compares it with the source.

    python3 packaging/smoke.py cpu | gpu | wheel [--program FILE] [--source PYTHON] [--picture OUT.png]

Imports the sample logs, detects with the hybrid, exports, and holds the rows against those that the source gives; asks
`doctor` what is inside; runs the weights in torch, or asks for what needs it; opens the window and takes a picture of
it, and lets it detect. The wheel is installed into an environment that holds nothing else. Standard library alone.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from build import BUILD, DIST, ROOT, bundle_name, installed

NOWHERE = "http://127.0.0.1:9"
NOTHING: Mapping[str, str] = MappingProxyType({})
LIMIT = 300
"""Seconds that one command may take on a slow machine before something hangs."""


@dataclass(frozen=True)
class Program:
    """A way to run NF Studio: the words before its arguments, and the home it is to see."""

    words: tuple[str, ...]
    home: Path
    surely: Path | None = None
    """Where the code of this program lies, when its Python may know another."""

    def run(
        self, *arguments: object, succeeds: bool = True, more: Mapping[str, str] = NOTHING
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, without a network.

        Raises:
            SystemExit: when it fails where it should not, or the other way round; with what it said.
        """
        words = [*_cut_off(), *self.words, *map(str, arguments)]
        around = {**self._around(), **more}
        done = subprocess.run(
            words, env=around, cwd=self.home, capture_output=True, text=True, timeout=LIMIT, check=False
        )
        if (done.returncode == 0) is not succeeds or "Traceback" in done.stderr:
            sys.exit(f"FAILED ({done.returncode}): {' '.join(words)}\n{done.stdout}\n{done.stderr}")
        return done

    def _around(self) -> dict[str, str]:
        """Only what a new login has, and ways into the network that lead nowhere."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "TEMP") if name in os.environ}
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NOWHERE)
        return {
            **kept,
            **proxies,
            **({"PYTHONPATH": str(self.surely)} if self.surely else {}),
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "QT_QPA_PLATFORM": "offscreen",
            "HF_HUB_OFFLINE": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }


def dataset(program: Program, samples: Path) -> tuple[list[object], str]:
    """Rows that the sample logs become, and what detected them."""
    project, out = program.home / "samples.nfstudio", program.home / "out"
    program.run("import", project, samples)
    run = json.loads(program.run("detect", project, "--detector", "hybrid", "--device", "cpu", "--json").stdout)
    program.run("export", project, out, "--kind", "spans", "--status", "all")
    program.run("export", project, out.with_name("kto"), "--kind", "kto")
    files = sorted([*out.rglob("*.jsonl"), *out.with_name("kto").rglob("*.jsonl")])
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [_without_hours(row) for row in rows], f"{run['detector']} on {run['device']}"


def _without_hours(row: object) -> object:
    """A row without what differs from one run to the next: when it was made."""
    if isinstance(row, dict):
        return {name: _without_hours(value) for name, value in row.items() if name not in ("run_at", "exported_at")}
    return [_without_hours(one) for one in row] if isinstance(row, list) else row


def compared(bundle: Program, source: Program, samples: Path) -> None:
    """Hold the bundle's rows against the source's."""
    ours, how = dataset(bundle, samples)
    theirs, _ = dataset(source, samples)
    if ours != theirs:
        different = next((pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]), "their number")
        sys.exit(f"FAILED: the bundle gives {len(ours)} rows, the source {len(theirs)}; first difference: {different}")
    if not ours:
        sys.exit("FAILED: the sample logs gave no rows.")
    print(f"{len(ours)} rows, the same as the source gives; {how}")


def told(bundle: Program, source: Program, kind: str) -> None:
    """What `doctor` finds inside, and the plain sentence for what is not."""
    facts = json.loads(bundle.run("doctor", "--json").stdout)
    if not facts["rule_packs"] or not facts["models"]:
        sys.exit(f"FAILED: rule packs or weights are missing: {facts}")
    there = json.loads(source.run("doctor", "--json").stdout)["models"]
    for name, words in facts["models"].items():
        print(f"{name}: {words}")
        if words.rsplit(" ", 1)[1] != there[name].rsplit(" ", 1)[1]:
            sys.exit(f"FAILED: these weights are not those of the source: {there[name]}")
    if (facts["libraries"]["torch"] is None) is not (kind == "cpu"):
        sys.exit(f"FAILED: torch in the {kind} bundle is {facts['libraries']['torch']}")
    if kind == "cpu":
        (bundle.home / "judged.jsonl").touch()
        for words in (
            ("detect", "samples.nfstudio", "--device", "cuda"),
            ("detect", "samples.nfstudio", "--detector", "llm", "--model", ROOT / "models" / "feedback-minilm"),
            ("train", "judged.jsonl", "--base", "x", "--out", "y"),
        ):
            said = bundle.run(*words, succeeds=False).stderr.strip()
            if "torch" not in said:
                sys.exit(f"FAILED: {words} does not say that torch is missing: {said}")
            print(f"{words[0]} {words[2]}: {said.splitlines()[0]}")


def torch_runs(program: Program, samples: Path) -> None:
    """Let torch run the weights: a copy of the folder without the file for onnxruntime leaves it no other way."""
    model, project = program.home / "model", program.home / "torch.nfstudio"
    shutil.copytree(ROOT / "models" / "feedback-minilm", model, ignore=shutil.ignore_patterns("*.onnx"))
    program.run("import", project, samples)
    run = json.loads(program.run("detect", project, "--model", model, "--json").stdout)
    if "fp32" not in run["device"] and "CUDA" not in run["device"]:
        sys.exit(f"FAILED: torch did not run the weights: {run}")
    print(f"torch: {run['detector']} on {run['device']}, {run['detections']} detections")


def foreign_models_run(program: Program, source: Path, samples: Path) -> None:
    """Let models of other makers run: a language model, and encoders of two families, parts of one of which torch
    compiles from source, which the bundle has to hold. All are tiny, of random weights: answers are not looked at."""
    making = (
        "from pathlib import Path; import tiny_models as tiny;"
        "tiny.instruction_folder(Path('llm')); tiny.encoder_folder(Path('bert')); tiny.deberta_folder(Path('deberta'))"
    )
    around = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    subprocess.run([str(source), "-c", making], check=True, cwd=program.home, env=around, capture_output=True)
    for name, detector in (("llm", "llm"), ("bert", "encoder"), ("deberta", "encoder")):
        project = program.home / f"{name}.nfstudio"
        program.run("import", project, samples / "hh-style.jsonl")
        done = program.run("detect", project, "--detector", detector, "--model", program.home / name, "--json")
        print(f"{name}: {json.loads(done.stdout)['device']}")


def pictured(bundle: Program, picture: Path) -> None:
    """Open the window on the project and take a picture; how long that takes from the start of the process."""
    taken = []
    for _ in range(3):
        picture.unlink(missing_ok=True)
        begun = time.time()
        done = bundle.run("open", bundle.home / "samples.nfstudio", more={"NFSTUDIO_PICTURE": str(picture)})
        taken.append(json.loads(done.stdout)["shown"] - begun)
        if not picture.is_file() or picture.stat().st_size < 10_000:
            sys.exit(f"FAILED: no picture of the window.\n{done.stderr}")
    print(f"window after {', '.join(f'{seconds:.2f} s' for seconds in taken)}; {picture}")


def window_detects(bundle: Program, samples: Path) -> None:
    """Open the window on a folder of logs: it imports it, and starts itself anew to detect."""
    logs = bundle.home / "opened"
    logs.mkdir()
    shutil.copy(samples / "hh-style.jsonl", logs)
    bundle.run("open", logs, more={"NFSTUDIO_PICTURE": str(bundle.home / "opened.png")})
    found = json.loads(bundle.run("stats", logs.with_suffix(".nfstudio"), "--json").stdout)["with_feedback"]
    if not found:
        sys.exit("FAILED: the window found no feedback in the sample logs.")
    print(f"the window found feedback in {found} conversations")


def _cut_off() -> list[str]:
    """Words that run a command in a world without a network, where the system lets us."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    words = [unshare, "--net"] if os.geteuid() == 0 else [unshare, "--map-root-user", "--net"]
    return words if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0 else []


def main(arguments: list[str]) -> int:
    """Run all of it; the exit code is 0 when the bundle does what the source does."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("kind", choices=("cpu", "gpu", "wheel"))
    asked.add_argument("--program", type=Path, help="the program (the one in dist/, the wheel's in its environment)")
    asked.add_argument("--source", type=Path, help="a Python with the program to compare with (.venv's)")
    asked.add_argument("--picture", type=Path, default=ROOT / "build" / "smoke.png")
    wanted = asked.parse_args(arguments)
    program = wanted.program or _program(wanted.kind)
    source = wanted.source or _source(wanted.kind)
    with tempfile.TemporaryDirectory(prefix="nfstudio-smoke-") as scratch:
        homes = [Path(scratch) / "bundle", Path(scratch) / "source"]
        for home in homes:
            home.mkdir()
        bundle = Program((str(program),), homes[0])
        from_source = Program((str(source), "-m", "nfstudio"), homes[1], surely=ROOT)
        samples = ROOT / "resources" / "samples"
        began = time.perf_counter()
        bundle.run("--version")
        bundle.run("--help")
        print(f"--version and --help: {time.perf_counter() - began:.2f} s; network cut off: {bool(_cut_off())}")
        compared(bundle, from_source, samples)
        told(bundle, from_source, wanted.kind)
        if wanted.kind != "cpu":
            torch_runs(bundle, samples)
            foreign_models_run(bundle, source, samples)
        pictured(bundle, wanted.picture.resolve())
        window_detects(bundle, samples)
    print(f"The {'wheel' if wanted.kind == 'wheel' else 'bundle'} does what the source does.")
    return 0


def _program(kind: str) -> Path:
    """The program that was built."""
    if kind == "wheel":
        return installed()
    return DIST / bundle_name(kind) / ("nfstudio.exe" if os.name == "nt" else "nfstudio")


def _source(kind: str) -> Path:
    """The Python that runs the tree to compare with: the developer's, else that of what was built."""
    developer = ROOT / ".venv" / "bin" / "python"
    return developer if developer.exists() else BUILD / f"env-{kind}" / "bin" / "python"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
