"""What is published as JSON lines comes as Parquet and CSV, too: the same records, read by the same formats."""

import json

import pytest

from nfstudio.domain.records import Found
from nfstudio.importers import dialogues, hh, lmsys, messages, recognise, sharegpt, table

ASKED, TOLD, OTHER = "Name a river of France.", "The Loire.", "The Thames."
USER, MODEL = {"role": "user", "content": ASKED}, {"role": "assistant", "content": TOLD}
WORSE = {"role": "assistant", "content": OTHER}
HUMAN = {"from": "human", "value": ASKED}
RECORDS = {
    "trl": (messages, {"prompt": [USER], "chosen": [MODEL], "rejected": [WORSE]}),
    "twice": (messages, {"chosen": [USER, MODEL], "rejected": [USER, WORSE], "messages": [USER, MODEL]}),
    "hh": (hh, {"chosen": f"\n\nHuman: {ASKED}\n\nAssistant: {TOLD}"}),
    "sharegpt": (sharegpt, {"id": "7", "conversations": [HUMAN, {"from": "gpt", "value": TOLD}]}),
    "exchanges": (dialogues, {"source": "s", "conversation": [{"input": ASKED, "output": TOLD}]}),
    "template": (dialogues, {"text": f"<|im_start|>user\n{ASKED}<|im_end|>\n<|im_start|>assistant\n{TOLD}<|im_end|>"}),
    "list": (table, {"messages": [USER, MODEL], "source": "s"}),
    "pair": (table, {"instruction": ASKED, "response": "The Loire is one."}),
    "battle": (
        lmsys,
        {"id": "1", "model_a": "a", "model_b": "b", "prompt": ASKED, "response_a": TOLD, "response_b": OTHER},
    ),
}


def parquet(path, record):
    import polars as pl

    pl.DataFrame([record]).write_parquet(path)


def cells(path, record):
    held = [one if isinstance(one, str) else json.dumps(one) for one in record.values()]
    quoted = [",".join('"' + text.replace('"', '""') + '"' for text in row) for row in (record.keys(), held)]
    path.write_text("\n".join(quoted) + "\n")


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("write", [parquet, cells])
def test_records_of_every_format_are_read_out_of_tables(name, write, tmp_path, only):
    importer, record = RECORDS[name]
    write(tmp_path / "set", record)
    entry = only(tmp_path / "set")
    assert recognise(entry) is importer
    found = list(importer.read(entry))
    assert all(isinstance(item, Found) for item in found)
    assert next(m.content for m in found[0].conversation.messages) == ASKED
    assert found[0].conversation.messages[1].content.startswith(TOLD[:-1])
    if name in ("trl", "twice"):
        assert [(m.content, m.on_active_path) for m in found[0].conversation.messages[2:]] == [(OTHER, False)]


def test_a_list_as_numpy_prints_it_has_no_commas_and_is_read_all_the_same(tmp_path, only):
    printed = f"[{USER!r}\n {MODEL!r}]"
    (tmp_path / "set.csv").write_text(f'id,conversations\n1,"{printed}"\n')
    entry = only(tmp_path / "set.csv")
    (found,) = sharegpt.read(entry)
    assert [m.content for m in found.conversation.messages] == [ASKED, TOLD]


def test_words_that_look_like_a_list_stay_words(tmp_path, only):
    (tmp_path / "set.csv").write_text('prompt,chosen,rejected\n"[1, 2]","[2, 1]","{""a"": 1}"\n')
    (found,) = messages.read(only(tmp_path / "set.csv"))
    assert [m.content for m in found.conversation.messages] == ["[1, 2]", "[2, 1]", '{"a": 1}']


def test_a_damaged_file_of_columns_is_no_transcript(tmp_path, only):
    parquet(tmp_path / "set.parquet", {"chosen": f"\n\nHuman: {ASKED}\n\nAssistant: {TOLD}"})
    whole = (tmp_path / "set.parquet").read_bytes()
    (tmp_path / "set.parquet").write_bytes(whole[:-9])
    importer = recognise(only(tmp_path / "set.parquet"))
    assert importer is table
    (problem,) = table.read(only(tmp_path / "set.parquet"))
    assert "damaged" in problem.sentence


def test_a_question_with_what_it_is_about_is_one_message(tmp_path, only):
    (tmp_path / "set.csv").write_text(
        "instruction,context,response\nWhen did it open?,The bridge opened in 1931.,It opened in 1931.\n"
    )
    (found,) = table.read(only(tmp_path / "set.csv"))
    assert found.conversation.messages[0].content == "When did it open?\n\nThe bridge opened in 1931."


def test_lists_side_by_side_are_the_messages_they_stand_for(tmp_path, only):
    parquet(tmp_path / "set.parquet", {"conversations": {"from": ["human", "gpt"], "value": [ASKED, TOLD]}})
    (found,) = sharegpt.read(only(tmp_path / "set.parquet"))
    assert [m.content for m in found.conversation.messages] == [ASKED, TOLD]
    parquet(tmp_path / "set.parquet", {"messages": {"role": ["user", "assistant"], "content": [ASKED, TOLD]}})
    (found,) = table.read(only(tmp_path / "set.parquet"))
    assert [m.content for m in found.conversation.messages] == [ASKED, TOLD]
