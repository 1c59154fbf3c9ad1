"""The verb export: feedback that stands becomes a dataset folder, which is read back before anybody hears of it."""

import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from nfstudio.curate.examples import STATUSES, JudgedFeedback, LeftOut, Reviewed, Selection, unpaired
from nfstudio.curate.splits import WHOLE, parse_split, split_of
from nfstudio.domain.feedback import Category
from nfstudio.errors import StudioError
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.manifest import Written
from nfstudio.exporters.validate import validate
from nfstudio.exporters.writing import DatasetWriter
from nfstudio.jobs.progress import Job, Progress
from nfstudio.store import outcomes, reading
from nfstudio.store.feedback import PERSON
from nfstudio.store.project import Project
from nfstudio.store.reading import StoredConversation, StoredFeedback

log = logging.getLogger(__name__)
_BATCH = 200


def export_dataset(
    project: Project,
    out: Path,
    *,
    kind: str = "kto",
    framework: str = "trl",
    status: str = "all",
    min_score: float | None = None,
    split: str | None = None,
    seed: int = 0,
    include: Sequence[str] = (),
) -> Job[Written]:
    """Write the dataset to the folder `out`, all of it or nothing; a project open for reading only will do.

    Args:
        status: "confirmed", "auto" (undecided at or above the threshold) or "all" (both).
        min_score: of undecided feedback.
        split: such as "0.9,0.05,0.05"; one train file without it.
        include: neutral categories to take in, stored or short names.

    Raises:
        StudioError: when something asked for does not exist, `out` is taken or there is no row.
    """
    exporter = EXPORTERS.get(framework)
    if exporter is None or kind not in exporter.KINDS:
        raise StudioError(f"{framework} has no datasets of the kind {kind!r}.", "`nfstudio export --help` names them.")
    try:
        fractions = parse_split(split) if split else WHOLE
        selection = Selection(STATUSES[status], min_score, frozenset(Category.parse(name) for name in include))
    except (ValueError, KeyError) as wrong:
        raise StudioError(
            f"This export cannot be made: {wrong}.", "`nfstudio export --help` tells what there is."
        ) from wrong
    ids = outcomes.conversations_with_feedback(project)
    about = {"project": project.name, "selection": selection.record()}
    with DatasetWriter(Path(out), exporter=exporter, kind=kind, fractions=fractions, seed=seed, about=about) as writer:
        for done, reviewed in enumerate(_reviewed(project, ids), 1):
            group = reviewed.conversation_id
            for outcome in unpaired(reviewed, selection):
                if isinstance(outcome, LeftOut):
                    writer.leave_out(outcome.reason, outcome.count)
                else:
                    writer.add(outcome, split=split_of(group, fractions=fractions, seed=seed))
            if done % _BATCH == 0:
                yield Progress(done, len(ids), "Collecting examples", "conversations")
        for rows in writer.copy():
            yield Progress(rows, None, "Writing rows", "rows")
        written = writer.finish()
    if faults := validate(written.folder, limit=3):
        raise RuntimeError(f"the dataset in {written.folder} is faulty: {faults}")  # ours to mend, not the person's
    try:
        outcomes.record_export(
            project, written.folder, kind=kind, framework=framework, manifest=json.dumps(written.record())
        )
    except StudioError as failed:  # the dataset is whole and in its place: that its making is not remembered harms less
        log.warning("The dataset in %s is complete, but the project keeps no record of it. %s", written.folder, failed)
    return written


def _reviewed(project: Project, ids: Sequence[int]) -> Iterator[Reviewed]:
    """The conversations with these ids and their feedback, as curation sees them."""
    for at in range(0, len(ids), _BATCH):
        batch = ids[at : at + _BATCH]
        feedback = reading.feedback_in(project.db, batch)
        for stored in reading.conversations(project.db, batch):
            yield _judged(stored, feedback.get(stored.id, []))


def _judged(stored: StoredConversation, feedback: Sequence[StoredFeedback]) -> Reviewed:
    at = {message_id: i for i, message_id in enumerate(stored.message_ids)}
    return Reviewed(
        stored.conversation,
        # Without an id in the dump the digest of its words names it: the same in every project.
        conversation_id=stored.conversation.origin_id or stored.fingerprint,
        source=stored.shown,
        feedback=tuple(
            JudgedFeedback(
                message=at[item.message],
                target=None if item.target is None else at[item.target],
                span=item.span,
                category=item.category,
                status=item.status,
                score=item.score,
                detector=None if item.detector == PERSON else item.detector,
                scope=item.scope,
            )
            for item in feedback
        ),
    )
