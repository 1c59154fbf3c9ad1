"""The controls above a list, in wide and in narrow columns."""

from functools import partial

import pytest


@pytest.mark.parametrize(("width", "two_lines"), [(220, True), (600, False)])
def test_no_word_of_the_controls_is_cut_and_the_order_gives_way_in_a_narrow_column(browser, qtbot, width, two_lines):
    filters, sets, order, table = browser._panel.opener, browser._sets, browser._order, browser._table
    browser.resize(820 - width, 500)
    browser.show()
    browser.resize(width, 500)

    qtbot.waitUntil(partial(_in_two_lines, filters, order, two_lines))
    for control in (filters, sets, table):
        assert control.width() >= control.minimumSizeHint().width()
    assert all(one.geometry().right() < order.parentWidget().width() for one in (filters, sets, order, table))


def _in_two_lines(above, below, wanted):
    return (below.y() > above.geometry().bottom()) == wanted
