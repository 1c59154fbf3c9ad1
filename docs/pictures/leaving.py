"""Pictures of what leaves as a dataset."""

from studio import Studio


def export(studio: Studio) -> None:
    """What would leave as a dataset."""
    studio.do("project.export")
    dialog = studio.dialog("export")
    studio.until(lambda: dialog._seen is not None, "the counts")  # type: ignore[attr-defined]
    dialog.out.setText("~/chats-kto")  # type: ignore[attr-defined]
    studio.breathe(0.5)
    studio.shoot("export", dialog)


def export_checks(studio: Studio) -> None:
    """What becomes of personal data, duplicates, refusals and more."""
    _tab(studio, "checks")


def export_numbers(studio: Studio) -> None:
    """The limits of those checks."""
    _tab(studio, "limits", "numbers")


def export_licences(studio: Studio) -> None:
    """Under which licence each source stands, as the person says."""
    form = studio.dialog("export").form  # type: ignore[attr-defined]
    form.licences.table.item(0, 1).setText("cc-by-4.0")
    _tab(studio, "licences")
    form.setCurrentIndex(0)


def _tab(studio: Studio, part: str, name: str = "") -> None:
    form = studio.dialog("export").form  # type: ignore[attr-defined]
    form.setCurrentWidget(getattr(form, part))
    studio.settle()
    studio.shoot(f"export-{name or part}", form)


def result(studio: Studio) -> None:
    """What was written, and the lines that train on it."""
    studio.dialog("export").go.click()  # type: ignore[attr-defined]
    studio.breathe(0.3)
    studio.settle()
    studio.until(lambda: "exported" in studio.window._dialogs, "the result")
    dialog = studio.dialog("exported")
    for code in (dialog.load, dialog.train):  # type: ignore[attr-defined]
        code.setPlainText(code.toPlainText().replace(str(studio.home), "/home/ada"))  # not where pictures are made
    studio.shoot("result", dialog)
    studio.close("exported")
