"""What a person asks of an export: one set of options for the command line, the window and saved recipes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from nfstudio.curate.checks.flags import Settings
from nfstudio.curate.checks.limits import check_limits
from nfstudio.curate.checks.tokens import tokenizer
from nfstudio.curate.control import KINDS as WITH_CONTROL
from nfstudio.curate.judged import STATUSES, PromptForm, Selection, Way
from nfstudio.curate.pairs import WAYS
from nfstudio.curate.splits import WHOLE, SplitBy, parse_split
from nfstudio.domain.feedback import Category
from nfstudio.domain.preferences import Kind
from nfstudio.errors import StudioError
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.shapes import Exporter
from nfstudio.store.browse import Filter

FORMS = ("jsonl", "parquet")
_Named = TypeVar("_Named", bound=StrEnum)
_PAIRED = (Kind.DPO, Kind.REWARD)
_OWN = (Kind.SPANS, Kind.PAPER)
_ASK = "`nfstudio export --help` tells what there is."


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """All that decides which rows leave and in what shape; the folder does not.

    Attributes:
        kind: a `Kind`.
        framework: a name of `EXPORTERS`; spans and paper have shapes of their own, whatever stands here.
        form: "jsonl" or "parquet".
        status: "confirmed", "auto" (undecided at or above the threshold) or "all" (both); None: what suits the kind,
            confirmed for spans and all for the others.
        min_score: of undecided feedback, 0 to 1.
        include: neutral categories to take in, stored or short names.
        sources, models, languages: conversations to look at; empty: all.
        prompt_form: a `PromptForm`, for the answer after a correction; None: conversation for SFT, else merged.
        ways: which pairs to make, by the words of `WAYS`; empty: all.
        implicit_prompt: pairs as two whole conversations, TRL only.
        drop_greeting: leave out what the assistant says before the person does, where that has no shape.
        split: such as "0.9,0.05,0.05"; one train file without it.
        split_by: a `SplitBy`.
        starts: when the splits begin, for a split by time that is to stay what it was; empty: measured.
        control: also write a dataset of as many rows that chance chose, beside the other.
        actions: what becomes of flagged rows, by check, where it is not the check's default.
        settings: what else is asked of the checks: names and values of `Settings`.
        tokenizer: a `tokenizer.json`, or the folder of a model with one, to count tokens with; None: characters / 4.
        licences: of the sources, by their names, as the person says them; "*" stands for all that are not named.
        without: checks that are not to look.
    """

    kind: str = "kto"
    framework: str = "trl"
    form: str = "jsonl"
    status: str | None = None
    min_score: float | None = None
    include: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    prompt_form: str | None = None
    ways: tuple[str, ...] = ()
    implicit_prompt: bool = False
    drop_greeting: bool = False
    split: str | None = None
    split_by: str = "conversation"
    starts: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0
    control: bool = False
    actions: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    tokenizer: str | None = None
    licences: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """The same as plain JSON values, for recipes and the manifest."""
        return {
            name: list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> "ExportOptions":
        """Options out of a record; what it does not name is as usual.

        Raises:
            StudioError: when it names what no option is called, or gives one a value that it cannot have.
        """
        known = {one.name for one in fields(cls)}
        if foreign := sorted(set(record) - known):
            raise StudioError(f"The recipe names {foreign[0]!r}, which this version does not know.", "Save it anew.")
        for name, value in record.items():
            if not _suits(name, value):
                raise StudioError(f"The recipe gives {name!r} the value {value!r}.", "Save it anew.")
        check_limits(record.get("settings", {}))
        given: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in record.items()}
        return cls(**given)


_LISTS = ("include", "sources", "models", "languages", "ways", "without")
_WORDS = ("starts", "actions", "licences")
_TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("kind", "framework", "form", "split_by"), (str,)),
    **dict.fromkeys(("status", "prompt_form", "split", "tokenizer"), (str, type(None))),
    **dict.fromkeys(("implicit_prompt", "drop_greeting", "control"), (bool,)),
    **dict.fromkeys((*_WORDS, "settings"), (dict,)),
    **dict.fromkeys(_LISTS, (list, tuple)),
    "min_score": (int, float, type(None)),
    "seed": (int,),
}


def _suits(name: str, value: object) -> bool:
    """Whether a value out of a file is of the type of an option; a kind, on which the others hang, is one there is."""
    if isinstance(value, bool) and bool not in _TYPES[name]:
        return False
    if name == "kind":
        return value in list(Kind)
    if isinstance(value, list | tuple) and not all(isinstance(item, str) for item in value):
        return False
    if name in _WORDS and isinstance(value, dict) and not all(isinstance(word, str) for word in value.values()):
        return False
    return isinstance(value, _TYPES[name])


@dataclass(frozen=True, slots=True)
class Plan:
    """Options that were understood.

    Attributes:
        options: with what was left open filled in.
        fractions: shares of the splits by name.
        form: of the files: "jsonl", "parquet" or "csv".
    """

    options: ExportOptions
    kind: Kind
    exporter: Exporter
    selection: Selection
    fractions: Mapping[str, float]
    split_by: SplitBy
    prompt_form: PromptForm
    ways: tuple[Way, ...]
    settings: Settings
    within: Filter
    form: str


def plan(options: ExportOptions) -> Plan:
    """What the options amount to.

    Raises:
        StudioError: when something asked for does not exist or does not go together.
    """
    try:
        return _plan(options)
    except (ValueError, KeyError, TypeError) as wrong:
        told = str(wrong.args[0]) if wrong.args else str(wrong)
        raise StudioError(f"This export cannot be made: {told}.", _ASK) from wrong


def _plan(options: ExportOptions) -> Plan:
    kind = _kind(options)
    own = kind in _OWN
    exporter = _exporter(options, kind)
    status = options.status or ("confirmed" if kind is Kind.SPANS else "all")
    if status not in STATUSES:
        raise ValueError(f"no status is called {status!r}; there are {', '.join(STATUSES)}")
    if options.form not in FORMS:
        raise ValueError(f"no format is called {options.form!r}; there are {', '.join(FORMS)}")
    if own and options.form == "parquet":
        raise ValueError(f"{kind} datasets are not written as Parquet")
    if options.implicit_prompt and not (kind in _PAIRED and exporter.NAME == "trl"):
        raise ValueError("only pairs for TRL are written without a prompt of their own")
    if options.control and kind not in WITH_CONTROL:
        raise ValueError(f"{kind} datasets have no control")
    filled = replace(options, kind=kind.value, framework=exporter.NAME, status=status)
    return Plan(
        options=filled,
        kind=kind,
        exporter=exporter,
        selection=Selection(
            STATUSES[status], options.min_score, frozenset(Category.parse(name) for name in options.include)
        ),
        fractions=parse_split(options.split) if options.split else WHOLE,
        split_by=_one(SplitBy, options.split_by, "split"),
        prompt_form=_prompt_form(options, kind),
        ways=_ways(options),
        settings=_settings(options),
        within=Filter(
            sources=frozenset(options.sources),
            models=frozenset(options.models),
            languages=frozenset(options.languages),
        ),
        form="csv" if kind is Kind.PAPER else options.form,
    )


def _kind(options: ExportOptions) -> Kind:
    return _one(Kind, options.kind, "kind")


def _exporter(options: ExportOptions, kind: Kind) -> Exporter:
    exporter = EXPORTERS["nfstudio"] if kind in _OWN else EXPORTERS.get(options.framework)
    if exporter is None:
        raise ValueError(f"no framework is called {options.framework!r}; there are {', '.join(EXPORTERS)}")
    if kind not in exporter.KINDS:
        raise ValueError(f"{exporter.NAME} has no datasets of the kind {kind!s}, only {', '.join(exporter.KINDS)}")
    return exporter


def _prompt_form(options: ExportOptions, kind: Kind) -> PromptForm:
    if options.prompt_form is not None:
        return _one(PromptForm, options.prompt_form, "prompt form")
    return PromptForm.CONVERSATION if kind is Kind.SFT else PromptForm.MERGED


def _ways(options: ExportOptions) -> tuple[Way, ...]:
    chosen = tuple(_one(Way, name, "way") for name in options.ways)
    if foreign := [way for way in chosen if way not in WAYS]:
        raise ValueError(f"pairs are not made by the way {foreign[0]!s}; there are {', '.join(WAYS)}")
    return chosen or WAYS


def _settings(options: ExportOptions) -> Settings:
    given = dict(options.settings)
    if "languages" in given:
        given["languages"] = frozenset(map(str, given["languages"]))
    known = {one.name for one in fields(Settings)} - {"count_tokens", "seed"}
    if foreign := sorted(set(given) - known):
        raise ValueError(f"the checks know no setting {foreign[0]!r}; there are {', '.join(sorted(known))}")
    if options.tokenizer is not None:
        given["count_tokens"] = tokenizer(Path(options.tokenizer).expanduser())
    return Settings(**given, seed=options.seed)


def _one(names: type[_Named], word: str, what: str) -> _Named:
    """The member of a table of names that a word stands for."""
    try:
        return names(word)
    except ValueError:
        raise ValueError(f"no {what} is called {word!r}; there are {', '.join(names)}") from None
