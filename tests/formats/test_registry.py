"""The table of formats: whatever is in it can be written, known again and read back."""

from pathlib import Path

import pytest

from policygen.document.model import Heading
from policygen.document.walk import block_text
from policygen.errors import DocumentError
from policygen.formats.model import Format
from policygen.formats.registry import FORMATS, NOT_READ, READERS, format_of
from policygen.record.model import digest
from tests.formats.example_document import short_policy

RECORD = b'{"record": 2}'
DOCUMENT = short_policy()

formats = pytest.mark.parametrize("name", FORMATS)


def written(name: str) -> tuple[Format, bytes]:
    return FORMATS[name], FORMATS[name].write(DOCUMENT, RECORD, digest(RECORD))[0]


@formats
def test_a_format_gives_back_the_words_and_the_record_it_wrote(name: str) -> None:
    form, content = written(name)
    read = form.read(content)
    titles = [block_text(block) for part in DOCUMENT.parts for block in part.blocks if isinstance(block, Heading)]
    assert [block_text(block) for block in read.blocks if isinstance(block, Heading)] == titles
    assert (read.record, read.digest) == (RECORD, digest(RECORD))
    assert (form.record_of(content), form.digest_of(content)) == ((RECORD, ()), digest(RECORD))


@formats
def test_a_file_without_its_record_still_names_it(name: str) -> None:
    form = FORMATS[name]
    content = form.write(DOCUMENT, None, digest(RECORD))[0]
    assert (form.record_of(content), form.digest_of(content)) == ((None, ()), digest(RECORD))
    assert form.is_untouched(content)


@formats
def test_a_format_knows_its_own_files_until_somebody_changes_them(name: str) -> None:
    form, content = written(name)
    assert form.is_untouched(content)
    assert not any(form.is_untouched(content) for content in (b"", b"a file of somebody's", content[:-200]))


@formats
def test_a_document_is_known_by_its_ending_in_any_case(name: str) -> None:
    assert format_of(Path(f"Policy{FORMATS[name].ending.upper()}")) is FORMATS[name]
    assert format_of(Path("answers.yaml")) is None


def test_no_ending_is_both_read_and_said_not_to_be() -> None:
    assert not READERS.keys() & NOT_READ.keys()
    assert {form.ending for form in FORMATS.values()} <= READERS.keys()


def test_markdown_of_ours_in_another_encoding_is_refused_before_its_words_are_taken_for_edits() -> None:
    form, content = written("md")
    with pytest.raises(DocumentError, match="UTF-8"):
        form.read(content.decode().replace("a", "ä", 1).encode("cp1252", "replace"))
