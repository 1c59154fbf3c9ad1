import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.languages import NAMES, code_of, name_of


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("English", "en"),
        ("ENGLISH ", "en"),
        ("en", "en"),
        ("en-US", "en"),
        ("pt_BR", "pt"),
        ("zh_Hans_CN", "zh"),
        ("Chinese (Simplified)", "zh"),
        ("eng", "en"),
        ("Nynorsk", "nn"),
        ("Luba-Katanga", "lu"),
        ("iw", "he"),
    ],
)
def test_what_dumps_call_a_language_becomes_its_code(stated, code):
    assert code_of(stated) == code


@pytest.mark.parametrize("stated", [None, "", "  ", "unknown", "(unknown)", "und", "zxx", "N/A", "Other"])
def test_a_dump_that_says_it_does_not_know_states_none(stated):
    assert code_of(stated) is None


@pytest.mark.parametrize("stated", ["Klingon", "no-speech", "Latin-script German", "xyz"])
def test_what_is_no_language_we_know_stays_as_it_is(stated):
    assert code_of(stated) == stated
    assert name_of(stated) == stated


@given(st.sampled_from(sorted(NAMES)))
def test_code_and_name_lead_back_to_each_other(code):
    assert code_of(name_of(code)) == code == code_of(code)


def test_the_table_holds_all_of_iso_639_1():
    assert len(NAMES) == 183
    assert all(len(code) == 2 and name[0].isupper() for code, name in NAMES.items())


@given(st.text())
def test_a_code_is_its_own_code(stated):
    once = code_of(stated)
    assert code_of(once) == once
