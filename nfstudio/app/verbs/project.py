"""Opening, importing, detecting, exporting, keeping safe."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from nfstudio import paths
from nfstudio.app import tickets
from nfstudio.app.detector_choice import DetectorChoice
from nfstudio.app.dialogs.asking import ask_files, ask_folder, ask_new, ask_project, confirm
from nfstudio.app.dialogs.detector import DetectorDialog
from nfstudio.app.dialogs.export import ExportDialog
from nfstudio.app.dialogs.export_result import ExportResult
from nfstudio.app.dialogs.import_preview import ImportPreview
from nfstudio.app.dialogs.problems import Problems
from nfstudio.app.dialogs.sources import Sources
from nfstudio.app.row_words import cut
from nfstudio.app.wording import tr
from nfstudio.domain.conversation import Role
from nfstudio.errors import StudioError
from nfstudio.exporters.manifest import Written
from nfstudio.store.failures import bytes_at
from nfstudio.store.project import SUFFIX

if TYPE_CHECKING:
    from nfstudio.app.window import Window


def new(window: "Window") -> None:
    """Make an empty project where the person says."""
    proposed = paths.documents() / f"{tr('Feedback')}{SUFFIX}"

    def make(path: Path) -> None:
        try:
            taken = bytes_at(path)
        except StudioError as failed:
            window.tell(failed)
            return
        if taken:
            window.tell(StudioError(f"Something lies at {path} already.", "Choose another name, or open it."))
        else:
            window.show_project(path)

    ask_new(window, tr("New project"), proposed, make)


def open_project(window: "Window") -> None:
    """Open a project the person chooses."""
    ask_project(window, tr("Open project"), window.show_project)


def open_folder(window: "Window") -> None:
    """Open a folder of logs: its project lies beside it."""
    ask_folder(window, tr("Open folder of logs"), lambda folder: preview(window, [folder], open_logs))


def open_samples(window: "Window") -> None:
    """Open the sample logs in a project of their own."""
    open_logs(window, [paths.samples()], place=paths.documents() / f"{tr('NF Studio samples')}{SUFFIX}")


def open_logs(window: "Window", logs: Sequence[Path], *, place: Path | None = None) -> None:
    """Open the project that belongs to `logs`, import them and detect; asked for a place when theirs is refused."""
    place = place or project_beside(logs)
    refused = window.try_project(place)
    if refused is None:
        take_in(window, logs)
    elif paths.is_there(place):
        window.tell(refused)
    else:
        window.tell(refused)
        proposed = paths.documents() / place.name
        ask_new(
            window, tr("Where may the project be kept?"), proposed, lambda path: open_logs(window, logs, place=path)
        )


def project_beside(logs: Sequence[Path]) -> Path:
    """Where the project of these logs is kept: beside the folder, or beside the file, under its name."""
    first = logs[0].resolve()
    if len(logs) > 1:
        first = first.parent
    name = first.name if paths.is_folder(first) else first.stem
    return first.parent / f"{name}{SUFFIX}" if name else paths.documents() / f"{tr('Feedback')}{SUFFIX}"


def dropped(window: "Window", found: Sequence[Path], *, look_first: bool = False) -> None:
    """Take what was dropped on the window, or named at its start: a project is opened, anything else imported.

    Args:
        look_first: show what lies there before anything is imported.
    """
    projects = [path for path in found if path.suffix == SUFFIX and paths.is_file(path)]
    logs = [path for path in found if path not in projects]
    if projects:
        window.show_project(projects[0])
    elif logs:
        take = open_logs if window.session is None else take_in
        if look_first:
            preview(window, logs, take)
        else:
            take(window, logs)


def take_in(window: "Window", logs: Sequence[Path]) -> None:
    """Import files and folders into the open project; detection follows by itself."""
    if window.session is not None:
        window.session.start(tickets.import_ticket(logs, mappings=window.preferences.mappings))


def preview(window: "Window", logs: Sequence[Path], then: Callable[["Window", Sequence[Path]], object]) -> None:
    """Show what lies there; `then` when the person wants it imported."""

    def make() -> ImportPreview:
        dialog = ImportPreview(logs, window.preferences.mappings, window)
        dialog.mapped.connect(lambda columns, mapping: window.prefer(window.preferences.mapped(columns, mapping)))
        dialog.wanted.connect(lambda: then(window, logs))
        return dialog

    shown = window.show_dialog("preview", make)
    if isinstance(shown, ImportPreview) and shown.paths != tuple(logs):  # of something else: this is newer
        shown.close()
        window.show_dialog("preview", make)


def import_folder(window: "Window") -> None:
    """Import a folder the person chooses."""
    ask_folder(window, tr("Import folder"), lambda folder: preview(window, [folder], take_in))


def import_files(window: "Window") -> None:
    """Import files the person chooses."""
    ask_files(window, tr("Import files"), lambda files: preview(window, files, take_in))


def detect(window: "Window") -> None:
    """Detect feedback in what has not been looked at."""
    if window.session is not None and not any(t.kind == tickets.DETECT for t in window.session.runner.tickets):
        window.session.start(tickets.detect_ticket(window.detector))


def choose_detector(window: "Window") -> None:
    """Choose what finds feedback in this project from now on, in new ones only where that is said; what was found stays
    until the detector has run again."""
    project = window.session.project if window.session is not None else None

    def use(choice: DetectorChoice, *, everywhere: bool) -> None:
        path = project.path if project is not None else None
        window.prefer(window.preferences.detecting(choice, path, everywhere=everywhere))
        if project is not None:
            window.toast.say(tr("Detect feedback again (Ctrl+D) to use it."))

    def make() -> DetectorDialog:
        dialog = DetectorDialog(window.detector, window, project=project.name if project is not None else "")
        dialog.chosen.connect(lambda choice: use(choice, everywhere=dialog.everywhere.isChecked()))
        return dialog

    window.show_dialog("detector", make)


def pause(window: "Window") -> None:
    """Let the job at work wait, or go on."""
    if window.columns is not None:
        window.columns.strip.turn()


def cancel(window: "Window") -> None:
    """End the job at work."""
    if window.columns is not None:
        window.columns.strip.stop()


def export(window: "Window") -> None:
    """Choose what leaves as a dataset."""
    session = window.session
    if session is not None:
        folder = session.project.path.parent / f"{session.project.name}-dataset"
        window.show_dialog("export", lambda: ExportDialog(session, _free(folder), window))


def exported(window: "Window", written: Written) -> None:
    """Show what came out, in place of what came out before."""
    before = window.show_dialog("exported", lambda: ExportResult(written, window))
    if isinstance(before, ExportResult) and before.written is not written:
        before.close()
        window.show_dialog("exported", lambda: ExportResult(written, window))


def sources(window: "Window") -> None:
    """Show the files the project was made of."""
    session = window.session
    if session is None:
        return

    def make() -> Sources:
        dialog = Sources(session, window)
        dialog.backup_wanted.connect(lambda: back_up(window))
        dialog.restore_wanted.connect(lambda: restore(window))
        return dialog

    window.show_dialog("sources", make)


def remove_conversation(window: "Window") -> None:
    """Take the conversation looked at out of the project, once the person has said so."""
    session = window.session
    shown = session.shown() if session is not None else None
    if session is None or shown is None:
        return
    said = (message.content for message in shown.conversation.messages if message.role is Role.USER)
    name = shown.conversation.title or next(said, "") or shown.shown
    window.close_dialog("remove")  # it was about another one
    window.show_dialog(
        "remove",
        lambda: confirm(
            window,
            tr("Remove the conversation “{name}” from the project?").format(name=cut(name, 60)),
            tr("It goes with all that was found and decided in it. This cannot be undone; its file stays where it is."),
            verb=tr("Remove for good"),
            then=lambda: session.start(tickets.remove_conversation_ticket(shown.id, shown=cut(name, 60))),
        ),
    )


def problems(window: "Window") -> None:
    """Show what was passed over."""
    session = window.session
    if session is not None:
        window.show_dialog("problems", lambda: Problems(session, window))


def back_up(window: "Window") -> None:
    """Copy the project to where the person says."""
    session = window.session
    if session is not None:
        day = datetime.now(UTC).astimezone().strftime("%Y-%m-%d")
        proposed = _free(session.project.path.with_name(f"{session.project.name} {day}{SUFFIX}"))
        ask_new(window, tr("Back up"), proposed, lambda to: session.start(tickets.backup_ticket(to)))


def restore(window: "Window") -> None:
    """Put a backup in the place of the open project, or, with none open, of one that is asked for."""
    session = window.session
    if session is not None and session.readonly:
        window.tell(StudioError("This project is open in another window.", "Restore it from there."))
        return

    def ask(backup: Path) -> None:
        if session is not None:
            _replace(window, backup, session.project.path)
            return
        proposed = window.refused or paths.documents() / f"{tr('Feedback')}{SUFFIX}"
        ask_new(window, tr("Restore as"), proposed, lambda path: window.restore(backup, path))

    ask_project(window, tr("Restore a backup"), ask, backups=True)


def _replace(window: "Window", backup: Path, path: Path) -> None:
    window.close_dialog("replace")
    window.show_dialog(
        "replace",
        lambda: confirm(
            window,
            tr("Put {backup} in the place of {project}?").format(backup=backup.name, project=path.stem),
            tr("The project as it is now is kept beside it as .replaced."),
            verb=tr("Restore"),
            then=lambda: window.restore(backup, path),
        ),
    )


def close(window: "Window") -> None:
    """Back to the welcome page."""
    window.close_project()


def leave(window: "Window") -> None:
    """Close the window; a job at work ends after its batch and can be resumed."""
    window.close()


def show_folder(folder: Path) -> None:
    """Open a folder in the desktop's file browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _free(path: Path) -> Path:
    """`path`, or the first of its numbered names that is not taken."""
    tried, number = path, 1
    while paths.is_there(tried):
        number += 1
        tried = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return tried
