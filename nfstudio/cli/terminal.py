"""What may be written where a terminal reads: words of a log move no cursor, set no title and turn no text round.

Chat logs are hostile, and the names of models, sources and recipes come out of them or out of a stranger's project.
"""

import json
import re
import sys
from collections.abc import Mapping
from typing import Any

_TURNING = "\u202a-\u202e\u2066-\u2069"
_ACTED_ON = re.compile(f"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029{_TURNING}\ud800-\udfff]")
"""What a terminal acts on, but for the tab: controls, line ends, what turns the direction of writing; and halves of
characters, which cannot be written at all."""
_LEFT_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{_TURNING}]")
"""Of these, what JSON lets stand as it is."""


def plain(line: str) -> str:
    """A line as a terminal may have it: what it would act on is U+FFFD. Empty lines before it stay."""
    words = line.lstrip("\n")
    return line[: len(line) - len(words)] + _ACTED_ON.sub("\ufffd", words)


def written(text: str) -> str:
    """The same text as stdout can write it: `?` for what its encoding lacks."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def as_json(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON, readable where stdout can write it; what a terminal acts on is escaped."""
    text = json.dumps(record, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(record)
    return _LEFT_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
