import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.errors import StudioError
from nfstudio.importers.column_mapping import SURE, ColumnMapping, guess, signature, wanted

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(lambda s: s == s.strip())


@given(st.dictionaries(st.sampled_from(["conversation", "role", "text", "prompt", "time", "person"]), NAMES))
def test_a_mapping_written_as_text_is_read_back(chosen):
    mapping = ColumnMapping(**chosen)
    assert ColumnMapping.parse(mapping.as_text()) == mapping


@pytest.mark.parametrize("text", ["words=body", "text", "text=a,,role=b"])
def test_a_text_that_maps_nothing_is_refused_with_what_can_be_mapped(text):
    with pytest.raises(StudioError, match="Known are conversation, role, text"):
        ColumnMapping.parse(text)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["chat_id", "role", "content", "timestamp"], "conversation=chat_id,role=role,text=content,time=timestamp"),
        (["Chat ID", "Speaker", "Text"], "conversation=Chat ID,role=Speaker,text=Text"),
        (["prompt", "response", "model", "language"], "prompt=prompt,response=response,model=model,language=language"),
        (["id", "userMessage", "bot_response", "date"], "prompt=userMessage,response=bot_response,time=date"),
        (["messages", "title"], "messages=messages,title=title"),
        (["prompt", "answer", "context"], "prompt=prompt,response=answer"),
        (["query", "response", "timestamp"], "prompt=query,response=response,time=timestamp"),
        (["Zeit", "Frage", "Antwort"], "prompt=Frage,response=Antwort,time=Zeit"),
        (["Datum", "Rolle", "Nachricht"], "role=Rolle,text=Nachricht,time=Datum"),
        (["session_id", "user_msg", "ai_msg"], "conversation=session_id,prompt=user_msg,response=ai_msg"),
        (["session_id", "is_user", "message"], "conversation=session_id,role=is_user,text=message"),
    ],
)
def test_clear_names_are_enough(columns, expected):
    guessed = guess(columns)
    assert guessed.mapping.as_text() == expected
    assert guessed.confidence >= SURE


@pytest.mark.parametrize(
    "columns",
    [
        ["question", "answer"],
        ["question", "response"],
        ["instruction", "input", "output"],
        ["from", "subject", "body"],
        ["author", "text"],
        ["text"],
    ],
)
def test_names_that_other_tables_have_too_are_not_enough(columns):
    assert 0 < guess(columns).confidence < SURE


def test_names_that_say_nothing_are_no_guess():
    assert guess(["a", "b"]).confidence == 0


def test_rows_settle_who_speaks():
    columns = ["author", "text"]
    assert guess(columns, [{"author": "user"}, {"author": "assistant"}, {"author": "x"}]).confidence >= SURE
    assert guess(["rolle", "nachricht"], [{"rolle": "Nutzer"}, {"rolle": "Assistent"}]).confidence >= SURE
    assert guess(["role", "text"], [{"role": "Ann"}, {"role": "Bob"}]).confidence < SURE


def test_a_mapping_that_does_not_fit_says_why():
    assert ColumnMapping(text="a", role="b").fault(["a", "b"]) == ""
    assert ColumnMapping(text="a", role="b", person="Ann").fault(["a", "b"]) == ""
    assert ColumnMapping(text="a", role="c").fault(["a", "b"]) == "There is no column 'c' for role."
    assert ColumnMapping(text="a").fault(["a"]).startswith("The mapping names neither")


def test_a_mapping_is_remembered_by_the_columns_in_any_order():
    assert signature(["b", "a"]) == signature(["a", "b"]) == "a, b"


def test_the_sentence_that_asks_for_a_mapping_names_the_columns():
    assert wanted(["a", "b"]).endswith("there are a, b.")
    assert wanted([str(i) for i in range(40)]).endswith("29 and 10 more.")
