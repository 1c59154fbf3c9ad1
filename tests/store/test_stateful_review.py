"""The store against its law: whatever happens in whatever order, feedback is resolve(detections, decisions)."""

import tempfile
from pathlib import Path

from building import feedback, take_in, talk
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from nfstudio.domain.feedback import Category, Detection, Verdict
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds
from nfstudio.store import detections, review
from nfstudio.store.decisions import Edit
from nfstudio.store.project import Project

MESSAGES = (3, 5)
LENGTH = 10
spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(
    lambda s: Span(s[0], min(LENGTH, s[0] + s[1]))
)
categories = st.sampled_from(list(Category))


class Review(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "p.nfstudio"
        self.project = Project.create(self.path)
        take_in(self.project, talk("u one", "a two", "u 0123456789", "a four", "u 0123456789"))
        self.version = 0
        self.seen = []

    def teardown(self):
        self.project.close()
        self.folder.cleanup()

    def state(self):
        return sorted([f.message, f.span, f.category, f.status, f.note] for f in feedback(self.project))

    def remember(self, state):
        self.seen.append(state)

    @rule(claims=st.lists(st.tuples(st.sampled_from(MESSAGES), spans, categories, st.floats(0, 1)), max_size=5))
    def detect(self, claims):
        self.version += 1
        record = detections.open_run(
            self.project,
            detector="rules",
            version=str(self.version),
            settings={},
            device="CPU",
            thresholds=Thresholds(0.5),
        )
        found = [Detection(m, s, c, x, m - 1) for m, s, c, x in claims]
        detections.record(self.project, record.id, found, after=0, up_to=5, messages=2, candidates=2, seconds=0)
        self.seen.clear()  # what undo leads back to is no longer what was on the screen

    @precondition(lambda self: feedback(self.project))
    @rule(
        data=st.data(),
        verdict=st.sampled_from(list(Verdict)),
        span=st.none() | spans,
        category=st.none() | categories,
        note=st.none() | st.just("n"),
    )
    def decide(self, data, verdict, span, category, note):
        ids = [item.id for item in feedback(self.project)]
        chosen = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
        self.remember(self.state())
        edit = Edit(span=span, category=category, note=note)
        review.decide(self.project, chosen, verdict, reviewer="me", edit=edit)

    @rule(message=st.sampled_from(MESSAGES), span=spans, category=categories)
    def add(self, message, span, category):
        self.remember(self.state())
        review.add(self.project, message, span, category, reviewer="me")

    @rule()
    def undo(self):
        undone = review.undo(self.project, reviewer="me")
        if self.seen:
            assert undone is not None
            assert self.state() == self.seen.pop()

    @rule()
    def undo_and_redo(self):
        before = self.state()
        if review.undo(self.project, reviewer="me"):
            review.redo(self.project, reviewer="me")
        assert self.state() == before

    @rule()
    def restart(self):
        before = self.state()
        self.project.close()
        self.project = Project(self.path)
        assert self.state() == before

    @invariant()
    def feedback_is_what_detections_and_decisions_amount_to(self):
        assert all(review.is_consistent(self.project, message) for message in MESSAGES)

    @invariant()
    def every_span_lies_inside_its_message(self):
        assert all(item.span.end <= LENGTH for item in feedback(self.project))


Review.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestReview = Review.TestCase
