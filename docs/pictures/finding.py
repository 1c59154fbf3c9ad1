"""Pictures of what helps to find one's way, and of the dark."""

from studio import Studio


def palette(studio: Studio) -> None:
    """An action found by typing."""
    studio.window.show_palette()
    studio.type(studio.window.palette_of_actions.words, "word")
    studio.shoot("palette")
    studio.window.palette_of_actions.go()
    studio.breathe(0.1)


def keys(studio: Studio) -> None:
    """All keys on one sheet."""
    studio.window.show_key_sheet()
    studio.breathe()
    studio.shoot("keys", studio.dialog("keys"))
    studio.close("keys")


def dark(studio: Studio) -> None:
    """The same in the dark."""
    studio.do("view.theme.dark")
    studio.look_at("That throws the changes away")
    studio.shoot("dark")
