"""From stored conversations to the outcomes of an export: what is read for each kind, and how examples are made."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from nfstudio.curate.examples import demonstrations, graded, prompts, triples, unpaired
from nfstudio.curate.judged import Example, JudgedFeedback, Outcome, Reviewed, Selection
from nfstudio.curate.openings import READ, opening, tied
from nfstudio.curate.pairs import demonstrations_after, pairs
from nfstudio.curate.process import processes
from nfstudio.curate.splits import SplitBy, cutoffs
from nfstudio.curate.whole import paper, spans
from nfstudio.domain.preferences import Kind, Pair
from nfstudio.errors import StudioError
from nfstudio.jobs.export_options import Plan
from nfstudio.store import outcomes, reading, rewrites
from nfstudio.store.feedback import PERSON
from nfstudio.store.project import Project
from nfstudio.store.reading import StoredConversation, StoredFeedback

BATCH = 200
"""Conversations read at a time."""

_MAKERS: Mapping[Kind, Callable[[Reviewed, Selection], Iterator[Outcome]]] = {
    Kind.KTO: unpaired,
    Kind.PROMPTS: prompts,
    Kind.TRIPLES: triples,
    Kind.ORDINAL: graded,
    Kind.STEPWISE: processes,
    Kind.SPANS: spans,
    Kind.PAPER: paper,
}
_LOOKS_AT = {
    Kind.DPO: ("feedback", "rewrites", "ratings"),
    Kind.REWARD: ("feedback", "rewrites", "ratings"),
    Kind.SFT: ("feedback", "rewrites"),
    Kind.SPANS: ("feedback", "readings"),
}


def wanted_ids(project: Project, plan: Plan) -> list[int]:
    """The conversations that an export has to look at."""
    return outcomes.conversations_holding(project.db, _LOOKS_AT.get(plan.kind, ("feedback",)), plan.within)


def starts_of(project: Project, wanted: Plan, ids: list[int]) -> Mapping[str, str]:
    """When the splits begin, of a split by time.

    Raises:
        StudioError: when no conversation says when it was.
    """
    if wanted.split_by is not SplitBy.TIME or len(wanted.fractions) == 1:
        return {}
    if wanted.options.starts:
        return wanted.options.starts
    times = outcomes.times(project.db, ids)
    if ids and not times:
        raise StudioError("None of these conversations says when it was.", "Split by conversation or by user.")
    return cutoffs(times, fractions=wanted.fractions)


def ties_of(project: Project, wanted: Plan) -> Mapping[str, str]:
    """Openings that share a split because they stand in one conversation, of all the project, whatever leaves it."""
    if len(wanted.fractions) == 1 or wanted.split_by not in (SplitBy.CONVERSATION, SplitBy.USER):
        return {}
    return tied([*map(opening, said)] for said in outcomes.several_openings(project.db, read=READ))


def outcomes_of(reviewed: Reviewed, plan: Plan) -> Iterator[Outcome]:
    """The examples of one conversation, and what gave none."""
    if plan.kind in (Kind.DPO, Kind.REWARD):
        for outcome in pairs(reviewed, plan.selection, form=plan.prompt_form, ways=plan.ways):
            yield _implicit(outcome) if plan.options.implicit_prompt else outcome
    elif plan.kind is Kind.SFT:
        made = demonstrations(reviewed, plan.selection)
        yield from demonstrations_after(reviewed, plan.selection, made, form=plan.prompt_form)
    else:
        yield from _MAKERS[plan.kind](reviewed, plan.selection)


def _implicit(outcome: Outcome) -> Outcome:
    if isinstance(outcome, Example) and isinstance(outcome.content, Pair):
        return replace(outcome, content=replace(outcome.content, implicit=True))
    return outcome


def reviewed_in(project: Project, ids: Sequence[int]) -> Iterator[Reviewed]:
    """The conversations with these ids, as curation sees them."""
    for at in range(0, len(ids), BATCH):
        batch = ids[at : at + BATCH]
        feedback = reading.feedback_in(project.db, batch)
        digests = outcomes.digests(project.db, batch)
        read = outcomes.readings(project.db, batch)
        better = rewrites.newest(project.db, outcomes.rewritten(project.db, batch))
        shared = outcomes.shared_ids(project.db, batch)
        for stored in reading.conversations(project.db, batch):
            named = _reviewed(stored, feedback.get(stored.id, []), digests.get(stored.id), read, better)
            if named.conversation_id in shared:  # several dumps count from one: then what was said tells them apart
                named = replace(named, conversation_id=f"{named.conversation_id}#{stored.fingerprint}")
            yield named


def _reviewed(
    stored: StoredConversation,
    feedback: Sequence[StoredFeedback],
    digest: str | None,
    readings: Mapping[int, bool],
    better: Mapping[int, str],
) -> Reviewed:
    at = {message_id: i for i, message_id in enumerate(stored.message_ids)}
    return Reviewed(
        stored.conversation,
        # Without an id in the dump the digest of its words names it: the same in every project.
        conversation_id=stored.conversation.origin_id or stored.fingerprint,
        source=stored.shown,
        feedback=tuple(_judged(item, at) for item in feedback),
        source_sha256=digest,
        rewrites={at[i]: better[i] for i in better.keys() & at.keys()} if better else {},
        readings={at[i]: readings[i] for i in readings.keys() & at.keys()} if readings else {},
        number=stored.id,
    )


def _judged(item: StoredFeedback, at: Mapping[int, int]) -> JudgedFeedback:
    return JudgedFeedback(
        message=at[item.message],
        target=None if item.target is None else at[item.target],
        span=item.span,
        category=item.category,
        status=item.status,
        score=item.score,
        detector=None if item.detector == PERSON else item.detector,
        scope=item.scope,
        rules=item.evidence.rules,
        reviewer=item.reviewer,
    )
