import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nfstudio.curate.checks.minhash import Likeness

WORDS = ["tide", "moon", "water", "pull", "earth", "rise", "fall", "sea", "shore", "wind", "wave", "boat", "sail"]


def partition(texts, alike=0.8):
    likeness = Likeness(alike)
    for text in texts:
        likeness.add(text)
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
