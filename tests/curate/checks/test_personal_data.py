import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.checks.flags import Settings
from nfstudio.curate.checks.personal_data import find, flags, redact, redacted
from nfstudio.domain.span import Span

HELD = {
    "anna.k+news@posteo.de": "EMAIL",
    "4539 1488 0343 6467": "CARD",
    "371449635398431": "CARD",
    "DE89 3704 0044 0532 0130 00": "IBAN",
    "GB82WEST12345698765432": "IBAN",
    "81.2.69.142": "IP",
    "2a00:1450:4001:81b::200e": "IP",
    "+49 30 901820": "PHONE",
    "(212) 736-5000": "PHONE",
    "ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5": "KEY",
    "sk-proj-Zx81mQpL02kdNw93hTyB66vRcJ4s": "KEY",
    "AKIAQ3EGRZ7WXN5TL2PD": "KEY",
}
PASSES = [
    "git@github.com:a/b.git",
    "you@example.com",
    "version 81.2.69.142",
    "127.0.0.1 and 192.168.0.4 and 10.0.0.1",
    "section 2.1.3.4",
    "4539 1488 0343 6468 has a wrong check digit",
    "DE89 3704 0044 0532 0130 01",
    "2024-05-17 12:30:00",
    "1234567890123456789",
    "\\cos 106 + 2(0.9511)(-0.3090)",
    "api_key = os.environ['API_KEY_OF_SERVICE']",
    "api_key = 'your-api-key-goes-here-123'",
    "sk-xxxxxxxxxxxxxxxxxxxxxxxx",
    "/home/user/project and /Users/username/x",
    "https://site.test/home/anna/",
    "std::vector<int>::iterator",
    "pi is 3.141592653589793",
]
pieces = st.one_of(st.sampled_from(list(HELD)), st.text(max_size=6), st.sampled_from(list("@./:-+ 0123456789[]\n€😀")))


@pytest.mark.parametrize(("value", "shape"), HELD.items())
def test_what_is_personal_is_found_whole_among_other_words(value, shape):
    text = f"😀 Here: {value}, that is it."

    assert [(one.shape, one.span.of(text)) for one in find(text)] == [(shape, value)]


@pytest.mark.parametrize("text", PASSES)
def test_what_only_looks_personal_passes(text):
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("/home/anna/notes.txt", "anna"),
        ("bin/tool/Users/anna/.config/tool", "anna"),
        ("C:\\Users\\Jo Ann\\a", "Jo Ann"),
        ('"C:\\\\Users\\\\jo\\\\a"', "jo"),
    ],
)
def test_of_a_path_the_user_name_alone_is_personal(text, name):
    assert [one.span.of(text) for one in find(text)] == [name]


def test_a_number_of_no_known_plan_counts_only_where_a_word_announces_it():
    assert [one.shape for one in find("my phone number is 555 123 45")] == ["PHONE"]
    assert find("the part number is 555 123 45") == ()


def test_one_value_keeps_one_number_in_the_whole_row_however_it_is_written(row):
    specimen = row("Mail anna@posteo.de or bo@posteo.de.", "Wrote to Anna@posteo.de.", said=["bo@posteo.de, thanks"])

    texts = [text for _, _, text in redacted(specimen).texts()]

    assert texts == ["Mail [EMAIL_1] or [EMAIL_2].", "Wrote to [EMAIL_1].", "[EMAIL_2], thanks"]


def test_a_flag_names_every_place_of_its_kind(row):
    (flag,) = flags(row("Mail anna@posteo.de", "I wrote to anna@posteo.de"), Settings())

    assert flag.reason == "e-mail address"
    assert [(place.part, place.span) for place in flag.places] == [
        ("prompt", Span(5, 19)),
        ("completion", Span(11, 25)),
    ]


@given(st.lists(pieces, max_size=12))
def test_redaction_leaves_nothing_that_would_be_found_and_nothing_else_changes(parts):
    text = "".join(parts)
    found = find(text)
    (done,) = redact([text])

    assert find(done.text) == ()
    kept, at = [], 0
    for one in found:
        assert at <= one.span.start
        kept.append(text[at : one.span.start])
        at = one.span.end
    rest = done.text
    for piece in kept:
        assert rest.startswith(piece)
        rest = rest[len(piece) :]
        assert rest.startswith("[")
        rest = rest[rest.index("]") + 1 :]
    assert rest == text[at:]


@given(st.lists(pieces, min_size=1, max_size=12), st.data())
def test_a_span_beside_placeholders_still_holds_its_words(parts, data):
    text = "".join(parts)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    (done,) = redact([text])
    moved = done.moved(span)

    assert moved.end <= len(done.text)
    if not any(one.span.start < span.end and span.start < one.span.end for one in find(text)):
        assert moved.of(done.text) == span.of(text)
