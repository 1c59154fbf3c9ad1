from collections import Counter

import pytest

from nfstudio.detect import rule_pack
from nfstudio.detect.context import Candidate
from nfstudio.detect.reading import Reading
from nfstudio.detect.rules import hits_of
from nfstudio.domain.feedback import Category
from nfstudio.errors import StudioError

PACK = rule_pack.load()
MATCHING = [(rule, example) for rule in PACK.rules for example in rule.match]
OTHER = [(rule, example) for rule in PACK.rules for example in rule.no_match]
WORKING = """
[[rule]]
id = "a"
category = "Positive"
weight = 0.5
pattern = '''hurray'''
match = ["hurray"]
no_match = ["no"]
"""


def said(value):
    return value.id if isinstance(value, rule_pack.Rule) else value.text[:40].replace("\n", " ")


def reading_of(example):
    return Reading(Candidate(2, example.text, example.answer, 1, example.earlier))


@pytest.mark.parametrize(("rule", "example"), MATCHING, ids=said)
def test_a_rule_matches_its_examples_and_marks_their_words(rule, example):
    marked = [hit.span.of(example.text) for hit in hits_of(rule, reading_of(example))]
    assert marked
    assert example.span is None or example.span in marked


@pytest.mark.parametrize(("rule", "example"), OTHER, ids=said)
def test_a_rule_leaves_its_counterexamples_alone(rule, example):
    assert hits_of(rule, reading_of(example)) == []


def test_every_category_has_rules():
    assert {rule.category for rule in PACK.rules} == set(Category)


def test_the_id_of_a_rule_names_its_category():
    assert [r.id for r in PACK.rules if r.id.partition(".")[0] != r.category.short.lower()] == []


def test_every_term_and_guard_of_the_shipped_packs_is_used():
    import tomllib

    from nfstudio import paths

    texts = {file.name: file.read_text("utf-8") for file in paths.rule_packs().glob("*.toml")}
    parsed = [tomllib.loads(text) for text in texts.values()]
    used = Counter(g.name.removeprefix("not ") for rule in PACK.rules for g in rule.guards)
    assert [name for p in parsed for name in p.get("guards", {}) if not used[name]] == []
    everything = "\n".join(texts.values())
    terms = {name for p in parsed for name in p.get("terms", {})} - {"openers", "joiners"}
    assert [name for name in terms if f"{{{name}}}" not in everything] == []


def test_a_guard_may_use_a_term_of_any_file(tmp_path):
    (tmp_path / "a.toml").write_text(
        "[guards.sunny]\nmeans='It is.'\nreads='message'\npattern='{sky}'\n"
        + WORKING.replace("weight", "guards = ['not sunny']\nweight")
    )
    (tmp_path / "b.toml").write_text("[terms]\nsky = 'sun|blue'\n")
    (rule,) = rule_pack.load(tmp_path).rules
    assert hits_of(rule, Reading(Candidate(2, "hurray", "Fine.", 1)))
    assert not hits_of(rule, Reading(Candidate(2, "hurray, blue", "Fine.", 1)))


def test_phrases_are_words_with_any_space_between_and_apostrophes_optional(tmp_path):
    (tmp_path / "p.toml").write_text(WORKING.replace("pattern = '''hurray'''", 'phrases = ["that\'s  it", "yes"]'))
    (rule,) = rule_pack.load(tmp_path).rules
    assert [bool(rule.regex.search(text)) for text in ("Thats\nit", "that's it", "yesterday", "oh yes")] == [
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("hurray'''", "(?=hurray)'''", "look-around"),
        ("hurray'''", "(hurray)'''", "captures a group"),
        ("hurray'''", "(hurray'''", "unterminated"),
        ("hurray'''", "{cheer}'''", "cheer is missing"),
        ('"Positive"', '"Praise"', "no category is called"),
        ("weight = 0.5", "weight = 1.5", "weight"),
        ("weight = 0.5", "", "weight is missing"),
        ("weight = 0.5", 'weight = 0.5\nguards = ["not sunny"]', "no guard called sunny"),
        ("hurray", r"\u00e9", "beyond ASCII"),
        ("hurray", "[^é]", "beyond ASCII"),
        ("hurray", "[a-é]", "beyond ASCII"),
        ("hurray", r"(?:oh)?\s*(?:hip )?\s*hurray", "stands twice"),
        ("hurray", r"oh\s+(?:hip(?: hip)*|[hop]?)?\s*hurray", "stands twice"),
        ("[[rule]]", "[guards.x]\nreads = 'rest'\npattern = '\\s*a?\\s*'\n[[rule]]", "stands twice"),
        ("weight = 0.5", "weight = 0.5\nmood = 3", "no field called mood"),
        ("weight = 0.5", 'weight = 0.5\nposition = "middle"', "middle"),
        ('match = ["hurray"]', "match = []", "needs examples"),
        ('id = "a"', 'id = "a', "cannot be read"),
        ("[[rule]]", "[guards.x]\nreads = 'nowhere'\npattern = 'x'\n[[rule]]", "nowhere"),
    ],
)
def test_a_broken_rule_is_refused_with_a_sentence_that_says_why(tmp_path, before, after, says):
    assert before in WORKING
    (tmp_path / "p.toml").write_text(WORKING.replace(before, after, 1))
    with pytest.raises(StudioError, match=says):
        rule_pack.load(tmp_path)


def test_white_space_with_a_word_between_that_must_be_there_is_taken(tmp_path):
    pattern = r"(?:oh\s+)?(?:hip\s+)*hurray\s*(?:!|\s*$)"
    (tmp_path / "p.toml").write_text(WORKING.replace("hurray'''", f"{pattern}'''", 1))
    (rule,) = rule_pack.load(tmp_path).rules
    assert rule.regex.search("oh hip  hurray !")


def test_an_id_is_taken_once(tmp_path):
    (tmp_path / "p.toml").write_text(WORKING * 2)
    with pytest.raises(StudioError, match="taken"):
        rule_pack.load(tmp_path)


def test_a_folder_without_packs_is_refused(tmp_path):
    with pytest.raises(StudioError, match="no rule pack"):
        rule_pack.load(tmp_path)


def test_the_digest_changes_with_any_file(tmp_path):
    pack = tmp_path / "p.toml"
    pack.write_text(WORKING)
    before = rule_pack.load(tmp_path).digest
    pack.write_text(WORKING.replace("0.5", "0.6"))
    assert rule_pack.load(tmp_path).digest != before
