import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nfstudio.curate.checks import minhash, signatures
from nfstudio.curate.checks.minhash import Likeness
from nfstudio.curate.checks.wording import spelt, squeezed, words

WORDS = ["tide", "moon", "water", "pull", "earth", "rise", "fall", "sea", "shore", "wind", "wave", "boat", "sail"]


def partition(texts, alike=0.8):
    likeness = Likeness(alike)
    for text in texts:
        likeness.add(spelt(text))
    return likeness.clusters().tolist()


def test_texts_that_differ_in_a_word_or_two_belong_together_and_others_do_not():
    long = " ".join(f"{word} {i}" for i in range(5) for word in WORDS)
    one, other = long.replace("boat 2", "ship 2"), " ".join(f"{word}{i}" for i in range(10) for word in WORDS)

    a, b, c, d = partition([long, one, other, long.upper() + "!"])

    assert a == b == d != c


@pytest.mark.parametrize("text", ["潮汐是由月球引力引起的海水周期性涨落现象", "น้ำขึ้นน้ำลงเกิดจากแรงดึงดูดของดวงจันทร์"])
def test_scripts_without_spaces_are_compared_too(text):
    a, b, c = partition([text * 8, text * 8 + "。", "完全不同的内容" * 9])

    assert a == b != c


def test_texts_without_a_word_are_like_one_another_and_nothing_else():
    a, b, c = partition(["!!!", "", "word"])

    assert a == b != c


def test_no_texts_have_no_clusters():
    assert partition([]) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS[:6]), max_size=14).map(" ".join), max_size=25), st.randoms())
def test_clusters_do_not_depend_on_the_order_of_the_texts(texts, random):
    order = list(range(len(texts)))
    random.shuffle(order)

    def groups(numbers, names):
        held = {}
        for number, name in zip(numbers, names, strict=True):
            held.setdefault(number, set()).add(name)
        return sorted(map(sorted, held.values()))

    assert groups(partition(texts), range(len(texts))) == groups(partition([texts[i] for i in order]), order)


def told_one_by_one(text):
    """The signature of one text as the method is told: minima of permuted hashes over the set of word triples."""
    hashes = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words(text)]
    width = min(3, len(hashes))
    shingles = set()
    for at in range(len(hashes) - width + 1 if width else 0):
        mixed = 0x9E3779B97F4A7C15 + width
        for number in hashes[at : at + width]:
            mixed = (mixed ^ number) * 0xBF58476D1CE4E5B9 % 2**64
            mixed ^= mixed >> 29
        shingles.add((mixed * 0x94D049BB133111EB % 2**64) >> 32)
    factors, summands = (numbers.tolist() for numbers in signatures._factors())
    return [
        min(((one * f + s) % 2**32 for one in shingles), default=2**32 - 1) % 2**16
        for f, s in zip(factors, summands, strict=True)
    ]


ODD = ["Ünder", "潮汐", "a" * 23, "b" * 24, "c" * 25, "I'm", "ǅ"]
some_text = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from([*WORDS, "Ünder", "潮汐", "a" * 23, "b" * 24, "c" * 25, "I'm", "ǅ"]), max_size=12).map(
        " ".join
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(some_text, min_size=1, max_size=6), st.sampled_from([2, 5, 1 << 16]))
def test_signatures_made_together_are_those_made_one_by_one(texts, piece):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signatures, "_PIECE", piece)
        made = signatures.signatures([spelt(text) for text in texts])
    assert made.tolist() == [told_one_by_one(text) for text in texts]


def test_it_does_not_matter_how_many_texts_wait_for_their_signatures(monkeypatch):
    texts = [f"{word} {other} and the {word}" for word in WORDS for other in WORDS]
    usual = partition(texts)
    monkeypatch.setattr(minhash, "_BATCH", 1)
    assert partition(texts) == usual


@given(st.text(alphabet=st.characters(codec="utf-8", max_codepoint=300), max_size=30))
def test_words_and_blanks_are_spelt_as_python_tells_them(text):
    assert spelt(text) == " ".join(words(text)).encode()
    assert squeezed(text) == " ".join(text.split()).encode()
    if text.isascii():
        assert words(text) == re.findall(r"\w+", text.lower())
