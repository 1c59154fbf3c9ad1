"""Whole conversations with personal data: what is blanked, and that spans lie on the same words as before."""

from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.checks.flags import Action
from nfstudio.curate.checks.personal_data import find
from nfstudio.curate.judged import Example, Reviewed, Way
from nfstudio.curate.records import Records, blanked
from nfstudio.domain import spans_format
from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.preferences import Record

MAIL = "ada.byron@engines-mail.com"


def record(said: str, start: int, end: int, **about):
    messages = [
        Message(Role.USER, f"Write to {MAIL}, please."),
        Message(
            Role.ASSISTANT, "Done.", extra={"reasoning": f"to {MAIL}", "tool_calls": [{"arguments": {"to": MAIL}}]}
        ),
        Message(Role.USER, said),
    ]
    conversation = Conversation(chain(messages), origin_id="c", **about)
    return spans_format.dump(conversation, {2: {"spans": [{"start": start, "end": end, "category": "POSITIVE"}]}})


def example(fields):
    return Example(Record(fields), Reviewed(Conversation(()), "c", "chats.json", ()), Way.JUDGED)


def test_nothing_personal_is_left_and_spans_lie_on_the_same_words():
    said = f"{MAIL} got it: thank you, lovely 🍵"
    start = said.index("thank")
    made = blanked(record(said, start, start + 9, title=f"Mail to {MAIL}", user=MAIL))
    message = made["messages"][2]

    assert MAIL not in str(made)
    assert (made["title"], made["user"]) == ("Mail to [EMAIL_1]", "[EMAIL_1]")
    assert made["messages"][1]["extra"]["tool_calls"] == [{"arguments": {"to": "[EMAIL_1]"}}]
    (span,) = message["spans"]
    assert message["content"][span["start"] : span["end"]] == "thank you"
    spans_format.parse(made)


def test_a_span_that_cuts_personal_data_holds_the_whole_placeholder():
    said = f"ask {MAIL} now"
    made = blanked(record(said, said.index("byron"), said.index(" now")))
    (span,) = made["messages"][2]["spans"]
    assert made["messages"][2]["content"][span["start"] : span["end"]] == "[EMAIL_1]"


def test_what_becomes_of_a_conversation_is_chosen_and_counted():
    whole = example(record("thanks", 0, 6))
    clean = example({"messages": [{"role": "user", "content": "hello"}]})
    seen = {action: Records(action) for action in (None, *Action)}
    left = {action: (one.look(whole), one.look(clean)) for action, one in seen.items()}

    assert left[Action.DROP] == (None, clean)
    assert left[Action.KEEP] == left[None] == (whole, clean)
    assert MAIL not in str(left[Action.REDACT][0].content)
    assert [one.flagged for one in seen.values()] == [0, 1, 1, 1]


@given(st.lists(st.sampled_from([MAIL, "thanks ", "🍵", " ", "+1 415 555 2671 ", "no\n"]), min_size=1), st.data())
def test_words_that_are_not_personal_stay_in_their_span(pieces, data):
    said = "".join(pieces)
    start = data.draw(st.integers(0, len(said) - 1))
    end = data.draw(st.integers(start + 1, len(said)))
    hidden = [found.span for found in find(said)]
    made = blanked(record(said, start, end))["messages"][2]
    (span,) = made["spans"]
    marked = made["content"][span["start"] : span["end"]]

    outside = [at for at in range(start, end) if not any(one.start <= at < one.end for one in hidden)]
    kept = iter(marked)
    assert all(said[at] in kept for at in outside)
