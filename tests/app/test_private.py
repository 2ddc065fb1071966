"""What is private stays with the owner: no issued file holds it, in any entry of the package or in the record."""

import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from policygen.answers.write import plain
from policygen.app.build import BuildOptions, build
from policygen.app.issued import read_record
from policygen.assembly.documents import DOCUMENTS
from policygen.formats.markdown.record_comment import record_of
from policygen.formats.registry import format_of
from policygen.library.load import load_library
from policygen.library.model import Library
from policygen.questions.kinds import kind_of
from policygen.questions.model import Field, Question
from policygen.record.printed import printed_answers
from tests.support.answers import words as said_in
from tests.support.strategies import SAMPLES, sample, sample_names

TODAY = "2026-11-22"


def entries(path: Path) -> Iterator[tuple[str, str]]:
    """Everything in an issued file, by name, unpacked."""
    content = path.read_bytes()
    if path.suffix == ".md":
        yield "text", content.decode()
        record, _ = record_of(content.decode())
        yield "record", (record or b"").decode()
        return
    yield from unpacked(content)


def unpacked(content: bytes) -> Iterator[tuple[str, str]]:
    """Every entry of a package by name; of a text all of it."""
    if not content.startswith(b"PK"):
        yield "text", content.decode()
        return
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            yield name, package.read(name).decode("utf-8", "replace")
        yield "comment", package.comment.decode("utf-8", "replace")


def issued(answers: Path, library: Library, out: Path, *, whole_set: bool) -> list[Path]:
    """The documents for staff that answers call for, in both formats; or every one of the set, at both depths."""
    made = []
    for depth in ("short", "full") if whole_set else ("",):
        options = BuildOptions(TODAY, ("docx", "md"), tuple(DOCUMENTS) if whole_set else (), out / depth, depth)
        result = build(answers, library, options)
        assert result.state == "built", result.findings
        for_staff = (path for path in result.written if path.parent.name != "for-the-owner")
        made += [path for path in for_staff if path.suffix in {".docx", ".md"}]
    assert len(made) == 12 if whole_set else made
    return made


@pytest.fixture(
    scope="module",
    params=[
        *(pytest.param((name, False), id=name) for name in sample_names()),
        *(pytest.param((name, True), id=f"{name}-set", marks=pytest.mark.slow) for name in sample_names()),
    ],
)
def made(
    request: pytest.FixtureRequest, library: Library, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, list[Path]]:
    """The name of a sample and its documents."""
    name, whole = request.param
    return name, issued(SAMPLES / name / "answers.yaml", library, tmp_path_factory.mktemp(name), whole_set=whole)


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield str(value)


def typed_in(question: Question, value: Any) -> Iterator[str]:
    """What somebody typed in an answer, its choices left out."""
    chosen = {field.id for field in question.fields if field.made or field.kind not in {"text", "contact"}}
    rows = value if question.fields else [value]
    for row in rows:
        yield from leaves(
            {key: inner for key, inner in row.items() if key not in chosen} if isinstance(row, dict) else row
        )


def said_in_private(question: Question, value: Any) -> Iterator[str]:
    """The words of a private answer that nothing else would print: choices by the name that files give them, and labels."""
    if question.private:
        yield from _words(question, value)
        return
    for field in question.fields:
        if field.private:
            for row in value:
                if field.id in row:
                    yield from _words(field, row[field.id])


def _words(asked: Question | Field, value: Any) -> Iterator[str]:
    labels = {choice.value: choice.label for choice in asked.choices}
    for leaf in leaves(value):
        yield from (text for text in (leaf, labels.get(leaf, "")) if len(text) > 5)


def test_the_samples_hold_private_answers(library: Library) -> None:
    questions = library.questionnaire.questions
    given = [(questions[id], plain(value)) for name in sample_names() for id, value in sample(name).values.items()]
    assert len({words for question, value in given for words in said_in_private(question, value)}) > 5


@pytest.mark.slow
def test_no_private_answer_of_a_sample_is_in_any_entry_of_an_issued_file(
    made: tuple[str, list[Path]], library: Library
) -> None:
    name, documents = made
    questions = library.questionnaire.questions
    given = {id: plain(value) for id, value in sample(name).values.items()}
    private = {words for id, value in given.items() for words in said_in_private(questions[id], value)}
    for path in documents:
        for entry, text in entries(path):
            for words in private:
                assert not re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text), (path.name, entry, words)
        for place, _ in printed_answers(read_record(path).document.parts):
            id, *within = place.split(".")
            assert not questions[id].private, (path.name, place)
            hidden = {field.id for field in questions[id].fields if field.private}
            assert hidden.isdisjoint(within), (path.name, place)


@pytest.mark.slow
def test_no_private_answer_of_a_sample_is_in_a_copy_that_is_published(
    made: tuple[str, list[Path]], library: Library
) -> None:
    name, documents = made
    questions = library.questionnaire.questions
    given = {id: plain(value) for id, value in sample(name).values.items()}
    private = {words for id, value in given.items() for words in said_in_private(questions[id], value)}
    for path in documents:
        form = format_of(path)
        assert form is not None
        for entry, text in unpacked(form.publish(path.read_bytes())):
            assert "policygen" not in text, (path.name, entry)
            for words in private:
                assert not re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text), (path.name, entry, words)


@pytest.mark.some_every_day(3)
def test_what_somebody_typed_travels_only_where_it_is_printed(made: tuple[str, list[Path]], library: Library) -> None:
    name, documents = made
    questions = library.questionnaire.questions
    typed = {
        leaf
        for id, value in sample(name).values.items()
        if kind_of(questions[id]).typed
        for leaf in typed_in(questions[id], plain(value))
        if len(leaf) > 9 and not any(leaf in id for id in library.clauses)
    }
    assert typed
    for path in documents:
        printed = said_in(read_record(path).document)
        unprinted = {leaf for leaf in typed if leaf not in printed}
        for entry, text in entries(path):
            plainly = text.replace("&amp;", "&").replace("&apos;", "'")
            assert not [leaf for leaf in unprinted if leaf in plainly], (path.name, entry)


PRIVATE = """\
group: firm
title: Ours
questions:
  - {id: secret_text, kind: text, says: fact, private: true, ask: A?, why: W., label: a, neutral: for us}
  - {id: secret_texts, kind: texts, says: fact, private: true, ask: A?, why: W., label: a, neutral: for us}
  - {id: secret_person, kind: contact, says: fact, private: true, ask: A?, why: W., label: a, neutral: for us}
  - {id: secret_people, kind: contacts, says: fact, private: true, ask: A?, why: W., label: a, neutral: for us}
  - {id: secret_place, kind: places, says: fact, private: true, ask: A?, why: W., label: a, neutral: for us}
  - {id: secret_network, kind: platforms, says: fact, private: true, ask: A?, why: W., label: a, neutral: for us}
  - id: secret_rows
    kind: records
    says: fact
    private: false
    ask: A?
    why: W.
    label: rows
    neutral: for us
    key: [name]
    fields:
      - {id: name, kind: text, label: Name, required: true}
      - {id: hidden, kind: text, label: Hidden, private: true}
      - {id: keeper, kind: contact, label: Keeper, private: true}
"""
MARK = "Zyxwvut"


@pytest.mark.slow
def test_whatever_a_pack_asks_in_private_stays_private(tmp_path: Path) -> None:
    pack = tmp_path / "firm"
    (pack / "questions").mkdir(parents=True)
    (pack / "pack.yaml").write_text('name: firm\nversion: "1"\n')
    (pack / "questions" / "20-firm.yaml").write_text(PRIVATE)
    answers = tmp_path / "answers.yaml"
    answers.write_text(f"""\
policygen: 1
answers:
  organisation_name: Quay
  headcount: 6
  secret_text: {MARK} text
  secret_texts: [{MARK} one, {MARK} two]
  secret_person: {{name: {MARK} person, email: {MARK}@quay.example}}
  secret_people: [{{name: {MARK} people, role: {MARK} role}}]
  secret_place: [{MARK}land]
  secret_network: [{MARK}gram]
  secret_rows: [{{name: Seen, hidden: {MARK} field, keeper: {{name: {MARK} keeper}}}}]
""")
    library = load_library([pack])
    for path in issued(answers, library, tmp_path / "out", whole_set=True):
        for entry, text in entries(path):
            assert MARK.casefold() not in text.casefold(), (path.name, entry)
        paper = json.loads(path.with_suffix(".policygen.json").read_text(encoding="utf-8"))
        assert paper["answers"]["secret_text"] == f"{MARK} text"
        assert paper["answers"]["secret_rows"][0]["hidden"] == f"{MARK} field"
