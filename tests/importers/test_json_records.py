import io
import json
import subprocess
import sys
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.records import Problem, Reason
from nfstudio.importers.json_records import records, split
from nfstudio.importers.sample import Layout

ONE = '{"messages": [{"role": "user", "content": "one [ \\" } é"}]}'
TWO = '{"messages": [{"role": "user", "content": "two"}]}'


@pytest.fixture
def listed(tmp_path, only):
    """Records and problems of a file of these bytes."""

    def read(data, is_record=lambda value: isinstance(value, dict) and "messages" in value):
        path = tmp_path / "x.json"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(records(only(path), is_record))

    return read


def said(items):
    return [item[1]["messages"][0]["content"] for item in items]


@pytest.mark.parametrize(
    "data",
    [
        f"{ONE}\n{TWO}\n",
        f"{ONE}\r\n\r\n{TWO}",
        f"[{ONE},{TWO}]",
        f"[\n{ONE},\n{TWO}\n]\n",
        f'{{"version": 3, "data": [{ONE}, {TWO}], "more": [[1]]}}',
        f'{{"other": [{{}}], "data":\n[{ONE}, {TWO}]}}',
        f"{json.dumps(json.loads(ONE), indent=2)}\n{json.dumps(json.loads(TWO), indent=2)}",
        f"[{ONE}][{TWO}]",
        f"{ONE}{TWO}",
    ],
    ids=["lines", "crlf", "list", "spread list", "wrapped", "second list", "pretty", "two lists", "no break"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_records_are_found_wherever_they_stand_and_however_they_are_encoded(listed, data, encoding):
    assert said(listed(data.encode(encoding))) == ['one [ " } é', "two"]


def test_places_count_lines_or_records_from_one(listed):
    assert [item[0] for item in listed(f"{ONE}\n\n{TWO}\n")] == ["line 1", "line 3"]
    assert [item[0] for item in listed(f"[{ONE},{TWO}]")] == ["record 1", "record 2"]


def test_a_broken_line_costs_itself_alone(listed):
    first, broken, last = listed(f'{ONE}\n{{"messages": oops}}\n{TWO}\n')
    assert said([first, last]) == ['one [ " } é', "two"]
    assert broken == Problem("line 2", Reason.BROKEN_JSON, "This is not valid JSON (Expecting value at character 14).")


def test_a_broken_first_line_does_not_hide_the_lines_after_it(listed):
    broken, last = listed(f'{{"messages": [{{"role": "us\n{TWO}\n')
    assert broken.place == "line 1"
    assert said([last]) == ["two"]


def test_a_broken_record_in_a_list_costs_itself_alone(listed):
    broken, last = listed(f'[{{"messages": oops}}, {TWO}]')
    assert (broken.place, broken.reason) == ("record 1", Reason.BROKEN_JSON)
    assert last[0] == "record 2"


@pytest.mark.parametrize("data", [f"{ONE}\n{TWO[:-9]}", f"[{ONE},\n{TWO[:-9]}", f"[{ONE},", f'{{"data": [{ONE}, {{'])
def test_a_cut_end_is_told_of_after_everything_before_it(listed, data):
    first, cut = listed(data)
    assert said([first]) == ['one [ " } é']
    assert cut.reason is Reason.TRUNCATED


@pytest.mark.parametrize(
    ("number", "value"), [("NaN", None), ("1" + "0" * 40, 10**40), ("1e999", None), ("-Infinity", None)]
)
@pytest.mark.parametrize("form", ["{}\n{}", "[{}, {}]"])
def test_odd_numbers_do_not_break_a_record(listed, number, value, form):
    odd = TWO.replace("[{", f'[{{"n": {number}, ')
    assert said(listed(form.replace("{}", "%s") % (ONE, odd))) == ['one [ " } é', "two"]


@pytest.mark.parametrize("form", ["{}\n{}", "[{}, {}]"])
def test_lone_surrogates_raw_tabs_and_wrong_bytes_are_read(listed, form):
    odd = TWO.replace("two", "t\\ud800\tw").encode() + b"\n"
    odd = odd.replace(b"w", b"\xff")
    items = listed((form.replace("{}", "%s").encode()) % (ONE.encode(), odd.strip()))
    assert said(items)[1] == "t\ud800\t\ufffd"


def test_a_number_of_thousands_of_digits_and_endless_nesting_are_problems(listed):
    nested = '{"messages": ' + "[" * 90_000 + "]" * 90_000 + "}"
    items = listed(f'{ONE}\n{{"messages": {"9" * 5000}}}\n{nested}\n{TWO}\n')
    assert [isinstance(item, Problem) for item in items] == [False, True, True, False]
    assert "nested too deeply" in items[2].sentence
    assert "thousands of digits" in items[1].sentence


def test_what_stands_between_records_is_told_of(listed):
    items = listed(f'["words", {ONE}, null, {TWO}, 5] tail')
    assert [item.place for item in items if isinstance(item, Problem)] == [
        "after record 0",
        "after record 1",
        "after record 2",
        "after record 2",
    ]


def test_a_line_beyond_all_measure_is_passed_over(listed, monkeypatch):
    monkeypatch.setattr("nfstudio.importers.json_records.MOST", 1000)
    huge = TWO.replace("two", "x" * 5000)
    _, problem, last = listed(f"{ONE}\n{huge}\n{TWO}\n")
    assert problem.reason is Reason.UNSAFE
    assert (last[0], said([last])) == ("line 3", ["two"])


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('[]{}",\\:a\n\u2028é😀', max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('{"a', max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.lists(st.dictionaries(st.text('}"k', max_size=2), values, max_size=3), max_size=5),
    st.booleans(),
    st.integers(1, 9),
)
def test_splitting_gives_back_what_was_joined(items, pretty, step):
    text = json.dumps(items, indent=1 if pretty else None, ensure_ascii=not pretty)

    class Drip(io.BytesIO):
        def read1(self, size=-1):
            return super().read1(step)

    assert [json.loads(piece) for piece in split(Drip(text.encode()), Layout(1))] == items
    wrapped = f'{{"a": [[1]], "k": {text}, "z": [{{}}]}}'
    assert [json.loads(piece) for piece in split(Drip(wrapped.encode()), Layout(2, ("k",)))] == items


@pytest.mark.parametrize("form", ["list", "lines"])
def test_memory_does_not_grow_with_the_file(tmp_path, form):
    program = f"""
        import resource, sys
        from pathlib import Path
        from nfstudio.importers import recognise
        from nfstudio.importers.files import walk
        record = '{{"messages": [{{"role": "user", "content": "' + "word " * 3000 + '"}}]}}'
        count = 64_000_000 // len(record)
        path = Path({str(tmp_path / "big")!r})
        with path.open("w") as file:
            file.write("[" if {form!r} == "list" else "")
            for i in range(count):
                file.write(record + ("\\n" if {form!r} == "lines" else "]" if i == count - 1 else ",\\n"))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        entry = next(walk([path]))
        assert sum(1 for found in recognise(entry).read(entry) if found.conversation) == count
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True)
    assert int(ran.stdout) < 12_000  # KiB, for a file of 64 MB


@pytest.mark.parametrize("indent", [None, 1])
def test_records_are_found_two_objects_deep(listed, indent):
    given = {
        "status": {"list": [1, {"data": []}]},
        "data": {"others": [{}], "cönversations": [json.loads(ONE), {"n": 2}]},
    }
    items = listed(json.dumps(given, indent=indent, ensure_ascii=False))
    assert items == [("record 1", json.loads(ONE)), ("record 2", {"n": 2})]


@pytest.mark.parametrize("wrapped", [False, True])
def test_records_under_names_of_their_own_take_the_name_for_an_id(listed, wrapped):
    named = {
        "a-1": json.loads(ONE),
        "version": 3,
        'b "2"': {**json.loads(TWO), "uuid": "own"},
        "c-3": [{"role": "user"}],
    }
    del named["version"]  # a value that is no record says that the names are no names
    items = listed(json.dumps({"data": named} if wrapped else named))
    assert items == [
        ("record 1", {**json.loads(ONE), "id": "a-1"}),
        ("record 2", {**json.loads(TWO), "uuid": "own"}),
        ("record 3", {"id": "c-3", "messages": [{"role": "user"}]}),
    ]


def test_a_record_is_no_object_of_records(listed):
    pair = {"chosen": json.loads(ONE), "rejected": json.loads(TWO)}
    assert listed(json.dumps(pair)) == [("line 1", pair)]


def test_one_broken_record_among_named_ones_costs_itself(listed):
    items = listed(f'{{"a-1": {ONE}, "b-2": {{"messages": oops}}, "c-3": {TWO}')
    assert [item if isinstance(item, tuple) else item.reason for item in items] == [
        ("record 1", {**json.loads(ONE), "id": "a-1"}),
        Reason.BROKEN_JSON,
        ("record 3", {**json.loads(TWO), "id": "c-3"}),
        Reason.TRUNCATED,
    ]
