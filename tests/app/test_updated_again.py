"""A document in which changes of ours wait, updated once more: it is the same update, for the same reasons."""

from pathlib import Path
from typing import Any

import pytest

from policygen.answers.model import Answers
from policygen.app.build import answers_digest
from policygen.app.carrying_out import carry_out_update
from policygen.app.papers import paper_path
from policygen.app.update import Revision, plan_update
from policygen.assembly.assemble import assemble
from policygen.assembly.shapes import SHAPE
from policygen.brand.model import OUR_LOOK
from policygen.document.model import Document
from policygen.formats.registry import FORMATS
from policygen.library.model import Library
from policygen.record.model import Issue, Record, digest, encode_record
from policygen.record.working_paper import describe, encode_paper
from policygen.selection.select import select
from policygen.workspace.writing import carry_out
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
SAID: dict[str, Any] = {"organisation_name": "Quay", "platforms": ["instagram"], "depth": "full"}
LATER = "2027-01-10"


def later(kind: str) -> Library:
    edit = f"    changes: [{{date: 2026-12-01, kind: {kind}, what: It reads otherwise.}}]\n    edited: 2026-12-01\n"
    return tiny(ISSUED.replace("Ask before", "Always ask before").replace("you post.\n", f"you post.\n{edit}"))


def issued(folder: Path, library: Library, given: Answers) -> Path:
    """A Word file of these answers with its working paper, in today's shape."""
    selection = select(library, given, TODAY)
    document: Document = assemble(selection)
    editions = tuple((part.origin.id, "2026-11-22") for part in document.parts if part.origin.kind == "clause")
    record = encode_record(Record(document, library.editions, Issue(shape=SHAPE, editions=editions)))
    path = folder / "policy.docx"
    path.write_bytes(FORMATS["docx"].write(document, record, digest(record), OUR_LOOK)[0])
    paper = describe(selection, record, answers_digest(given))
    paper_path(path).write_bytes(encode_paper(paper))
    return path


def why(revision: Revision) -> dict[str, str]:
    return {entry.origin.id: entry.cause for entry in revision.plan.entries if entry.theirs != entry.after}


@pytest.mark.parametrize("kind", ["meaning", "law"])
def test_what_waits_is_offered_again_for_the_same_reason(tmp_path: Path, kind: str) -> None:
    path = issued(tmp_path, tiny(ISSUED), answers(tiny(ISSUED), **SAID))
    once = carry_out_update(plan_update(path, later(kind), LATER), tmp_path / "once.docx")
    carry_out(once.writes, replace=True)
    assert kind in why(once.revision)["rules.a"]

    twice = carry_out_update(plan_update(tmp_path / "once.docx", later(kind), LATER), tmp_path / "twice.docx")

    assert why(twice.revision) == why(once.revision)
    carry_out(twice.writes, replace=True)
    assert (tmp_path / "twice.docx").read_bytes() == (tmp_path / "once.docx").read_bytes()


def test_an_answer_put_into_words_that_stay_is_its_only_cause(tmp_path: Path) -> None:
    path = issued(tmp_path, tiny(ISSUED), answers(tiny(ISSUED), **SAID))
    said = tmp_path / "answers.yaml"
    said.write_text("policygen: 1\nanswers: {organisation_name: Quay, platforms: [x], depth: full}\n")

    revision = plan_update(path, later("wording"), LATER, said)

    assert revision.plan.of("rules.a").after.endswith("Our accounts are on X. Ask before you post.")
    assert "wording" not in why(revision)["rules.a"]
    assert (
        plan_update(path, later("wording"), LATER, said, wording=True)
        .plan.of("rules.a")
        .after.endswith("Our accounts are on X. Always ask before you post.")
    )
