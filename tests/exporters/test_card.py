import json

import pytest

from nfstudio.exporters import EXPORTERS, licences

yaml = pytest.importorskip("yaml", reason="needs the extra [train]")


def head_of(folder):
    """The head of a card as the Hub reads it, and the page below."""
    _, head, page = (folder / "README.md").read_text().split("---\n", 2)
    return yaml.safe_load(head), page


@pytest.mark.parametrize("kind", ["kto", "dpo", "sft"])
def test_the_hub_reads_the_head_of_a_card(tmp_path, make_kind, write_dataset, kind):
    card_data = pytest.importorskip("huggingface_hub", reason="needs the extra [train]")
    examples = [make_kind(kind, f"q {i}", conversation=f"c{i}") for i in range(2)]
    split = {"split_of": lambda e: "train" if e.conversation_id == "c0" else "test"}
    write_dataset(tmp_path / "out", examples, kind=kind, fractions={"train": 0.5, "test": 0.5}, **split)
    head, _ = head_of(tmp_path / "out")
    files = [{"split": "train", "path": "train.jsonl"}, {"split": "test", "path": "test.jsonl"}]
    assert head["configs"] == [{"config_name": kind, "default": True, "data_files": files}]
    assert head["size_categories"] == ["n<1K"]
    read = card_data.DatasetCard.load(tmp_path / "out" / "README.md")
    assert read.data.to_dict()["license"] == "unknown"


def test_no_name_of_a_project_or_a_source_breaks_the_card(tmp_path, make_example, write_dataset):
    odd = 'a: b\n---\n| <img src=x> [l](http://e) "q" # \x7f \x85 \u2028 \ufeff \uffff 🍵'
    about = {"project": odd, "sources": {odd: 3}, "languages": ["en"]}
    write_dataset(tmp_path / "out", [make_example()], about=about)
    head, page = head_of(tmp_path / "out")
    assert head["pretty_name"] == odd
    assert "<img" not in page.replace("\\<img", "")
    assert "[l](" not in page.replace("\\[l\\](", "")


def test_a_card_tells_what_is_known_about_the_making(tmp_path, make_example, write_dataset):
    detectors = [
        {"detector": "rules", "version": "1", "decided": 10, "precision": [0.9, 0.6, 0.98]},
        {"detector": "hybrid", "version": "2", "decided": 0, "precision": None},
    ]
    about = {"project": "chats", "detectors": detectors, "statuses": {"confirmed": 3, "auto": 1}}
    write_dataset(tmp_path / "out", [make_example(), make_example("q", label=False)], about=about)
    _, page = head_of(tmp_path / "out")
    assert "of 10 claims decided by people 90% held, 95 %: 60% – 98%" in page
    assert "hybrid 2 (nobody has decided about its claims yet" in page
    assert "75% was confirmed by a person (1 auto, 3 confirmed)" in page
    assert "1 wanted, 1 unwanted" in page
    assert "desirable\\_weight" not in page
    assert "desirable_weight: 1.0 to 1.33" in page


def test_the_same_rows_have_the_same_card(tmp_path, make_example, write_dataset):
    for name in ("a", "b"):
        write_dataset(tmp_path / name, [make_example()], exporter=EXPORTERS["swift"])
    assert (tmp_path / "a" / "README.md").read_bytes() == (tmp_path / "b" / "README.md").read_bytes()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, {"license": "unknown"}),
        ({"a": None, "b": None}, {"license": "unknown"}),
        ({"a": "CC-BY-4.0", "b": "cc-by-4.0"}, {"license": "cc-by-4.0"}),
        ({"a": "mit", "b": None}, {"license": ["mit", "unknown"]}),
        ({"a": "Our Terms, 2nd ed."}, {"license": "other", "license_name": "our-terms-2nd-ed"}),
        ({"a": "Our Terms", "b": "Theirs", "c": "mit"}, {"license": ["mit", "other"], "license_name": "several"}),
        ({"a": "***"}, {"license": "other", "license_name": "other"}),
    ],
)
def test_the_head_has_the_licences_as_the_hub_takes_them_and_none_by_guess(said, told):
    assert licences.head(said) == told


def test_the_licence_of_each_source_stands_beside_it(tmp_path, make_example, write_dataset):
    about = {"sources": {"oasst": 3, "ours": 1}, "licences": {"oasst": "apache-2.0", "ours": None}}
    about["findings"] = ["About 12 tokens."]
    write_dataset(tmp_path / "out", [make_example()], about=about)
    head, page = head_of(tmp_path / "out")
    assert head["license"] == ["apache-2.0", "unknown"]
    assert "| oasst | 3 | apache-2.0 |\n| ours | 1 | not said |" in page
    assert "- About 12 tokens." in page
    croissant = json.loads((tmp_path / "out" / "croissant.json").read_text())
    assert croissant["license"] == ["apache-2.0"]
