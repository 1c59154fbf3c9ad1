"""How the window looks: two calm palettes, one accent, five category colours that also differ by line and letter.

A widget asks `theme_of(self.palette())`, so there is no state beside QApplication; it repaints on PaletteChange.
Bare Linux desktops ignore Qt's own colour scheme: both palettes are therefore ours.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from nfstudio import paths
from nfstudio.domain.feedback import Category

TIGHT, NEAR, ROOM, WIDE, AIRY = 4, 8, 12, 16, 24
"""Distances in pixels, on a grid of four."""

LINE_HEIGHT = 1.45
COLUMN_MIN, COLUMN_MAX = 60, 86
"""Characters a line of the transcript, counted in average widths."""

_CHOICE = "nfstudio.scheme"
_RIM = 140
"""By how much Qt's Fusion style darkens the window for a rim, in percent."""
_FRAME = 108
"""By how much it then lightens that of a frame, in percent."""
_FIELD, _STEP = 22, 20
"""Least height of what a number is written into, and width of each of its two steps, in pixels, without its frame."""


class Scheme(StrEnum):
    """What a person can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Underline(Enum):
    """How a category's line is drawn, so that it is known without its colour."""

    SOLID = auto()
    DOUBLE = auto()
    WAVY = auto()
    DASHED = auto()
    DOTTED = auto()


UNDERLINES: Mapping[Category, Underline] = MappingProxyType(
    {
        Category.POSITIVE: Underline.SOLID,
        Category.CORRECTION: Underline.DOUBLE,
        Category.COMPLAINT: Underline.WAVY,
        Category.REPHRASE: Underline.DASHED,
        Category.CLARIFICATION: Underline.DOTTED,
    }
)


@dataclass(frozen=True, slots=True)
class CategoryColours:
    """One category on one background.

    Attributes:
        line: underlines, rules and marks; at least 3:1 on the background.
        ink: letters; at least 4.5:1 on the background and on both tints.
        faint, tint, full: behind text not yet confirmed, confirmed, selected.
    """

    line: QColor
    ink: QColor
    faint: QColor
    tint: QColor
    full: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of one scheme.

    Attributes:
        base, window, raised: behind text, behind chrome, behind cards and menus.
        text, muted: words and side remarks; both at least 4.5:1 on base and window.
        rule: hairlines; code: behind code; find, found: behind hits and the hit looked at.
        rim: around what is written into; at least 3:1 on base and window.
        accent, on_accent: the one colour of what is active, and words on it.
    """

    dark: bool
    base: QColor
    window: QColor
    raised: QColor
    text: QColor
    muted: QColor
    rule: QColor
    rim: QColor
    code: QColor
    find: QColor
    found: QColor
    accent: QColor
    on_accent: QColor
    categories: Mapping[Category, CategoryColours]


def mixed(top: QColor, under: QColor, share: float) -> QColor:
    """`share` of `top` laid over `under`, as an opaque colour."""
    parts = ((t * share + u * (1 - share)) for t, u in zip(top.getRgb()[:3], under.getRgb()[:3], strict=True))  # type: ignore[index]
    return QColor(*(round(part) for part in parts))


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two opaque colours, 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colours(base: str, **hues: tuple[str, str, str]) -> Mapping[Category, CategoryColours]:
    """Category colours on `base`.

    Args:
        hues: by short category name: the hue that tints, the line, the ink.
    """
    under = QColor(base)
    return MappingProxyType(
        {
            Category[name]: CategoryColours(
                line=QColor(line),
                ink=QColor(ink),
                faint=mixed(QColor(hue), under, 0.10),
                tint=mixed(QColor(hue), under, 0.18),
                full=mixed(QColor(hue), under, 0.32),
            )
            for name, (hue, line, ink) in hues.items()
        }
    )


LIGHT = Theme(
    dark=False,
    base=QColor("#ffffff"),
    window=QColor("#f4f4f2"),
    raised=QColor("#fbfbfa"),
    text=QColor("#1f2328"),
    muted=QColor("#5f666f"),
    rule=QColor("#dcdcd8"),
    rim=QColor("#7e838b"),
    code=QColor("#f3f3f1"),
    find=QColor("#e4e4fa"),
    found=QColor("#c3c4f4"),
    accent=QColor("#4b50c4"),
    on_accent=QColor("#ffffff"),
    categories=_colours(
        "#ffffff",
        POSITIVE=("#009e73", "#009e73", "#006348"),
        CORRECTION=("#d55e00", "#d55e00", "#943f00"),
        COMPLAINT=("#cc79a7", "#bd5f93", "#8f3a69"),
        REPHRASE=("#0072b2", "#0072b2", "#005a8d"),
        CLARIFICATION=("#e69f00", "#bd8100", "#7a5300"),
    ),
)
DARK = Theme(
    dark=True,
    base=QColor("#1d1f23"),
    window=QColor("#26282d"),
    raised=QColor("#2d3036"),
    text=QColor("#e3e5e8"),
    muted=QColor("#a2a8b1"),
    rule=QColor("#3b3f46"),
    rim=QColor("#7d828b"),
    code=QColor("#282b31"),
    find=QColor("#34365a"),
    found=QColor("#4f52a0"),
    accent=QColor("#9a9df5"),
    on_accent=QColor("#16171a"),
    categories=_colours(
        "#1d1f23",
        POSITIVE=("#1fbf92", "#1fbf92", "#4fd6ae"),
        CORRECTION=("#f07a2b", "#f07a2b", "#ffa56b"),
        COMPLAINT=("#e08cbb", "#e08cbb", "#f2b3d4"),
        REPHRASE=("#56b4e9", "#56b4e9", "#8accf2"),
        CLARIFICATION=("#f0b429", "#f0b429", "#f6cb6b"),
    ),
)


def theme_of(palette: QPalette) -> Theme:
    """The theme that a widget with `palette` is shown in."""
    return DARK if palette.color(QPalette.ColorRole.Base).lightness() < 128 else LIGHT


def apply(app: QApplication, scheme: Scheme) -> Theme:
    """Dress the application in `scheme`, at once and everywhere."""
    if app.property(_CHOICE) is None:
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setProperty(_CHOICE, scheme.value)
    hints = app.styleHints()
    hints.setColorScheme(_QT_SCHEMES[scheme])
    dark = scheme is Scheme.DARK or (scheme is Scheme.SYSTEM and hints.colorScheme() is Qt.ColorScheme.Dark)
    theme = DARK if dark else LIGHT
    app.setPalette(palette_of(theme))
    for kind, rim in _RIMMED.items():
        app.setPalette(_rimmed(theme, rim(theme)), kind)  # type: ignore[arg-type]  # the stub asks for bytes, which are refused
    app.setStyleSheet(_style_sheet(theme))
    return theme


def follow_system(app: QApplication) -> None:
    """Dress the application anew whenever the desktop changes its scheme, as long as the choice is `SYSTEM`."""

    def changed(_scheme: Qt.ColorScheme) -> None:
        if app.property(_CHOICE) == Scheme.SYSTEM.value:
            apply(app, Scheme.SYSTEM)

    # Queued, because the signal comes before the desktop's palette has changed.
    app.styleHints().colorSchemeChanged.connect(changed, Qt.ConnectionType.QueuedConnection)


_QT_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


def palette_of(theme: Theme) -> QPalette:
    """The theme as Qt's own palette, so that every stock widget fits."""
    role = QPalette.ColorRole
    palette = QPalette(theme.window)
    for colour, roles in (
        (theme.window, (role.Window, role.Button)),
        (theme.base, (role.Base,)),
        (theme.raised, (role.AlternateBase, role.ToolTipBase)),
        (theme.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
        (theme.muted, (role.PlaceholderText,)),
        (theme.rule, (role.Mid, role.Midlight)),
        (mixed(theme.rule, theme.text, 0.8), (role.Dark,)),
        (mixed(theme.accent, theme.base, 0.9), (role.Highlight,)),
        (theme.on_accent, (role.HighlightedText,)),
        (theme.accent, (role.Link, role.LinkVisited, role.Accent)),
    ):
        for one in roles:
            palette.setColor(one, colour)
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, mixed(theme.muted, theme.window, 0.6))
    return palette


_RIMMED: Mapping[str, Callable[[Theme], QColor]] = MappingProxyType(
    {
        "QRadioButton": lambda theme: theme.muted,
        "QCheckBox": lambda theme: theme.muted,
        "FacetTree": lambda theme: theme.muted,
        "QLineEdit": lambda theme: theme.rim,
        "QAbstractSpinBox": lambda theme: theme.rim,
        "QComboBox": lambda theme: theme.rim,
        "QPlainTextEdit": lambda theme: theme.rim.darker(_FRAME),
        "QTextEdit": lambda theme: theme.rim.darker(_FRAME),
        "QMenu": lambda theme: mixed(theme.rim, theme.rule, 0.5),
        "Palette": lambda theme: mixed(theme.rim, theme.rule, 0.5),
    }
)
"""By the name of their class, widgets whose rim has a colour of its own."""


def _rimmed(theme: Theme, rim: QColor) -> QPalette:
    """For what needs a rim that is seen. The style draws rims darker than the window, so that in the dark neither an
    empty box nor an empty field is seen; it fills nothing with this colour of theirs."""
    palette = palette_of(theme)
    palette.setColor(QPalette.ColorRole.Window, rim.lighter(_RIM))
    return palette


def _style_sheet(theme: Theme) -> str:
    """Only what a palette cannot say."""
    grip = mixed(theme.text, theme.base, 0.3).name()
    return (
        f"QToolTip {{ color: {theme.text.name()}; background: {theme.raised.name()};"
        f" border: 1px solid {theme.rule.name()}; padding: {TIGHT}px; }}"
        f"QSplitter::handle {{ background: {theme.rule.name()}; }}"
        # A list that drops down is dressed as a menu, whose rim has a colour that is no ground for words.
        f"QComboBox QAbstractItemView {{ background: {theme.raised.name()}; color: {theme.text.name()};"
        f" selection-background-color: {mixed(theme.accent, theme.base, 0.9).name()};"
        f" selection-color: {theme.on_accent.name()}; }}"
        f"{_number_fields(theme)}"
        f"QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}"  # no other button has a picture
        f"QScrollBar {{ background: transparent; border: none; }}"
        f"QScrollBar:vertical {{ width: {ROOM}px; }} QScrollBar:horizontal {{ height: {ROOM}px; }}"
        f"QScrollBar::handle {{ background: {grip}; border-radius: {TIGHT}px; margin: 2px;"
        f" min-height: {2 * AIRY}px; min-width: {2 * AIRY}px; }}"
        f"QScrollBar::handle:disabled {{ background: transparent; }}"
        f"QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}"
        f"QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}"
    )


def chrome_font(system: QFont) -> QFont:
    """Lists, buttons, header lines: the system's own font and size."""
    return QFont(system)


def message_font(system: QFont) -> QFont:
    """What people read: one step larger than chrome."""
    return _sized(system, 1.12)


def small_font(system: QFont) -> QFont:
    """Letters in the margin and counts."""
    return _sized(system, 0.88)


def heading_font(system: QFont) -> QFont:
    """The title of what is shown."""
    font = _sized(system, 1.3)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def code_font(system: QFont) -> QFont:
    """Code inside messages: fixed width, as large as the eye takes message text to be."""
    font = _sized(system, 1.0)
    font.setFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
    font.setFixedPitch(True)
    return font


def _sized(system: QFont, factor: float) -> QFont:
    font = QFont(system)
    if system.pointSizeF() > 0:
        font.setPointSizeF(system.pointSizeF() * factor)
    else:
        font.setPixelSize(round(system.pixelSize() * factor))
    return font


def _number_fields(theme: Theme) -> str:
    """Their steps side by side and as high as the field: one above the other, as the style has them, each is half as
    high as a pointer hits easily. Whoever styles the steps styles the frame."""
    drawings, scheme = paths.resources() / "icons", "dark" if theme.dark else "light"
    steps = "".join(
        f"QAbstractSpinBox::{name}-button {{ subcontrol-origin: border; subcontrol-position: center right;"
        f" right: {right}px; width: {_STEP}px; height: {_FIELD}px; border: none; border-radius: 2px; }}"
        f"QAbstractSpinBox::{name}-button:hover {{ background: {theme.rule.name()}; }}"
        f'QAbstractSpinBox::{name}-arrow {{ image: url("{(drawings / f"step-{name}-{scheme}.svg").as_posix()}");'
        f" width: 12px; height: 12px; }}"
        f"QAbstractSpinBox::{name}-arrow:off, QAbstractSpinBox::{name}-arrow:disabled {{ image: none; }}"
        for name, right in (("up", 1), ("down", 1 + _STEP))
    )
    return (
        f"QAbstractSpinBox {{ min-height: {_FIELD}px; padding-right: {2 * _STEP + 2}px;"
        f" border: 1px solid {theme.rim.name()}; border-radius: 2px; background: {theme.base.name()}; }}"
        f"QAbstractSpinBox QLineEdit {{ padding-left: 2px; }}"  # where a line of text begins in other fields
        f"QAbstractSpinBox:focus {{ border-color: {theme.accent.name()}; }}"
        f"QAbstractSpinBox:disabled {{ border-color: {theme.rule.name()}; background: {theme.window.name()}; }}"
        f"{steps}"
    )
