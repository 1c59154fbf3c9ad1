import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category
from nfstudio.errors import StudioError
from nfstudio.jobs.similar import similar


def test_the_same_words_come_first_whatever_their_order_and_case(project):
    said = ("No, two days not three", "not three, TWO days, no", "that worked, thanks", "no, two days")
    take_in(project, *(talk("u ask", "a answer", f"u {words}") for words in said))
    run(project, [(3 * i + 3, words, Category.CORRECTION, 0.9) for i, words in enumerate(said)])
    first, second, third, fourth = (item.id for item in feedback(project))

    assert similar(project, first) == (first, second, fourth)
    assert third not in similar(project, first)


def test_feedback_that_is_gone_is_told(project):
    with pytest.raises(StudioError, match="not there any more"):
        similar(project, 7)
