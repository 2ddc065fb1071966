"""What is written into a form comes back from it as it was."""

from collections.abc import Mapping

from hypothesis import given

from policygen.answer_form.combine import is_same
from policygen.answer_form.entries import entries
from policygen.answer_form.model import FormRead
from policygen.answer_form.read import read_form
from policygen.answer_form.write import answer_form
from policygen.answers.model import Answers
from policygen.conditions.model import Value
from policygen.formats.registry import FORM_READERS, FORMATS
from tests.support.drawing import few
from tests.support.library import the_library
from tests.support.strategies import values


def through_word(known: Mapping[str, Value]) -> FormRead:
    """What is read of a form that nobody wrote on."""
    form = answer_form(the_library(), Answers(known), "2026-11-30")
    content, _ = FORMATS["docx"].write(form, None, "")
    return read_form(FORM_READERS[".docx"](content), the_library())


def test_their_own_words_are_read_back_beside_those_of_any_trade() -> None:
    said: dict[str, Value] = {"person": "guest", "a_person": "a guest", "people": "guests", "workers": "crew"}
    for trade in ("cafe", "dog_grooming", "law_firm"):
        read = through_word({"trades": (trade,), "words": said})
        assert read.values["words"] == said
        assert (read.unread, read.inferred) == ((), ())


@few
@given(values)
def test_whatever_answers_stand_on_a_form_are_read_back_equal(known: dict[str, Value]) -> None:
    library = the_library()
    read = through_word(known)
    written = {entry.question.id: entry.value for entry in entries(library, known) if entry.value is not None}
    questions = library.questionnaire.questions
    assert {
        id for id in {*written, *read.values} if not is_same(questions[id], written.get(id), read.values.get(id))
    } == set()
    assert (read.unread, read.inferred, read.open, read.by, read.on) == ((), (), (), "", "")
