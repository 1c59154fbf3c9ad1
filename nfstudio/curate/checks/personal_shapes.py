"""What pieces of personal data look like, shape by shape; each pattern reads a text in time linear in its length."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nfstudio.curate.checks.outline import Outline
from nfstudio.curate.checks.secrets import secret_spans
from nfstudio.curate.checks.telephones import telephone_spans
from nfstudio.domain.span import Span


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of personal data.

    Attributes:
        reason: what flags say.
        find: disjoint spans in a text, sorted.
        may: whether a text may hold any, by its outline, so that most texts need not be read; it costs next to nothing.
    """

    reason: str
    find: Callable[[str], list[Span]]
    may: Callable[[Outline], bool]


_EMAIL = re.compile(
    r"(?<![\w.+%-])[A-Za-z0-9_][\w.+%-]{0,63}+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?\.){1,5}[A-Za-z]{2,24}"
    r"(?![\w@-])",
    re.ASCII,
)
_NOBODY = re.compile(
    r"(?:git|no-?reply|do-?not-?reply|user(?:name)?|you(?:r[._-]?(?:e?mail|name))?|e?mail|name|someone|foo|test)@"
    r"|[^@]*@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|test|invalid|localhost|users\.noreply\.github\.com"
    r"|(?:your-?|my-?)?(?:domain|company)\.com|email\.com)\Z",
    re.IGNORECASE,
)
"""Addresses of programs, and those that documentation makes up (RFC 2606)."""
_FILES_WORDS = """
js ts py css html json md png jpg jpeg gif svg webp txt pdf sh yml yaml toml go rs java cpp
"""
_FILES = frozenset(_FILES_WORDS.split())

_CARD = re.compile(
    r"(?<![\w.+/-])(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5}|\d{13,19})(?![\w-]|\.\d)"
)
_ISSUERS = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|62\d{14,17}"
)
"""Visa, Mastercard, American Express, Discover, JCB, Diners Club, UnionPay."""

_IBAN = re.compile(
    r"[A-Z](?<![\w-][A-Z])[A-Z]\d{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?)(?![\w-])"
)
_IBAN_WORDS = """
AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24
FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32
LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24
SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
"""
_IBAN_LENGTHS = {word[:2]: int(word[2:]) for word in _IBAN_WORDS.split()}

_PATH = re.compile(
    r"(?:(?<![\w.}])/(?:home|Users)/|(?<![A-Za-z0-9])[A-Za-z]:[\\/]{1,4}Users[\\/]{1,4})"
    r"(?P<user>[^\W_][\w.-]{0,31}(?: [A-Z][\w.-]{0,20})?)(?=[\\/])"
)
_GLUED = re.compile(
    r"(?<=[\w.}])/(?:home|Users)/(?P<user>[^\W_][\w.-]{0,31})(?=/(?:\.\w|(?:Desktop|Documents|Downloads|Library)\b))"
)
"""Behind other words, as terminals run lines together: only where what follows stands in the home of a person."""
_ANYBODY_WORDS = """
user users username user_name user-name you your your_user your_username your-username yourname your-name
your_name yourusername youruser name me myuser my_user myname myusername someone somebody admin
administrator root guest test testuser shared public default defaultuser ubuntu debian centos fedora
ec2-user azureuser vagrant docker node runner runneradmin vscode codespace gitpod jovyan circleci travis
jenkins app appuser pi oem sandbox linuxbrew circleci foo bar example demo home index en login about nonroot
worker deploy www nginx postgres mysql airflow spark hadoop path folder directory project projects xxx
"""
_ANYBODY = frozenset(_ANYBODY_WORDS.split())

_IP4 = re.compile(r"\d(?<![\w.:-]\d)(?<![^/]/\d)\d{0,2}(?:\.\d{1,3}){3}(?![\w-]|\.\d)")
_IP6 = re.compile(r"[23](?<![\w:.][23])[0-9A-Fa-f]{3}:(?:[0-9A-Fa-f]{0,4}:){1,6}[0-9A-Fa-f]{0,4}(?![\w:]|\.\d)")
_VERSION = re.compile(r"(?:version|release|build|ver|v|section|chapter|clause|oid)[\s:=.#\"']{0,3}\Z", re.IGNORECASE)
_WELL_KNOWN_WORDS = """
8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 208.67.222.222 208.67.220.220 4.2.2.2 1.2.3.4
"""
_WELL_KNOWN = frozenset(_WELL_KNOWN_WORDS.split())


def _emails(text: str) -> list[Span]:
    return [
        Span(*hit.span())
        for hit in _EMAIL.finditer(text)
        if not _NOBODY.match(hit[0])
        and hit[0].rpartition(".")[2].lower() not in _FILES
        and "://" not in text[max(0, hit.start() - 3) : hit.start()]
    ]


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit that ISO/IEC 7812 asks for."""
    doubled = (int(digit) * (2 if i % 2 else 1) for i, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _cards(text: str) -> list[Span]:
    found: list[Span] = []
    for hit in _CARD.finditer(text):
        digits = hit[0].replace(" ", "").replace("-", "")
        if _ISSUERS.fullmatch(digits) and luhn(digits):
            found.append(Span(*hit.span()))
    return found


def _ibans(text: str) -> list[Span]:
    found = []
    for hit in _IBAN.finditer(text):
        length, compact = _IBAN_LENGTHS.get(hit[0][:2]), hit[0].replace(" ", "")
        if length is None or len(compact) < length:
            continue
        end, left = hit.start(), length  # words in capitals may follow a number written in groups
        while left:
            left -= text[end] != " "
            end += 1
        turned = compact[4:length] + compact[:4]
        if not text[end : end + 1].isalnum() and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1:
            found.append(Span(hit.start(), end))
    return found


def _user_names(text: str) -> list[Span]:
    return sorted(
        Span(*hit.span("user"))
        for pattern in (_PATH, _GLUED)
        for hit in pattern.finditer(text)
        if hit["user"].split(" ")[0].casefold() not in _ANYBODY
    )


def _addresses(text: str) -> list[Span]:
    hits = list(_IP4.finditer(text)) if "." in text else []
    if ":" in text:
        hits += _IP6.finditer(text)
    return sorted(
        Span(*hit.span()) for hit in hits if _is_somebodys(hit[0], text[max(0, hit.start() - 12) : hit.start()])
    )


def _is_somebodys(shown: str, before: str) -> bool:
    """Whether it is an address that the public internet knows, and no version or section number."""
    try:
        address = ipaddress.ip_address(shown)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or shown in _WELL_KNOWN:
        return False
    if address.version == 6:
        return True
    octets = [int(part) for part in shown.split(".")]
    return max(octets) >= 20 and not shown.endswith(".0.0") and not _VERSION.search(before)


SHAPES: Mapping[str, Shape] = {
    "EMAIL": Shape("e-mail address", _emails, lambda seen: b"@" in seen.shape),
    "KEY": Shape("key or token", secret_spans, lambda seen: seen.may_hold_secrets),
    "USER": Shape("user name in a path", _user_names, lambda seen: seen.names_people),
    "IBAN": Shape("bank account number", _ibans, lambda seen: b"AA00" in seen.shape),
    "CARD": Shape("card number", _cards, lambda seen: seen.digits_together(13)),
    "IP": Shape("IP address", _addresses, lambda seen: seen.may_hold_addresses),
    "PHONE": Shape("telephone number", telephone_spans, lambda seen: seen.digits_together(7)),
}
"""In the order in which they look: what a shape has found the later ones do not see."""
