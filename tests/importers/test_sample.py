import json
from pathlib import Path

import pytest

from nfstudio.importers import recognise, sample
from nfstudio.importers.files import walk
from nfstudio.importers.sample import sample_of


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1}\n{"a": 2}\nno JSON\n{"a": 3}\n')
    return path


def test_values_of_a_sample_are_those_of_its_lines_however_they_are_asked_for(lines):
    whole = [{"a": 1}, {"a": 2}, {"a": 3}]
    for ask in (list, lambda values: [values[0], *values[1:]], lambda values: values[: len(values)]):
        (entry,) = walk([lines])
        assert ask(sample_of(entry).values) == whole
    assert values_of(lines)[-1] == {"a": 3}
    assert list(values := values_of(lines)) == list(values) == whole


def test_no_more_of_a_sample_is_parsed_than_somebody_looks_at(lines, monkeypatch):
    parsed = []
    monkeypatch.setattr(sample, "parsed", lambda line: parsed.append(line) or {"a": len(parsed)})
    (entry,) = walk([lines])
    assert sample_of(entry).layout(lambda value: value == {"a": 1}).lines
    assert len(parsed) == 1


def values_of(path):
    (entry,) = walk([path])
    return sample_of(entry).values


def test_empty_lists_under_names_are_no_conversations(tmp_path, only):
    path = tmp_path / "settings.json"
    path.write_text('{"1": {"names": []}, "2": {"names": [], "zones": ["here"]}, "tools": {"shell": [], "web": []}}')
    assert recognise(only(path)) is None


def test_conversations_lie_up_to_three_objects_deep(tmp_path, read):
    talk = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"export": {"data": {"user": {"chats": [{"id": "1", "messages": talk}]}}}}))
    ((found,), problems) = read(path)
    assert (found.conversation.origin_id, problems) == ("1", [])
