"""Pictures from the first start to the first conversation."""

import shutil

from studio import Studio

SURVEY = """chat,who,body,at
1,guest,Which tea keeps me awake?,2026-05-04
1,bot,Camomile.,2026-05-04
1,guest,"No, camomile makes people sleepy. I asked for the opposite.",2026-05-04
1,bot,"Then black tea, or mate.",2026-05-04
2,guest,How long do I boil an egg?,2026-05-05
2,bot,Ten minutes gives a firm yolk.,2026-05-05
2,guest,"Perfect, thanks!",2026-05-05
"""


def welcome(studio: Studio) -> None:
    """What a first start shows."""
    studio.shoot("welcome")


def import_preview(studio: Studio) -> None:
    """What lies in a folder, before anything is imported."""
    from nfstudio import paths
    from nfstudio.app.verbs import project

    logs = studio.home / "chats"
    shutil.copytree(paths.samples(), logs)
    (logs / "survey.csv").write_text(SURVEY, encoding="utf-8")
    project.preview(studio.window, [logs], project.open_logs)
    dialog = studio.dialog("preview")
    studio.until(lambda: not dialog.counting, "the preview")  # type: ignore[attr-defined]
    studio.shoot("import-preview", dialog)


def mapping(studio: Studio) -> None:
    """Which column of a table holds what."""
    preview = studio.dialog("preview")
    preview.columns.click()  # type: ignore[attr-defined]
    dialog = preview.dialog  # type: ignore[attr-defined]
    for what, column in {"text": "body", "role": "who", "conversation": "chat", "time": "at"}.items():
        combo = dialog.combos[what]
        combo.setCurrentIndex(combo.findData(column))
    person = dialog.combos["person"]
    person.setCurrentIndex(person.findData("guest"))
    studio.breathe()
    studio.shoot("mapping", dialog)
    dialog.reject()
    studio.breathe(0.1)
    (studio.home / "chats" / "survey.csv").unlink()


def opened(studio: Studio) -> None:
    """What stands there once the logs are in and feedback is found."""
    preview = studio.dialog("preview")
    preview.go.click()  # type: ignore[attr-defined]
    studio.breathe(0.2)
    studio.settle()
    studio.shoot("opened")


def problems(studio: Studio) -> None:
    """What could not be read."""
    studio.do("project.problems")
    studio.shoot("problems", studio.dialog("problems"))
    studio.close("problems")
