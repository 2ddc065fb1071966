"""Rules of a document that the library only puts in other words by now."""

from dataclasses import replace
from typing import Any

import pytest

from policygen.answers.model import Answers
from policygen.app.kept_wording import keep_wording
from policygen.assembly.assemble import assemble
from policygen.assembly.shapes import SHAPE
from policygen.document.model import Document, Properties
from policygen.document.walk import block_text
from policygen.library.model import Library
from policygen.record.model import Issue, Record
from policygen.selection.select import select
from tests.support.answers import TODAY, answers
from tests.support.library import tiny

ISSUED = """
ask organisation_name: text fact
ask platforms: platforms fact (none!)
ask depth: one_of choice (auto short standard full)
    default: auto
clause rules.a: Our accounts are on {{ platforms }}. Ask before you post.
clause rules.b: Be kind.
"""
CHANGED = "    changes: [{{date: 2026-12-01, kind: {}, what: It reads otherwise.}}]\n"
SAID: dict[str, Any] = {"platforms": ["instagram"], "depth": "full"}


def later(kind: str, *, at: str = "rules.a") -> Library:
    """The library with other words for both rules: one is marked as an edit of some kind, the other as one of wording."""
    lines = []
    for line in ISSUED.replace("Ask before", "Always ask before").replace("Be kind.", "Be kind to all.").splitlines():
        lines.append(f"{line}\n")
        if line.startswith("clause"):
            lines.append(CHANGED.format(kind if at in line else "wording"))
    return tiny("".join(lines))


def record_of(library: Library, given: Answers, **editions: str) -> Record:
    parts = assemble(select(library, given, TODAY)).parts
    properties = Properties("Policy", "", "Example", "en-GB", "a4", "policy", "full", "1", TODAY)
    words_of = tuple((id.replace("_", "."), day) for id, day in editions.items())
    return Record(Document(properties, parts), library.editions, Issue(shape=SHAPE, editions=words_of))


def kept(library: Library, was: Answers, now: Answers, **editions: str) -> tuple[dict[str, str], tuple[str, ...]]:
    then, today = (assemble(select(library, given, TODAY)).parts for given in (was, now))
    found = keep_wording(record_of(tiny(ISSUED), was, **editions), then, today, library)
    return {part.origin.id: "\n".join(map(block_text, part.blocks)) for part in found.parts}, found.kept


def test_a_rule_that_only_reads_otherwise_keeps_the_words_it_was_issued_with() -> None:
    given = answers(tiny(ISSUED), **SAID)
    texts, ids = kept(later("wording"), given, given)
    assert texts["rules.a"].endswith("Our accounts are on Instagram. Ask before you post.")
    assert texts["rules.b"].endswith("Be kind.")
    assert ids == ("rules.a", "rules.b")


@pytest.mark.parametrize("kind", ["law", "meaning"])
def test_what_a_rule_asks_anew_is_offered(kind: str) -> None:
    given = answers(tiny(ISSUED), **SAID)
    texts, ids = kept(later(kind), given, given)
    assert texts["rules.a"].endswith("Always ask before you post.")
    assert ids == ("rules.b",)


def test_an_answer_that_changed_is_put_into_the_words_as_issued() -> None:
    library = later("wording")
    texts, _ = kept(library, answers(library, **SAID), answers(library, **(SAID | {"platforms": ["x"]})))
    assert texts["rules.a"].endswith("Our accounts are on X. Ask before you post.")


def test_an_edit_counts_from_the_day_its_words_are_of_and_not_from_the_day_of_the_document() -> None:
    given = answers(tiny(ISSUED), **SAID)
    _, ids = kept(later("meaning"), given, given, rules_a="2026-12-01")
    assert ids == ("rules.b",)  # of those words already, so that nothing was put otherwise since
    _, ids = kept(later("wording"), given, given, rules_a="2026-12-01", rules_b="2026-11-30")
    assert ids == ("rules.b",)


def test_a_rule_that_comes_in_now_is_in_the_words_of_now() -> None:
    library = later("wording")
    given = answers(library, **SAID)
    record = record_of(tiny(ISSUED), given)
    without = tuple(part for part in record.document.parts if part.origin.id != "rules.b")
    parts = assemble(select(library, given, TODAY)).parts
    found = keep_wording(replace(record, document=replace(record.document, parts=without)), parts, parts, library)
    assert found.kept == ("rules.a",)
