"""The one error that speaks to a person: the world failed, here is what happened and what to do."""


class StudioError(Exception):
    """A failure of the world (a file, a disk, a device), not a bug.

    Args:
        sentence: what failed and where, in plain words, ending with a full stop.
        hint: what the person can do about it; empty when there is nothing to do.
    """

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()
