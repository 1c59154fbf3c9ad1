from hypothesis import given
from hypothesis import strategies as st

from nfstudio.detect.context import Candidate
from nfstudio.detect.reading import Reading, readable
from nfstudio.detect.shortening import BLANK, END, LONGEST, blanks_shortened, middle_left_out
from nfstudio.domain.span import Span

runs = st.tuples(st.sampled_from([" ", "\n", "\t", "a", "👍", "\u3000"]), st.integers(1, 3 * BLANK))
padded = st.lists(runs, max_size=8).map(lambda pairs: "".join(piece * times for piece, times in pairs))


@given(padded)
def test_every_character_that_stays_is_found_again_at_its_place(text):
    short, cuts = blanks_shortened(text)
    for i, character in enumerate(short):
        place = cuts.whole(Span(i, i + 1))
        assert len(place) == 1
        assert place.of(text) == character or (character == "\n" and place.of(text).isspace())


@given(padded)
def test_nothing_but_white_space_is_lost_and_what_stays_of_it_is_short(text):
    short, _ = blanks_shortened(text)
    assert short.split() == text.split()
    assert [len(line) for line in short.splitlines() if line.isspace() and len(line) > BLANK] == []
    assert blanks_shortened(short)[0] == short


@given(padded)
def test_lines_stay_apart(text):
    short, _ = blanks_shortened(text)
    assert [words for line in short.split("\n") if (words := line.split())] == [
        words for line in text.split("\n") if (words := line.split())
    ]


def test_a_text_of_the_longest_length_stays_whole_and_of_a_longer_one_the_ends_stay():
    assert middle_left_out("a" * LONGEST)[0] == "a" * LONGEST
    text = "a" * LONGEST + "z"
    short, cuts = middle_left_out(text)
    assert short == "a" * (END - 1) + "\n" + "a" * (END - 1) + "z"
    assert cuts.whole(Span(END, len(short))) == Span(len(text) - END, len(text))
    assert cuts.whole(Span(0, len(short))) == Span(0, len(text))


def test_words_behind_a_long_pasted_block_are_read_as_words_and_the_block_is_not():
    text = "```\n" + "x = 1\n" * LONGEST + "```\n\nThat is wrong."
    reading = Reading(Candidate(2, text, "Here it is.", 1))
    assert reading.text.split() == ["That", "is", "wrong."]
    assert len(reading.text) == len(reading.own) == len(reading.raw) <= LONGEST


def test_both_copies_of_a_message_are_shortened_alike():
    raw, own, _ = readable('no "quoted" ' + " " * 500 + "`x` " * LONGEST)
    assert len(raw) == len(own)
    assert own.startswith("no          ")


def test_found_words_stand_where_they_stood_in_a_padded_message(found):
    for padding in ("\n" * 5_000, " \t" * 9_000, "\n\n" + "word " * LONGEST + "\n\n"):
        text = "Good answer." + padding + "But the date is wrong."
        assert found(text) == [("Positive", "Good answer."), ("Complaint", "But the date is wrong.")]
