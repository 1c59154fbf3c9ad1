"""Logs of FastChat's server, on which Chatbot Arena ran: what was said so far, at each turn and at each vote."""

from collections.abc import Mapping, Sequence

from nfstudio.domain.records import Found
from nfstudio.importers import shapes
from nfstudio.importers.asides import listed
from nfstudio.importers.chat_messages import rated, read_messages
from nfstudio.importers.shapes import WrongShape, chained

_VOTES: Mapping[str, tuple[int | None, int | None]] = {
    "upvote": (1, None),
    "downvote": (-1, None),
    "leftvote": (1, -1),
    "rightvote": (-1, 1),
    "bothbad_vote": (-1, -1),
}
"""What a vote says of the answer, or of the one at the left and the one at the right; a tie says nothing."""
_PAIR = 2
KEYS = frozenset({"tstamp"})
"""One of these every record has."""


def is_record(value: object) -> bool:
    """What was said to one model, or to two at once."""
    if not isinstance(value, dict) or "tstamp" not in value:
        return False
    states = listed(value.get("states")) or [value.get("state")]
    return any(map(_is_state, states))


def _is_state(state: object) -> bool:
    return isinstance(state, dict) and isinstance(state.get("messages"), list) and isinstance(state.get("roles"), list)


def build(value: Mapping[str, object]) -> Sequence[Found]:
    """The conversation with each model; a vote is a thumb on its last answer.

    Raises:
        WrongShape: when nothing of it can be read.
    """
    states = listed(value.get("states")) or [value.get("state")]
    thumbs = _VOTES.get(str(value.get("type")), (None, None))
    found = [
        _found(state, thumb, shapes.when(value.get("tstamp")))
        for state, thumb in zip(states[:_PAIR], thumbs, strict=False)
        if isinstance(state, dict) and _is_state(state)
    ]
    if not found:
        raise WrongShape("There is no state that holds messages.")
    return found


def _found(state: Mapping[str, object], thumb: int | None, at: str | None) -> Found:
    roles = listed(state["roles"])
    person = roles[0] if roles else "USER"
    said: list[object] = []
    system = state.get("system_message") or state.get("system")
    if isinstance(system, str) and system:
        said.append({"role": "system", "content": system})
    lost = []
    for i, item in enumerate(listed(state["messages"])):
        if not isinstance(item, list) or len(item) < _PAIR or not isinstance(item[1], str | list | None):
            lost.append(f"Message {i + 1} is no pair of who speaks and what.")
        elif item[1] is not None:  # what is still to be answered
            words = item[1] if isinstance(item[1], str) else next((one for one in item[1] if isinstance(one, str)), "")
            said.append({"role": "user" if item[0] == person else "assistant", "content": words})
    model = shapes.text(state.get("model_name"))
    name = shapes.text(state.get("conv_id"))
    messages = rated(read_messages(said), thumb)
    return chained(messages, lost=lost, origin_id=name, model=model, created_at=at)
