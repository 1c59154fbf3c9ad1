"""What the window puts in line for the job thread, and the sentence it says of each when it is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from nfstudio.app.change_words import tally_words
from nfstudio.app.detector_choice import DetectorChoice
from nfstudio.app.runner import Ticket
from nfstudio.app.sentences import in_words
from nfstudio.app.wording import category_word, counted, duration, number, tr
from nfstudio.domain.feedback import Verdict
from nfstudio.exporters.manifest import Written
from nfstudio.importers.column_mapping import ColumnMapping
from nfstudio.jobs.apart import UNTOLD, detect_apart
from nfstudio.jobs.deciding import Decided, Flipped, decide_all, rebuild_flipped
from nfstudio.jobs.detecting import DetectSummary
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.intake import ImportSummary
from nfstudio.jobs.keeping import BackedUp, Removed, back_up, finish_removal, remove_conversation, remove_source
from nfstudio.jobs.languages import LanguageSummary, identify_languages
from nfstudio.jobs.prioritising import Prioritised, prioritise
from nfstudio.jobs.progress import Job
from nfstudio.paths import shown
from nfstudio.store.decisions import Saying
from nfstudio.store.project import Project
from nfstudio.store.statistics import SourceRow

IMPORT, DETECT, LANGUAGES, EXPORT, REMOVE, BACKUP = "import", "detect", "languages", "export", "remove", "backup"
DECIDE, FLIP, PRIORITISE = "decide", "flip", "prioritise"


@dataclass(frozen=True, slots=True)
class Export:
    """A dataset as a person asks for it; see `export_dataset`.

    Attributes:
        recipe: the name of the saved recipe that the options are; None where they are none, or were changed.
    """

    out: Path
    options: ExportOptions = field(default_factory=ExportOptions)
    recipe: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the strip says of a finished job: a sentence and what may be looked at next.

    Attributes:
        problems: how many records were passed over.
        folder: where something was written.
        changes: a detection has changed what an earlier one had claimed.
    """

    sentence: str
    problems: int = 0
    folder: Path | None = field(default=None)
    changes: bool = False


def import_ticket(paths: Sequence[Path], *, mappings: Mapping[str, ColumnMapping] | None = None) -> Ticket:
    """Import files and folders; `mappings` as `import_paths` takes them."""
    what = paths[0].name or str(paths[0]) if len(paths) == 1 else counted(len(paths), "{count}", tr("{count} files"))

    def begin(project: Project) -> Job[ImportSummary]:
        return import_paths(project, paths, mappings=mappings)

    return Ticket(tr("Import {what}").format(what=what), IMPORT, begin)


def detect_ticket(choice: DetectorChoice) -> Ticket:
    """Detect feedback in all messages not seen yet."""
    return Ticket(tr("Detect feedback"), DETECT, partial(detect_apart, **choice.asked()), untold=UNTOLD)


def languages_ticket() -> Ticket:
    """Identify the languages of conversations whose dumps state none."""
    return Ticket(tr("Identify languages"), LANGUAGES, identify_languages)


def export_ticket(wanted: Export) -> Ticket:
    """Write a dataset."""

    def begin(project: Project) -> Job[Written]:
        return export_dataset(project, wanted.out, wanted.options, recipe=wanted.recipe)

    return Ticket(tr("Export dataset"), EXPORT, begin)


def remove_ticket(files: Sequence[SourceRow], *, shown: str) -> Ticket:
    """Take the conversations of files out of the project for good."""

    def begin(project: Project) -> Job[Removed]:
        return remove_source(project, *(file.id for file in files), shown=shown)

    return Ticket(tr("Remove {name}").format(name=shown), REMOVE, begin)


def remove_conversation_ticket(conversation: int, *, shown: str) -> Ticket:
    """Take one conversation out of the project for good."""

    def begin(project: Project) -> Job[Removed]:
        return remove_conversation(project, conversation, shown=shown)

    return Ticket(tr("Remove {name}").format(name=shown), REMOVE, begin)


def finish_removal_ticket() -> Ticket:
    """Give back the room of what was removed before the program was ended."""
    return Ticket(tr("Finish removing"), REMOVE, finish_removal)


def backup_ticket(to: Path) -> Ticket:
    """Copy the project as it stands."""
    return Ticket(tr("Back up"), BACKUP, lambda project: back_up(project, to))


def decide_ticket(
    feedback: Sequence[int],
    saying: Saying,
    *,
    reviewer: str,
    keep_decided: bool,
    what: str,
) -> Ticket:
    """Say the same of a whole list."""

    def begin(project: Project) -> Job[Decided]:
        return decide_all(project, feedback, saying, reviewer=reviewer, keep_decided=keep_decided, what=what)

    return Ticket(tr("Decide {count} pieces of feedback").format(count=number(len(feedback))), DECIDE, begin)


def flip_ticket(step: int, *, undo: bool, what: str) -> Ticket:
    """Bring feedback up to date after a step of many decisions was undone or done again."""
    title = tr("Undo {what}") if undo else tr("Redo {what}")
    return Ticket(
        title.format(what=in_words(what)), FLIP, lambda project: rebuild_flipped(project, step, undo=undo, what=what)
    )


def prioritise_ticket() -> Ticket:
    """Work out what deserves review first."""
    return Ticket(tr("Order the queue"), PRIORITISE, prioritise)


def outcome(result: object) -> Outcome:
    """What to say of what a job returned."""
    tell = _OUTCOMES.get(type(result))
    return tell(result) if tell else Outcome(tr("Done."))


def _imported(summary: ImportSummary) -> Outcome:
    new = summary.added + summary.updated
    sentence = counted(new, tr("Imported 1 conversation"), tr("Imported {count} conversations"))
    if summary.duplicates:
        sentence += ", " + counted(summary.duplicates, tr("1 duplicate"), tr("{count} duplicates"))
    if summary.problems:
        sentence += ", " + counted(summary.problems, tr("1 problem"), tr("{count} problems"))
    return Outcome(sentence, problems=summary.problems)


def _detected(summary: DetectSummary) -> Outcome:
    if summary.again and summary.changed is not None:
        said = tr("Detected again: {what}").format(what=tally_words(summary.changed))
        return Outcome(f"{said}, {duration(summary.seconds)}", changes=bool(summary.changed))
    found = counted(summary.detections, tr("Found 1 piece of feedback"), tr("Found {count} pieces of feedback"))
    among = counted(summary.messages, tr("in 1 message"), tr("in {count} messages"))
    if summary.decided:
        one, many = tr("1 of them decided already"), tr("{count} of them decided already")
        among = f"{among}, {counted(summary.decided, one, many)}"
    return Outcome(f"{found} {among}, {duration(summary.seconds)}")


def _identified(summary: LanguageSummary) -> Outcome:
    one, many = tr("Language of 1 conversation identified"), tr("Languages of {count} conversations identified")
    known = counted(summary.identified, one, many)
    return Outcome(tr("{known}, {count} unknown").format(known=known, count=number(summary.unknown)))


def _exported(written: Written) -> Outcome:
    rows = counted(sum(written.rows.values()), tr("Exported 1 row"), tr("Exported {count} rows"))
    return Outcome(tr("{rows} to {folder}").format(rows=rows, folder=shown(written.folder)), folder=written.folder)


def _removed(gone: Removed) -> Outcome:
    count = counted(gone.conversations, tr("1 conversation"), tr("{count} conversations"))
    return Outcome(tr("Removed {name}: {count}").format(name=gone.shown, count=count))


def _backed_up(copy: BackedUp) -> Outcome:
    return Outcome(tr("Backed up to {path}").format(path=shown(copy.to)), folder=copy.to.parent)


def said_of(count: int, saying: Saying) -> str:
    """That something was said of so many feedback."""
    if saying.delete:
        return counted(count, tr("Took 1 piece of feedback away"), tr("Took {count} pieces of feedback away"))
    if saying.verdict is None:
        return counted(count, tr("Changed 1 piece of feedback"), tr("Changed {count} pieces of feedback"))
    if saying.category is not None:
        one, many = (
            tr("Changed 1 piece of feedback to {category}"),
            tr("Changed {count} pieces of feedback to {category}"),
        )
        return (one if count == 1 else many).format(count=number(count), category=category_word(saying.category))
    one, many = {
        Verdict.ACCEPT: (tr("Accepted 1 piece of feedback"), tr("Accepted {count} pieces of feedback")),
        Verdict.REJECT: (tr("Rejected 1 piece of feedback"), tr("Rejected {count} pieces of feedback")),
        Verdict.SKIP: (tr("Skipped 1 piece of feedback"), tr("Skipped {count} pieces of feedback")),
        Verdict.WITHDRAW: (tr("Withdrew 1 piece of feedback"), tr("Withdrew {count} pieces of feedback")),
    }[saying.verdict]
    return counted(count, one, many)


def _decided(done: Decided) -> Outcome:
    sentence = said_of(done.decided, done.saying)
    if done.kept:
        left = tr("{count} left alone") if done.saying.verdict is None else tr("{count} decided before left alone")
        sentence += ", " + left.format(count=number(done.kept))
    return Outcome(f"{sentence}. {tr('Undo takes all of it back.')}")


def _prioritised(done: Prioritised) -> Outcome:
    sentence = counted(done.claims, tr("Ordered 1 piece of feedback"), tr("Ordered {count} pieces of feedback"))
    if done.claims and not done.compared:
        sentence += ". " + tr("No encoder has had its say, so rules and encoder cannot be compared.")
    return Outcome(sentence)


def _flipped(done: Flipped) -> Outcome:
    return Outcome((tr("Undone: {what}") if done.undo else tr("Redone: {what}")).format(what=in_words(done.what)))


_OUTCOMES: Mapping[type, Callable[[Any], Outcome]] = {
    ImportSummary: _imported,
    DetectSummary: _detected,
    LanguageSummary: _identified,
    Written: _exported,
    Removed: _removed,
    BackedUp: _backed_up,
    Decided: _decided,
    Flipped: _flipped,
    Prioritised: _prioritised,
}
