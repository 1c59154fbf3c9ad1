from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason


def test_a_transcript_is_split_at_its_speakers(samples, read):
    found, problems = read(samples / "hh" / "normal.jsonl")
    assert problems == []
    assert [(m.role, m.content) for m in found[0].conversation.messages] == [
        (Role.USER, "How do I sharpen a knife?"),
        (Role.ASSISTANT, "With a whetstone."),
        (Role.USER, "which grit?"),
        (Role.ASSISTANT, "1000, then 3000."),
    ]
    assert [m.content for m in found[1].conversation.messages] == ["Hello\nthere", "Hi!"]


def test_the_rejected_answer_stands_beside_the_chosen_one(samples, read):
    for found in read(samples / "hh" / "branches.jsonl")[0]:
        _, chosen, rejected = found.conversation.messages
        assert chosen.parent == rejected.parent == 0
        assert (chosen.on_active_path, rejected.on_active_path) == (True, False)
        assert chosen.content != rejected.content


def test_transcripts_without_a_first_speaker_are_told_of(samples, read):
    found, problems = read(samples / "hh" / "broken.jsonl")
    assert [item.place for item in found] == ["line 1"]
    assert [(p.place, p.reason) for p in problems] == [
        ("line 2", Reason.WRONG_SHAPE),
        ("line 3", Reason.WRONG_SHAPE),
        ("line 4", Reason.TRUNCATED),
    ]
