"""Keys and tokens that open something, by the prefixes that vendors gave them so that they can be found, and by the
names they are assigned to."""

import math
import re
from collections import Counter
from collections.abc import Iterator

from nfstudio.curate.checks.outline import long_words
from nfstudio.domain.span import Span, union

_END = r"(?![A-Za-z0-9_-])"
_VENDORS = {
    "sk-": r"sk-(?:proj-|svcacct-|admin-|ant-\w{1,8}-|or-v1-|lf-)?[A-Za-z0-9_-]{20,200}",
    "_live_": r"(?:sk|pk|rk)_live_[A-Za-z0-9]{16,120}",
    "_test_": r"(?:sk|pk|rk)_test_[A-Za-z0-9]{16,120}",
    "whsec_": r"whsec_[A-Za-z0-9+/=]{24,80}",
    "AKIA": r"AKIA[0-9A-Z]{16}",
    "ASIA": r"ASIA[0-9A-Z]{16}",
    "AIza": r"AIza[\w-]{35}",
    "GOCSPX-": r"GOCSPX-[\w-]{28}",
    "ya29.": r"ya29\.[\w-]{20,400}",
    **{f"gh{kind}_": rf"gh{kind}_[A-Za-z0-9]{{36,255}}" for kind in "pousr"},
    "github_pat_": r"github_pat_\w{22,255}",
    "glpat-": r"glpat-[\w-]{20,64}",
    "xox": r"xox[abeoprs]-[A-Za-z0-9-]{10,250}",
    "xapp-": r"xapp-\d-[A-Za-z0-9-]{20,200}",
    "hooks.slack.com": r"hooks\.slack\.com/services/[A-Za-z0-9/]{20,80}",
    "discord": r"discord(?:app)?\.com/api/webhooks/\d{15,20}/[\w-]{40,90}",
    "hf_": r"hf_[A-Za-z0-9]{30,60}",
    "npm_": r"npm_[A-Za-z0-9]{36}",
    "pypi-": r"pypi-AgE[\w-]{50,250}",
    "SG.": r"SG\.[\w-]{16,32}\.[\w-]{16,64}",
    ":AA": r"\d{8,10}:AA[\w-]{32,34}",
    "AC": r"AC[0-9a-f]{32}",
    "dop_v1_": r"dop_v1_[0-9a-f]{64}",
    "dapi": r"dapi[0-9a-f]{32}(?:-\d)?",
    "gsk_": r"gsk_[A-Za-z0-9]{40,80}",
    "xai-": r"xai-[A-Za-z0-9]{40,120}",
    "pplx-": r"pplx-[A-Za-z0-9]{40,80}",
    "r8_": r"r8_[A-Za-z0-9]{30,50}",
    "nvapi-": r"nvapi-[\w-]{40,100}",
    "shp": r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}",
    "eyJ": r"eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,1000}",
}
"""A word that must be in the text -> the key: OpenAI and its likes, Stripe, Amazon, Google, GitHub, GitLab, Slack,
Discord, Hugging Face, npm, PyPI, SendGrid, Telegram, Twilio, DigitalOcean, Databricks, Groq, xAI, Perplexity,
Replicate, NVIDIA, Shopify, and JSON web tokens."""
_KNOWN = {mark: re.compile(rf"(?<![A-Za-z0-9_-]){pattern}{_END}") for mark, pattern in _VENDORS.items()}

_MARKS = {mark: mark.encode() for mark in _KNOWN}

_PRIVATE = re.compile(
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[^-]{20,20000}"
    r"(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----)?"
)
_IN_ADDRESS = re.compile(r"(?<=://)[^\s:/@\"'<>\[\]]{1,64}:(?P<value>[^\s:/@\"'<>\[\]]{3,100})(?=@[\w.-])")
_NAMED = re.compile(
    r"(?:api[_-]?key|apikey|secret(?:[_-]?(?:access)?[_-]?key)?|access[_-]?token|auth[_-]?token|refresh[_-]?token|bot[_-]?token"
    r"|private[_-]?key|client[_-]?secret|passw(?:or)?d|token)[\"']?[ \t]{0,3}(?:=>|:=|=|:)[ \t]{0,3}(?P<quote>[\"'`]?)"
    r"(?P<value>[A-Za-z0-9_\-+/=.!@#%^&*]{16,200})(?![A-Za-z0-9_(\[.])",
    re.IGNORECASE,
)
_NAMES = ("key", "token", "secret", "passw")
_ASSIGNS = re.compile(r"[a-z_-]{3,17}+[\"']?[ \t]{0,3}[=:]")
"""What follows from one of these on."""
_BEFORE, _AFTER = 32, 288
"""Characters around one of them that hold the whole name and the whole value."""
_BEARER = re.compile(r"\bBearer (?P<value>[A-Za-z0-9_\-+/=.]{20,2000})")
_MADE_UP = re.compile(
    r"your|example|x{4}|\*{3}|\.{3}|0{6}|1234567|abcdef|placeholder|changeme|dummy|sample|secret[_-]?key|replace|insert|<"
    r"|process\.|environ|getenv|config|\bmy[_-]|_here|redacted|token[_-]here|[a-z]+(?:[_.-][a-z]+){2,}",
    re.IGNORECASE,
)
_ENTROPY = 3.2
"""Bits a character from which a value assigned to a name looks random; words are below, keys of 20 characters above."""


def secret_spans(text: str) -> list[Span]:
    """Keys and tokens, disjoint and sorted; made-up ones (`your-api-key`, `sk-xxxx`) left out."""
    # All but a private key and a password in an address are long words with a digit.
    long = long_words(text)
    marks = [mark for mark, encoded in _MARKS.items() if encoded in long]
    found = [Span(*hit.span()) for mark in marks for hit in _KNOWN[mark].finditer(text) if _real(hit[0])]
    if "PRIVATE KEY" in text:
        found += [Span(*hit.span()) for hit in _PRIVATE.finditer(text)]
    if "://" in text and "@" in text:
        found += [Span(*hit.span("value")) for hit in _IN_ADDRESS.finditer(text) if _is_password(hit["value"])]
    if "Bearer " in text:
        found += [Span(*hit.span("value")) for hit in _BEARER.finditer(text) if _random(hit["value"])]
    found += [
        Span(*hit.span("value"))
        for near in (_assigned(text) if long else ())
        for hit in _NAMED.finditer(text, near.start, near.end)
        if _random(hit["value"])
    ]
    return _disjoint(found)


def _assigned(text: str) -> list[Span]:
    """Where a value may be assigned to a name."""
    small = text.lower()
    if len(small) != len(text):  # a few letters grow when they are made small
        return [Span(0, len(text))]
    return union(
        Span(max(0, at - _BEFORE), min(len(text), at + _AFTER))
        for name in _NAMES
        for at in _places(small, name)
        if _ASSIGNS.match(small, at)
    )


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _real(value: str) -> bool:
    return not _MADE_UP_KEY.search(value) and len(set(value)) > 8 and any(map(str.isdigit, value))


_MADE_UP_KEY = re.compile(r"your|example|x{4}|placeholder|1234567890|abcdefgh|_here|-here", re.IGNORECASE)


def _is_password(value: str) -> bool:
    usual = {
        "password",
        "pass",
        "passwd",
        "pwd",
        "secret",
        "postgres",
        "root",
        "admin",
        "user",
        "token",
        "guest",
        "test",
    }
    return (
        value.casefold() not in usual and not _MADE_UP.search(value) and not value.startswith(("$", "{", "%", "\ue000"))
    )


def _random(value: str) -> bool:
    if _MADE_UP.search(value) or not any(map(str.isdigit, value)) or not any(map(str.isalpha, value)):
        return False
    counts = Counter(value).values()
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts) >= _ENTROPY


def _disjoint(spans: list[Span]) -> list[Span]:
    """The first of those that overlap, the longer where they begin together."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
