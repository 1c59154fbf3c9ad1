import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nfstudio.domain.conversation import Role, canonical
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.errors import StudioError
from nfstudio.importers import IMPORTERS, importer_named, json_records, recognise
from nfstudio.importers.files import walk
from nfstudio.importers.sample import sample_of

OF_SEVERAL_RECORDS = frozenset(
    {"gemini", "jan", "sharegpt", "sillytavern"}
    | {"aider", "claudecode", "codex", "oasst", "realhumaneval", "specstory", "table", "transcript"}
    | {
        "gateway",
        "batch",
        "langfuse",
        "langsmith",
        "otel",
        "copilot",
        "copilotcli",
        "goose",
        "cherrystudio",
        "lobechat",
    }
)
"""Formats whose conversations are made of several records: a cut file holds part of one."""
SAMPLES = Path(__file__).parents[1] / "samples"
FIXTURES = [
    (importer, path)
    for importer in IMPORTERS
    for path in sorted((SAMPLES / importer.NAME).rglob("*.*"))
    if path.name not in importer.COMPANIONS
]
each_fixture = pytest.mark.parametrize(
    ("importer", "path"), FIXTURES, ids=[str(path.relative_to(SAMPLES)) for _, path in FIXTURES]
)


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.NAME)
def test_every_importer_has_normal_branched_empty_and_broken_fixtures(importer):
    stems = {
        path.relative_to(SAMPLES / importer.NAME).parts[0].partition(".")[0] for i, path in FIXTURES if i is importer
    }
    assert stems == {"normal", "branches", "empty", "broken"}


def test_names_are_unique_and_lead_back_to_their_importer():
    assert len({importer.NAME for importer in IMPORTERS}) == len(IMPORTERS)
    assert all(importer_named(importer.NAME) is importer for importer in IMPORTERS)
    assert all(importer.TITLE for importer in IMPORTERS)


def test_an_unknown_name_is_refused_with_the_names_there_are():
    with pytest.raises(StudioError, match="spans, messages, sharegpt, chatgpt, hh"):
        importer_named("telegram")


@each_fixture
def test_a_fixture_is_recognised_by_its_importer_and_no_other(importer, path, only):
    sample = sample_of(only(path))
    assert [other.NAME for other in IMPORTERS if other.recognises(sample)] == [importer.NAME]


@each_fixture
def test_what_is_read_fits_the_project_file(importer, path, only):
    for found in (item for item in importer.read(only(path)) if isinstance(item, Found)):
        assert found.place
        for i, message in enumerate(found.conversation.messages):
            assert isinstance(message.role, Role)
            assert message.parent is None or 0 <= message.parent < i
            assert message.content == canonical(message.content)
            assert message.rating in (None, 1, -1)
            json.dumps(message.extra, allow_nan=False).encode()
            assert canonical(repr(message)) == repr(message)


@each_fixture
def test_reading_twice_gives_the_same(importer, path, only):
    assert list(importer.read(only(path))) == list(importer.read(only(path)))


@each_fixture
def test_only_broken_and_empty_fixtures_have_problems(importer, path, only):
    problems = [item for item in importer.read(only(path)) if isinstance(item, Problem)]
    kind = path.relative_to(SAMPLES / importer.NAME).parts[0].partition(".")[0]
    assert bool(problems) == (kind in ("empty", "broken"))
    assert all(problem.place and problem.sentence.endswith(".") for problem in problems)
    if kind == "empty":
        assert {problem.reason for problem in problems} == {Reason.EMPTY}


@each_fixture
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1))
@example(share=0.594)  # chatbox: right behind the beginning of a list of messages
def test_a_file_cut_anywhere_is_read_to_its_last_whole_record(importer, path, share, tmp_path):
    whole = path.read_bytes()
    cut = tmp_path / path.name
    cut.write_bytes(whole[: int(share * len(whole))])
    (entry,) = walk([cut])
    known = recognise(entry)
    if importer.NAME == "cline" and known is importer_named("messages"):
        return  # cut before the first of the marks inside its words, it is a list of messages like any other
    assert known in (importer, None)
    (uncut,) = walk([path])
    before = [item.conversation for item in importer.read(uncut) if isinstance(item, Found)]
    after = [item.conversation for item in importer.read(entry) if isinstance(item, Found)]
    if ".json" not in path.suffix:
        return  # nothing in a text or a table says where it would have gone on
    if importer.NAME in OF_SEVERAL_RECORDS:
        assert len(after) <= len(before)
    elif not (path.parent / "message_feedback.json").exists():  # the cut copy lies alone
        assert after == before[: len(after)]


@pytest.mark.parametrize(("importer", "path"), [(i, path) for i, path in FIXTURES if hasattr(i, "is_record")])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_records_with_wrong_types_anywhere_become_problems_not_crashes(importer, path, seed, tmp_path):
    choice = random.Random(seed)
    records = [value for _, value in _whole_records(path, importer.is_record)]
    spoilt = tmp_path / "spoilt.jsonl"
    spoilt.write_text("".join(json.dumps(_spoil(record, choice)) + "\n" for record in records), encoding="utf-8")
    (entry,) = walk([spoilt])
    items = list(importer.read(entry))
    places = {item.place for item in items}  # a conversation, or a problem, or one that lost a message and says so
    assert len(places) == len(records) or not sample_of(entry).lines or importer.NAME in OF_SEVERAL_RECORDS
    for item in items:
        if isinstance(item, Found):
            json.dumps([message.extra for message in item.conversation.messages], allow_nan=False)


def _whole_records(path: Path, is_record: Callable[[object], bool]) -> list[tuple[str, object]]:
    (entry,) = walk([path])
    return [item for item in json_records.records(entry, is_record) if isinstance(item, tuple)]


ODD = (
    None,
    True,
    0,
    -1,
    1e300,
    10**30,
    "",
    "no",
    [],
    {},
    [[]],
    {"a": None},
    float("nan"),
    "\ud800",
    "1e999",
    [None],
    [{}],
)


def _spoil(value: object, choice: random.Random) -> object:
    """The same value with about one part in twelve replaced by something odd."""
    if choice.random() < 1 / 12:
        return choice.choice(ODD)
    if isinstance(value, dict):
        return {key: _spoil(item, choice) for key, item in value.items()}
    if isinstance(value, list):
        return [_spoil(item, choice) for item in value]
    return value
