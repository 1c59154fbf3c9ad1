"""What was written about feedback and not yet said with a verdict: nothing typed is ever lost to a click elsewhere."""

from dataclasses import dataclass, field, replace

from nfstudio.domain.feedback import Scope
from nfstudio.store.decisions import Edit
from nfstudio.store.reading import StoredFeedback


@dataclass(slots=True)
class Drafts:
    """An `Edit` for each feedback that somebody began to write about; it lives as long as the window."""

    _edits: dict[int, Edit] = field(default_factory=dict)

    def put(
        self,
        item: StoredFeedback,
        *,
        note: str | None = None,
        flags: tuple[str, ...] | None = None,
        scope: Scope | None = None,
    ) -> None:
        """Remember what differs from what is stored; what no longer differs is forgotten."""
        edit = self.of(item.id)
        if note is not None:
            edit = replace(edit, note=None if note == item.note else note)
        if flags is not None:
            edit = replace(edit, flags=None if flags == item.flags else flags)
        if scope is not None:
            edit = replace(edit, scope=None if scope is item.scope else scope)
        if edit == Edit():
            self.drop(item.id)
        else:
            self._edits[item.id] = edit

    def of(self, feedback: int) -> Edit:
        """What is to be said along with the next verdict."""
        return self._edits.get(feedback, Edit())

    def drop(self, feedback: int) -> None:
        """It has been said."""
        self._edits.pop(feedback, None)

    def __contains__(self, feedback: int) -> bool:
        return feedback in self._edits
