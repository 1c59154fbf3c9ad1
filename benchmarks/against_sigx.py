"""The nearest tool of others on our judged messages, by our figures: `sigx` (PyPI), which stays out of our environment.

    python3 -m venv /some/where && /some/where/bin/pip install sigx==0.1.1
    .venv/bin/python benchmarks/against_sigx.py DATA.jsonl --python /some/where/bin/python

It runs as its own README shows (RephraseDetector and SentimentDetector, least confidence 0.6, every other setting left
alone). Its signals are taken as our categories; "clarification" it does not know, and it marks no spans.
"""

import argparse
import json
import subprocess
from pathlib import Path

from nfstudio.detect.context import candidates_of
from nfstudio.detect.evaluate import Judged, figures
from nfstudio.domain import spans_format
from nfstudio.domain.feedback import Category, Detection
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds

CATEGORIES = {
    "rephrase": Category.REPHRASE,
    "correction": Category.CORRECTION,
    "negative": Category.COMPLAINT,
    "positive": Category.POSITIVE,
}
WITHIN = """
import json, sys
from sigx import Pipeline, RephraseDetector, SentimentDetector
pipeline = Pipeline([RephraseDetector(similarity_threshold=0.6), SentimentDetector(min_confidence=0.6)])
for line in sys.stdin:
    messages = [{"role": m["role"], "content": m["content"]} for m in json.loads(line)["messages"]]
    signals = pipeline.run([{"conversation_id": "1", "conversation": messages}])
    print(json.dumps([[s.turn_index, s.signal_type, float(s.confidence)] for s in signals]))
"""


def main() -> None:
    """Print the figures of `sigx` as one JSON object."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("data", type=Path, metavar="DATA.jsonl")
    asked.add_argument("--python", required=True, help="the interpreter of an environment that holds sigx")
    wanted = asked.parse_args()
    records = [json.loads(line) for line in wanted.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    judged = []
    for record, signals in zip(records, signals_of(records, wanted.python), strict=True):
        conversation, judgements = spans_format.parse(record)
        claims = [
            Detection(i, Span(0, max(1, len(conversation.messages[i].content))), CATEGORIES[kind], sure)
            for i, kind, sure in signals
            if kind in CATEGORIES
        ]
        for candidate in candidates_of(conversation.messages):
            for judgement in judgements:
                if judgement.message == candidate.message:
                    own = tuple(claim for claim in claims if claim.message == candidate.message)
                    name, source = conversation.origin_id or "", str(record.get("source"))
                    judged.append(Judged(name, source, judgement.spans, own, uncertain=judgement.uncertain))
    print(json.dumps(figures(judged, thresholds=Thresholds(0.0)), indent=1))


def signals_of(records: list[dict], python: str) -> list[list[tuple[int, str, float]]]:
    """For each conversation its signals: index of the message, kind, confidence."""
    given = "".join(json.dumps(record) + "\n" for record in records)
    done = subprocess.run([python, "-c", WITHIN], input=given, check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    main()
