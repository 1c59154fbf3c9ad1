"""What the head of a card says of columns holds for every row, whatever the rows before it held."""

from dataclasses import replace

import pytest

from nfstudio.domain.feedback import Scope
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.croissant import Shape
from nfstudio.exporters.features import features

yaml = pytest.importorskip("yaml", reason="needs the extra [train]")
TYPES = {"string": str, "int64": int, "float64": (int, float), "bool": bool}


def fits(feature, value):
    """Whether a value is of the type that a feature says, or null."""
    if value is None:
        return True
    if isinstance(feature, str):
        return isinstance(value, TYPES[feature])
    if isinstance(feature, list):
        return list(value) == [one["name"] for one in feature] and all(fits(one, value[one["name"]]) for one in feature)
    if "list" in feature:
        return all(fits(feature["list"], one) for one in value)
    return fits(feature.get("struct", feature.get("dtype")), value)


def columns_of(folder):
    head = yaml.safe_load((folder / "README.md").read_text().split("---\n")[1])
    return head.get("dataset_info")


@pytest.mark.parametrize(
    ("framework", "kind"),
    [(one.NAME, kind) for one in EXPORTERS.values() for kind in one.KINDS if one.META != "none"],
)
def test_every_row_is_of_the_types_that_the_card_names(
    tmp_path, make_kind, make_trace, write_dataset, rows_of, framework, kind
):
    bare = make_kind(kind, "q 0", conversation="c0")
    bare = replace(bare, traces=(), way=bare.way)
    full = make_trace(at=3, scope=Scope.PERSONAL, reviewer="ada", rules=("a.rule",))
    told = replace(make_kind(kind, "q 1", conversation="c1"), traces=(full, replace(full, start=1, end=6)))
    if told.rejected is not None:
        told = replace(told, rejected=replace(told.rejected, rating=-1, traces=told.traces))
    split = {"split_of": lambda e: "train" if e.conversation_id == "c0" else "test"}
    about = {"exporter": EXPORTERS[framework], "kind": kind, "fractions": {"train": 0.5, "test": 0.5}}
    write_dataset(tmp_path / "out", [bare, told], **about, **split)
    said = columns_of(tmp_path / "out")

    assert said["config_name"] == kind
    for name in ("train", "test"):
        assert all(fits(said["features"], row) for row in rows_of(tmp_path / "out" / f"{name}.jsonl"))


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_parquet_says_its_types_by_itself_and_of_whole_conversations_nothing_is_said(
    tmp_path, make_kind, write_dataset, form
):
    kind, framework = ("kto", "trl") if form == "parquet" else ("spans", "nfstudio")
    write_dataset(tmp_path / "out", [make_kind(kind)], kind=kind, exporter=EXPORTERS[framework], form=form)

    assert columns_of(tmp_path / "out") is None


def test_columns_of_several_files_are_told_as_one_and_numbers_that_no_row_holds_are_numbers():
    shapes = [Shape(), Shape()]
    shapes[0].see({"prompt": "a", "meta": {"score": None, "also": [], "rules": []}})
    shapes[1].see({"prompt": "b", "labels": [True], "meta": {"start": None, "scope": None}})
    prompt, meta, labels = features(shapes)

    assert (prompt, labels) == ({"name": "prompt", "dtype": "string"}, {"name": "labels", "list": "bool"})
    told = {one["name"]: one for one in meta["struct"]}
    assert [told[name].get("dtype") for name in ("score", "start", "scope")] == ["float64", "int64", "string"]
    assert told["rules"]["list"] == "string"
    assert {"name": "end", "dtype": "int64"} in told["also"]["list"]
