"""Documents of an older shape: what an update takes over into them, and what it leaves alone."""

from dataclasses import replace
from typing import Any

import pytest

from policygen.answers.model import Answers
from policygen.app.next_text import NextText
from policygen.app.older_shapes import OlderShape, is_older
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import POLICY
from policygen.assembly.shapes import SHAPE
from policygen.document.model import Document, Heading, Origin, Paragraph, Part, Properties, Row, Strong, Table, Text
from policygen.document.walk import block_text
from policygen.library.model import Library
from policygen.platforms.model import Registry
from policygen.record.model import Issue, Record
from policygen.revision.merge import carried_over
from policygen.selection.select import select
from tests.support.answers import TODAY, answers
from tests.support.library import tiny

ASKED = """
ask organisation_name: text fact
ask platforms: platforms fact (none!)
ask training: one_of fact (none yearly)
ask depth: one_of choice (auto short standard full)
    default: auto
clause rules.a: Our accounts are on {{ platforms }}. You must ask first.
    title: Our accounts
    detail: It saves trouble.
clause rules.b: Train each year.
    when: {training: yearly}
clause rules.c: Be kind.
"""
LATER = ASKED.replace("You must ask first", "Ask before you post").replace("Be kind.", "Be kind to all.")
LAW = LATER + "    changes: [{date: 2026-12-01, kind: law, what: Everybody counts.}]\n"


def as_issued(library: Library, given: Answers) -> Record:
    """A full policy as the second shape had it: numbered sections, a heading for every clause."""
    parts: list[Part] = [Part(Origin("section:rules", "section", "Rules"), (Heading(1, (Text("Rules"),)),))]
    for part in assemble(select(library, given, TODAY)).parts:
        if part.origin.kind == "clause":
            first, *others = part.blocks
            assert isinstance(first, Paragraph)
            assert isinstance(first.content[0], Strong)
            title = (Text(part.origin.title),)
            blocks = (Heading(2, title), Paragraph(first.content[2:], "rule"), *others)
            why = Paragraph((Text("Why: it helps."),), "note")
            parts.append(replace(part, blocks=(*blocks, why)))
    properties = Properties("Policy", "", "Example", "en-GB", "a4", "policy", "full", "1", TODAY)
    return Record(Document(properties, tuple(parts)), library.editions, Issue(shape=2))


def texts(library: Library, record: Record, was: Answers, now: Answers) -> dict[str, str]:
    then, today = (select(library, given, TODAY) for given in (was, now))
    made = OlderShape(record, then, assemble(then).parts, today, assemble(today).parts).parts()
    return {part.origin.id: "\n".join(map(block_text, part.blocks)) for part in made}


def issued(**said: Any) -> tuple[Record, Answers, dict[str, str]]:
    given = answers(tiny(ASKED), depth="full", **said)
    record = as_issued(tiny(ASKED), given)
    return record, given, {p.origin.id: "\n".join(map(block_text, p.blocks)) for p in record.document.parts}


SAID: dict[str, Any] = {"platforms": ["instagram"], "training": "none"}


def test_a_document_is_of_an_older_shape_when_its_record_says_so() -> None:
    record, *_ = issued(**SAID)
    assert is_older(record)
    assert not is_older(replace(record, issue=Issue(shape=SHAPE)))


def test_with_the_answers_it_was_made_from_nothing_changes_whatever_the_library_says_now() -> None:
    record, given, before = issued(**SAID)
    assert texts(tiny(LATER), record, given, given) == before


def test_an_answer_that_changed_is_put_into_the_words_as_issued() -> None:
    record, given, before = issued(**SAID)
    now = answers(tiny(LATER), depth="full", **(SAID | {"platforms": ["x"]}))
    after = texts(tiny(LATER), record, given, now)
    assert after["rules.a"] == before["rules.a"].replace("Instagram", "X")
    assert {id for id, text in after.items() if text != before[id]} == {"rules.a"}


def test_a_network_that_has_another_name_by_now_is_called_by_it() -> None:
    record, given, before = issued(**SAID)
    library = tiny(ASKED)
    instagram = library.registry.platforms["instagram"]
    renamed = replace(instagram, name="Picturo", former_names=("Instagram",))
    registry = Registry({**library.registry.platforms, "instagram": renamed})
    after = texts(replace(library, registry=registry), record, given, given)
    assert after["rules.a"] == before["rules.a"].replace("Instagram", "Picturo")
    assert {id for id, text in after.items() if text != before[id]} == {"rules.a"}


def test_a_row_that_today_s_library_words_otherwise_is_the_row_it_was() -> None:
    def table(*rows: tuple[str, str]) -> Table:
        return Table("t", ("What", "Who"), tuple(Row(key, ((Text(key),), (Text(who),))) for key, who in rows))

    was = table(("owner", "Ann"), ("sign here, and a parent too", "-"))
    then, now = (table(("owner", who), ("your signature", "-")) for who in ("Ann", "Ben"))
    assert carried_over((then,), (was,), (now,)) == (table(("owner", "Ben"), ("sign here, and a parent too", "-")),)


def test_a_clause_comes_in_and_goes_out_with_its_answer() -> None:
    record, given, _ = issued(**SAID)
    now = answers(tiny(LATER), depth="full", **(SAID | {"training": "yearly"}))
    after = texts(tiny(LATER), record, given, now)
    assert list(after) == ["section:rules", "rules.a", "rules.b", "rules.c"]
    assert after["rules.b"] == "B\nTrain each year."
    record, given, _ = issued(**(SAID | {"training": "yearly"}))
    assert "rules.b" not in texts(tiny(LATER), record, given, answers(tiny(LATER), depth="full", **SAID))


def test_what_a_law_changed_is_given_under_the_heading_it_had() -> None:
    record, given, before = issued(**SAID)
    after = texts(tiny(LAW), record, given, given)
    assert after["rules.c"] == "C\nBe kind to all.\nWhy: it helps."
    assert {id for id, text in after.items() if text != before[id]} == {"rules.c"}


@pytest.mark.parametrize("kind", ["meaning", "wording"])
def test_no_other_edit_of_the_library_touches_it(kind: str) -> None:
    record, given, before = issued(**SAID)
    assert texts(tiny(LAW.replace("kind: law", f"kind: {kind}")), record, given, given) == before


def test_a_clause_that_the_library_has_no_more_stays() -> None:
    record, given, before = issued(**SAID)
    gone = LATER[: LATER.index("clause rules.c")]
    assert texts(tiny(gone), record, given, given) == before


def test_whatever_text_an_older_document_is_held_against_is_made_in_its_shape() -> None:
    library = tiny(ASKED + "clause rules.d: Dare.\n    part_of: rules.c\n")
    given = answers(library, depth="full", **SAID)
    text = NextText(as_issued(library, given), POLICY, library, given, TODAY)
    for made in (text.as_dated, text.as_issued, text.as_draft):
        assert "rules.d" in {part.origin.id for part in made.parts}
    assert "rules.d" not in {part.origin.id for part in assemble(select(library, given, TODAY)).parts}
