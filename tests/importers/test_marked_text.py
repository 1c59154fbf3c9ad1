import pytest

from nfstudio.importers.chat_messages import read_messages
from nfstudio.importers.marked_text import messages_in, utterance_in

TURNS = [("user", "hi"), ("assistant", "hello"), ("user", "no: wrong")]


@pytest.mark.parametrize(
    "text",
    [
        "User: hi\nAssistant: hello\nUser: no: wrong",
        "\n\nHuman: hi\n\nAssistant: hello\n\nHuman: no: wrong\n\nAssistant:",
        "### Human: hi### Assistant: hello### Human: no: wrong",
        "".join(f"<|im_start|>{role}\n{words}<|im_end|>\n" for role, words in TURNS),
        "".join(f"<|start_header_id|>{role}<|end_header_id|>\n\n{words}<|eot_id|>" for role, words in TURNS),
        "<bos>" + "".join(f"<start_of_turn>{role}\n{words}<end_of_turn>\n" for role, words in TURNS),
        "<|user|>\nhi</s>\n<|assistant|>\nhello</s>\n<|user|>\nno: wrong</s>\n",
        "<s>[INST] hi [/INST] hello </s><s>[INST] no: wrong [/INST]",
    ],
)
def test_a_text_with_marks_of_who_speaks_is_a_conversation(text):
    assert [(one["role"], one["content"]) for one in messages_in(text)] == TURNS


def test_what_a_template_says_before_and_between_is_nobodys_message_of_its_own():
    alpaca = "Below is a task.\n\n### Instruction:\nAdd\n\n### Input:\n2 3\n\n### Response:\n5"
    assert [(one["role"], one["content"]) for one in messages_in(alpaca)] == [
        ("system", "Below is a task."),
        ("user", "Add\n\n2 3"),
        ("assistant", "5"),
    ]
    llama = "<s>[INST] <<SYS>>\nBe kind\n<</SYS>>\n\nhi [/INST] hello </s>"
    assert [(one["role"], one["content"]) for one in messages_in(llama)] == [
        ("system", "Be kind"),
        ("user", "hi"),
        ("assistant", "hello"),
    ]


@pytest.mark.parametrize("text", ["", "hi", "User: hi", "a [INST] b", "### Heading: one", "Note: this\nResult: that"])
def test_a_text_in_which_not_both_speak_is_none(text):
    assert messages_in(text) is None


def test_marks_without_end_are_gone_through_once():
    assert messages_in("[INST]" * 100_000) is None
    assert messages_in("<s>" * 200_000 + "### Human:") is None


def test_one_utterance_may_name_its_speaker():
    assert utterance_in("User: a\nb") == {"role": "user", "content": "a\nb"}
    assert utterance_in("**GPT-4**: ok")["model"] == "GPT-4"
    assert utterance_in("Note: a") is None


@pytest.mark.parametrize(
    "text",
    [
        "How far?\n<extra_id_1>Assistant\nTen miles.\n<extra_id_1>User\nThanks",
        "[|Human|] How far?\n[|AI|] Ten miles.\n[|Human|] Thanks",
        "<｜begin▁of▁sentence｜><｜User｜>How far?<｜Assistant｜>Ten miles.<｜end▁of▁sentence｜><｜User｜>Thanks",
        (
            "<BOS_TOKEN><|START_OF_TURN_TOKEN|><|USER_TOKEN|>How far?<|END_OF_TURN_TOKEN|>"
            "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>Ten miles.<|END_OF_TURN_TOKEN|>"
            "<|START_OF_TURN_TOKEN|><|USER_TOKEN|>Thanks<|END_OF_TURN_TOKEN|>"
        ),
        (
            "<|start_of_role|>user<|end_of_role|>How far?<|end_of_text|>\n"
            "<|start_of_role|>assistant<|end_of_role|>Ten miles.<|end_of_text|>\n"
            "<|start_of_role|>user<|end_of_role|>Thanks<|end_of_text|>"
        ),
        (
            "<|start|>user<|message|>How far?<|end|><|start|>assistant<|channel|>final<|message|>Ten miles.<|return|>"
            "<|start|>user<|message|>Thanks<|end|>"
        ),
        (
            "GPT4 Correct User: How far?<|end_of_turn|>GPT4 Correct Assistant: Ten miles.<|end_of_turn|>"
            "GPT4 Correct User: Thanks<|end_of_turn|>"
        ),
        "<human>: How far?\n<bot>: Ten miles.\n<human>: Thanks",
        "Human:How far?\nAssistant:Ten miles.\nHuman:Thanks",
        "USER: How far? ASSISTANT: Ten miles.</s>USER: Thanks",
        "USER: How far?\n\n\nASSISTANT: Ten miles. <|endoftext|>\n\n\nUSER: Thanks <|endoftext|>\n\n\n",
    ],
)
def test_further_templates_are_known(text):
    said = read_messages(messages_in(text) or [])
    assert [(m.role, m.content) for m in said] == [
        ("user", "How far?"),
        ("assistant", "Ten miles."),
        ("user", "Thanks"),
    ]
