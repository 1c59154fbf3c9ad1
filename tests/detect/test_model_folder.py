import json

import pytest
from tiny_models import IOB, changed, encoder_folder

from nfstudio.detect.encoding import LABELS, Budget
from nfstudio.detect.learning.folders import CARD, record_weights, renew_checksums
from nfstudio.detect.model_folder import CONFIG, QUANTISED, RECORD, SETTINGS, TOKENIZER, WEIGHTS, look_at
from nfstudio.errors import StudioError


@pytest.fixture
def folder(tmp_path):
    """A folder as `look_at` sees it: it opens the JSON files alone."""
    path = tmp_path / "model"
    path.mkdir()
    changed(path, id2label=dict(enumerate(LABELS)), max_position_embeddings=512, type_vocab_size=2)
    (path / TOKENIZER).write_text("{}")
    (path / WEIGHTS).write_bytes(b"weights")
    return path


def test_a_folder_is_known_by_its_labels_budget_and_what_its_first_token_says(folder):
    changed(folder, SETTINGS, budget={"message": 50}, first_token_speaks=True)
    found = look_at(folder)

    assert found.order == ((0,), (1,), (2,), (3,), (4,), (5,))
    assert found.budget == Budget(message=50)
    assert (found.speaks, found.kinds) == (True, True)
    assert (found.weights, found.quantised, found.fusion) == (folder / WEIGHTS, None, None)


def test_a_folder_without_settings_of_ours_has_the_usual_budget_and_asks_the_tokens(folder):
    found = look_at(folder)
    assert (found.budget, found.speaks) == (Budget(), False)


def test_a_folder_with_the_quantised_file_alone_will_do(folder):
    (folder / WEIGHTS).rename(folder / QUANTISED)
    found = look_at(folder)
    assert (found.weights, found.quantised) == (None, folder / QUANTISED)


def test_labels_may_stand_in_any_order_under_long_or_short_names(folder):
    changed(folder, id2label={"0": "Clarification", "1": "rephrase", "2": "x", "3": "COMPLAINT", "4": "NONE",
                              "5": "Correction", "6": "Positive"})  # fmt: skip
    assert look_at(folder).order == ((4,), (6,), (5,), (3,), (1,), (0,))


def test_beginnings_and_insides_of_spans_speak_for_one_category(folder):
    changed(folder, id2label=dict(enumerate(IOB)))
    assert look_at(folder).order == ((0,), (1, 2), (3, 4), (5, 6), (7, 8), (9, 10))


def test_a_model_without_segments_is_given_none(folder):
    assert not look_at(changed(folder, type_vocab_size=1)).kinds
    assert not look_at(changed(folder, type_vocab_size=None)).kinds


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (CONFIG, None, "has no config.json"),
        (CONFIG, "{", "cannot be read"),
        (CONFIG, "[]", "is no JSON object"),
        (CONFIG, '{"id2label": {"0": "O", "1": "POSITIVE"}}', "has no label called AWARE_WITH_CORRECTION"),
        (CONFIG, '{"id2label": 3}', "has no label called O"),
        (TOKENIZER, None, "has no tokenizer.json"),
        (WEIGHTS, None, "holds no weights"),
        (SETTINGS, '{"budget": {"size": 3}}', "budget that cannot be read"),
        (SETTINGS, '{"budget": {"message": "96"}}', "whole numbers above 0"),
        (SETTINGS, '{"budget": {"stride": 0}}', "whole numbers above 0"),
        (RECORD, '{"model.int8.onnx": 3}', "does not hold the marks"),
        (RECORD, '{"elsewhere": "a"}', "does not hold the marks"),
        (SETTINGS, '{"budget": {"message": 500}}', "reads 512 tokens at most; the budget needs 600"),
    ],
)
def test_a_folder_that_cannot_be_used_is_refused_with_the_reason_and_what_belongs_there(folder, name, content, said):
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content)

    with pytest.raises(StudioError, match=said) as refused:
        look_at(folder)
    assert "config.json, tokenizer.json and model.safetensors" in refused.value.hint


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(StudioError, match="There is no folder"):
        look_at(tmp_path / "nowhere")


def test_the_digest_changes_with_whatever_could_change_an_answer(folder):
    seen = {look_at(folder).digest}
    (folder / WEIGHTS).write_bytes(b"weightz")
    seen.add(look_at(folder).digest)
    changed(folder, SETTINGS, first_token_speaks=True)
    seen.add(look_at(folder).digest)
    (folder / TOKENIZER).write_text('{"a": 1}')
    seen.add(look_at(folder).digest)
    assert len(seen) == 4
    (folder / "README.md").write_text("words about it")
    assert look_at(folder).digest in seen


@pytest.mark.parametrize("name", [WEIGHTS, QUANTISED])
def test_a_folder_is_the_same_model_when_weights_that_it_has_recorded_are_left_out(folder, name):
    (folder / QUANTISED).write_bytes(b"quantised")
    whole = look_at(folder)
    record_weights(folder)
    assert (look_at(folder).digest, whole.left_out) == (whole.digest, ())

    (folder / name).unlink()
    less = look_at(folder)
    assert (less.digest, less.left_out) == (whole.digest, (name,))
    record_weights(folder)
    assert look_at(folder).digest == whole.digest


def test_without_a_record_a_folder_that_lacks_weights_is_another_model(folder):
    (folder / QUANTISED).write_bytes(b"quantised")
    whole = look_at(folder).digest
    (folder / WEIGHTS).unlink()
    assert look_at(folder).digest != whole


def test_weights_that_are_there_speak_for_themselves_whatever_was_recorded(folder):
    record_weights(folder)
    before = look_at(folder).digest
    (folder / WEIGHTS).write_bytes(b"other weights")
    assert look_at(folder).digest != before


def test_the_checksums_of_a_card_are_renewed_in_their_place(folder):
    (folder / CARD).write_text(f"# A model\n\n## Checksums\n\n    {'0' * 64}  gone.bin\n")
    renew_checksums(folder)
    once = (folder / CARD).read_text()
    renew_checksums(folder)

    assert (folder / CARD).read_text() == once
    assert once.startswith("# A model\n\n## Checksums\n\n    ")
    assert [line.split()[1] for line in once.splitlines()[4:]] == [CONFIG, WEIGHTS, TOKENIZER]


@pytest.mark.parametrize("at", [0, 70_000, 2_999_999])
def test_of_large_weights_both_ends_are_looked_at(folder, at):
    content = bytearray(3_000_000)
    (folder / WEIGHTS).write_bytes(content)
    before = look_at(folder).digest
    content[at] = 1
    (folder / WEIGHTS).write_bytes(content)
    assert (look_at(folder).digest == before) == (65_536 <= at < 3_000_000 - (1 << 20))


def test_a_folder_that_transformers_wrote_is_understood(tmp_path):
    found = look_at(encoder_folder(tmp_path / "made", positions=256))
    assert found.budget.longest <= json.loads((tmp_path / "made" / CONFIG).read_text())["max_position_embeddings"]
    assert (found.kinds, found.speaks) == (True, True)
