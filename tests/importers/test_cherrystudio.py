"""Cherry Studio's backups."""

import json
from zipfile import ZipFile

from nfstudio.domain.conversation import Role
from nfstudio.importers import cherrystudio, recognise
from nfstudio.importers.files import walk

KEY = "sk-not-a-real-key-0002"


def said(found):
    return [(m.role.value, m.content) for m in found.conversation.messages]


def test_blocks_become_words_thoughts_calls_and_files(samples, read):
    (found,), _ = read(samples / "cherrystudio" / "normal.json")
    one = found.conversation
    assert (one.origin_id, one.title, one.model) == ("t1", "Leeks", "lark-7b")
    assert said(found) == [
        ("system", "Be brief."),
        ("user", "What can I cook with leeks?"),
        ("assistant", "A leek quiche."),
        ("user", "No, I said without eggs"),
        ("assistant", "Then a leek soup"),
    ]
    _, asked, answered, _, stopped = one.messages
    assert asked.extra == {"attachments": ["pantry.txt"]}
    assert answered.extra == {
        "reasoning": "Look at the pantry.",
        "tool_calls": [
            {
                "name": "search",
                "arguments": {"q": "leeks"},
                "output": {"content": [{"type": "text", "text": "leeks, cream"}]},
            }
        ],
    }
    assert stopped.extra == {"stopped": True}


def test_answers_of_several_models_stand_beside_each_other_and_the_chosen_one_goes_on(samples, read):
    (found, old), _ = read(samples / "cherrystudio" / "branches.json")
    messages = found.conversation.messages
    shown = [(m.content, m.parent and messages[m.parent].content, m.on_active_path, m.model) for m in messages[2:]]
    assert shown == [
        ("Mars", "Name a moon", False, "lark-7b"),
        ("Io", "Name a moon", True, "wren-3b"),
        ("thanks, that is one", "Io", True, None),
        ("Glad to help", "thanks, that is one", True, "lark-7b"),
        ("Pluto", "Name a moon", False, "lark-7b"),
    ]
    assert said(old) == [("user", "Name a river"), ("assistant", "The Po.")]
    assert old.conversation.messages[1].extra == {"reasoning": "Any river."}


def test_a_backup_as_the_program_packs_it_is_read(samples, tmp_path):
    with ZipFile(tmp_path / "cherry-studio.zip", "w") as archive:
        archive.write(samples / "cherrystudio" / "normal.json", "data.json")
        archive.writestr("Data/Files/x1.txt", "leeks, cream")
    entry = next(iter(walk([tmp_path / "cherry-studio.zip"])))
    assert recognise(entry) is cherrystudio
    assert len(list(cherrystudio.read(entry))) == 1


def test_keys_in_the_settings_are_never_told(samples, tmp_path, only):
    text = (samples / "cherrystudio" / "normal.json").read_text()
    for cut in range(0, len(text), 97):
        (tmp_path / "data.json").write_text(text[:cut])
        assert KEY not in repr(list(cherrystudio.read(only(tmp_path / "data.json"))))


def test_a_topic_that_the_settings_do_not_know_and_blocks_that_are_gone_cost_nothing_else(tmp_path, read, samples):
    backup = json.loads((samples / "cherrystudio" / "normal.json").read_text())
    backup["localStorage"]["persist:cherry-studio"] = "not JSON"
    backup["indexedDB"]["message_blocks"] = backup["indexedDB"]["message_blocks"][:1]
    (tmp_path / "data.json").write_text(json.dumps(backup))
    (found,), problems = read(tmp_path / "data.json")
    assert (said(found), found.conversation.title, problems) == ([("user", "What can I cook with leeks?")], None, [])
    assert {m.role for m in found.conversation.messages} == {Role.USER}


def test_a_topic_saved_as_markdown_keeps_models_and_folded_thoughts(tmp_path, read):
    folded = (
        '<div style="border: 2px solid #dddddd; border-radius: 10px;">\n  <details style="padding: 5px;">\n'
        "    <summary>Deep Reasoning</summary>\n    First this,<br>then that.\n  </details>\n</div>\n"
    )
    text = (
        f"# Leeks\n\n## 🧑\u200d💻 User\n\nwhat can I cook?\n\n---\n## 🤖 Lark | Nest\n\n{folded}\nA quiche.\n"
        "\n---\n## 🧑\u200d💻 User\n\nwithout eggs\n\n---\n## 🤖 Assistant\n\nA soup.\n\n## What you need\n\nLeeks.\n"
    )
    (tmp_path / "leeks.md").write_text(text, encoding="utf-8")
    (found,), problems = read(tmp_path / "leeks.md")
    assert (said(found), problems) == (
        [
            ("user", "what can I cook?"),
            ("assistant", "A quiche."),
            ("user", "without eggs"),
            ("assistant", "A soup.\n\n## What you need\n\nLeeks."),
        ],
        [],
    )
    _, answered, _, last = found.conversation.messages
    assert (answered.model, answered.extra) == ("Lark", {"reasoning": "First this,\nthen that."})
    assert (found.conversation.title, last.model) == ("Leeks", None)
