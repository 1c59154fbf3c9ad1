"""JSON that somebody else wrote (a recipe, a model's settings, judged messages): nothing in it ends the program, and
what is wrong with it is said in words."""

import json
from typing import Any, NoReturn


def parsed(text: str) -> Any:
    """What the text holds.

    Raises:
        ValueError: with what is wrong, without a full stop; also for NaN and Infinity, which JSON does not know.
    """
    try:
        return json.loads(text, parse_constant=_refused)
    except json.JSONDecodeError as wrong:
        raise ValueError(f"it is no JSON ({wrong.msg} at line {wrong.lineno}, character {wrong.colno})") from wrong
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except ValueError as wrong:
        if "digits" not in str(wrong):
            raise
        raise ValueError("it holds a number of thousands of digits") from None


def _refused(name: str) -> NoReturn:
    raise ValueError(f"it holds {name}, which is no number of JSON")
