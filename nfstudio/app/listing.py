"""One list kept true to its filter: the snapshot is asked for off the GUI thread and never moves under the person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from nfstudio.app.excerpts import Excerpts
from nfstudio.app.facets import MOST, Counted, Opened
from nfstudio.app.models.paged_list import PagedList
from nfstudio.app.row_painting import RowPainter, marked_terms
from nfstudio.app.session import Session
from nfstudio.app.snapshots import Snapshot, again, left_out, merged, packed
from nfstudio.app.standing_question import StandingQuestion
from nfstudio.app.steady_list import SteadyList
from nfstudio.app.wording import number
from nfstudio.domain.feedback import Status
from nfstudio.store import browse, grouping
from nfstudio.store.browse import Filter, Order, Sort
from nfstudio.store.changes import Changes
from nfstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between the lists; `first` is what is found at once, before all is found."""

    name: str
    of_feedback: bool
    orders: tuple[Order, ...]
    ids: Callable[..., list[int]]
    count: Callable[..., int]
    first: Callable[..., list[int]]


QUEUE = Kind(
    "queue",
    of_feedback=True,
    orders=(
        Order.UNCERTAIN,
        Order.DISAGREED,
        Order.NOVEL,
        Order.CATEGORIES,
        Order.SOURCES,
        Order.SURE,
        Order.READING,
        Order.RANDOM,
        Order.GIVEN,
    ),
    ids=browse.feedback_ids,
    count=browse.count_feedback,
    first=browse.first_feedback,
)
CONVERSATIONS = Kind(
    "conversations",
    of_feedback=False,
    orders=(Order.IMPORTED, Order.NEWEST, Order.LONGEST, Order.MOST_FEEDBACK),
    ids=browse.conversation_ids,
    count=browse.count_conversations,
    first=browse.first_conversations,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands below a list.

    Attributes:
        total: rows without any filter.
        undecided: feedback that the filter lets through, its statuses aside, and nobody has decided; 0 for
            conversations.
        low: feedback below the threshold that nobody has decided, and that a choice of statuses leaves out.
        imported: whether the project holds any conversation.
    """

    total: int
    undecided: int
    low: int = 0
    imported: bool = True


class Listing(QObject):
    """A list with its filter and order.

    When the project changes, new rows are added at the end and decided rows stay where they are, so that nothing
    moves while the person works; `refresh` looks afresh.
    """

    arrived = Signal()
    """Another snapshot is shown."""
    counted = Signal()
    """`counts` are up to date."""
    faceted = Signal(bool)
    """`facets`, `files` and `opened` are up to date; whether they are those of another filter than the last ones."""

    def __init__(
        self, session: Session, kind: Kind, model: PagedList[Any], painter: RowPainter[Any], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._runner = session, session.runner
        self.kind, self.model, self.painter = kind, model, painter
        self.view = SteadyList(model, painter, several=True)
        self.view.selection.let_go.connect(self._let_go)
        self.filter = Filter()
        self.order: Order | Sort = kind.orders[0]
        self.excerpts = Excerpts(session.reader, kind.name, self)
        painter.excerpt = self.excerpts.of
        self.excerpts.arrived.connect(self.view.viewport().update)
        self.stale = False
        self.counts: Counts | None = None
        self.facets: Counted | None = None
        self.files: Mapping[str, int] = {}
        self.opened: Opened = {}
        self._to_open: frozenset[str] = frozenset()
        self._facets_wanted = True
        self._afresh = self._other_facets = True
        self._ids: StandingQuestion[Snapshot] = StandingQuestion(
            session.reader, f"{kind.name} ids", compose=self._which, answer=self._take, parent=self
        )
        self._first: StandingQuestion[list[int]] = StandingQuestion(
            session.reader, f"{kind.name} first", compose=self._which_first, answer=self._show_first, parent=self
        )
        self._numbers: StandingQuestion[Counts] = StandingQuestion(
            session.reader, f"{kind.name} counts", compose=self._how_many, answer=self._count, parent=self
        )
        self._values: StandingQuestion[tuple[Counted, Mapping[str, int], Opened]] = StandingQuestion(
            session.reader, f"{kind.name} facets", compose=self._which_values, answer=self._facet, parent=self
        )

    @property
    def at_work(self) -> bool:
        """Whether a job may still bring rows."""
        return bool(self._runner.tickets)

    @property
    def facets_wanted(self) -> bool:
        """Whether anybody looks at the facets."""
        return self._facets_wanted

    @property
    def waits(self) -> bool:
        """Whether the rows of the present filter are still being looked for."""
        return self._afresh and self._ids.waits

    def follow(self, wanted: Filter, order: Order | Sort | None = None) -> None:
        """Show what another filter lets through."""
        self.filter = wanted
        self.order = order or self.order
        self.painter.terms = marked_terms(wanted.text)
        self.excerpts.follow(wanted)
        self._other_facets = True
        self.view.start_over()
        self._first.now()
        self.refresh()

    def refresh(self) -> None:
        """Look afresh: what no longer fits goes, everything is sorted; the present row stays where it is."""
        self._afresh = True
        self._values.drop()  # takes ten times as long, and the reader does one thing after another
        self._ids.now()

    def touched(self, changes: Changes) -> None:
        """The project changed."""
        self.model.refresh(changes)
        if changes.feedback or changes.imported or (changes.indexed and self.filter.text):
            self._ids.soon()

    def want_facets(self, *, wanted: bool) -> None:
        """Whether anybody looks at the facets: they take longer than all the rest."""
        self._facets_wanted = wanted
        if wanted:
            self._values.now()
        else:
            self._values.drop()

    def open_sources(self, names: frozenset[str]) -> None:
        """These sources are shown with their files from now on."""
        if names != self._to_open:
            self._to_open = names
            if not names <= set(self.opened):
                self._values.now()

    def _which(self) -> Callable[[Project], Snapshot]:
        kind, wanted, order = self.kind, self.filter, self.order
        afresh = self._afresh or not self.view.held
        old, chosen = self.model.ids, self.view.selection.chosen

        def ask(project: Project) -> Snapshot:
            found = packed(kind.ids(project.db, wanted, order))
            if afresh:
                rows = Snapshot(found, stale=False)
            else:
                gone = browse.gone(project.db, left_out(old, found), of_feedback=kind.of_feedback)
                rows = merged(old, found, gone)
            return rows if chosen is None else replace(rows, chosen=(chosen, again(chosen, rows.ids)))

        return ask

    def _which_first(self) -> Callable[[Project], list[int]]:
        first, wanted, order = self.kind.first, self.filter, self.order
        return lambda project: first(project.db, wanted, order)

    def _show_first(self, ids: list[int]) -> None:
        """What was found first is read while the rest is looked for: a word that all say takes seconds."""
        if ids and self._afresh:
            self.model.show(packed(ids))

    def _take(self, snapshot: Snapshot) -> None:
        first, self._afresh = self._afresh, False
        self.stale = snapshot.stale
        if snapshot.chosen is not None:
            self.view.selection.foresee(*snapshot.chosen)
        self.model.show(snapshot.ids)
        self.view.settled()
        self.arrived.emit()
        self._numbers.now()
        if self._facets_wanted:
            (self._values.now if first else self._values.soon)()

    def _let_go(self, count: int) -> None:
        told = self.tr("{count} rows are no longer selected: they lie too far apart among the new ones.")
        self._session.told.emit(told.format(count=number(count)))

    def _how_many(self) -> Callable[[Project], Counts]:
        kind, chosen = self.kind, self.filter.statuses
        undecided, low = (replace(self.filter, statuses=frozenset({one})) for one in (Status.AUTO, Status.LOW))
        leaves_out = kind.of_feedback and chosen and Status.LOW not in chosen

        def ask(project: Project) -> Counts:
            total = kind.count(project.db, Filter())
            return Counts(
                total=total,
                undecided=kind.count(project.db, undecided) if kind.of_feedback else 0,
                low=kind.count(project.db, low) if leaves_out else 0,
                imported=bool(total or browse.count_conversations(project.db, Filter())),
            )

        return ask

    def _which_values(self) -> Callable[[Project], tuple[Counted, Mapping[str, int], Opened]]:
        wanted, of_feedback, names = self.filter, self.kind.of_feedback, self._to_open

        def ask(project: Project) -> tuple[Counted, Mapping[str, int], Opened]:
            db = project.db
            counts = partial(grouping.counts, db, wanted, of_feedback=of_feedback, most=MOST)
            opened = {name: counts(name) for name in sorted(names)}
            return browse.facets(db, wanted, of_feedback=of_feedback), grouping.files(db), opened

        return ask

    def _count(self, counts: Counts) -> None:
        self.counts = counts
        self.counted.emit()

    def _facet(self, found: tuple[Counted, Mapping[str, int], Opened]) -> None:
        self.facets, self.files, self.opened = found
        other, self._other_facets = self._other_facets, False
        self.faceted.emit(other)
