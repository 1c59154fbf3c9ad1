"""Judged conversations for tests of learning: each category has words of its own, so there is something to learn."""

import json
from pathlib import Path

SAID = {
    "POSITIVE": "thanks perfect",
    "AWARE_WITH_CORRECTION": "no that is wrong the boat leaves at noon",
    "AWARE_WITHOUT_CORRECTION": "that is not what i asked",
    "REPHRASE": "can you write a poem about rain",
    "CLARIFICATION": "are you sure why",
    None: "say first last middle",
}


def judged_talks(path: Path, count: int, *, source: str = "ours", more: tuple[str, ...] = ()) -> Path:
    """A file of `count` conversations, the five categories and none in turn."""
    lines = []
    for i in range(count):
        category, words = list(SAID.items())[i % len(SAID)]
        text = " ".join([words, *more])
        spans = [{"start": 0, "end": len(words), "category": category}] if category else []
        lines.append(
            {
                "conversation_id": f"{source}-{i}",
                "source": source,
                "messages": [
                    {"role": "user", "content": "can you write a poem about rain"},
                    {"role": "assistant", "content": "rain comes late and the boat leaves"},
                    {"role": "user", "content": text, "labelled": True, "spans": spans, "uncertain": i % 7 == 0},
                ],
            }
        )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path
