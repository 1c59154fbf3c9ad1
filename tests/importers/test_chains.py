import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import chains
from nfstudio.importers.chains import Call


def call(key, *words, at=None, **more):
    """A call whose history and answer are `words`, the person first."""
    roles = (Role.USER, Role.ASSISTANT)
    messages = [Message(roles[i % 2], text, i - 1 if i else None) for i, text in enumerate(words)]
    return Call(key, messages, at, **more)


def told(*calls):
    items = [item if isinstance(item, Problem) else (f"line {i}", (item,)) for i, item in enumerate(calls, 1)]
    return list(chains.conversations(lambda *, keys: iter(items)))


def words(found):
    return [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages]


def test_a_call_that_repeats_an_earlier_one_adds_what_is_new():
    (found,) = told(call("k", "a", "b"), call("k", "a", "b", "c", "d"))
    assert words(found) == [("a", None, True), ("b", 0, True), ("c", 1, True), ("d", 2, True)]
    assert found.place == "line 2"


def test_blanks_at_the_ends_of_a_repeated_message_make_no_branch():
    (found,) = told(call("k", "a", "b\n"), call("k", "a", "b", "c"))
    assert [m.content for m in found.conversation.messages] == ["a", "b\n", "c"]


def test_the_latest_call_says_which_path_is_active_whatever_the_order_of_records():
    early, late = call("k", "a", "b", at="2026-03-01T08:00:00Z"), call("k", "a", "x", at="2026-03-01T09:00:00Z")
    for calls in ((early, late), (late, early)):
        (found,) = told(*calls)
        assert {m.content for m in found.conversation.messages if m.on_active_path} == {"a", "x"}
        assert found.conversation.created_at == "2026-03-01T08:00:00Z"


def test_calls_without_history_follow_one_another_in_order_of_time():
    (found,) = told(
        call("k", "c", "d", at="2026-03-01T09:00:00Z", goes_on=True),
        call("k", "a", "b", at="2026-03-01T08:00:00Z", goes_on=True),
    )
    assert [m.content for m in found.conversation.messages] == ["a", "b", "c", "d"]


def test_what_later_records_know_completes_earlier_ones():
    known = Message(Role.ASSISTANT, "b", 0, model="m", rating=-1)
    (found,) = told(call("k", "a", "b", "c"), Call("k", [Message(Role.USER, "a"), known]))
    assert (found.conversation.messages[1].model, found.conversation.messages[1].rating) == ("m", -1)


def test_conversations_that_alternate_stay_apart_and_problems_stay_where_they_are():
    problem = Problem("line 2", Reason.BROKEN_JSON, "No.")
    items = told(call("k", "a"), problem, call("l", "b"), call("k", "a", "c"), call("l", "b", "d"))
    assert [item.place for item in items] == ["line 2", "line 4", "line 5"]


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=5), min_size=1, max_size=8))
def test_every_path_that_was_sent_can_be_walked_and_nothing_else(paths):
    (found,) = told(*(call("k", *path) for path in paths))
    assert isinstance(found, Found)
    messages = found.conversation.messages
    walked = set()
    for i, message in enumerate(messages):
        path, at = [message.content], message.parent
        assert at is None or at < i
        while at is not None:
            path.insert(0, messages[at].content)
            at = messages[at].parent
        walked.add(tuple(path))
    assert walked == {tuple(path[: i + 1]) for path in paths for i in range(len(path))}
    assert len(walked) == len(messages)
    assert [m.content for m in messages if m.on_active_path] == paths[-1]


@pytest.mark.parametrize("count", [3])
def test_the_file_is_read_twice_and_no_more(count):
    reads = []

    def calls(*, keys):
        reads.append(keys)
        return iter([(f"line {i}", (call("k", *"abcdef"[:i]),)) for i in range(1, count + 1)])

    assert len(list(chains.conversations(calls))) == 1
    assert reads == [True, False]


def test_a_conversation_whose_last_record_turns_out_to_be_no_call_comes_at_the_end():
    def calls(*, keys):
        yield "line 1", (call("k", "a", "b"),)
        yield ("line 2", (Call("k"),)) if keys else Problem("line 2", Reason.WRONG_SHAPE, "No.")
        yield "line 3", (call("l", "c"),)

    assert [item.place for item in chains.conversations(calls)] == ["line 2", "line 3", "line 1"]
