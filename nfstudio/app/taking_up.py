"""Whoever opens a project again finds its queue as they left it: the same list, at the same feedback."""

from nfstudio.app.listing import Listing
from nfstudio.app.session import Session
from nfstudio.domain.feedback import Status
from nfstudio.store import last_place
from nfstudio.store.browse import Filter
from nfstudio.store.last_place import Place
from nfstudio.store.orders import FEEDBACK_SORTS, Sort

FIRST = Filter(statuses=frozenset({Status.AUTO}))
"""What the queue of a project shows that nobody has reviewed."""


def take_up(session: Session, queue: Listing) -> None:
    """Prepare a queue that nobody has seen yet."""
    queue.filter = FIRST
    place = last_place.kept(session.project)
    if place is None:
        return
    order = place.order
    if order.column in FEEDBACK_SORTS if isinstance(order, Sort) else order in queue.kind.orders:
        queue.filter, queue.order = place.filter, order


def look_again(session: Session) -> None:
    """Look at what was looked at then, where it is still there; once there is a window to see it in."""
    place = last_place.kept(session.project)
    if place is not None:
        session.select(place.feedback)


def leave(session: Session, queue: Listing) -> None:
    """Remember where somebody is; a window that only reads remembers nothing."""
    place = Place(queue.filter, queue.order, session.feedback)
    untouched = Place(FIRST, queue.kind.orders[0], None)
    if not session.readonly and place != (last_place.kept(session.project) or untouched):
        session.write(lambda: last_place.keep(session.project, place))
