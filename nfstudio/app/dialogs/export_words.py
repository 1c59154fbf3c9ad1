"""What the export window calls the choices: the words people read for the words that options are stored by."""

from collections.abc import Mapping

from nfstudio.app.sentences import in_words
from nfstudio.app.wording import number, tr
from nfstudio.curate.checks import CHECKS
from nfstudio.curate.judged import PromptForm, Way
from nfstudio.curate.splits import SplitBy
from nfstudio.domain.preferences import Kind
from nfstudio.exporters.writing import DUPLICATE

KINDS: Mapping[Kind, str] = {
    Kind.KTO: "Unpaired preferences (KTO)",
    Kind.DPO: "Preference pairs (DPO)",
    Kind.REWARD: "Preference pairs (reward model)",
    Kind.SFT: "Answers to learn from (SFT)",
    Kind.PROMPTS: "Prompts only",
    Kind.TRIPLES: "Answers with follow-ups (triples)",
    Kind.ORDINAL: "Graded answers (ordinal)",
    Kind.STEPWISE: "Labels for every answer (stepwise)",
    Kind.SPANS: "Reviewed spans (train, evaluate)",
    Kind.PAPER: "Table of the paper (CSV)",
}
STATUSES: Mapping[str, str] = {
    "all": "Confirmed and undecided",
    "confirmed": "Confirmed only",
    "auto": "Undecided only",
}
FORMS: Mapping[str, str] = {"jsonl": "JSONL", "parquet": "Parquet"}
SPLITS_BY: Mapping[SplitBy, str] = {
    SplitBy.CONVERSATION: "by conversation",
    SplitBy.USER: "by person",
    SplitBy.CLUSTER: "by near duplicates",
    SplitBy.TIME: "by time, oldest for training",
}
PROMPT_FORMS: Mapping[PromptForm, str] = {
    PromptForm.MERGED: "Question and correction as one",
    PromptForm.ORIGINAL: "The question alone",
    PromptForm.CONVERSATION: "The whole conversation",
}
WAYS: Mapping[Way, str] = {
    Way.JUDGED: "judged answer",
    Way.PRAISED: "praised answer",
    Way.REWRITE: "better answer by a person",
    Way.CORRECTED: "answer after a correction",
    Way.SIBLINGS: "regenerated answers",
    Way.THUMBS: "thumbs",
    Way.CHANCE: "chance",
}
ACTIONS: Mapping[str, str] = {"keep": "Keep", "redact": "Redact", "drop": "Leave out"}


_CHECK = "check: "
_STEPS: Mapping[str, str] = {
    "joined": "Messages joined",
    "greeting": "First words left out",
    DUPLICATE: "equal to another row",
}


def listed(counts: Mapping[str, int]) -> str:
    """Reasons, checks and ways with their rows, in one line; checks by the names that the window calls them."""
    return " · ".join(f"{_reason(name)} {number(count)}" for name, count in counts.items())


def _reason(name: str) -> str:
    check = CHECKS.get(name.removeprefix(_CHECK))
    return tr(check.TITLE) if check is not None else in_words(_STEPS.get(name, name))


def begun(text: str) -> str:
    """With a capital at its beginning; those inside stay, as German nouns want."""
    return f"{text[:1].upper()}{text[1:]}"


def way_word(way: str) -> str:
    """How a row was made, for people."""
    return tr(WAYS[Way(way)])
