"""The types of a dataset's columns as the head of its card tells them: `datasets` reads all files by these.

Without them it takes the types from the first file, where a field that is null throughout has the type "null", and it
stops at a later file in which that holds a value ("Couldn't cast array of type string to null").
"""

from collections.abc import Iterable, Mapping
from typing import Any

from nfstudio.exporters.croissant import Shape

_TEXT = "string"
_TYPES = {"sc:Boolean": "bool", "sc:Integer": "int64", "sc:Float": "float64"}
_KNOWN = {
    **dict.fromkeys(("target_position", "feedback_position", "start", "end", "rating"), "int64"),
    "score": "float64",
    "weak": "bool",
}
"""Fields of the provenance that are no text; none of their values need stand in the rows."""
_TRACE = (
    *("feedback_position", "category", "quote", "start", "end", "status", "reviewer", "score", "rules", "detector"),
    "scope",
)
_TRACES = ("also", "feedback")
"""Fields that are lists of feedback."""
_LISTS = ("rules", "flags")
META = "meta"


def features(shapes: Iterable[Shape]) -> list[dict[str, Any]]:
    """The columns of all files together, in the form that the Hugging Face Hub takes.

    Args:
        shapes: of the rows of each file.
    """
    columns: dict[str, Shape] = {}
    for shape in shapes:
        for name, column in shape.fields.items():
            columns[name] = _both(columns[name], column) if name in columns else column
    return [_provenance(META, one) if name == META else _feature(name, one) for name, one in columns.items()]


def _both(one: Shape, other: Shape) -> Shape:
    names = dict.fromkeys((*one.fields, *other.fields))
    fields = {
        name: _both(one.fields[name], other.fields[name])
        if name in one.fields and name in other.fields
        else one.fields.get(name, other.fields.get(name, Shape()))
        for name in names
    }
    return Shape(one.plain or other.plain, one.repeated or other.repeated, fields)


def _feature(name: str, shape: Shape) -> dict[str, Any]:
    inner: Any = [_feature(*one) for one in shape.fields.items()] or _TYPES.get(shape.plain or "", _TEXT)
    if shape.repeated:
        return {"name": name, "list": inner}
    return {"name": name, "struct" if shape.fields else "dtype": inner}


def _provenance(name: str, shape: Shape) -> dict[str, Any]:
    """A part of the provenance: its types are known, whatever the rows hold."""
    if name in _TRACES:
        return {"name": name, "list": [_provenance(one, Shape()) for one in _TRACE]}
    if name in _LISTS:
        return {"name": name, "list": _TEXT}
    if shape.fields:
        return {"name": name, "struct": [_provenance(*one) for one in shape.fields.items()]}
    return {"name": name, "dtype": _KNOWN.get(name, _TEXT)}


def told(columns: list[dict[str, Any]], *, kind: str) -> Mapping[str, object]:
    """The part of a card's head that says so."""
    return {"dataset_info": {"config_name": kind, "features": columns}}
