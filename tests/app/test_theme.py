import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleOptionSpinBox,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme
from nfstudio.app.theme import DARK, LIGHT, Scheme, contrast, mixed
from nfstudio.domain.feedback import Category

themes = pytest.mark.parametrize("shown", [LIGHT, DARK], ids=["light", "dark"])
categories = pytest.mark.parametrize("category", list(Category))


@pytest.fixture
def dressed(qapp):
    """The application, undressed again afterwards."""
    palette = qapp.palette()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setProperty("nfstudio.scheme", None)
    qapp.styleHints().unsetColorScheme()


def test_contrast_is_the_ratio_of_the_guidelines():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)
    assert contrast(QColor("red"), QColor("red")) == 1


@themes
@categories
def test_words_and_letters_can_be_read_on_every_tint(shown, category):
    colours = shown.categories[category]
    for ground in (shown.base, colours.faint, colours.tint, colours.full):
        assert contrast(shown.text, ground) >= 4.5
        assert contrast(colours.ink, ground) >= 4.5


@themes
@categories
def test_lines_stand_out_from_the_ground(shown, category):
    assert contrast(shown.categories[category].line, shown.base) >= 3


@themes
def test_side_remarks_links_and_hits_can_be_read(shown):
    for ground in (shown.base, shown.window, shown.raised, shown.code):
        assert contrast(shown.text, ground) >= 4.5
        assert contrast(shown.muted, ground) >= 4.5
        assert contrast(shown.accent, ground) >= 4.5
    for ground in (shown.find, shown.found):
        assert contrast(shown.text, ground) >= 4.5
    selection = theme.palette_of(shown).color(QPalette.ColorRole.Highlight)
    assert contrast(shown.on_accent, selection) >= 4.5


@themes
def test_every_tint_differs_from_the_others_and_from_the_ground(shown):
    grounds = [shown.base.name()]
    for colours in shown.categories.values():
        grounds += [colours.faint.name(), colours.tint.name(), colours.full.name()]
    assert len(set(grounds)) == len(grounds)


def test_every_category_has_an_underline_of_its_own():
    assert len({theme.UNDERLINES[category] for category in Category}) == len(Category)


def test_mixing_lays_one_colour_over_another():
    assert mixed(QColor("black"), QColor("white"), 0.25).name() == "#bfbfbf"


@pytest.mark.parametrize(("scheme", "shown"), [(Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK), (Scheme.SYSTEM, LIGHT)])
def test_a_scheme_reaches_every_widget_even_where_the_desktop_offers_none(dressed, qtbot, scheme, shown):
    assert theme.apply(dressed, scheme) is shown
    label = QLabel("words")
    qtbot.addWidget(label)
    assert label.palette().color(QPalette.ColorRole.Window) == shown.window
    assert theme.theme_of(label.palette()) is shown
    dressed.setStyleSheet("")  # a style sheet wraps the style, and the wrapper has no name
    assert dressed.style().objectName().lower() == "fusion"


def test_the_desktop_is_followed_only_as_long_as_it_was_chosen(dressed, qtbot):
    theme.follow_system(dressed)
    hints = dressed.styleHints()
    theme.apply(dressed, Scheme.DARK)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    dressed.processEvents()
    assert theme.theme_of(dressed.palette()) is DARK
    dressed.setProperty("nfstudio.scheme", Scheme.SYSTEM.value)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    qtbot.waitUntil(lambda: theme.theme_of(dressed.palette()) is LIGHT)


@pytest.mark.parametrize("size", [9.0, 10.5, 14.0])
def test_sizes_follow_the_font_of_the_system(size):
    system = QFont("Some family")
    system.setPointSizeF(size)
    small, chrome = theme.small_font(system).pointSizeF(), theme.chrome_font(system).pointSizeF()
    words, heading = theme.message_font(system).pointSizeF(), theme.heading_font(system).pointSizeF()
    assert small < chrome == size < words < heading


def test_a_system_font_in_pixels_is_respected_too():
    system = QFont()
    system.setPixelSize(20)
    assert theme.message_font(system).pixelSize() == 22


def test_nothing_of_the_dark_theme_stays_when_the_light_one_comes_back(dressed, found, qtbot):
    found.session.select(1)
    pressed = found.columns.inspector._categories._buttons[Category.CORRECTION]
    for scheme, shown in ((Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK), (Scheme.LIGHT, LIGHT)):
        theme.apply(dressed, scheme)
        wanted = mixed(shown.categories[Category.CORRECTION].line, shown.window, 0.3)
        qtbot.waitUntil(lambda shown=shown: f"background: {shown.window.name()}" in found.menus.styleSheet())
        qtbot.waitUntil(lambda wanted=wanted: pressed.palette().button().color() == wanted)
        assert pressed.palette().buttonText().color() == shown.text


@themes
def test_an_empty_radio_button_and_check_box_have_a_rim_that_is_seen(dressed, qtbot, shown):
    theme.apply(dressed, Scheme.DARK if shown is DARK else Scheme.LIGHT)
    for box in (QRadioButton("one"), QCheckBox("other")):
        qtbot.addWidget(box)
        box.resize(box.sizeHint())
        box.ensurePolished()
        image = box.grab().toImage()
        row = [image.pixelColor(x, image.height() // 2) for x in range(24)]
        assert max(contrast(pixel, shown.window) for pixel in row[:16]) >= 3


@themes
def test_what_is_written_into_has_a_rim_that_is_seen(dressed, qtbot, shown):
    assert contrast(shown.rim, shown.base) >= 3
    assert contrast(shown.rim, shown.window) >= 3
    theme.apply(dressed, Scheme.DARK if shown is DARK else Scheme.LIGHT)
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    fields = [QLineEdit(), QSpinBox(), QPlainTextEdit(), QComboBox()]
    for field in fields:
        column.addWidget(field)
    page.resize(300, 300)
    page.ensurePolished()
    image = page.grab().toImage()
    for field in fields:
        box = field.geometry()
        row = [image.pixelColor(x, box.center().y()) for x in range(box.left() - 2, box.left() + 4)]
        assert max(contrast(pixel, shown.window) for pixel in row) >= 3, type(field).__name__


def test_a_menu_stands_out_from_what_lies_below_it_in_the_dark(dressed, qtbot):
    theme.apply(dressed, Scheme.DARK)
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Accept")
    image = menu.grab().toImage()
    assert contrast(image.pixelColor(0, image.height() // 2), DARK.base) >= 1.7


def test_buttons_of_a_dialog_have_no_pictures(dressed, qtbot):
    theme.apply(dressed, Scheme.LIGHT)
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    box.ensurePolished()
    assert box.addButton(QDialogButtonBox.StandardButton.Close).icon().isNull()


def test_a_number_is_written_into_as_high_a_field_as_a_choice(dressed, qtbot):
    theme.apply(dressed, Scheme.LIGHT)
    for field in (QSpinBox(), QDoubleSpinBox()):
        qtbot.addWidget(field)
        field.ensurePolished()
        assert field.sizeHint().height() >= 22


@themes
def test_the_steps_of_a_number_are_large_enough_to_hit_and_seen(dressed, qtbot, shown):
    theme.apply(dressed, Scheme.DARK if shown is DARK else Scheme.LIGHT)
    field = QSpinBox(value=5)
    qtbot.addWidget(field)
    field.resize(field.sizeHint())
    field.ensurePolished()
    option = QStyleOptionSpinBox()
    field.initStyleOption(option)
    image = field.grab().toImage()
    for step in (QStyle.SubControl.SC_SpinBoxUp, QStyle.SubControl.SC_SpinBoxDown):
        rect = field.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, step, field)
        assert min(rect.width(), rect.height()) >= 16
        pixels = {image.pixelColor(x, y).name() for x in range(rect.left(), rect.right()) for y in range(4, 22)}
        assert max(contrast(QColor(one), shown.base) for one in pixels) >= 3
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=rect.center())
    assert field.value() == 4


@pytest.mark.parametrize(("scheme", "shown"), [(Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK)])
def test_what_a_box_drops_down_can_be_read(dressed, qtbot, scheme, shown):
    theme.apply(dressed, scheme)
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["one", "two", "three"])
    with qtbot.waitExposed(box):
        box.show()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(lambda: view.viewport().grab().toImage().width() > 2)
    picture = view.viewport().grab().toImage()
    ground = picture.pixelColor(picture.width() - 2, picture.height() - 2)
    assert contrast(shown.text, ground) >= 7
    box.hidePopup()
