"""The window: the welcome page or one open project, menus and keys above it, and all that outlives a project."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget

from nfstudio.app import preferences as keeping
from nfstudio.app import theme as look
from nfstudio.app import tickets, wording
from nfstudio.app.actions import LISTED, POINTED
from nfstudio.app.aside import Aside
from nfstudio.app.columns import Columns
from nfstudio.app.detector_choice import DetectorChoice
from nfstudio.app.dialogs.details import Details, said
from nfstudio.app.dialogs.key_editor import KeyEditor
from nfstudio.app.dialogs.key_sheet import KeySheet
from nfstudio.app.drop_hint import DropHint, local_files, take_a_copy
from nfstudio.app.field_keys import FieldKeys
from nfstudio.app.first_size import come_up, no_larger
from nfstudio.app.icons import app_icon
from nfstudio.app.menus import Menus
from nfstudio.app.palette import Palette
from nfstudio.app.panels.welcome import Welcome
from nfstudio.app.preferences import Preferences
from nfstudio.app.runner import Ticket
from nfstudio.app.session import Session
from nfstudio.app.tab_order import move_focus
from nfstudio.app.taking_up import look_again
from nfstudio.app.text_size import resize_text
from nfstudio.app.theme import Scheme
from nfstudio.app.toast import Toast
from nfstudio.app.verbs import project as verbs
from nfstudio.app.verbs.review import decide_selected, next_undecided, show_changes
from nfstudio.errors import StudioError
from nfstudio.exporters.manifest import Written
from nfstudio.paths import is_file, shown
from nfstudio.store import languages
from nfstudio.store.failures import told
from nfstudio.store.restoring import restore

_GEOMETRY = "geometry"


class Window(QMainWindow):
    """One window, at most one project.

    Args:
        preferences_file: where preferences are read from and written to.
        settings: where sizes are kept.
    """

    def __init__(self, preferences_file: Path, settings: QSettings) -> None:
        super().__init__()
        self.session: Session | None = None
        self.columns: Columns | None = None
        self.refused: Path | None = None  # the project that could not be opened last
        self._file = preferences_file
        self._settings = settings
        self._dialogs: dict[str, QDialog] = {}
        self._aside: Aside | None = None
        self._news: tickets.Outcome | None = None
        self.preferences, notice = keeping.load(preferences_file)
        self._resize_text()
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.welcome = Welcome()
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.welcome)
        self.setCentralWidget(self._pages)
        self.menus = Menus(self, self.preferences.keys)
        self.addToolBar(self.menus)
        FieldKeys(self, lambda: list(self.menus.by_id.values()))
        self.toast = Toast(self._pages)
        self._drop_hint = DropHint(self._pages)
        self.palette_of_actions = Palette(self, lambda name: self.menus.by_id[name].isEnabled())
        self.palette_of_actions.chosen.connect(lambda name: self.menus.by_id[name].trigger())
        self._join_welcome()
        self._restore_size()
        self._show_welcome()
        if notice:
            self.toast.say(notice)

    # Projects

    def show_project(self, path: Path) -> bool:
        """Open a project in place of the one that is open; whether it could be opened."""
        refused = self.try_project(path)
        if refused is not None:
            self.refused = path
            self.tell(refused)
        return refused is None

    def try_project(self, path: Path) -> StudioError | None:
        """Open a project; the error when it cannot be opened, and then nothing has changed."""
        if self.session is not None and self.session.project.path == path.absolute():
            return None
        try:
            session = Session(path, reviewer=self.preferences.reviewer, parent=self)
        except StudioError as refused:
            return refused
        except Exception as failed:
            said = told(failed, path)  # damaged where the first look does not reach
            if said is None:
                raise
            return said
        self.close_project()
        self._open(session)
        return None

    def close_project(self) -> None:
        """End its job after the present batch, close its dialogs, go back to the welcome page."""
        session, columns = self.session, self.columns
        if session is None or columns is None:
            return
        for dialog in list(self._dialogs.values()):
            dialog.close()
        columns.keep()
        self.toast.clear()
        session.runner.finished.disconnect(self._finished)
        session.close()
        self.session = self.columns = None
        self._pages.removeWidget(columns)
        columns.deleteLater()
        session.deleteLater()
        self._show_welcome()

    def restore(self, backup: Path, path: Path | None = None) -> None:
        """Put `backup` in the place of the project at `path`, without it of the open one, and open that."""
        was_open = self.session is not None
        if self.session is not None:
            path = path or self.session.project.path
        if path is None:
            return
        self.close_project()
        lock = QLockFile(f"{path}.lock")
        lock.setStaleLockTime(0)
        if not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError:
            self.tell(StudioError(f"{path} is open in another window.", "Close it there, then restore again."))
            return
        self.setEnabled(False)
        self.toast.say(self.tr("Restoring {name}…").format(name=backup.name))
        self._aside = Aside(partial(restore, backup, path), self)
        self._aside.done.connect(partial(self._restored, path, lock, was_open))
        self._aside.start()

    def _restored(self, path: Path, lock: QLockFile, was_open: bool, failed: Exception | None) -> None:  # noqa: FBT001 -- a slot
        lock.unlock()
        self.setEnabled(True)
        self._aside = None
        if failed is None:
            if self.show_project(path):
                self.toast.say(self.tr("Restored."))
            return
        if was_open:  # else there may be none to go back to
            self.show_project(path)
        self.tell(failed)

    def _open(self, session: Session) -> None:
        self.session = session
        self.columns = Columns(
            session, self._settings, mappings=self.preferences.mappings, detector=lambda: self.detector
        )
        self._pages.addWidget(self.columns)
        self._pages.setCurrentWidget(self.columns)
        self.columns.strip.problems_wanted.connect(lambda: verbs.problems(self))
        self.columns.inspector.advance.connect(lambda: next_undecided(self))
        self.columns.strip.folder_wanted.connect(verbs.show_folder)
        self.columns.strip.changes_wanted.connect(lambda: show_changes(self))
        self.columns.stage.turned.connect(self.menus.refresh)
        session.told.connect(self.toast.say)
        session.failed.connect(self.tell)
        session.changed.connect(self.menus.refresh)
        session.feedback_selected.connect(self.menus.refresh)
        runner = session.runner
        runner.finished.connect(self._finished)
        for news in (runner.queued, runner.started, runner.finished, runner.cancelled, runner.failed):
            news.connect(self.menus.refresh)
        self._name_keys()
        by_id = self.menus.by_id
        self.columns.transcript.offer([[by_id[name] for name in group] for group in POINTED])
        self.columns.browser.offer([[by_id[name] for name in group] for group in LISTED])
        self.columns.several.changed.connect(self.menus.refresh)
        self.columns.several.preview_wanted.connect(partial(decide_selected, self))
        self.setWindowTitle(self.tr("{project} — NF Studio").format(project=session.project.name))
        self.menus.show()
        self.prefer(self.preferences.opened(session.project.path, wording.now().strftime("%Y-%m-%dT%H:%M:%SZ")))
        self.menus.refresh()
        self.columns.browser.setFocus(Qt.FocusReason.OtherFocusReason)  # arrows go through the list at once
        look_again(session)

    def _finished(self, ticket: Ticket, result: object) -> None:
        assert self.session is not None
        assert self.columns is not None
        strip = self.columns.strip
        if ticket.kind == tickets.PRIORITISE:
            self.columns.browser.refresh()
            return
        if ticket.kind == tickets.LANGUAGES:
            # Nobody asked for them: what was asked for before is still news.
            if self._news is not None:
                news = self._news
                strip.rest(news.sentence, problems=news.problems, folder=news.folder, changes=news.changes)
            self._news = None
            return
        told, before = tickets.outcome(result), self._news
        problems = before.problems if ticket.kind == tickets.DETECT and before is not None else told.problems
        self._news = replace(told, sentence=strip.sentence, problems=problems)
        if told.changes or ticket.kind == tickets.DECIDE:
            self.toast.say(told.sentence)
        if ticket.kind == tickets.IMPORT:
            verbs.detect(self)
        elif isinstance(result, Written):
            verbs.exported(self, result)
        elif ticket.kind == tickets.DETECT and languages.waiting(self.session.project):
            self.session.start(tickets.languages_ticket())

    @property
    def detector(self) -> DetectorChoice:
        """What finds feedback in the open project."""
        return self.preferences.detector_of(self.session.project.path if self.session is not None else None)

    # Telling

    def tell(self, error: BaseException) -> None:
        """Tell of a failure: the world's in a sentence, a bug with its details."""
        failed = error if isinstance(error, StudioError) else told(error)
        if failed is not None:
            self.toast.say(" ".join(said(failed)).strip())
        elif "details" not in self._dialogs:  # a bug seldom comes alone; the log has the others
            self.show_dialog("details", lambda: Details(error, self))

    def show_dialog(self, name: str, make: Callable[[], QDialog]) -> QDialog:
        """Show a dialog beside the window; there is at most one of each name."""
        dialog = self._dialogs.get(name)
        if dialog is None:
            dialog = make()
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.finished.connect(lambda: self._dialogs.pop(name, None))
            self._dialogs[name] = dialog
            no_larger(dialog, self.screen().availableGeometry())
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    def close_dialog(self, name: str) -> None:
        """Close the dialog of that name, if there is one."""
        if name in self._dialogs:
            self._dialogs[name].close()

    def show_key_sheet(self) -> None:
        """All keys on one sheet."""
        self.show_dialog("keys", lambda: KeySheet(self.preferences.keys, self))

    def show_palette(self) -> None:
        """Find an action by typing."""
        self.menus.refresh()
        self.palette_of_actions.come(self.preferences.keys, QApplication.focusWidget())

    def choose_keys(self) -> None:
        """Let the person choose other keys."""

        def make() -> KeyEditor:
            editor = KeyEditor(self.preferences.keys, self)
            editor.chosen.connect(self._take_keys)
            return editor

        self.show_dialog("key editor", make)

    def _take_keys(self, own: Mapping[str, tuple[str, ...]]) -> None:
        self.prefer(replace(self.preferences, keys=own))
        self.menus.show_keys(own)
        self._name_keys()

    def _name_keys(self) -> None:
        """Say the keys where buttons name them."""
        if self.columns is not None:
            keys = {name: self.menus.key(name) for name in self.menus.by_id}
            self.columns.inspector.name_keys(keys)
            self.columns.stage.name_keys(keys)

    # Preferences

    def prefer(self, wanted: Preferences) -> None:
        """Keep other preferences from now on."""
        self.preferences = wanted
        if self.session is not None:
            self.session.reviewer = wanted.reviewer
        try:
            keeping.save(self._file, wanted)
        except StudioError as failed:
            self.tell(failed)
        self._list_recents()

    def size_text(self, percent: int) -> None:
        """Larger or smaller words, now and from now on."""
        self.prefer(replace(self.preferences, text_size=percent))
        self._resize_text()
        self.toast.say(self.tr("Text size {percent} %").format(percent=percent))

    def _resize_text(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        resize_text(app, self.preferences.text_size)

    def dress(self, scheme: Scheme) -> None:
        """Another theme, now and from now on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.apply(app, scheme)
        self.prefer(replace(self.preferences, theme=scheme))
        self.menus.refresh()

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Files are welcome everywhere."""
        found = local_files(event)
        if found:
            take_a_copy(event)
            self._drop_hint.come(found, self.session is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """They are carried elsewhere."""
        super().dragLeaveEvent(event)
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Import what was dropped, or open it."""
        self._drop_hint.hide()
        found = local_files(event)
        if found:
            take_a_copy(event)
            verbs.dropped(self, found, look_first=True)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802
        """Tab follows the eye."""
        if self.palette_of_actions.isVisible():
            return super().focusNextPrevChild(forward)
        return move_focus(self, forward=forward)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep the size, end the job after its batch; nothing that was written is lost."""
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        if self._aside is not None:
            self._aside.wait()
        self.close_project()
        event.accept()

    def _join_welcome(self) -> None:
        self.welcome.folder_wanted.connect(lambda: verbs.open_folder(self))
        self.welcome.project_wanted.connect(lambda: verbs.open_project(self))
        self.welcome.new_wanted.connect(lambda: verbs.new(self))
        self.welcome.samples_wanted.connect(lambda: verbs.open_samples(self))
        self.welcome.recent_wanted.connect(self.show_project)

    def _show_welcome(self) -> None:
        self._pages.setCurrentWidget(self.welcome)
        self._list_recents()
        self.setWindowTitle("NF Studio")
        self.menus.hide()
        self.menus.refresh()

    def _list_recents(self) -> None:
        self.welcome.show_recents(self.preferences.recents)
        self.menus.recents.clear()
        for recent in self.preferences.recents:
            if is_file(recent.path):
                action = self.menus.recents.addAction(shown(recent.path).replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, path=recent.path: self.show_project(path))
        self.menus.recents.setEnabled(not self.menus.recents.isEmpty())

    def _restore_size(self) -> None:
        come_up(self, self._settings.value(_GEOMETRY))
