"""Which path of a tree the person ended on, where the export does not say so."""

from nfstudio.importers import chatgpt


def node(name, parent, role, text, at, **more):
    said = {"id": f"m-{name}", "author": {"role": role}, "content": {"content_type": "text", "parts": [text]}}
    return {"id": name, "parent": parent, "children": [], "message": said | {"create_time": at} | more}


HIDDEN = {"metadata": {"is_visually_hidden_from_conversation": True}}


def active(*nodes, current="gone"):
    mapping = {one["id"]: one for one in nodes}
    for one in nodes:
        if one["parent"] in mapping:
            mapping[one["parent"]]["children"].append(one["id"])
    found = chatgpt.build({"title": "T", "mapping": mapping, "current_node": current}, thumbs={})
    return [message.content for message in found.conversation.messages if message.on_active_path]


TALK = (
    node("a", None, "user", "ask", 10),
    node("b", "a", "assistant", "old", 20),
    node("c", "a", "assistant", "new", 30),
)


def test_the_newest_leaf_is_where_the_person_ended():
    assert active(*TALK) == ["ask", "new"]
    assert active(*TALK, current="b") == ["ask", "old"]


def test_a_newer_node_that_stands_in_the_middle_is_no_end():
    late = node("a", None, "user", "ask", 99)
    assert active(late, *TALK[1:]) == ["ask", "new"]


def test_a_newer_leaf_that_is_not_shown_and_stands_below_nothing_is_no_end():
    alone = node("z", None, "system", "", 99, **HIDDEN)
    assert active(*TALK, alone) == ["ask", "new"]
    assert active(*TALK, alone, current="z") == ["ask", "new"]


def test_a_newer_leaf_that_is_not_shown_leads_to_what_stands_above_it():
    below = node("z", "b", "system", "", 99, **HIDDEN)
    assert active(*TALK, below) == ["ask", "old"]
