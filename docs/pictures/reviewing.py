"""Pictures of reviewing: the conversation, decisions, lists, figures."""

from studio import Studio


def review(studio: Studio) -> None:
    """The queue, a conversation and the inspector."""
    studio.look_at("That throws the changes away")
    studio.shoot("review")


def why(studio: Studio) -> None:
    """The inspector alone: category, score, and why."""
    columns = studio.window.columns
    assert columns is not None
    studio.shoot("inspector", columns.inspector)


def correction(studio: Studio) -> None:
    """A span whose edge was moved by keys, and which got another category."""
    studio.look_at("That throws the changes away")
    studio.do("review.edge.end.shrink_sentence")
    studio.shoot("correction")
    studio.do("edit.undo")


def rewrite(studio: Studio) -> None:
    """A better answer, with the difference to what was said."""
    studio.do("review.rewrite")
    columns = studio.window.columns
    assert columns is not None
    field = columns.rewrite._field
    field.selectAll()
    studio.type(field, "`git reset --soft HEAD~1` takes the commit back and keeps the changes staged.")
    studio.breathe(1.0)
    studio.shoot("rewrite")
    columns.rewrite.go()
    studio.breathe()


def bulk(studio: Studio) -> None:
    """Deciding a whole list at once, with what it would touch."""
    studio.do("review.list")
    studio.breathe(0.5)
    studio.shoot("bulk", studio.dialog("decide all"))
    studio.close("decide all")


def table(studio: Studio) -> None:
    """The conversations as a table."""
    studio.do("view.conversations", "view.table")
    studio.shoot("table")
    studio.do("view.table", "view.queue")


def decided(studio: Studio) -> None:
    """A few decisions into the queue."""
    columns, session = studio.window.columns, studio.window.session
    assert columns is not None
    assert session is not None
    session.select(columns.browser.current_ids[0])
    studio.settle()
    for verdict in ("accept", "reject", "accept", "skip", "accept", "accept", "accept"):
        studio.do(f"review.{verdict}")
    studio.shoot("decided")


def insights(studio: Studio) -> None:
    """How common feedback is, and how precise its detection."""
    studio.do("view.insights")
    studio.breathe(1.0)
    studio.settle()
    studio.shoot("insights")
    studio.do("view.insights")
