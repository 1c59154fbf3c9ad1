import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate import language
from nfstudio.curate.language import Identifier
from nfstudio.domain.languages import NAMES


@pytest.fixture(scope="module")
def identifier():
    return Identifier()


SAID = {
    "en": "Could you plan two days in a small town by the sea for us?",
    "de": "Kannst du uns bitte zwei Tage in einer kleinen Stadt am Meer planen?",
    "fr": "Peux-tu nous préparer deux jours dans une petite ville au bord de la mer ?",
    "es": "¿Puedes prepararnos dos días en un pueblo pequeño junto al mar?",
    "it": "Puoi prepararci due giorni in una piccola città sul mare, per favore?",
    "pt": "Você pode planejar dois dias em uma cidade pequena perto do mar para nós?",
    "nl": "Kun je voor ons twee dagen in een klein stadje aan zee plannen?",
    "pl": "Czy możesz zaplanować nam dwa dni w małym mieście nad morzem?",
    "tr": "Bize deniz kenarında küçük bir kasabada iki gün planlayabilir misin?",
    "vi": "Bạn có thể lên kế hoạch hai ngày ở một thị trấn nhỏ gần biển không?",
    "id": "Bisakah kamu merencanakan dua hari di kota kecil di tepi laut untuk kami?",
    "ru": "Расскажи нам, пожалуйста, что можно посмотреть за два дня в этом городе.",
    "uk": "Склади нам, будь ласка, план на два дні в маленькому місті біля моря.",
    "ar": "هل يمكنك أن تخطط لنا يومين في مدينة صغيرة على شاطئ البحر؟",
    "fa": "می‌توانی برای ما دو روز در یک شهر کوچک کنار دریا برنامه‌ریزی کنی؟",
    "hi": "क्या आप हमारे लिए समुद्र के किनारे एक छोटे शहर में दो दिन की योजना बना सकते हैं?",
    "he": "תוכל לתכנן לנו יומיים בעיר קטנה ליד הים?",
    "el": "Μπορείς να μας σχεδιάσεις δύο μέρες σε μια μικρή πόλη;",
    "ja": "海の近くの小さな町で二日間の計画を立ててください。",
    "zh": "请帮我们计划在海边小镇的两天行程。",
    "ko": "바닷가 작은 마을에서 이틀 동안의 계획을 세워 주세요.",
    "th": "ช่วยวางแผนเที่ยวสองวันในเมืองเล็กริมทะเลให้หน่อย",
}


@pytest.mark.parametrize("code", SAID)
def test_a_sentence_is_told(identifier, code):
    assert identifier.language([SAID[code]]) == code


@pytest.mark.parametrize(
    ("said", "code"), [("你好", "zh"), ("はい", "ja"), ("안녕", "ko"), ("สวัสดี", "th"), ("Γεια", "el")]
)
def test_a_script_of_one_language_decides_with_a_word(identifier, said, code):
    assert identifier.language([said]) == code


def test_scripts_of_one_language_need_no_model():
    fresh = Identifier()

    assert [fresh.language([SAID[code]]) for code in ("zh", "ja", "ko")] == ["zh", "ja", "ko"]
    assert fresh._model is None


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ok",
        "Hi!",
        "test",
        "2+2*3=?",
        "😀😀😀😀😀😀",
        "123 456 789",
        "ABCEFG ABCEFG ABCEFG",
        "qwrtz qwrtz qwrtz qwrtz",
    ],
)
def test_what_says_too_little_stays_unknown(identifier, said):
    assert identifier.language([said]) is None


def test_nothing_said_at_all_is_unknown(identifier):
    assert identifier.language([]) is None


def test_a_person_who_writes_in_two_scripts_by_halves_is_unknown(identifier):
    assert identifier.language([SAID["en"], SAID["ru"]]) is None


def test_words_of_another_script_among_the_persons_own_do_not_turn_the_answer(identifier):
    assert identifier.language(["What does the word солнце mean, and how would I use it in a letter?"]) == "en"
    assert identifier.language(["Как в Python прочитать файл JSON построчно и не занять всю память?"]) == "ru"


def test_what_is_quoted_or_pasted_does_not_speak_for_the_person(identifier):
    said = f'Übersetze mir das bitte in gutes Deutsch: "{SAID["en"]} {SAID["en"]} {SAID["en"]}"'

    assert identifier.language([said]) == "de"


def test_what_was_pasted_speaks_where_the_person_said_nothing(identifier):
    assert identifier.language([f'"{SAID["fr"]}"']) == "fr"


def test_one_long_message_does_not_outvote_all_the_others(identifier):
    english = "Please go on with the next part of the story, and keep it calm. "

    assert identifier.language([SAID["ru"] * 60, *[english * 12] * 3]) == "en"


def test_kanji_with_a_little_kana_is_japanese_and_a_borrowed_kana_leaves_chinese(identifier):
    assert identifier.language(["東京都庁舎の展望室は無料"]) == "ja"
    assert identifier.language(["我最喜欢の饮料是冰红茶，请给我推荐几种好喝的口味"]) == "zh"


@given(st.lists(st.text(max_size=60), max_size=4))
def test_whatever_is_said_the_answer_is_a_code_or_none_and_the_same_twice(identifier, said):
    found = identifier.language(said)

    assert found is None or found in NAMES
    assert identifier.language(said) == found


def test_every_language_it_can_name_has_a_code_of_two_letters():
    shared = {code for codes in language._SHARED.values() for code in codes.split()}
    meant = {language._MEANT.get(code, code) for code in shared} | set(language._ALONE.values())

    assert meant - {None} <= set(NAMES)


def test_every_shared_code_is_one_the_model_has(identifier):
    identifier.language([SAID["en"]])
    shared = {code for codes in language._SHARED.values() for code in codes.split()}

    assert shared <= set(identifier._model.labels)


def test_the_blocks_of_scripts_ascend():
    assert sorted(set(language._STARTS)) == language._STARTS
    assert {language._script(c) for c in "aяαعहあ漢한ก"} == {
        "Latin", "Cyrillic", "Greek", "Arabic", "Devanagari", "Kana", "Han", "Hangul", "Thai",
    }  # fmt: skip


def test_the_model_arrives_only_when_it_is_asked():
    code = "import sys, nfstudio.curate.language, nfstudio.jobs.languages; print('py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
