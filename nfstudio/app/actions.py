"""Everything a person can ask the window for: one row each, from which menus, keys and the key sheet are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from nfstudio.app.edges import Direction, Edge, Unit
from nfstudio.app.flag_field import FLAGS
from nfstudio.app.preferences import LANGUAGES
from nfstudio.app.quick_sets import QUICK_SETS
from nfstudio.app.theme import Scheme
from nfstudio.app.verbs import project, review, second_look, view
from nfstudio.app.wording import number, tr
from nfstudio.domain.feedback import Category, Scope, Verdict

if TYPE_CHECKING:
    from nfstudio.app.window import Window


class Menu(Enum):
    """The menus, in the order of the menu bar."""

    PROJECT = "&Project"
    EDIT = "&Edit"
    REVIEW = "&Review"
    DETECT = "&Detect"
    VIEW = "&View"
    HELP = "&Help"

    @property
    def title(self) -> str:
        """Its name without the mark of its mnemonic."""
        return tr(self.value).replace("&", "")


class When(Enum):
    """What must be so for an action to do anything."""

    ALWAYS = auto()
    OPEN = auto()
    """A project is open."""
    WRITABLE = auto()
    """... and this window may write to it."""
    WORKING = auto()
    """... and a job is at work, or waits in line."""
    SELECTED = auto()
    """... and a feedback is looked at."""
    UNDOABLE = auto()
    REDOABLE = auto()
    SECOND_LOOK = auto()
    """A second look is read or settled, on a page of its own."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be asked for.

    Attributes:
        id: stands in the preferences file, so it never changes.
        text: in English, sentence case; with "…" when a question follows.
        keys: as Qt writes them; the first one stands in the menu.
        gap: a line stands above it in its menu.
        under: the submenu it stands in, in English; empty for the menu itself.
        checked: whether its mark is set; None for actions without one.
    """

    id: str
    text: str
    menu: Menu
    do: Callable[["Window"], object]
    keys: tuple[str, ...] = ()
    when: When = When.OPEN
    gap: bool = False
    checked: Callable[["Window"], bool] | None = field(default=None)
    under: str = ""

    @property
    def title(self) -> str:
        """Its text in the person's language."""
        return tr(self.text)


_P, _E, _R, _D, _V, _H = Menu


def _edge(name: str, text: str, keys: str, edge: Edge, direction: Direction, unit: Unit) -> Action:
    do = partial(review.move_edge, edge=edge, direction=direction, unit=unit)
    return Action(f"review.edge.{name}", text, _R, do, tuple(keys.split()), When.SELECTED, under="Move an edge")


def _settling(name: str, text: str, key: str) -> Action:
    full = f"review.look.{name}"
    do = partial(second_look.do, name=full)
    return Action(full, text, _R, do, (key,), When.SECOND_LOOK, under="In a second look")


def _category(number: int, category: Category) -> Action:
    do = partial(review.choose_category, category=category)
    name = f"review.category.{category.name.lower()}"
    return Action(name, category.short, _R, do, (str(number),), When.WRITABLE, gap=number == 1)


_ALL, _SEL = When.ALWAYS, When.SELECTED
_REASONS = (
    ("unclear", "unclear", "Shift+S"),
    ("language", "not my language", "Alt+S"),
    ("context", "needs context", "Alt+Shift+S"),
)
"""What is said most when a feedback is skipped; any other reason goes into the note."""
_BACK, _ON = Direction.BACK, Direction.FORWARD

ACTIONS: tuple[Action, ...] = (
    Action("project.new", "New project…", _P, project.new, ("Ctrl+N",), When.ALWAYS),
    Action("project.open", "Open project…", _P, project.open_project, ("Ctrl+O",), When.ALWAYS),
    Action("project.open_folder", "Open folder of logs…", _P, project.open_folder, ("Ctrl+Shift+O",), When.ALWAYS),
    Action("project.import_folder", "Import folder…", _P, project.import_folder, ("Ctrl+I",), When.WRITABLE, gap=True),
    Action("project.import_files", "Import files…", _P, project.import_files, ("Ctrl+Shift+I",), When.WRITABLE),
    Action("project.export", "Export dataset…", _P, project.export, ("Ctrl+E",), gap=True),
    Action("project.sources", "Sources…", _P, project.sources, gap=True),
    Action("project.problems", "Problems…", _P, project.problems, ("Ctrl+Shift+P",)),
    Action("project.remove_conversation", "Remove conversation…", _P, project.remove_conversation, when=When.WRITABLE),
    Action("project.back_up", "Back up…", _P, project.back_up, when=When.WRITABLE, gap=True),
    Action("project.restore", "Restore…", _P, project.restore, when=When.ALWAYS),
    Action("project.close", "Close project", _P, project.close, ("Ctrl+W",), gap=True),
    Action("project.quit", "Quit", _P, project.leave, ("Ctrl+Q",), When.ALWAYS),
    Action("edit.undo", "Undo", _E, review.undo, ("U", "Ctrl+Z"), When.UNDOABLE),
    Action("edit.redo", "Redo", _E, review.redo, ("Shift+U", "Ctrl+Y", "Ctrl+Shift+Z"), When.REDOABLE),
    Action("edit.find", "Find in conversation", _E, view.find, ("Ctrl+F",), gap=True),
    Action("edit.find_next", "Next hit", _E, partial(view.find_step, step=1), ("F3",)),
    Action("edit.find_previous", "Previous hit", _E, partial(view.find_step, step=-1), ("Shift+F3",)),
    Action("edit.search", "Search all conversations", _E, view.search, ("Ctrl+Shift+F", "/")),
    Action("review.accept", "Accept", _R, partial(review.decide, verdict=Verdict.ACCEPT), ("A",), When.SELECTED),
    Action("review.reject", "Reject", _R, partial(review.decide, verdict=Verdict.REJECT), ("X",), When.SELECTED),
    Action("review.skip", "Skip", _R, partial(review.decide, verdict=Verdict.SKIP), ("S",), When.SELECTED),
    *(
        Action(
            f"review.skip.{name}",
            f"Skip: {reason}",
            _R,
            partial(review.skip_because, reason=reason),
            (key,),
            _SEL,
            under="Skip because",
        )
        for name, reason, key in _REASONS
    ),
    Action("review.delete", "Delete span", _R, review.delete, ("Del",), When.SELECTED),
    *(_category(number, category) for number, category in enumerate(Category, 1)),
    Action("review.next", "Next", _R, partial(review.step, by=1), ("N",), gap=True),
    Action("review.previous", "Previous", _R, partial(review.step, by=-1), ("Shift+N",)),
    Action("review.undecided", "Next undecided", _R, review.next_undecided, ("Ctrl+L",)),
    Action("review.similar", "More like this", _R, review.more_like_this, ("L",), When.SELECTED),
    Action("review.note", "Write a note", _R, review.note, ("M",), When.SELECTED),
    Action("review.everyone", "Applies to everyone", _R, partial(review.set_scope, scope=Scope.EVERYONE), ("E",), _SEL),
    Action("review.personal", "Only this user", _R, partial(review.set_scope, scope=Scope.PERSONAL), ("O",), _SEL),
    *(
        Action(
            f"review.flag.{flag.replace(' ', '_')}",
            f"Flag: {flag}",
            _R,
            partial(review.toggle_flag, flag=flag),
            (f"Alt+{at}",),
            _SEL,
            under="Flag",
        )
        for at, flag in enumerate(FLAGS, 1)
    ),
    Action("review.rewrite", "Write a better answer", _R, review.rewrite, ("W",), When.SELECTED),
    _edge("end.shrink", "End: one character back", "Alt+Left", Edge.END, _BACK, Unit.CHARACTER),
    _edge("end.grow", "End: one character on", "Alt+Right", Edge.END, _ON, Unit.CHARACTER),
    _edge("end.shrink_word", "End: one word back", "R Ctrl+Alt+Left", Edge.END, _BACK, Unit.WORD),
    _edge("end.grow_word", "End: one word on", "T Ctrl+Alt+Right", Edge.END, _ON, Unit.WORD),
    _edge("end.shrink_sentence", "End: one sentence back", "Alt+PgUp", Edge.END, _BACK, Unit.SENTENCE),
    _edge("end.grow_sentence", "End: one sentence on", "Alt+PgDown", Edge.END, _ON, Unit.SENTENCE),
    _edge("start.grow", "Start: one character back", "Alt+Shift+Left", Edge.START, _BACK, Unit.CHARACTER),
    _edge("start.shrink", "Start: one character on", "Alt+Shift+Right", Edge.START, _ON, Unit.CHARACTER),
    _edge("start.grow_word", "Start: one word back", "Shift+R Ctrl+Alt+Shift+Left", Edge.START, _BACK, Unit.WORD),
    _edge("start.shrink_word", "Start: one word on", "Shift+T Ctrl+Alt+Shift+Right", Edge.START, _ON, Unit.WORD),
    _edge("start.grow_sentence", "Start: one sentence back", "Alt+Shift+PgUp", Edge.START, _BACK, Unit.SENTENCE),
    _edge("start.shrink_sentence", "Start: one sentence on", "Alt+Shift+PgDown", Edge.START, _ON, Unit.SENTENCE),
    Action("review.split", "Split the span", _R, review.split, ("B",), _SEL),
    Action("review.merge", "Merge with its neighbour", _R, review.merge, ("J",), _SEL),
    Action(
        "review.target.before", "Judges the answer before", _R, partial(review.step_target, step=-1), ("Alt+Up",), _SEL
    ),
    Action(
        "review.target.after", "Judges the answer after", _R, partial(review.step_target, step=1), ("Alt+Down",), _SEL
    ),
    Action("review.list", "Decide the whole list…", _R, review.decide_list, ("Ctrl+Shift+A",), When.WRITABLE, gap=True),
    *(
        Action(
            f"review.set.{one.id}",
            f"Set: {one.text}",
            _R,
            partial(review.show_set, name=one.id),
            (f"Ctrl+Alt+{at}",),
            under="Sets",
        )
        for at, one in enumerate(QUICK_SETS, 1)
    ),
    Action("review.quota", "So many of each category…", _R, review.show_quota, ("Ctrl+Alt+0",), under="Sets"),
    Action("review.second_look", "Second look", _R, second_look.show, ("Ctrl+4",), gap=True, checked=second_look.shown),
    _settling("read", "Message is read", "D"),
    _settling("first", "The first reading stands", "F"),
    _settling("second", "The second reading stands", "G"),
    _settling("both", "Both readings stand", "H"),
    _settling("neither", "Neither reading stands", "K"),
    Action("review.name", "Your name…", _R, review.ask_name, when=When.ALWAYS),
    Action("detect.run", "Detect feedback", _D, project.detect, ("Ctrl+D",), When.WRITABLE),
    Action("detect.choose", "Choose the detector…", _D, project.choose_detector, when=When.ALWAYS),
    Action("detect.pause", "Pause or go on", _D, project.pause, ("Ctrl+Shift+D",), When.WORKING),
    Action("detect.cancel", "Cancel the job at work", _D, project.cancel, ("Ctrl+.",), When.WORKING),
    Action("view.queue", "Review queue", _V, view.queue, ("Ctrl+1",)),
    Action("view.conversations", "Conversations", _V, view.conversations, ("Ctrl+2",)),
    Action("view.insights", "Insights", _V, view.insights, ("Ctrl+3",), checked=view.insights_shown),
    Action("view.table", "Lists as tables", _V, view.toggle_table, ("Ctrl+T",), checked=view.table_shown),
    Action("view.left", "List", _V, view.toggle_left, ("Ctrl+B",), gap=True, checked=view.left_shown),
    Action("view.right", "Inspector", _V, view.toggle_right, ("Ctrl+J",), checked=view.right_shown),
    Action("view.next_panel", "Next panel", _V, partial(view.cycle, step=1), ("F6",)),
    Action("view.previous_panel", "Previous panel", _V, partial(view.cycle, step=-1), ("Shift+F6",)),
    *(
        Action(
            f"view.theme.{scheme.value}",
            {Scheme.SYSTEM: "Theme of the desktop", Scheme.LIGHT: "Light theme", Scheme.DARK: "Dark theme"}[scheme],
            _V,
            partial(view.choose_theme, scheme=scheme),
            when=When.ALWAYS,
            gap=scheme is Scheme.SYSTEM,
            checked=partial(view.theme_is, scheme=scheme),
        )
        for scheme in Scheme
    ),
    *(
        Action(
            f"view.language.{code or 'system'}",
            name,
            _V,
            partial(view.choose_language, code=code),
            when=When.ALWAYS,
            gap=not code,
            checked=partial(view.language_is, code=code),
        )
        for code, name in LANGUAGES.items()
    ),
    Action(
        "view.larger", "Larger text", _V, partial(view.step_text_size, step=1), ("Ctrl++", "Ctrl+="), _ALL, gap=True
    ),
    Action("view.smaller", "Smaller text", _V, partial(view.step_text_size, step=-1), ("Ctrl+-",), _ALL),
    Action("view.usual_size", "Usual text size", _V, partial(view.step_text_size, step=0), ("Ctrl+0",), _ALL),
    Action("help.palette", "Find an action…", _H, view.palette, ("Ctrl+K",), When.ALWAYS),
    Action("help.choose_keys", "Choose keys…", _H, view.choose_keys, ("Ctrl+Shift+K",), When.ALWAYS),
    Action("help.keys", "Keys", _H, view.key_sheet, ("?", "F1"), When.ALWAYS),
    Action("help.guides", "Guides…", _H, view.guides, when=When.ALWAYS),
    Action("help.log", "Open log folder", _H, view.open_logs, when=When.ALWAYS),
    Action("help.about", "About NF Studio", _H, view.about, when=When.ALWAYS, gap=True),
)

POINTED = (
    ("review.accept", "review.reject", "review.skip", "review.delete"),
    tuple(f"review.category.{category.name.lower()}" for category in Category),
    ("review.split", "review.merge", "review.rewrite", "review.note"),
)
"""Ids of the actions that the menu of the right mouse button offers in the transcript, by group."""


LISTED = (
    ("review.accept", "review.reject", "review.skip", "review.delete"),
    tuple(f"review.category.{category.name.lower()}" for category in Category),
    ("review.everyone", "review.personal", "review.note", *(f"review.flag.{flag.replace(' ', '_')}" for flag in FLAGS)),
    ("review.merge", "review.similar"),
)
"""The same in the lists."""

SPREADING = frozenset(
    action.id
    for action in ACTIONS
    if action.id.startswith(("review.skip.", "review.flag.", "review.merge"))
    or any(action.id in group for group in LISTED[:3])
)
"""Ids of the actions that speak of all rows that are selected in a list."""


def spread_title(action: Action, count: int) -> str:
    """What an action of `SPREADING` is called while so many rows are selected."""
    shown = number(count)
    if action.id.startswith("review.category."):
        return tr("Change {count} selected to {category}").format(count=shown, category=action.title)
    plain = {
        "review.accept": tr("Accept {count} selected"),
        "review.reject": tr("Reject {count} selected"),
        "review.skip": tr("Skip {count} selected"),
        "review.delete": tr("Delete {count} selected"),
        "review.note": tr("Write a note on {count} selected"),
        "review.merge": tr("Merge {count} selected"),
    }.get(action.id)
    if plain is not None:
        return plain.format(count=shown)
    return tr("{action} ({count} selected)").format(action=action.title, count=shown)


_ANYWHERE = frozenset({"edit.search", "review.second_look", "review.name"})


def of_reviewing(action: Action) -> bool:
    """Whether a page that is reviewed on says itself what an action does there."""
    return action.menu in (_E, _R) and action.id not in _ANYWHERE


def keys_of(action: Action, own: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of an action: the person's own, else those of the table."""
    return own.get(action.id, action.keys)
