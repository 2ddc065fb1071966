"""Both sides changed one clause: what an update makes of it, as a colleague would who reads both."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document

from policygen.app.update import plan_update
from policygen.document.comparison import content_key
from policygen.document.edits import Addition, Edits, Rewording, Signature, Swap, revised
from policygen.document.model import Paragraph, Reference
from policygen.document.pieces import text
from policygen.document.words import Word
from policygen.formats.docx.reader import read
from policygen.formats.docx.settling import settled
from policygen.formats.docx.tracking.revise import revise_file
from policygen.library.model import Library
from policygen.platforms.model import Registry
from tests.cli.running import TODAY
from tests.end_to_end.telling import answered, decisions, issue, plan
from tests.end_to_end.test_second_reader import lines
from tests.end_to_end.test_updates import accepted, comments, edit, rejected, retyped, saying, update

pytestmark = pytest.mark.share_every_day(3)

NAMED = "Only people named"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    return issue(tmp_path / "quay")


def test_an_alternative_that_an_answer_picks_shows_only_the_words_that_differ(word: Path) -> None:
    answered(word, posting_rule="owner_only")

    new = update(word)

    assert decisions(plan(word))["speaking.owner-only"] == "take-ours"
    assert "Only Sam Okafor may post or reply in our name." in accepted(new)
    assert NAMED not in accepted(new)
    assert any("who may post" in told for told in comments(new))
    assert not any("may post or reply" in change.text for change in read(new.read_bytes()).changes)


def test_an_alternative_of_a_clause_that_was_taken_out_stays_out(word: Path) -> None:
    def take_out(document: Document) -> None:
        gone = saying(document, NAMED)._p
        gone.getparent().remove(gone)

    edit(word, take_out)
    answered(word, posting_rule="owner_only", platforms=["x"])

    new = update(word)

    assert "may post or reply" not in accepted(new)
    assert decisions(plan(word))["speaking.owner-only"] == "deleted-by-user"


def test_an_alternative_of_a_clause_that_was_edited_takes_the_edit_along(word: Path) -> None:
    def add(document: Document) -> None:
        saying(document, NAMED).add_run(" The till stays locked.")

    edit(word, add)
    answered(word, posting_rule="owner_only")

    new = update(word)

    left = accepted(new)
    assert "Only Sam Okafor may post or reply in our name." in left
    assert "The till stays locked." in left
    assert left.count("may post or reply") == 1
    assert "The till stays locked." in "\n".join(rejected(new))


def test_another_name_goes_into_a_paragraph_that_its_owner_split(word: Path) -> None:
    def split(document: Document) -> None:
        paragraph = saying(document, NAMED)
        whole = paragraph.text
        title, _, rest = whole.partition(". ")
        first, _, second = rest.partition(". ")
        following = paragraph.insert_paragraph_before(f"{title}. {first}.", paragraph.style)
        retyped(paragraph, second)
        assert following.text.endswith("name.")

    edit(word, split)
    answered(word, policy_owner={"name": "Priya Nair", "role": "Owner"})

    new = update(word)

    assert "Only people named by Priya Nair may post or reply in our name." in accepted(new)
    assert "Sam Okafor" not in accepted(new)


def test_another_name_goes_into_a_paragraph_that_two_clauses_were_joined_to_and_its_owner_is_not_asked(
    word: Path,
) -> None:
    def join(document: Document) -> None:
        paragraph = saying(document, NAMED)
        following = next(each for each in document.paragraphs if each._p is paragraph._p.getnext())
        paragraph.add_run(f" {following.text}")
        following._p.getparent().remove(following._p)

    edit(word, join)
    stood = next(line for line in lines(word.read_bytes(), "accept") if NAMED in line)
    answered(word, policy_owner={"name": "Priya Nair", "role": "Owner"}, platforms=["x"])

    new = update(word)

    assert stood.replace("Sam Okafor", "Priya Nair").replace("X and Facebook", "X") in accepted(new)
    assert update(new).read_bytes() == new.read_bytes()


def test_a_network_that_was_renamed_is_a_cause_of_its_own_and_the_owners_words_with_its_old_name_are_told(
    word: Path, library: Library
) -> None:
    own = "Facebook messages are answered by Dana."
    edit(word, lambda document: document.paragraphs[-1].insert_paragraph_before(own))
    facebook = library.registry.platforms["facebook"]
    later = replace(facebook, name="Metabook", former_names=("Facebook",))
    registry = Registry({**library.registry.platforms, "facebook": later})

    revision = plan_update(word, replace(library, registry=registry), TODAY)

    assert {cause.kind for cause in revision.causes.values()} == {"platform"}
    (change, *others) = revision.plan.changes
    assert change.cause == change.shown_cause == "Facebook is called Metabook now."
    assert all(other.cause == change.cause for other in others)
    assert any("“Facebook”" in found.message and own in found.message for found in revision.plan.findings)
    assert not any(found.code == "still-named" and own not in found.message for found in revision.plan.findings)


def test_a_network_that_closed_and_was_taken_off_the_list_is_told_as_closed(word: Path, library: Library) -> None:
    closed = replace(library.registry.platforms["facebook"], status="closed", status_date="2027-01")
    registry = Registry({**library.registry.platforms, "facebook": closed})
    answered(word, platforms=["x"])

    revision = plan_update(word, replace(library, registry=registry), TODAY)

    said = "Facebook has closed (2027-01). Answered otherwise: the networks we use."
    assert any(entry.cause == said for entry in revision.plan.changes)


def test_a_reference_to_a_part_that_the_file_does_not_have_is_written_as_its_title(word: Path) -> None:
    before = word.read_bytes()
    piece = next(at for at, each in enumerate(read(before).pieces) if NAMED in text(each.piece))
    told = (Word("See "), Word("What we never ask", " ", target="not.there"), Word(".", ""))
    new = Addition(piece, "new.part", (Paragraph((Reference("not.there", "What we never ask"),), "body"),), opens=True)
    edits = Edits((Rewording(piece, (Swap(0, 0, told, " "),)), new), numbers={"not.there": "4"})

    made = revise_file(before, edits, Signature("Us", "2026-11-30T00:00:00Z"))

    accepted_now = [content_key(each.piece) for each in read(settled(made.content, "Us", accept=True)).pieces]
    planned = [content_key(each) for each in revised([each.piece for each in read(before).pieces], made.done)]
    assert accepted_now == planned
    assert "What we never ask" in "\n".join(lines(made.content, "accept"))
    assert b"not.there" not in made.content
