import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from nfstudio.app.insights import drawings, painting, saving
from nfstudio.app.insights.charts import Chart, Ink, Kind, Part, Row, colour_of, tick_step, ticks
from nfstudio.app.theme import DARK, LIGHT, contrast
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.measures import wilson
from nfstudio.errors import StudioError
from nfstudio.jobs.insights import Overview, Share
from nfstudio.jobs.prevalence import Prevalence


def group(name, hits, total):
    return Prevalence(name, total, total, hits, Share(hits / total if total else None, *wilson(hits, total)), {})


def overview(*groups, by="source"):
    whole = group(None, sum(g.with_feedback for g in groups), sum(g.with_follow_up for g in groups))
    return Overview(by, whole, list(groups))


def drawn(chart, theme, font, width=500):
    image = QImage(width, max(painting.height(chart, font), 1), QImage.Format.Format_RGB32)
    image.fill(theme.base)
    painter = QPainter(image)
    areas = painting.draw(painter, QRectF(image.rect()), chart, theme, font)
    painter.end()
    return image, areas


@given(st.floats(1e-6, 1e9))
def test_an_axis_has_few_ticks_that_people_can_read(reach):
    step = tick_step(reach)

    assert 2 <= reach / step <= 5 + 1e-6
    assert len(ticks(reach)) <= 6


def test_an_axis_reaches_beyond_the_ends_of_all_intervals():
    chart = drawings.shares(overview(group("a", 1, 3), group("b", 50, 100)))

    assert chart.reach >= max(part.high for row in chart.rows for part in row.parts)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_plot_is_drawn_with_a_place_for_every_row(qapp, kind, theme):
    rows = tuple(
        Row(f"a & <b> שלום {i}", (Part(float(i), Ink(c), i / 2, i + 1.0),), "note") for i, c in enumerate(Category)
    )
    chart = Chart(kind, "T", rows, str, ("a",), (), legend=((Ink(), "one"), (Ink(), "two")))
    image, areas = drawn(chart, theme, qapp.font())

    assert [area.row for area in areas] == list(rows)
    assert len({image.pixel(x, y) for x in range(0, 500, 2) for y in range(0, image.height(), 2)}) > 3


def test_what_is_told_by_colour_is_told_by_pattern_too():
    chart = drawings.scores([dict.fromkeys(Status, 2)] * 20)
    inks = [ink for ink, _ in chart.legend]

    assert len(inks) == len(Status)
    assert len({ink.pattern for ink in inks}) >= len(Status) - 1
    assert all(
        contrast(colour_of(Ink(category), theme), theme.base) >= 3 for category in Category for theme in (LIGHT, DARK)
    )


def test_no_rows_are_told_in_a_sentence():
    assert drawings.shares(overview()).empty == "Nothing is imported yet."
    assert drawings.precision([], by="category", title="", caption="").empty.startswith("Nothing is reviewed yet")


def test_months_stand_in_order_of_time_and_the_newest_are_drawn():
    months = [group(f"20{10 + i // 12}-{i % 12 + 1:02d}", 1, 2) for i in range(40)]
    chart = drawings.shares(overview(*reversed(months), group(None, 0, 1), by="month"))

    assert [row.label for row in chart.rows] == [month.group for month in months[-drawings.MONTHS :]]
    assert len(chart.table) == 41


def test_figures_are_saved_whole_and_no_name_becomes_a_formula(tmp_path):
    chart = drawings.shares(overview(*(group(f"s{i:02d}", 1, 3) for i in range(20)), group("=cmd()", 2, 3)))
    saving.save_table(tmp_path / "a.csv", chart)

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["source", "conversations", "with_follow_up", "with_feedback", "share", "low_95", "high_95"]
    assert len(rows) == 22
    assert rows[-1][0] == "'=cmd()"


def test_a_picture_is_saved_as_png_and_as_svg(qapp, tmp_path):
    chart = drawings.shares(overview(group("a", 1, 3)))
    for name in ("a.png", "a.svg"):
        saving.save_picture(tmp_path / name, chart, LIGHT, qapp.font())

    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == saving.WIDTH * saving.DENSITY
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "<svg" in text
    assert "Conversations with feedback by source" in text


def test_a_place_that_cannot_be_written_is_told(qapp, tmp_path):
    chart = drawings.shares(overview(group("a", 1, 3)))
    with pytest.raises(StudioError, match="cannot be written"):
        saving.save_table(tmp_path / "no such folder" / "a.csv", chart)
    with pytest.raises(StudioError, match="cannot be written"):
        saving.save_picture(tmp_path / "no such folder" / "a.svg", chart, LIGHT, qapp.font())
