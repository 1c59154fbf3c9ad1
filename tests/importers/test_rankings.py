import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import dialogues, rankings, recognise
from nfstudio.importers.shapes import WrongShape

ASKED, BEST, WORST = "Name a river of France.", "The Loire.", "The Thames."
SAID = {"role": "user", "content": ASKED}
NECTAR = [{"answer": WORST, "model": "b", "rank": 7.0}, {"answer": BEST, "model": "a", "rank": 1.0}]
ULTRA = [
    {"response": WORST, "model": "b", "overall_score": 2.0},
    {"response": BEST, "model": "a", "overall_score": 8.0},
]


@pytest.mark.parametrize(
    "record",
    [
        {"question": ASKED, "chosen": BEST, "rejected": WORST},
        {"instruction": ASKED, "chosen_response": BEST, "rejected_response": WORST},
        {"prompt": ASKED, "response_0": WORST, "response_1": BEST, "better_response_id": 1, "safer_response_id": 0},
        {"prompt": ASKED, "response_0": BEST, "response_1": WORST, "better_response_id": 0},
        {"history": ASKED, "human_ref_A": BEST, "human_ref_B": WORST, "labels": 1},
        {"history": ASKED, "human_ref_A": WORST, "human_ref_B": BEST, "labels": 0},
        {"context": [SAID], "response1": WORST, "response2": BEST, "overall_preference": 2},
        {"context": [SAID], "response1": BEST, "response2": WORST, "overall_preference": -1},
        {"question": {"full_text": ASKED}, "answer_0": WORST, "answer_1": BEST, "score_0": -0.5, "score_1": 0.5},
        {"prompt": ASKED, "response_a": WORST, "response_b": BEST, "winner": "model_b"},
        {"prompt": f"\n\nHuman: {ASKED}\n\nAssistant: ", "answers": NECTAR},
        {"instruction": ASKED, "models": ["a", "b"], "completions": ULTRA},
        {"instruction": ASKED, "generations": [WORST, BEST], "ratings": [2, 5.0]},
        {"prompt": ASKED, "response_1": WORST, "response_2": BEST, "preference_strength": 1},
        {"trajectory": [{"from": "user", "value": ASKED}], "chosen": BEST, "rejected": WORST},
    ],
)
def test_the_better_of_several_answers_stands_on_the_path_the_others_beside_it(record, tmp_path, read):
    (tmp_path / "set.jsonl").write_text(json.dumps(record) + "\n")
    (found,), problems = read(tmp_path / "set.jsonl")
    assert problems == []
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages] == [
        (ASKED, None, True),
        (BEST, 0, True),
        (WORST, 0, False),
    ]


def test_models_and_what_the_model_was_told_are_kept_and_equal_answers_once(tmp_path, read):
    record = {"system": "Be short.", "instruction": ASKED, "completions": [*ULTRA, ULTRA[0]]}
    (tmp_path / "set.json").write_text(json.dumps([record]))
    (found,), _ = read(tmp_path / "set.json")
    told, _, best, worst = found.conversation.messages
    assert (told.role, told.content) == ("system", "Be short.")
    assert (best.model, worst.model) == ("a", "b")


def test_a_language_of_programs_is_not_that_of_the_conversation():
    record = {"language": "python", "context": [SAID], "response1": BEST, "response2": WORST}
    assert rankings.build(record)[0].conversation.language is None
    assert rankings.build(record | {"language": "french"})[0].conversation.language == "french"


def test_of_several_answers_a_turn_the_chosen_one_leads_on(tmp_path, read):
    said = [
        {"turn": 0, **SAID},
        {"turn": 0, "role": "model", "content": WORST, "model_name": "b", "if_chosen": False, "score": 20},
        {"turn": 0, "role": "model", "content": BEST, "model_name": "a", "if_chosen": True, "score": 80},
        {"turn": 1, "role": "user", "content": "And of Spain?"},
        {"turn": 1, "role": "model", "content": "The Ebro.", "model_name": "a", "if_chosen": True},
    ]
    record = {"conversation_id": "c", "user_id": "u", "opening_prompt": ASKED, "conversation_history": said}
    (tmp_path / "set.jsonl").write_text(json.dumps(record) + "\n")
    (found,), problems = read(tmp_path / "set.jsonl")
    assert problems == []
    assert (found.conversation.origin_id, found.conversation.user) == ("c", "u")
    assert [(m.parent, m.on_active_path, m.model) for m in found.conversation.messages] == [
        (None, True, None),
        (0, False, "b"),
        (0, True, "a"),
        (2, True, None),
        (3, True, "a"),
    ]


def test_records_that_lack_words_are_told_of_and_cost_themselves(lines):
    whole = {"question": ASKED, "chosen": BEST, "rejected": WORST}
    broken = [whole | {"chosen": "", "rejected": ""}, whole | {"question": 7}, whole | {"chosen": None}, None]
    found, problems = lines(*(json.dumps(one) for one in [whole, *broken, whole]), '{"question": "cut')
    assert [item.place for item in found] == ["line 1", "line 6"]
    assert [one.place for one in problems] == ["line 2", "line 3", "line 4", "line 5", "line 7"]
    assert problems[-1].reason is Reason.BROKEN_JSON


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=True)
    | st.sampled_from([ASKED, BEST, "", "b"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["role", "content", "answer", "rank", "if_chosen", "full_text"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)
NAMES = ["prompt", "question", "chosen", "rejected", "response_0", "response_1", "answers", "labels", "winner"]


@given(st.dictionaries(st.sampled_from([*NAMES, "conversation_history", "system"]), VALUES, max_size=6))
def test_values_of_any_type_become_conversations_or_a_sentence(record):
    if rankings.is_record(record):
        try:
            made = rankings.build(record)
        except WrongShape:
            made = ()
        assert all(isinstance(one, Found) for one in made)


def test_a_set_in_parquet_and_one_in_csv_are_read_as_in_json(tmp_path, only):
    import polars as pl

    pl.DataFrame([{"instruction": ASKED, "completions": ULTRA}]).write_parquet(tmp_path / "set.parquet")
    (tmp_path / "set.csv").write_text(f"prompt,response_0,response_1,better_response_id\n{ASKED},{WORST},{BEST},1\n")
    for name in ("set.parquet", "set.csv"):
        entry = only(tmp_path / name)
        assert recognise(entry) is dialogues
        (found,) = dialogues.read(entry)
        assert not isinstance(found, Problem)
        assert [m.content for m in found.conversation.messages] == [ASKED, BEST, WORST]


@pytest.mark.parametrize(
    "verdict", [{"winner": "response_2"}, {"preferred": 2}, {"preference": "2"}, {"winner": "model_b"}]
)
def test_a_verdict_is_counted_as_the_columns_are(tmp_path, read, verdict):
    path = tmp_path / "set.jsonl"
    first = {"winner": "response_1", "preferred": 1, "preference": "1"}
    sets = [
        ({"response_1": WORST, "response_2": BEST, **verdict}),
        {"response_0": WORST, "response_1": BEST, "preferred": 1},
    ]
    sets += [{"response_1": BEST, "response_2": WORST, name: said} for name, said in first.items()]
    path.write_text("\n".join(json.dumps({"prompt": f"{ASKED} {i}", **one}) for i, one in enumerate(sets)))

    found, problems = read(path)

    assert problems == []
    assert [[m.content for m in one.conversation.messages if m.on_active_path][-1] for one in found] == [BEST] * 5
