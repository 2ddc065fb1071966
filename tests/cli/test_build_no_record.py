"""`policygen build --no-record`: copies of a draft to show to anybody."""

import re
from pathlib import Path

import pytest

from tests.app.test_private import said_in_private, unpacked
from tests.cli.reading import docx_lines
from tests.cli.running import SAMPLES, lying, policygen, text_file
from tests.formats.word import content
from tests.support.library import the_library
from tests.support.strategies import sample

DAY = "2026-11-30"


def drafted(folder: Path, name: str, *options: str) -> tuple[Path, str]:
    """A sample's answers in a folder, built without a record."""
    answers = text_file(folder, (SAMPLES / name / "answers.yaml").read_bytes(), "answers.yaml")
    outcome = policygen("build", answers, "--no-record", "--date", DAY, *options)
    assert outcome.code == 0, outcome.said
    return answers, outcome.out


def test_a_copy_of_a_draft_lies_alone_in_its_folder_and_says_that_it_is_one(tmp_path: Path) -> None:
    answers, told = drafted(tmp_path, "harbour-street-cafe", "--documents", "policy,notes")
    copies = lying(answers.parent / "publication")
    assert {each.name for each in tmp_path.iterdir()} == {"answers.yaml", "publication"}
    assert {each.name for each in copies} == {
        f"harbour-street-cafe-social-media-policy-draft-{DAY}.{ending}" for ending in ("docx", "md")
    }
    assert all(str(each) in told for each in copies)
    word = next(each for each in copies if each.suffix == ".docx").read_bytes()
    assert "For signature, 30 November 2026" in " ".join(docx_lines(word))
    assert "For signature, 30 November 2026" in content(word, "word/footer1.xml").decode()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["thornmere-county-council", "lakeshore-dental"])
def test_it_holds_nothing_of_how_it_was_made_and_no_private_answer(tmp_path: Path, name: str) -> None:
    answers, _ = drafted(tmp_path, name, "--format", "docx,md,html")
    questions = the_library().questionnaire.questions
    given = sample(name).values
    private = {words for id, value in given.items() for words in said_in_private(questions[id], value)}
    assert private
    for path in lying(answers.parent / "publication"):
        for entry, text in unpacked(path.read_bytes()):
            assert not [words for words in private if re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text)], entry
            for mark in ("policygen", "pg_", "pge_", "customXml", "not legal advice"):
                assert path.suffix == ".html" or mark not in text, (path.name, entry, mark)


def test_a_copy_without_a_record_has_no_working_paper_to_name(tmp_path: Path) -> None:
    answers = text_file(tmp_path, (SAMPLES / "harbour-street-cafe" / "answers.yaml").read_bytes(), "answers.yaml")
    for options in (("--record", "inline"), ("--papers", tmp_path)):
        outcome = policygen("build", answers, "--no-record", *options)
        assert outcome.code == 2
        assert "no working paper either" in outcome.err
