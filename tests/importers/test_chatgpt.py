import json
import zipfile

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Found, Reason
from nfstudio.importers import chatgpt, recognise
from nfstudio.importers.chatgpt_nodes import without_marks
from nfstudio.importers.files import walk


def export(*nodes, current=None, **fields):
    """A conversation of (name, parent, role, text, more) nodes."""
    mapping = {}
    for name, parent, role, text, *more in nodes:
        message = {"id": f"m-{name}", "author": {"role": role}, "content": {"content_type": "text", "parts": [text]}}
        message |= {"create_time": 1772352000 + len(mapping)}
        mapping[name] = {"id": name, "parent": parent, "message": message | (more[0] if more else {})}
        if parent in mapping:
            mapping[parent].setdefault("children", []).append(name)
    return {"title": "T", "mapping": mapping, "current_node": current or nodes[-1][0]} | fields


def built(*nodes, **fields):
    return chatgpt.build(export(*nodes, **fields), thumbs={}).conversation.messages


def test_hidden_nodes_are_dropped_and_runs_of_nodes_become_one_answer(samples, read):
    ((found,), problems) = read(samples / "chatgpt" / "normal")
    assert problems == []
    asked, answer, shown = found.conversation.messages
    assert (asked.role, asked.content, asked.created_at) == (Role.USER, "How long do I knead?", "2026-03-01T08:00:00Z")
    assert (answer.role, answer.content) == (Role.ASSISTANT, "Let me see.\n\nTen minutes. By hand.")
    assert (answer.model, answer.origin_id) == ("atlas-2", "msg-n8")
    assert answer.extra == {
        "reasoning": "Flour\nWheat or rye?",
        "tool_calls": [
            {"name": "browser", "arguments": "search('knead')"},
            {"name": "browser", "output": "10 minutes"},
        ],
    }
    assert shown.content == "Thanks! Like this?"
    assert shown.extra == {"attachments": ["image_asset_pointer file-service://file-1", "dough.jpg"]}


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_regenerated_answers_and_edited_prompts_are_branches_with_their_thumbs(samples, tmp_path, packed):
    folder = samples / "chatgpt" / "branches"
    if packed:
        with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
            for path in folder.iterdir():
                archive.write(path, f"export/{path.name}")
    entry = next(walk([tmp_path / "export.zip" if packed else folder]))
    found, _ = recognise(entry).read(entry)
    assert [(m.content, m.parent, m.on_active_path, m.rating) for m in found.conversation.messages] == [
        ("How long do I knead?", None, True, None),
        ("Two hours.", 0, False, -1),
        ("Ten minutes.", 0, True, None),
        ("and the oven", 2, False, None),
        ("It is warm.", 3, False, None),
        ("And how hot should the oven be?", 2, True, None),
        ("230 °C.", 5, True, 1),
    ]


def test_without_a_current_node_the_newest_leaf_is_active(samples, read):
    found, _ = read(samples / "chatgpt" / "branches" / "conversations.json")
    _, newest, older = found[1].conversation.messages
    assert (newest.content, newest.on_active_path, older.on_active_path) == ("No.", True, False)
    assert found[1].conversation.title is None


def test_one_broken_conversation_costs_itself_alone_and_loops_are_cut(samples, read):
    found, problems = read(samples / "chatgpt" / "broken")
    assert [item.conversation.title for item in found] == ["Fine", "Loop"]
    assert [m.content for m in found[1].conversation.messages] == ["Round", "and round."]
    assert [(p.place, p.reason) for p in problems] == [
        ("record 2", Reason.WRONG_SHAPE),
        ("record 3", Reason.WRONG_SHAPE),
        ("record 5", Reason.WRONG_SHAPE),
        ("record 6", Reason.TRUNCATED),
    ]
    assert problems[0].sentence == "Message 1 has the unknown role 'martian'."


def test_an_answer_that_forks_in_the_middle_is_told_in_both_ways():
    messages = built(
        ("u", None, "user", "Plan a day"),
        ("a", "u", "assistant", "Let me think."),
        ("b", "a", "assistant", "The sea."),
        ("c", "a", "assistant", "The hills."),
        ("t", "c", "user", "lovely"),
    )
    assert [(m.content, m.parent, m.on_active_path) for m in messages] == [
        ("Plan a day", None, True),
        ("Let me think.\n\nThe sea.", 0, False),
        ("Let me think.\n\nThe hills.", 0, True),
        ("lovely", 2, True),
    ]


def test_a_person_may_speak_where_an_answer_also_went_on():
    messages = built(
        ("u", None, "user", "Plan a day"),
        ("a", "u", "assistant", "First,"),
        ("b", "a", "assistant", "the sea."),
        ("e", "a", "user", "stop"),
        current="b",
    )
    assert [(m.content, m.parent, m.on_active_path) for m in messages] == [
        ("Plan a day", None, True),
        ("First,", 0, False),
        ("First,\n\nthe sea.", 0, True),
        ("stop", 1, False),
    ]


def test_siblings_stand_in_the_order_their_parent_lists_them():
    record = export(("u", None, "user", "A?"), ("a", "u", "assistant", "1"), ("b", "u", "assistant", "2"))
    record["mapping"]["u"]["children"] = ["b", "gone", "a"]
    messages = chatgpt.build(record, thumbs={}).conversation.messages
    assert [m.content for m in messages] == ["A?", "2", "1"]


def test_a_child_that_names_no_parent_is_found_by_its_parent():
    record = export(("u", None, "user", "A?"), ("a", "u", "assistant", "1"))
    record["mapping"]["a"]["parent"] = None
    assert [m.parent for m in chatgpt.build(record, thumbs={}).conversation.messages] == [None, 0]


def test_code_for_all_is_shown_and_errors_of_tools_are_kept_beside():
    answer = built(
        ("u", None, "user", "Add"),
        ("c", "u", "assistant", "", {"content": {"content_type": "code", "language": "python", "text": "1+1"}}),
        ("e", "c", "tool", "", {"content": {"content_type": "system_error", "name": "Timeout", "text": "late"}}),
    )[1]
    assert answer.content == "```python\n1+1\n```"
    assert answer.extra == {"tool_calls": [{"name": "Timeout", "output": "late"}]}


def test_ten_thousand_nodes_in_a_row_are_no_recursion():
    nodes = [("0", None, "user", "x")]
    nodes += [(str(i), str(i - 1), "assistant" if i % 2 else "user", "x") for i in range(1, 10_000)]
    assert len(built(*nodes)) == 10_000


def test_broken_feedback_beside_an_export_is_a_problem_of_its_own(tmp_path):
    (tmp_path / "conversations.json").write_text(json.dumps([export(("u", None, "user", "A?"))]))
    (tmp_path / "message_feedback.json").write_text('[{"id": "m-u", "rating": "thumbs_up"}, {"id": oops}]')
    entry = next(walk([tmp_path]))
    problem, found = recognise(entry).read(entry)
    assert (problem.place, problem.reason) == ("message_feedback.json record 2", Reason.BROKEN_JSON)
    assert isinstance(found, Found)
    assert found.conversation.messages[0].rating == 1


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("See \ue200cite\ue202turn0search1\ue202turn0search2\ue201it.", "See it."),
        ('In \ue200entity\ue202["city","Lyon","city in France"]\ue201 then.', "In Lyon then."),
        ("The \ue200url\ue202guide\ue202https://x.example\ue201.", "The guide."),
        ('\ue200image_group\ue202{"query":["x"]}\ue201Done\ue203.', "Done."),
        ("\ue200entity\ue202broken\ue201Done.", "Done."),
        ("It rains【4†source】【12:3†notes.pdf】.", "It rains."),
    ],
)
def test_citations_are_cut_and_names_inside_marks_stay(given, shown):
    assert without_marks(given) == shown


def test_an_answer_that_the_person_stopped_says_so(tmp_path, read):
    def node(name, parent, role, words, **about):
        message = {"id": name, "author": {"role": role}, "content": {"content_type": "text", "parts": [words]}, **about}
        return {"id": name, "parent": parent, "children": [], "message": message}

    stopped = {"metadata": {"finish_details": {"type": "interrupted"}}}
    mapping = {"1": node("1", None, "user", "Tell me all"), "2": node("2", "1", "assistant", "It was", **stopped)}
    (tmp_path / "conversations.json").write_text(json.dumps([{"title": "x", "mapping": mapping}]), encoding="utf-8")
    assert read(tmp_path / "conversations.json")[0][0].conversation.messages[1].extra == {"stopped": True}


@pytest.mark.parametrize(("how", "extra"), [(None, {"stopped": True}), ({"type": "max_tokens"}, {})])
def test_an_answer_that_ended_in_part_was_stopped_unless_it_grew_too_long(how, extra):
    more = {"status": "finished_partial_completion", "metadata": {"finish_details": how} if how else {}}
    said = built(("1", None, "user", "Tell me all"), ("2", "1", "assistant", "It was", more))
    assert said[1].extra == extra
