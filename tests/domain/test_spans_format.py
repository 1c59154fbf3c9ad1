import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.feedback import Category
from nfstudio.domain.records import Judgement
from nfstudio.domain.span import Span
from nfstudio.domain.spans_format import dump, looks_like, parse

texts = st.text("ab \n\u2028é😀\u200d東", max_size=12)
names = st.none() | st.text("ab-é", min_size=1, max_size=5)


@st.composite
def judged(draw):
    messages, judgements = [], []
    for i in range(draw(st.integers(1, 5))):
        content = draw(texts)
        messages.append(
            Message(
                role=draw(st.sampled_from(Role)),
                content=content,
                parent=draw(st.none() | st.integers(0, i - 1)) if i else None,
                on_active_path=draw(st.booleans()),
                origin_id=draw(names),
                model=draw(names),
                created_at=draw(st.none() | st.just("2026-01-02T03:04:05Z")),
                rating=draw(st.sampled_from((None, 1, -1))),
                extra=draw(st.just({}) | st.just({"reasoning": "r", "tool_calls": [{"a": 1}]})),
            )
        )
        if draw(st.booleans()):
            edges = st.lists(st.integers(0, len(content)), min_size=2, max_size=2, unique=True).map(sorted)
            spans = draw(st.lists(st.tuples(edges, st.sampled_from(Category)), max_size=3)) if len(content) > 1 else []
            pairs = tuple((Span(*edge), category) for edge, category in spans)
            judgements.append(Judgement(i, pairs, uncertain=draw(st.booleans())))
    fields = {name: draw(names) for name in ("origin_id", "title", "model", "language", "created_at", "user")}
    return Conversation(tuple(messages), **fields), tuple(judgements)


def written(conversation, judgements):
    """What `dump` makes of it, through JSON and back."""
    fields = {
        judgement.message: {
            "spans": [
                {"start": span.start, "end": span.end, "category": category.value} for span, category in judgement.spans
            ],
            **({"uncertain": True} if judgement.uncertain else {}),
        }
        for judgement in judgements
    }
    return json.loads(json.dumps(dump(conversation, fields, source="test")))


@given(judged())
def test_what_is_dumped_is_parsed_back_the_same(case):
    conversation, judgements = case
    record = written(conversation, judgements)
    assert parse(record) == (conversation, judgements)
    assert looks_like(record) is bool(judgements)


def record(content, *, spans=(), **fields):
    return {"messages": [{"role": "user", "content": content, "spans": list(spans), **fields}]}


@given(st.text("a\r\n😀", min_size=1, max_size=12), st.data())
def test_spans_counted_before_newlines_were_made_one_still_hold_the_same_words(content, data):
    start, end = sorted(data.draw(st.lists(st.integers(0, len(content)), min_size=2, max_size=2, unique=True)))
    if not canonical(content[start:end]) or "\r\n" in content[start - 1 : start + 1] + content[end - 1 : end + 1]:
        return  # an edge between the two halves of one newline has no counterpart
    given_span = {"start": start, "end": end, "category": "POSITIVE"}
    conversation, (judgement,) = parse(record(content, spans=[given_span], labelled=True))
    ((span, _),) = judgement.spans
    assert span.of(conversation.messages[0].content) == canonical(content[start:end])


def test_spans_alone_say_that_a_message_was_judged():
    _, judgements = parse(record("thanks", spans=[{"start": 0, "end": 6, "category": "Positive"}]))
    assert judgements == (Judgement(0, ((Span(0, 6), Category.POSITIVE),)),)


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        (5, "spans that are no list"),
        ([5], "without start, end and category"),
        ([{"start": 0, "end": 2}], "without start, end and category"),
        ([{"start": 0, "end": 2, "category": 3}], "without start, end and category"),
        ([{"start": 0, "end": 2, "category": "ANGRY"}], "no category is called"),
        ([{"start": 0, "end": 9, "category": "POSITIVE"}], "has 2 characters, but a span ends at 9"),
        ([{"start": -1, "end": 2, "category": "POSITIVE"}], "0 <= start < end"),
        ([{"start": 1, "end": 1, "category": "POSITIVE"}], "0 <= start < end"),
        ([{"start": 0.0, "end": 2, "category": "POSITIVE"}], "no whole number"),
        ([{"start": True, "end": 2, "category": "POSITIVE"}], "no whole number"),
        ([{"start": "0", "end": "2", "category": "POSITIVE"}], "no whole number"),
    ],
)
def test_spans_that_break_the_shape_are_refused_with_a_sentence(spans, sentence):
    broken = {"messages": [{"role": "user", "content": "no", "labelled": True, "spans": spans}]}
    with pytest.raises(ValueError, match=sentence):
        parse(broken)


@pytest.mark.parametrize(
    ("messages", "sentence"),
    [
        (None, "no list called messages"),
        (["x"], "message 0 has no text called content"),
        ([{"role": "user", "content": None}], "message 0 has no text called content"),
        ([{"role": [], "content": ""}], "unknown role"),
        ([{"role": "user", "content": "", "parent": 0}], "no earlier message"),
        ([{"role": "user", "content": "", "parent": True}], "no earlier message"),
    ],
)
def test_messages_that_break_the_shape_are_refused_with_a_sentence(messages, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse({"messages": messages})
