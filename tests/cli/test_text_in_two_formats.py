"""A Word file and its Markdown: when one of them goes on, the other is known for what it is, and is made anew by a build."""

from pathlib import Path

import pytest

from policygen.app.issued import open_issued
from policygen.app.papers import paper_path
from tests.cli.issuing import IN_FORCE_NOW, LATER, QUAY, SECOND, TERMS, gone_on, issue
from tests.cli.running import answers_file, policygen
from tests.cli.test_issue import codes, copy_of, edited, said

pytestmark = pytest.mark.share_every_day(3)


def put_in_place(word: Path) -> None:
    """Update a Word file, accept all, and give the new one and its working paper the names of the old ones."""
    new = gone_on(word)
    paper_path(new).replace(paper_path(word))
    new.replace(word)


def rebuilt(word: Path) -> str:
    outcome = policygen("build", word.with_name("answers.yaml"), "--date", LATER)
    assert outcome.code == 0, outcome.said
    return outcome.said


@pytest.mark.slow
def test_the_markdown_of_a_version_whose_word_file_went_on_is_still_known_for_that_version(version: Path) -> None:
    markdown = version.with_suffix(".md")
    kept = (version.parent / "for-the-owner" / "issued" / f"{version.stem}-v1.policygen.json").read_bytes()
    put_in_place(version)

    outcome = policygen("check", markdown, "--date", LATER)

    assert "carries no record" not in outcome.said
    assert f"{version.name} beside it" in outcome.said
    (first,) = open_issued(markdown).record.issue.history
    assert first.number == "1"
    assert policygen("update", markdown, "--date", LATER).code == 0
    assert "Threads" in said(markdown.with_name(f"{markdown.stem}.updated.md"))
    owners = version.parent / "for-the-owner" / "issued"
    assert (owners / f"{version.stem}-v1.policygen.json").read_bytes() == kept
    assert not list(owners.glob("*updated*"))


@pytest.mark.slow
def test_an_issue_makes_the_markdown_in_which_nobody_wrote_anew(version: Path) -> None:
    markdown = version.with_suffix(".md")
    put_in_place(version)

    outcome = issue(version, *SECOND, date=LATER)

    assert outcome.code == 0, outcome.said
    assert "is made anew of it. [made-anew]" in outcome.err
    assert str(markdown) in outcome.out
    assert IN_FORCE_NOW in said(markdown)
    assert copy_of(markdown, "2").read_bytes() == markdown.read_bytes()
    assert [each.number for each in open_issued(copy_of(markdown, "2")).record.issue.history] == ["1", "2"]
    assert open_issued(markdown).paper is not None
    assert f"{markdown} is already as it should be" in rebuilt(version)


@pytest.mark.slow
def test_a_build_makes_the_markdown_of_a_version_anew_too_and_only_once(version: Path) -> None:
    markdown = version.with_suffix(".md")
    first = markdown.read_bytes()
    put_in_place(version)
    assert issue(version, *SECOND, date=LATER).code == 0
    markdown.write_bytes(first)
    word = version.read_bytes()

    told = rebuilt(version)

    assert f"Wrote {markdown}" in told
    assert IN_FORCE_NOW in said(markdown)
    assert "Threads" in said(markdown)
    assert [each.number for each in open_issued(markdown).record.issue.history] == ["1", "2"]
    assert codes(markdown, date=LATER) == codes(version, date=LATER)
    assert version.read_bytes() == word
    before = markdown.read_bytes()
    assert f"{markdown} is already as it should be" in rebuilt(version)
    assert markdown.read_bytes() == before


@pytest.mark.slow
def test_a_draft_that_was_never_issued_names_its_markdown_too(draft: Path) -> None:
    markdown = draft.with_suffix(".md")
    put_in_place(draft)
    assert f"{draft.name} beside it" in policygen("check", markdown, "--date", LATER).said

    outcome = issue(draft, *TERMS[:2], date=LATER)

    assert outcome.code == 0, outcome.said
    assert "made-anew" in outcome.err
    assert "Version 1, in force from 1 February 2027" in said(markdown)
    assert open_issued(markdown).record.issue.status == "issued"


@pytest.mark.slow
def test_where_the_version_holds_words_of_its_owner_its_markdown_is_told_and_left(version: Path) -> None:
    markdown = version.with_suffix(".md")
    put_in_place(version)
    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    assert "other-words" in issue(version, *SECOND, date=LATER).err
    before = markdown.read_bytes()

    told = rebuilt(version)

    assert markdown.read_bytes() == before
    assert f"{markdown} is already as it should be" not in told
    assert f"{markdown} is not that version" in told


@pytest.mark.slow
def test_a_markdown_that_somebody_wrote_in_is_left_and_the_version_lies_beside_it(version: Path) -> None:
    markdown = version.with_suffix(".md")
    markdown.write_text(said(markdown).replace("Not sure? Ask first.", "Not sure? Never post for Quay."), "utf-8")
    put_in_place(version)
    before = markdown.read_bytes()
    assert "other-words" in issue(version, *SECOND, date=LATER).err
    assert markdown.read_bytes() == before

    policygen("build", version.with_name("answers.yaml"), "--date", LATER)

    assert markdown.read_bytes() == before
    assert "Version 2" in said(markdown.with_name(f"{markdown.stem}.new.md"))


@pytest.mark.slow
@pytest.mark.parametrize("first", ["docx", "md"])
def test_updates_of_both_keep_a_working_paper_each(draft: Path, first: str) -> None:
    answers_file(draft.parent, **{**QUAY, "platforms": ["x", "threads"]})
    endings = sorted(("docx", "md"), key=lambda ending: ending != first)
    for ending in endings:
        outcome = policygen("update", draft.with_suffix(f".{ending}"), "--date", LATER)
        assert outcome.code == 0, outcome.said
    for ending in endings:
        found = open_issued(draft.with_name(f"{draft.stem}.updated.{ending}"))
        assert found.paper is not None
        assert found.paper.answers["platforms"] == ["x", "threads"]


@pytest.mark.slow
def test_an_update_names_the_markdown_that_it_leaves_alone(draft: Path) -> None:
    answers_file(draft.parent, **{**QUAY, "platforms": ["x", "threads"]})

    outcome = policygen("update", draft, "--date", LATER)

    assert f"{draft.stem}.md beside it stays as it is" in outcome.out
    draft.with_suffix(".md").unlink()
    (draft.parent / f"{draft.stem}.updated.docx").unlink()
    assert "stays as it is" not in policygen("update", draft, "--date", LATER).out
