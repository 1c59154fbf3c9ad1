"""Croissant (mlcommons.org/croissant/1.0): what a dataset holds, for programs that search and load datasets.

Written by hand: `mlcroissant`, which checks such files, needs pandas, and the suite holds the rules without it. What
columns there are is read off the rows themselves.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nfstudio import __version__
from nfstudio.domain.preferences import Kind
from nfstudio.exporters.manifest import Written, WrittenFile

CROISSANT = "croissant.json"
SEEN = 200
"""Rows of a file that its columns are read off: rows that show a value stand first (see `order.typed_first`)."""

_VERSION = "http://mlcommons.org/croissant/1.0"
_FORMATS = {"jsonl": "application/jsonlines", "parquet": "application/x-parquet", "csv": "text/csv"}
_TEXT = "sc:Text"
_UNTOLD = "Lists of objects, which Croissant has no words for here"
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?")
"""Readers make instants of such columns by themselves, and fail where they are told to be text."""
_WIDER = {frozenset(("sc:Integer", "sc:Float")): "sc:Float"}
_CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


@dataclass(slots=True)
class Shape:
    """What the values of a column look like, as far as they were seen.

    Attributes:
        plain: the data type of single values; None as long as there was none.
        repeated: whether values are lists.
        fields: of values that are objects.
    """

    plain: str | None = None
    repeated: bool = False
    fields: "dict[str, Shape]" = field(default_factory=dict)

    def see(self, value: object) -> None:
        """Learn from one value, as JSON has it."""
        if isinstance(value, Mapping):
            for name, inner in value.items():
                self.fields.setdefault(name, Shape()).see(inner)
        elif isinstance(value, list):
            self.repeated = True
            for one in value:
                self.see(one)
        elif value is not None:
            found = _type(value)
            both = frozenset((self.plain or found, found))
            self.plain = found if len(both) == 1 else _WIDER.get(both, _TEXT)


def croissant(written: Written, *, about: Mapping[str, Any], shapes: Mapping[str, Shape]) -> dict[str, object]:
    """The description as plain JSON values; it tells no time, so the same rows have the same.

    Args:
        shapes: of the rows, by the path of their file.
    """
    record: dict[str, object] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": _VERSION,
        "name": str(about.get("project", "chats")),
        "description": f"{Kind(written.kind).meaning} Made by NF Studio {__version__} from feedback that people gave in"
        " conversations.",
    }
    if languages := list(about.get("languages", [])):
        record["inLanguage"] = languages
    if said := sorted({licence for licence in about.get("licences", {}).values() if licence}):
        record["license"] = said
    record["keywords"] = [written.kind, "preference", "human-feedback", "nf-studio"]
    record["distribution"] = [_file(file) for file in (*written.files, *written.provenance)]
    record["recordSet"] = [_records(file, shapes[file.path]) for file in written.files]
    return record


def _file(file: WrittenFile) -> dict[str, object]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": _FORMATS[file.path.rpartition(".")[2]],
        "sha256": file.sha256,
    }


def _records(file: WrittenFile, shape: Shape) -> dict[str, object]:
    told = {name: inner for name, inner in shape.fields.items() if _has_words(inner, column=True)}
    untold = [name for name in shape.fields if name not in told]
    more = f" {_UNTOLD}: {', '.join(untold)}." if untold else ""
    return {
        "@type": "cr:RecordSet",
        "@id": file.split,
        "name": file.split,
        "description": f"The split {file.split}: {file.rows:,} rows.{more}",
        "field": [_field(file, (name,), inner) for name, inner in told.items()],
    }


def _has_words(shape: Shape, *, column: bool = False) -> bool:
    """Whether Croissant can say what such values are.

    Objects of a list below a column it cannot: readers take one match of a path, and refuse an object as text. Nor an
    object that holds nothing else.
    """
    if not shape.fields:
        return True
    return (column or not shape.repeated) and any(map(_has_words, shape.fields.values()))


def _field(
    file: WrittenFile, at: Sequence[str], shape: Shape, path: str = "$", *, in_list: bool = False
) -> dict[str, object]:
    """A column or a part of one.

    Args:
        path: where it lies in the value of the column; where the column is a list, in each of its values, because
            readers apply a path to one after another and take one match of each.
        in_list: whether a list above makes its values lists too.
    """
    made: dict[str, object] = {"@type": "cr:Field", "@id": "/".join((file.split, *at)), "name": at[-1]}
    if repeated := shape.repeated or in_list:
        made["repeated"] = True
    if shape.fields:
        untold = [name for name, inner in shape.fields.items() if not _has_words(inner)]
        if untold:
            made["description"] = f"{_UNTOLD}: {', '.join(untold)}."
        made["subField"] = [
            _field(file, (*at, name), inner, f"{path}.{name}", in_list=repeated)
            for name, inner in shape.fields.items()
            if name not in untold
        ]
        return made
    source: dict[str, object] = {"fileObject": {"@id": file.path}, "extract": {"column": at[0]}}
    if len(at) > 1:
        source["transform"] = {"jsonPath": path}
    return made | {"dataType": shape.plain or _TEXT, "source": source}


def _type(value: object) -> str:
    if isinstance(value, bool):
        return "sc:Boolean"
    if isinstance(value, int):
        return "sc:Integer"
    if isinstance(value, float):
        return "sc:Float"
    return "sc:DateTime" if isinstance(value, str) and _INSTANT.fullmatch(value) else _TEXT
