"""One name for each language, because one dump says "English", the next "en-US", and a filter wants one value."""

import re

_NAMES = """
aa Afar|ab Abkhazian|ae Avestan|af Afrikaans|ak Akan|am Amharic|an Aragonese|ar Arabic|as Assamese|av Avaric
ay Aymara|az Azerbaijani|ba Bashkir|be Belarusian|bg Bulgarian|bi Bislama|bm Bambara|bn Bengali|bo Tibetan
br Breton|bs Bosnian|ca Catalan|ce Chechen|ch Chamorro|co Corsican|cr Cree|cs Czech|cu Church Slavic|cv Chuvash
cy Welsh|da Danish|de German|dv Divehi|dz Dzongkha|ee Ewe|el Greek|en English|eo Esperanto|es Spanish
et Estonian|eu Basque|fa Persian|ff Fulah|fi Finnish|fj Fijian|fo Faroese|fr French|fy Western Frisian|ga Irish
gd Scottish Gaelic|gl Galician|gn Guarani|gu Gujarati|gv Manx|ha Hausa|he Hebrew|hi Hindi|ho Hiri Motu
hr Croatian|ht Haitian|hu Hungarian|hy Armenian|hz Herero|ia Interlingua|id Indonesian|ie Interlingue|ig Igbo
ii Sichuan Yi|ik Inupiaq|io Ido|is Icelandic|it Italian|iu Inuktitut|ja Japanese|jv Javanese|ka Georgian
kg Kongo|ki Kikuyu|kj Kuanyama|kk Kazakh|kl Kalaallisut|km Khmer|kn Kannada|ko Korean|kr Kanuri|ks Kashmiri
ku Kurdish|kv Komi|kw Cornish|ky Kyrgyz|la Latin|lb Luxembourgish|lg Ganda|li Limburgish|ln Lingala|lo Lao
lt Lithuanian|lu Luba-Katanga|lv Latvian|mg Malagasy|mh Marshallese|mi Maori|mk Macedonian|ml Malayalam
mn Mongolian|mr Marathi|ms Malay|mt Maltese|my Burmese|na Nauru|nb Norwegian Bokmål|nd North Ndebele|ne Nepali
ng Ndonga|nl Dutch|nn Norwegian Nynorsk|no Norwegian|nr South Ndebele|nv Navajo|ny Chichewa|oc Occitan|oj Ojibwa
om Oromo|or Odia|os Ossetian|pa Punjabi|pi Pali|pl Polish|ps Pashto|pt Portuguese|qu Quechua|rm Romansh|rn Rundi
ro Romanian|ru Russian|rw Kinyarwanda|sa Sanskrit|sc Sardinian|sd Sindhi|se Northern Sami|sg Sango|si Sinhala
sk Slovak|sl Slovenian|sm Samoan|sn Shona|so Somali|sq Albanian|sr Serbian|ss Swati|st Southern Sotho
su Sundanese|sv Swedish|sw Swahili|ta Tamil|te Telugu|tg Tajik|th Thai|ti Tigrinya|tk Turkmen|tl Tagalog
tn Tswana|to Tonga|tr Turkish|ts Tsonga|tt Tatar|tw Twi|ty Tahitian|ug Uyghur|uk Ukrainian|ur Urdu|uz Uzbek
ve Venda|vi Vietnamese|vo Volapük|wa Walloon|wo Wolof|xh Xhosa|yi Yiddish|yo Yoruba|za Zhuang|zh Chinese|zu Zulu
"""
# What dumps also say: other names, three letters (ISO 639-2 and -3), withdrawn codes.
_ALSO = """
ar ara|az azeri|be byelorussian|bg bul|bn bangla, ben|ca cat|cs ces, cze|da dan|de deu, ger|el ell, gre, modern greek
en eng|es spa, castilian|et est|eu eus, baq|fa fas, per, farsi|ff fula|fi fin|fr fra, fre|fy frisian|gd gaelic|gu guj
he heb, iw|hi hin|hr hrv|ht haitian creole|hu hun|hy hye, arm|id ind, in|is isl, ice|it ita|ja jpn, jp
jv javanese, jw|ka kat, geo|kk kaz|km central khmer|ko kor|ky kirghiz|lb letzeburgesch|lg luganda|lt lit|lv lav
mk mkd, mac|mr mar|ms msa, may|my mya, bur|nb nob, bokmal, bokmål|ne nep|nl nld, dut, flemish|nn nno, nynorsk|no nor
or oriya|pa pan, panjabi|pl pol|ps pus, pushto|pt por, brazilian portuguese|ro ron, rum, moldavian|ru rus
si sinhalese|sk slk, slo|sl slv, slovene|sq sqi, alb|sr srp|st sotho, sesotho|sv swe|sw swa|ta tam|te tel|th tha
tl tgl, fil, filipino|tr tur|ug uig, uighur|uk ukr|ur urd|vi vie|xh isixhosa|yi yid, ji
zh zho, chi, cmn, mandarin, simplified chinese, traditional chinese|zu zul, isizulu
"""
_UNKNOWN = re.compile(r"|-|\?|n/a|nan|none|null|other|und(?:efined|etermined)?|unk(?:nown)?|xx|zxx")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,4})+")
"""A language with script or region behind it (BCP 47), as in "pt-BR" or "zh_Hans_CN"."""


def _table(text: str) -> dict[str, str]:
    """Code and what stands behind it, of every entry."""
    entries = (entry.partition(" ") for line in text.strip().splitlines() for entry in line.split("|"))
    return {code: rest for code, _, rest in entries}


NAMES = _table(_NAMES)
"""English names by their ISO 639-1 codes."""

_CODES = {name.casefold(): code for code, name in NAMES.items()}
_CODES |= {name: code for code, names in _table(_ALSO).items() for name in names.split(", ")}
_CODES |= {code: code for code in NAMES}


def code_of(stated: str | None) -> str | None:
    """The ISO 639-1 code of a language as a dump states it: "English", "en-US", "ENG", "Chinese (Simplified)".

    None where the dump only says that it does not know; what is no language we know stays as it is.
    """
    said = (stated or "").strip()
    plain = said.casefold().partition("(")[0].strip()
    if _UNKNOWN.fullmatch(plain):
        return None
    tag = _TAG.fullmatch(plain)
    return _CODES.get(plain) or (_CODES.get(tag[1]) if tag else None) or said


def name_of(code: str) -> str:
    """How people call the language; what is no code we know is shown as it is."""
    return NAMES.get(code, code)
