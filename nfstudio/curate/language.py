"""In which language a person writes, told from their own words alone, because most dumps do not say.

The script decides first, and alone where only one language of note is written in it; what is left goes to py3langid
(naive Bayes over byte n-grams, Lui and Baldwin 2012), asked only for languages of that script. Unknown is better than
wrong: mixed scripts, too few letters or a model that hesitates give None.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from nfstudio.domain.masking import masked

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MOST_MESSAGES = 20
"""Messages of the person that are looked at, from the first on."""
MOST_OF_MESSAGE = 4_000
"""Characters of each that are masked."""
MOST_WORDS, MOST_FROM_ONE = 2_000, 500
"""Characters of their own words that decide, and of these from one message, so that no single one does."""
LETTERS = 20
"""Letters from which a model that is `SURE` is believed; below it, from `FEW_LETTERS` on, it must be `VERY_SURE`."""
FEW_LETTERS = 10
SURE, VERY_SURE = 0.8, 0.95
ENGLISH = 10
"""How much likelier English is than any other language before a word is read, because logs are mostly English. On short
prompts it tells a third of what else stayed unknown; the same for others (Russian) took from their neighbours."""
MAJORITY = 0.6
"""Part of the writing that must be in one script."""

# First code points of blocks and the script they hold, ascending; "-" for what belongs to no script of ours.
_BLOCKS = """
0000 Latin|0370 Greek|0400 Cyrillic|0530 Armenian|0590 Hebrew|0600 Arabic|0700 -|0750 Arabic|0780 Thaana|07C0 -
08A0 Arabic|0900 Devanagari|0980 Bengali|0A00 Gurmukhi|0A80 Gujarati|0B00 Odia|0B80 Tamil|0C00 Telugu
0C80 Kannada|0D00 Malayalam|0D80 Sinhala|0E00 Thai|0E80 Lao|0F00 Tibetan|1000 Burmese|10A0 Georgian|1100 Hangul
1200 Ethiopic|13A0 -|1780 Khmer|1800 -|1C80 Cyrillic|1C90 Georgian|1CC0 -|1E00 Latin|1F00 Greek|2000 -
2C60 Latin|2C80 -|2DE0 Cyrillic|2E00 -|3005 Han|3041 Kana|3105 Han|3130 Hangul|3190 -|31F0 Kana|3200 -|3400 Han
A000 -|A640 Cyrillic|A6A0 -|A720 Latin|A800 -|AC00 Hangul|D7B0 -|F900 Han|FB00 Latin|FB13 Armenian|FB1D Hebrew
FB50 Arabic|FE00 -|FE70 Arabic|FF00 Latin|FF66 Kana|FFA0 Hangul|FFE0 -|20000 Han|32000 -
"""
_FOUND = [entry.split() for line in _BLOCKS.strip().splitlines() for entry in line.split("|")]
_STARTS = [int(start, 16) for start, _ in _FOUND]
_WEIGHT = {"Han": 3, "Kana": 2, "Hangul": 2}
"""How many letters of an alphabet one character says."""
_KANA_SHARE = 0.1
"""Part of Kana among Kana and Han from which the Han are Japanese too."""

_ALONE = {
    "Armenian": "hy",
    "Burmese": "my",
    "Ethiopic": "am",
    "Georgian": "ka",
    "Greek": "el",
    "Gujarati": "gu",
    "Gurmukhi": "pa",
    "Han": "zh",
    "Hangul": "ko",
    "Hebrew": "he",
    "Kana": "ja",
    "Kannada": "kn",
    "Khmer": "km",
    "Lao": "lo",
    "Malayalam": "ml",
    "Odia": "or",
    "Sinhala": "si",
    "Tamil": "ta",
    "Telugu": "te",
    "Thaana": "dv",
    "Thai": "th",
    "Tibetan": "bo",
}
"""Scripts with one language of note."""
# The codes are those of py3langid; sdh is Kurdish in Arabic letters, zxx no language at all (code, names, numbers).
_SHARED = {
    "Latin": (
        "af az br bs ca cs cy da de en eo es et eu fi fo fr fy ga gd gl ha hr ht hu id ig is it jv ku la lb lg ln lt lv"
        " mg ms mt nl nn no oc om pl pt qu ro rw se sk sl sn so sq sr st sv sw tl tk tr uz vi xh yo zu zxx"
    ),
    "Cyrillic": "ba be bg kk ky mk mn ru sr tg tt uk uz",
    "Arabic": "ar fa ps sdh ug ur",
    "Devanagari": "hi mr ne sa",
    "Bengali": "as bn",
}
_MEANT: dict[str, str | None] = {"sdh": "ku", "zxx": None}


class Identifier:
    """Tells languages; holds the model of py3langid (70 MB) from the first text that needs it on. One a thread."""

    def __init__(self) -> None:
        self._model: LanguageIdentifier | None = None

    def language(self, said: Sequence[str]) -> str | None:
        """The ISO 639-1 code of the language of a conversation, or None.

        Args:
            said: what the person wrote, message by message.
        """
        own = _own_words(masked(content[:MOST_OF_MESSAGE]) for content in said[:MOST_MESSAGES])
        found = self._of(own)
        if found is None and _letters(own) < FEW_LETTERS:
            # They pasted and hardly said a word of their own: then what they pasted speaks.
            return self._of(_own_words(said[:MOST_MESSAGES]), sure=VERY_SURE)
        return found

    def _of(self, text: str, *, sure: float = SURE) -> str | None:
        script, words = _main_script(text)
        if script in _ALONE:
            return _ALONE[script]
        letters = _letters(words)
        if script not in _SHARED or letters < FEW_LETTERS:
            return None
        code, probability = self._ask(words, script)
        needed = sure if letters >= LETTERS else VERY_SURE
        return _MEANT.get(code, code) if probability >= needed else None

    def _ask(self, text: str, script: str) -> tuple[str, float]:
        """The likeliest language of a script and how likely it is among those of that script."""
        if self._model is None:
            self._model = _loaded()
        wanted = _languages(script)
        shares = {code: share for code, share in self._model.rank(text) if code in wanted}
        if "en" in shares:
            shares["en"] *= ENGLISH
        likeliest = max(shares, key=shares.__getitem__)
        return likeliest, shares[likeliest] / (sum(shares.values()) or 1.0)


def _loaded() -> "LanguageIdentifier":
    """The model that py3langid ships: arrays in an npz file, no pickle, nothing fetched."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second of unpacking

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache
def _languages(script: str) -> frozenset[str]:
    return frozenset(_SHARED[script].split())


def _own_words(said: Iterable[str]) -> str:
    """The beginnings of messages, white space closed up, until there are `MOST_WORDS` characters."""
    pieces, size = [], 0
    for content in said:
        piece = " ".join(content[:MOST_OF_MESSAGE].split())[:MOST_FROM_ONE]
        pieces.append(piece)
        size += len(piece)
        if size >= MOST_WORDS:
            break
    return "\n".join(pieces)[:MOST_WORDS]


def _main_script(text: str) -> tuple[str, str]:
    """The script most of `text` is written in, "" when none prevails, and the text without letters of other scripts."""
    if text.isascii():
        return "Latin", text
    counts: Counter[str] = Counter()
    scripts = {}
    for character, count in Counter(text).items():
        if character.isalpha():
            script = scripts[character] = _script(character)
            counts[script] += count * _WEIGHT.get(script, 1)
    if not counts:
        return "", text
    if counts["Kana"] and counts["Kana"] >= _KANA_SHARE * (counts["Kana"] + counts["Han"]):
        counts["Kana"] += counts.pop("Han", 0)
        scripts = {character: "Kana" if script == "Han" else script for character, script in scripts.items()}
    main, count = counts.most_common(1)[0]
    if count < MAJORITY * counts.total():
        return "", text
    return main, text.translate({ord(character): " " for character, script in scripts.items() if script != main})


def _script(character: str) -> str:
    return _FOUND[bisect_right(_STARTS, ord(character)) - 1][1]


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
