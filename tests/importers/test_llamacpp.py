from nfstudio.domain.conversation import Role
from nfstudio.importers import llamacpp


def test_the_root_is_skipped_and_files_thoughts_and_calls_stand_beside_the_words(samples, read):
    ((found,), _) = read(samples / "llamacpp" / "normal.json")
    system, asked, answer, again = found.conversation.messages
    assert (system.role, system.parent) == (Role.SYSTEM, None)
    assert (asked.content, asked.extra) == ("Translate this", {"attachments": ["letter.txt"]})
    assert answer.extra["reasoning"] == "Latvian?"
    assert answer.extra["tool_calls"] == [{"id": "c", "function": {"name": "dict", "arguments": "{}"}}]
    assert (again.parent, found.conversation.model) == (2, "lark-7b.gguf")


def test_the_current_node_is_active_though_its_sibling_is_newer(samples, read):
    found, _ = read(samples / "llamacpp" / "branches.json")
    assert [(m.content, m.parent, m.on_active_path) for m in found[0].conversation.messages] == [
        ("Hi", None, True),
        ("Hello", 0, False),
        ("Hey", 0, True),
    ]


def test_a_path_without_its_root_and_other_branches_is_read(samples, read):
    found, _ = read(samples / "llamacpp" / "branches.json")
    part, answer = found[1].conversation.messages
    assert (part.parent, part.on_active_path, answer.parent) == (None, True, 0)
    assert answer.extra == {"reasoning": "So be it."}


def test_ids_may_be_numbers_and_a_root_may_hang_under_minus_one():
    messages = [
        {"id": 0, "type": "root", "role": "system", "content": "", "parent": -1, "children": [1]},
        {"id": 1, "role": "user", "content": "a", "parent": 0, "children": [2]},
        {"id": 2, "role": "assistant", "content": "b", "parent": 1, "children": []},
    ]
    found = llamacpp.build({"conv": {"id": 7, "currNode": 2}, "messages": messages})
    assert [(m.content, m.parent) for m in found.conversation.messages] == [("a", None), ("b", 0)]
