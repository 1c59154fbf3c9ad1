"""Whether one key means two things."""

from nfstudio.app.actions import ACTIONS, keys_of


def clashes(own):
    """Keys that more than one action claims, with the ids of these actions."""
    claims = {}
    for action in ACTIONS:
        for key in keys_of(action, own):
            claims.setdefault(key, []).append(action.id)
    return {key: ids for key, ids in claims.items() if len(ids) > 1}
