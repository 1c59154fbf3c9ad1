"""Pictures of the second look: drawn, read blind, compared."""

from studio import Studio

SECOND = "Grace"
_SIZE = 24
_REVIEWED = 60
"""Messages decided before, so that there is something to draw from."""
_UNLIKE = {
    3: "review.reject",
    8: "review.category.clarification",
    13: "review.reject",
    17: "review.category.correction",
}
"""Where the second reader says something else than yes, by the place in the sample."""


def drawing(studio: Studio) -> None:
    """Who reads a second time, and how much is drawn."""
    columns, session = studio.window.columns, studio.window.session
    assert columns is not None
    assert session is not None
    session.select(columns.browser.current_ids[0])
    studio.settle()
    for turn in range(_REVIEWED):
        studio.do("review.reject" if turn % 9 == 4 else "review.accept")
    studio.do("review.second_look")
    begin = _page(studio).begin  # type: ignore[attr-defined]
    begin.size_wanted.setValue(_SIZE)
    studio.type(begin.reviewer, SECOND)
    studio.until(begin.begin.isEnabled, "the count of messages")
    studio.shoot("second-look")


def reading(studio: Studio) -> None:
    """A message read blind, with the claims of the detector."""
    page = _page(studio)
    page.begin.begin.click()  # type: ignore[attr-defined]
    studio.until(lambda: page.reading is not None, "the first message")  # type: ignore[attr-defined]
    studio.settle()
    for _ in range(_SIZE):
        if page.result is not None:  # type: ignore[attr-defined]
            break
        at = page.reading.desk.place  # type: ignore[attr-defined]
        if at == 6:
            studio.shoot("second-look-reading")
        _judge(studio, page, at)


def agreement(studio: Studio) -> None:
    """Kappa with its interval, and a disagreement to settle."""
    page = _page(studio)
    studio.until(lambda: page.result is not None, "the result")  # type: ignore[attr-defined]
    studio.settle()
    studio.shoot("agreement")
    studio.do("review.second_look")


def _judge(studio: Studio, page: object, at: int) -> None:
    """Say something of every claim of the message in hand."""
    unlike = _UNLIKE.get(at, "review.accept")
    for _ in range(20):
        reading = page.reading  # type: ignore[attr-defined]
        if reading is None or reading.desk.place != at:
            return
        deeds = reading.deeds()
        studio.do(unlike if unlike in deeds else "review.look.read")
        if unlike.startswith("review.category") and page.reading is not None:  # type: ignore[attr-defined]
            studio.do("review.look.read")


def _page(studio: Studio) -> object:
    columns = studio.window.columns
    assert columns is not None
    page = columns.stage._looks
    assert page is not None
    return page
