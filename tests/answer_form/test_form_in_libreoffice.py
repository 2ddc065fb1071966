"""A form filled in and saved by LibreOffice, and taken back into an answers file."""

from pathlib import Path

import pytest

from policygen.answers.model import Answers
from policygen.app.answer_forms import take_back, write_form
from tests.support.library import the_library
from tests.support.office import hand

pytestmark = pytest.mark.slow


def ask(question: str) -> str:
    """The end of the line of a question: its number is before it."""
    return f". {the_library().questionnaire.questions[question].ask}"


def filled() -> tuple[tuple[object, ...], ...]:
    return (
        ("write_in", "Filled in by", 0, "Ann Lee"),
        ("write_in", "Filled in by", 1, "30 November 2026"),
        ("write_in", ask("organisation_name"), 0, "Quay & Daughters <Ltd>"),
        ("click", "Partnership"),
        ("write_in", ask("headcount"), 0, "about twelve"),
        ("write_in", ask("trades"), 0, "Café"),
        ("write_in", ask("work_locations"), 0, "England"),
        ("write_in", ask("work_locations"), 3, "Wales"),
        ("click", "Facebook"),
        ("type_before", "Instagram", "x "),
        ("embolden", "Every day"),
        ("strike", "Only the policy owner"),
        ("type_after", "Approves posts; Looks after comments", "see the list in the office", "Text body"),
    )


def test_a_form_that_libreoffice_saved_is_read_as_it_was_filled_in(tmp_path: Path) -> None:
    library, form, answers = the_library(), tmp_path / "questions.docx", tmp_path / "answers.yaml"
    write_form(library, Answers({}), None, form, "2026-11-30", essential=False, replace=False)
    with hand(tmp_path) as office:
        back = office.edit(form, tmp_path / "back.docx", *filled())
        untouched = office.edit(form, tmp_path / "untouched.docx")
    blank = take_back(untouched, library, tmp_path / "blank.yaml", "")
    assert (blank.form.values, blank.form.unread, blank.form.inferred) == ({}, (), ())
    taken = take_back(back, library, answers, "")
    assert taken.form.values == {
        "organisation_name": "Quay & Daughters <Ltd>",
        "organisation_type": "partnership",
        "trades": ("cafe",),
        "work_locations": ("GB-ENG", "GB-WLS"),
        "platforms": ("facebook", "instagram"),
        "posting_frequency": "daily",
    }
    assert {told.question for told in taken.form.inferred} == {"posting_frequency"}
    assert [(told.question, told.text) for told in taken.form.unread] == [
        ("headcount", "about twelve"),
        ("roles", "see the list in the office"),
        ("posting_rule", "Only the policy owner"),
    ]
    text = answers.read_text(encoding="utf-8")
    assert "platforms: {by: Ann Lee, on: 2026-11-30}" in text
