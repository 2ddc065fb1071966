"""`policygen issue`: a draft becomes a version, in place, with every hand edit kept and a copy that nothing writes over."""

import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from policygen.app.issued import open_issued
from policygen.app.sources import open_answers
from policygen.formats.registry import FORMATS
from policygen.library.model import Library
from policygen.questions.flow import situation
from policygen.record.model import Version
from policygen.terminal.start import InterviewResult
from tests.cli.issuing import IN_FORCE, LATER, QUAY, TERMS, issue, made
from tests.cli.reading import docx_lines, markdown_lines
from tests.cli.running import TODAY, answers_file, outputs, policygen

pytestmark = pytest.mark.share_every_day(3)


def codes(path: Path, command: str = "check", *options: object, date: str = TODAY) -> set[str]:
    outcome = policygen(command, path, "--json", "--date", date, *options)
    data = json.loads(outcome.out)
    return {found["code"] for found in (data[0] if command == "check" else data)["findings"]}


def edited(path: Path, old: str, new: str) -> Path:
    """A Word file in which somebody wrote other words, saved by another program."""
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    document.save(str(path))
    return path


def said(path: Path) -> str:
    return path.read_text("utf-8") if path.suffix == ".md" else "\n".join(docx_lines(path.read_bytes()))


def packed(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def history(path: Path) -> tuple[Version, ...]:
    return open_issued(path).record.issue.history


def copy_of(path: Path, number: str) -> Path:
    return path.parent / "for-the-owner" / "issued" / f"{path.stem}-v{number}{path.suffix}"


# ---- status ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_an_issued_document_says_number_day_and_approver_under_its_title(draft: Path, ending: str) -> None:
    path = draft.with_suffix(f".{ending}")
    assert IN_FORCE not in said(path)

    outcome = issue(path, *TERMS)

    assert outcome.code == 0, outcome.said
    assert "Issued as version 1, in force from 4 January 2027, approved by The partners." in outcome.out
    assert f"{IN_FORCE} · Approved by The partners · Next review: 4 January 2028" in said(path)
    assert "Draft" not in said(path)


@pytest.mark.slow
def test_the_front_matter_of_a_markdown_version_says_which_and_its_record_stays_in_the_working_paper(
    draft: Path,
) -> None:
    path = draft.with_suffix(".md")
    front, end = said(path).split("---")[1], said(path).splitlines()[-1]
    assert 'version: "draft"' in front
    assert issue(path, *TERMS).code == 0
    after = said(path).split("---")[1]
    assert after == (
        front.replace('version: "draft"', 'version: "1"')
        .replace('status: "draft"', 'status: "in-force"')
        .replace(next(line for line in front.splitlines() if line.startswith("review:")), 'review: "2028-01-04"')
    )
    assert len(said(path).splitlines()[-1]) == len(end)


@pytest.mark.slow
def test_title_footer_and_properties_say_one_version_and_one_day(version: Path) -> None:
    document = docx.Document(str(version))
    footers = "".join(text.decode() for name, text in packed(version).items() if "footer" in name)

    assert footers.count(IN_FORCE) == 2
    assert "Draft" not in footers
    assert (document.core_properties.content_status, document.core_properties.version) == ("Final", "1")
    custom = packed(version)["docProps/custom.xml"].decode()
    assert IN_FORCE in custom
    assert ">4 January 2027<" in custom


def test_no_part_of_the_file_changes_but_body_footers_properties_and_record(draft: Path) -> None:
    before = packed(draft)
    assert issue(draft, *TERMS).code == 0
    after = packed(draft)

    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert {name for name in changed if "footer" not in name} == {
        "word/document.xml", "docProps/core.xml", "docProps/custom.xml", "customXml/item1.xml",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_draft_that_nobody_touched_is_a_version_that_nobody_touched(draft: Path, ending: str) -> None:
    path = draft.with_suffix(f".{ending}")
    issue(path, *TERMS)

    explained = policygen("explain", path, "--date", TODAY)
    assert "Edited" not in explained.out
    assert "The document is up to date." in policygen("update", path, "--plan", "--date", TODAY).out
    assert "edited-since-issue" not in codes(path)


@pytest.mark.slow
def test_a_markdown_says_its_status_in_its_front_matter_and_keeps_its_record_in_the_working_paper(draft: Path) -> None:
    path = draft.with_suffix(".md")
    lines = path.read_text("utf-8").splitlines()
    issue(path, *TERMS)
    now = path.read_text("utf-8").splitlines()

    assert {'version: "1"', 'status: "in-force"', 'review: "2028-01-04"'} <= set(now)
    changed = [line for line in now if line not in lines]
    assert len(changed) == 5  # those three, the line under the title, and the digest of the record
    assert len(now) == len(lines)


@pytest.mark.slow
def test_a_markdown_that_carries_its_record_still_does(tmp_path: Path) -> None:
    path = made(tmp_path, "--format", "md,docx", "--record", "inline").with_suffix(".md")
    assert issue(path, *TERMS).code == 0
    path.with_suffix(".policygen.json").unlink()

    assert history(path)[0].number == "1"


@pytest.mark.slow
def test_a_web_page_beside_a_version_is_made_anew_and_one_that_says_something_else_is_told(tmp_path: Path) -> None:
    path = made(tmp_path, "--format", "docx,html")
    page = path.with_suffix(".html")
    assert issue(path, *TERMS).code == 0
    assert IN_FORCE in page.read_text("utf-8")

    edited(path, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    outcome = issue(path, *TERMS[:2], "--changed", "One word.", date=LATER)
    assert "copy-not-issued" in outcome.err
    assert IN_FORCE in page.read_text("utf-8")


@pytest.mark.slow
def test_a_version_that_an_update_has_changed_is_issued_once_its_changes_are_settled(version: Path) -> None:
    answers_file(version.parent, **{**QUAY, "platforms": ["x", "tiktok"]})
    assert policygen("update", version, "--date", LATER, "--out", version.with_name("new.docx")).code == 0
    new = version.with_name("new.docx")

    outcome = issue(new, *TERMS[:2], "--changed", "TikTok.", date=LATER)

    assert outcome.code == 1
    assert "pending-changes" in outcome.err

    tracking = FORMATS["docx"].tracking
    assert tracking is not None
    new.write_bytes(tracking.accepted(new.read_bytes(), open_issued(new).record.issue.author))
    outcome = issue(new, *TERMS[:2], "--changed", "TikTok.", date=LATER)
    assert outcome.code == 0, outcome.said
    assert "Version 2, in force from 1 February 2027" in said(new)
    assert [each.number for each in history(new)] == ["1", "2"]


@pytest.mark.slow
@pytest.mark.parametrize("depth", ["standard", "full"])
def test_a_longer_policy_says_it_in_document_control(tmp_path: Path, depth: str) -> None:
    path = made(tmp_path, "--format", "docx", headcount=300, depth=depth)
    outcome = issue(path, *TERMS, "--accept-open")

    assert outcome.code == 0, outcome.said
    lines = docx_lines(path.read_bytes())
    assert lines[lines.index("Edition") + 1] == IN_FORCE
    assert lines[lines.index("Approved by") + 1] == "The partners"
    assert lines[lines.index("Version 1") + 1] == "In force from 4 January 2027, approved by The partners: first issue"
    assert "The document is up to date." in policygen("update", path, "--plan", "--date", TODAY).out


# ---- hand edits --------------------------------------------------------------------------------------------------------


def test_what_people_wrote_in_it_stays_and_is_part_of_the_version(draft: Path) -> None:
    edited(draft, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    lines = docx_lines(draft.read_bytes())

    assert issue(draft, *TERMS).code == 0

    now = docx_lines(draft.read_bytes())
    assert [line for line in now if IN_FORCE not in line] == [line for line in lines if "For signature" not in line]
    assert "edited-since-issue" not in codes(draft)
    assert "Never post for Quay." in policygen("explain", draft, "--date", TODAY).out


@pytest.mark.slow
def test_a_status_that_somebody_wrote_over_by_hand_is_told(draft: Path) -> None:
    edited(draft, "For signature, 22 November 2026", "Our very own text")

    outcome = issue(draft, *TERMS)

    assert outcome.code == 0
    assert "status-not-found" in outcome.err
    assert "Our very own text" in said(draft)


# ---- copies ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_copy_of_the_version_is_kept_for_the_owner_with_its_working_paper(version: Path) -> None:
    copy = copy_of(version, "1")

    assert copy.read_bytes() == version.read_bytes()
    assert codes(copy) == codes(version)
    assert "other-paper" not in codes(copy)


@pytest.mark.slow
def test_a_copy_is_never_written_over(version: Path) -> None:
    kept = copy_of(version, "1").read_bytes()
    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")

    outcome = issue(version, *TERMS, "--version", "1")

    assert outcome.code == 2
    assert "issued already" in outcome.err
    assert copy_of(version, "1").read_bytes() == kept


# ---- what stands in the way --------------------------------------------------------------------------------------------


def test_an_open_bracket_is_told_with_its_place_and_its_question_and_nothing_is_issued(tmp_path: Path) -> None:
    path = made(tmp_path, policy_owner=None)
    before = path.read_bytes()

    outcome = issue(path)

    assert outcome.code == 1
    assert "still asks to confirm" in outcome.err
    assert "--ask policy_owner" in outcome.err
    assert path.read_bytes() == before
    assert not copy_of(path, "1").exists()
    assert issue(path, *TERMS, "--accept-open").code == 0


@pytest.mark.slow
def test_a_blank_in_a_text_that_a_law_asks_for_is_never_accepted(tmp_path: Path) -> None:
    path = made(tmp_path, work_locations=["US-NY"], monitoring=["systems"], headcount=20)

    outcome = issue(path, *TERMS, "--accept-open")

    assert outcome.code == 1, outcome.said
    assert "which a law asks for, still asks to confirm" in outcome.err


@pytest.mark.slow
def test_changes_of_others_that_nobody_settled_stop_it(draft: Path) -> None:
    document = docx.Document(str(draft))
    paragraph = document.paragraphs[-1]
    run = paragraph.add_run(" And one thing more.")._r
    insertion = run.makeelement(
        f"{{{run.nsmap['w']}}}ins", {f"{{{run.nsmap['w']}}}author": "Ann", f"{{{run.nsmap['w']}}}id": "9"}
    )
    run.addprevious(insertion)
    insertion.append(run)
    document.save(str(draft))

    outcome = issue(draft, *TERMS)

    assert outcome.code == 1
    assert "1 tracked change by Ann" in outcome.err


@pytest.mark.slow
def test_a_version_that_nobody_changed_is_not_issued_again(version: Path) -> None:
    outcome = issue(version, *TERMS, "--changed", "Nothing.")

    assert outcome.code == 1
    assert "version 1 already" in outcome.err


@pytest.mark.parametrize("number", ["../../evil", "a/b", "2 2", "x" * 21, "-1", "\x1b[31m"])
def test_a_number_is_letters_digits_dots_and_hyphens(draft: Path, number: str) -> None:
    content = draft.read_bytes()
    outcome = issue(draft, *TERMS, "--version", number)
    assert outcome.code == 2
    assert "is no number of a version" in outcome.err
    assert "\x1b" not in outcome.err
    assert draft.read_bytes() == content
    assert not (draft.parent / "for-the-owner" / "issued").exists()


def test_a_file_with_nothing_in_it_is_told_by_its_name(tmp_path: Path) -> None:
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    for command in ("issue", "update", "explain"):
        outcome = policygen(command, empty)
        assert outcome.code == 1
        assert f"{empty}: This file is empty." in outcome.err


def test_somebody_must_approve_it(tmp_path: Path) -> None:
    path = made(tmp_path, policy_owner=None)

    outcome = issue(path, "--accept-open")

    assert outcome.code == 2
    assert "--approved-by" in outcome.err


@pytest.mark.slow
def test_a_working_paper_that_is_not_its_own_stops_it(draft: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "other", organisation_name="Bell Foundry")
    shutil.copy(other.with_suffix(".policygen.json"), draft.with_suffix(".policygen.json"))

    outcome = issue(draft, *TERMS)

    assert outcome.code == 1
    assert "other-paper" in outcome.err


@pytest.mark.slow
def test_a_day_before_the_version_before_it_is_no_first_day(version: Path) -> None:
    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")

    outcome = issue(version, *TERMS[:2], "--in-force", "2026-12-24", "--changed", "One word.", date=LATER)

    assert outcome.code == 2
    assert "before the first day of version 1" in outcome.err
    assert issue(version, "--in-force", "soon").code == 2


@pytest.mark.slow
def test_a_number_of_ones_own_names_the_copy_and_one_that_is_a_path_is_refused(draft: Path) -> None:
    refused = issue(draft, *TERMS, "--version", "../2.1")
    assert refused.code == 2
    assert "'../2.1' is no number of a version." in refused.err

    assert issue(draft, *TERMS, "--version", "2.1").code == 0
    assert "Version 2.1, in force from" in said(draft)
    assert copy_of(draft, "2.1").exists()


@pytest.mark.slow
def test_a_version_of_which_no_copy_is_left_is_kept_before_a_draft_takes_its_place(version: Path) -> None:
    shutil.rmtree(copy_of(version, "1").parent)
    content = version.read_bytes()
    answers_file(version.parent, **{**QUAY, "platforms": ["x", "threads"]})

    assert policygen("build", version.with_name("answers.yaml"), "--date", LATER).code == 0

    assert copy_of(version, "1").read_bytes() == content
    assert "Version 2 for signature" in said(version)


# ---- at a terminal -----------------------------------------------------------------------------------------------------


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """Somebody sits at a terminal, and types these lines."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    monkeypatch.setattr("policygen.cli._issuing.is_terminal", lambda *_: True)


@pytest.mark.slow
def test_at_a_terminal_somebody_says_who_approves_it_and_from_which_day(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, "The partners", "next week", "4 January 2027", "why", "Yes")

    outcome = issue(draft)

    assert outcome.code == 0, outcome.said
    assert "Is this your policy from now on?" in outcome.out
    assert "Write it as 1 December 2026" in outcome.said
    assert "type y for yes or n for no" in outcome.said
    assert f"{IN_FORCE} · Approved by The partners" in said(draft)


def test_whoever_says_no_has_a_draft_still(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, "", "", "n")

    outcome = issue(draft)

    assert outcome.code == 0
    assert "Nothing was issued." in outcome.out
    assert "For signature" in said(draft)


@pytest.fixture
def interviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interview in which everything was answered before, and nothing further is."""

    def run_interview(library: Library, path: Path, **_: Any) -> InterviewResult:
        answers, _slips = open_answers(path, library)
        return InterviewResult(path, answers, situation(library, answers.values), ())

    monkeypatch.setattr("policygen.cli.new.run_interview", run_interview)
    monkeypatch.setattr("policygen.cli.new.require_terminal", lambda: None)
    monkeypatch.setattr("policygen.cli.new.choose_further", lambda *_, **__: ())


@pytest.mark.slow
@pytest.mark.usefixtures("interviewed")
def test_an_interview_without_an_open_bracket_ends_in_the_policy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers_file(tmp_path, **QUAY)
    at_a_terminal(monkeypatch, "y", "", "2027-01-04")

    outcome = policygen("new", tmp_path, "--date", TODAY)

    assert outcome.code == 0, outcome.said
    assert outcome.out.index("Next") < outcome.out.index("Is this your policy from now on?")
    assert f"{IN_FORCE} · Approved by Sam Okafor" in said(outputs(tmp_path, "docx")[0])


@pytest.mark.slow
@pytest.mark.usefixtures("interviewed")
@pytest.mark.parametrize(
    ("answers", "typed", "is_asked"), [(QUAY, ["n"], True), ({**QUAY, "policy_owner": None}, [], False)]
)
def test_an_interview_with_an_open_bracket_and_one_answered_no_end_in_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any], typed: list[str], is_asked: bool
) -> None:
    answers_file(tmp_path, **answers)
    at_a_terminal(monkeypatch, *typed)

    outcome = policygen("new", tmp_path, "--date", TODAY)

    assert outcome.code == 0, outcome.said
    assert ("Is this your policy from now on?" in outcome.out) is is_asked
    assert ("It stays a draft. Once it is approved: " in outcome.out) is is_asked
    assert "For signature" in said(outputs(tmp_path, "docx")[0])


# ---- later versions ----------------------------------------------------------------------------------------------------


def test_a_build_that_comes_to_the_same_words_leaves_a_version_alone(version: Path) -> None:
    before = version.read_bytes()

    outcome = policygen("build", version.with_name("answers.yaml"), "--date", LATER)

    assert outcome.code == 0, outcome.said
    assert "version 1 still says" in outcome.err
    assert version.read_bytes() == before


def test_a_build_that_comes_to_other_words_is_a_draft_of_the_next_version(version: Path) -> None:
    answers_file(version.parent, **{**QUAY, "platforms": ["x", "threads"]})

    outcome = policygen("build", version.with_name("answers.yaml"), "--date", LATER)

    assert outcome.code == 0, outcome.said
    assert "draft of the next version" in outcome.err
    assert "Version 2 for signature, 1 February 2027" in said(version)
    assert [each.number for each in history(version)] == ["1"]
    assert IN_FORCE in said(copy_of(version, "1"))


@pytest.mark.slow
def test_the_next_version_says_what_changed_and_keeps_the_history(version: Path) -> None:
    answers_file(version.parent, **{**QUAY, "platforms": ["x", "threads"]})
    policygen("build", version.with_name("answers.yaml"), "--date", LATER)

    without = issue(version, *TERMS[:2], date=LATER)
    assert without.code == 2
    assert "--changed" in without.err

    outcome = issue(version, *TERMS[:2], "--changed", "We are on Threads.", date=LATER)
    assert outcome.code == 0, outcome.said
    assert "Version 2, in force from 1 February 2027" in said(version)
    assert "Changed in version 2: We are on Threads." in said(version)
    assert [each.number for each in history(version)] == ["1", "2"]
    assert copy_of(version, "1").exists()
    assert copy_of(version, "2").exists()


@pytest.mark.slow
def test_a_version_that_somebody_wrote_in_is_issued_in_place_as_the_next(version: Path) -> None:
    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    assert "edited-since-issue" in codes(version)

    outcome = issue(version, *TERMS[:2], "--changed", "One word.", date=LATER)

    assert outcome.code == 0, outcome.said
    assert "Version 2, in force from 1 February 2027 · Approved by The partners" in said(version)
    assert "Never post for Quay." in said(version)
    assert "edited-since-issue" not in codes(version)


@pytest.mark.slow
def test_history_is_found_again_in_the_copies_when_the_documents_are_gone(version: Path) -> None:
    for path in [*version.parent.glob("*.docx"), *version.parent.glob("*.md")]:
        path.unlink()

    policygen("build", version.with_name("answers.yaml"), "--date", LATER)

    assert [each.number for each in history(version)] == ["1"]
    assert "Version 2 for signature" in said(version)


# ---- what was in force -------------------------------------------------------------------------------------------------


@pytest.fixture
def twice(version: Path) -> Path:
    """A policy whose second version says something else."""
    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    assert issue(version, *TERMS[:2], "--changed", "Nobody posts unasked.", date=LATER).code == 0
    return version


@pytest.mark.slow
def test_the_history_tells_each_version_its_days_its_approver_and_what_changed(twice: Path) -> None:
    told = policygen("explain", twice, "--history").out

    assert "Version 1: in force from 4 January 2027 until 1 February 2027." in told
    assert "Version 2: in force from 1 February 2027." in told
    assert told.count("Approved by The partners.") == 2
    assert "What changed: Nobody posts unasked." in told
    assert str(copy_of(twice, "1")) in told
    assert "The document itself is version 2, as it was issued." in told


@pytest.mark.slow
def test_a_version_replaced_before_its_first_day_was_never_in_force(version: Path) -> None:
    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    assert issue(version, *TERMS, "--changed", "One word.").code == 0

    told = policygen("explain", version, "--history").out
    assert "Version 1: never in force, since the next one took its place before its first day, 4 January 2027." in told
    assert "Version 2: in force from 4 January 2027." in told


@pytest.mark.slow
def test_the_history_says_what_the_document_itself_is(draft: Path) -> None:
    assert "no version of it was issued" in policygen("explain", draft, "--history").out
    issue(draft, *TERMS)
    edited(draft, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    assert "not version 1 any more" in policygen("explain", draft, "--history").out


@pytest.mark.slow
def test_the_words_of_a_rule_in_force_on_a_day_are_those_of_the_version_of_that_day(twice: Path) -> None:
    before = policygen("explain", twice, "who posts for us", "--on", "2027-01-31")
    after = policygen("explain", twice, "who posts for us", "--on", "2027-02-01")

    assert before.code == 0, before.said
    assert "Ask first." in before.out
    assert "version 1, from 2027-01-04, approved by The partners" in before.out
    assert "Never post for Quay." in after.out
    assert "version 2" in after.out
    data = json.loads(policygen("explain", twice, "1", "--on", "2027-01-31", "--json").out)
    assert (data["version"], data["file"]) == ("1", str(copy_of(twice, "1")))


@pytest.mark.slow
def test_a_document_edited_since_is_said_not_to_be_the_version_whose_words_are_told(version: Path) -> None:
    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")

    told = policygen("explain", version, "who posts for us", "--on", LATER)

    assert "Ask first." in told.out
    assert "Never post" not in told.out
    assert "has been edited since, and is not that version any more" in told.out


@pytest.mark.slow
def test_a_day_on_which_nothing_was_in_force_is_told(version: Path) -> None:
    early = policygen("explain", version, "1", "--on", "2026-12-31")
    assert early.code == 1
    assert "came into force on 2027-01-04" in early.err

    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    copy_of(version, "1").unlink()
    kept = policygen("explain", version, "1", "--on", LATER)
    assert str(copy_of(version.with_suffix(".md"), "1")) in kept.out, "the copy in the other format says the same"
    copy_of(version.with_suffix(".md"), "1").unlink()
    gone = policygen("explain", version, "1", "--on", LATER)
    assert gone.code == 1
    assert "no copy of it is there" in gone.err


@pytest.mark.parametrize("options", [("--history",), ("1", "--on", LATER)])
def test_answers_have_no_versions(draft: Path, options: tuple[str, ...]) -> None:
    told = policygen("explain", draft.with_name("answers.yaml"), *options)
    assert told.code == 2
    assert "go with a document" in told.err


# ---- copies to show to anybody -----------------------------------------------------------------------------------------


def publication(path: Path, number: str = "1") -> Path:
    return path.parent / "publication" / f"{path.stem}-v{number}{path.suffix}"


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_publication_copy_says_the_same_and_holds_nothing_of_how_it_was_made(draft: Path, ending: str) -> None:
    path = draft.with_suffix(f".{ending}")
    outcome = issue(path, *TERMS, "--publication")

    assert outcome.code == 0, outcome.said
    shown = publication(path)
    assert str(shown) in outcome.out
    if ending == "docx":
        assert docx_lines(shown.read_bytes()) == docx_lines(path.read_bytes())
        assert not [name for name in packed(shown) if "customXml" in name or "comments" in name]
        whole = b"".join(packed(shown).values())
        for gone in (b"policygen", b"pg_", b"pge_", b"lastModifiedBy", b"legal advice"):
            assert gone not in whole, gone
    else:
        assert markdown_lines(shown.read_text("utf-8")) == markdown_lines(path.read_text("utf-8"))
        assert "<!--" not in shown.read_text("utf-8").replace("<!-- -->", "")


@pytest.mark.slow
def test_references_of_a_publication_copy_still_lead_to_their_rules(draft: Path) -> None:
    issue(draft, *TERMS, "--publication")
    body = packed(publication(draft))["word/document.xml"].decode()

    targets = set(re.findall(r'w:anchor="([^"]+)"', body)) | set(re.findall(r"REF (\\S+)", body))
    assert targets
    assert targets <= set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', body))


@pytest.mark.slow
def test_comments_stay_out_of_a_publication_copy(draft: Path) -> None:
    document = docx.Document(str(draft))
    document.add_comment(document.paragraphs[3].runs, "Is this true, Ann?", author="Sam")
    document.save(str(draft))

    outcome = issue(draft, *TERMS, "--publication")

    assert outcome.code == 0, outcome.said
    assert "1 comment in its margin will go out with it" in outcome.err
    whole = b"".join(packed(publication(draft)).values())
    assert b"Is this true" not in whole
    assert b"commentR" not in whole
    assert not [name for name in packed(publication(draft)) if "comments" in name]


@pytest.mark.slow
def test_a_version_issued_before_can_be_published_later_and_a_draft_cannot(version: Path) -> None:
    assert issue(version, "--publication", date=LATER).code == 0
    assert publication(version).exists()
    kept = publication(version).read_bytes()
    publication(version).write_bytes(b"Mine.")
    again = issue(version, "--publication", date=LATER)
    assert "left as it is" in again.err
    assert publication(version).read_bytes() == b"Mine."
    assert kept


# ---- what changed ------------------------------------------------------------------------------------------------------


def page(path: Path, number: str = "2") -> Path:
    return path.with_name(f"{path.stem}-changes-v{number}{path.suffix}")


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_page_tells_everybody_what_a_later_version_changed(version: Path, ending: str) -> None:
    answers_file(
        version.parent, **{**QUAY, "platforms": ["x", "tiktok"], "people_served": ["general_public", "under_16s"]}
    )
    policygen("build", version.with_name("answers.yaml"), "--date", LATER)
    assert issue(version, *TERMS[:2], "--changed", "We are on TikTok.", date=LATER).code == 0

    shown = page(version.with_suffix(f".{ending}"))
    text = said(shown)
    assert "What changed in version 2" in text
    assert "We are on TikTok." in text
    assert "New: " in text
    lines = [
        line
        for line in text.split("\n")
        if re.match(r"(?:- )?(New|The law changed|Worded anew|No longer|Added|And)\b", line)
    ]
    assert 2 <= len(lines) <= 5
    assert b"policygen" not in (b"".join(packed(shown).values()) if ending == "docx" else shown.read_bytes())


@pytest.mark.slow
def test_the_page_names_what_was_worded_anew(version: Path) -> None:
    answers_file(version.parent, **{**QUAY, "platforms": ["x", "tiktok"]})
    policygen("build", version.with_name("answers.yaml"), "--date", LATER)
    assert issue(version, *TERMS[:2], "--changed", "We are on TikTok.", date=LATER).code == 0
    assert "Worded anew: “Where we post”" in said(page(version))


@pytest.mark.slow
def test_a_name_that_is_another_one_everywhere_is_one_line_of_the_page(version: Path) -> None:
    answers_file(version.parent, **{**QUAY, "policy_owner": {"name": "Priya Nair", "role": "Owner"}})
    policygen("build", version.with_name("answers.yaml"), "--date", LATER)
    assert issue(version, *TERMS[:2], "--changed", "Priya is in charge.", date=LATER).code == 0
    text = said(page(version))
    assert re.search(r"“Sam Okafor” is now “Priya Nair”, in \d+ rules", text)
    assert "Worded anew" not in text


@pytest.mark.slow
def test_the_first_version_has_no_such_page(version: Path) -> None:
    assert not list(version.parent.glob("*-changes-*"))


@pytest.mark.slow
def test_words_of_its_owner_count_among_what_changed(version: Path) -> None:
    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    document = docx.Document(str(version))
    document.paragraphs[-1].insert_paragraph_before("Keys of customers are never shown.")
    document.save(str(version))

    assert issue(version, *TERMS[:2], "--changed", "Two things.", date=LATER).code == 0

    text = said(page(version))
    assert "Worded anew: “Who posts for us” (rule " in text
    assert "Added: Keys of customers are never shown." in text


# ---- days --------------------------------------------------------------------------------------------------------------


SYDNEY = {"work_locations": ["AU-NSW"], "monitoring": ["systems"], "headcount": 20, "effective_date": "2027-03-01"}


def days(folder: Path) -> dict[str, str]:
    """What the owner's calendar says, by day."""
    (path,) = (folder / "for-the-owner").glob("*.ics")
    text = path.read_text("utf-8").replace("\n ", "").replace("\\,", ",")
    return dict(re.findall(r"DTSTART;VALUE=DATE:(\d+)\n.*?SUMMARY:([^\n]*)", text, re.DOTALL))


def test_a_build_gives_its_owner_the_days_to_keep(tmp_path: Path) -> None:
    made(tmp_path, effective_date="2027-03-01", policy_owner=None)

    found = days(tmp_path)
    assert found["20270301"] == "Social media policy: it starts"
    assert found["20280301"] == "Social media policy: review it"
    assert found["20270228"] == "Social media policy: find out and fill in"


@pytest.mark.slow
def test_an_issue_moves_them_to_the_days_of_the_version(version: Path) -> None:
    assert days(version.parent) == {
        "20270104": "Social media policy: it starts", "20280104": "Social media policy: review it",
    }  # fmt: skip


@pytest.mark.slow
def test_a_notice_that_a_law_wants_some_days_before_has_its_last_day_in_the_calendar(tmp_path: Path) -> None:
    made(tmp_path, **SYDNEY)

    assert (
        days(tmp_path)["20270215"]
        == "Last day to give the notice “Surveillance at work in New South Wales”: 14 days before"
    )


@pytest.mark.slow
def test_a_first_day_too_soon_for_a_notice_is_told(tmp_path: Path) -> None:
    path = made(tmp_path, **SYDNEY)

    early = issue(path, "--approved-by", "The partners", "--in-force", "2026-12-01", "--json")
    (found,) = [each for each in json.loads(early.out)["findings"] if each["code"] == "notice-too-late"]
    assert "may start on 2026-12-06" in found["message"]
    later = issue(path, "--approved-by", "The partners", "--in-force", "2026-12-06", "--json")
    assert "notice-too-late" not in {each["code"] for each in json.loads(later.out)["findings"]}


# ---- the set -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_documents_of_a_set_are_issued_together(tmp_path: Path) -> None:
    path = made(tmp_path, "--documents", "policy,card,notes")
    card = next(each for each in outputs(tmp_path, "docx") if "rules" in each.name)
    notes = next((tmp_path / "for-the-owner").glob("*.docx")).read_bytes()

    assert issue(path, *TERMS).code == 0

    assert IN_FORCE in said(card)
    assert IN_FORCE in said(card.with_suffix(".md"))
    assert next((tmp_path / "for-the-owner").glob("*.docx")).read_bytes() == notes


def test_a_card_that_was_issued_says_so_under_its_title_and_is_up_to_date_the_day_after(tmp_path: Path) -> None:
    path = made(tmp_path, "--documents", "policy,card")
    assert issue(path).code == 0
    for document in outputs(tmp_path, "docx"):
        outcome = policygen("update", document, "--plan", "--exit-code", "--date", TODAY)
        assert outcome.code == 0, outcome.out


@pytest.mark.slow
def test_an_updated_document_is_issued_without_the_one_it_was_made_from(version: Path) -> None:
    edited(version, "Not sure? Ask first.", "Not sure? Never post for Quay.")
    before = version.read_bytes()
    updated = version.with_name(f"{version.stem}.updated.docx")
    shutil.copy(version, updated)

    outcome = issue(updated, *TERMS[:2], "--changed", "One word.", date=LATER)

    assert outcome.code == 0, outcome.said
    assert "Version 2" in said(updated)
    assert version.read_bytes() == before
    assert IN_FORCE in said(version.with_suffix(".md"))


@pytest.mark.slow
def test_a_file_that_says_something_else_than_the_one_it_goes_with_stays_a_draft(draft: Path) -> None:
    edited(draft, "Not sure? Ask first.", "Not sure? Never post for Quay.")

    outcome = issue(draft, *TERMS)

    assert outcome.code == 0
    assert "other-words" in outcome.err
    assert "For signature" in said(draft.with_suffix(".md"))


def test_notes_for_the_owner_are_never_issued(draft: Path) -> None:
    outcome = issue(next((draft.parent / "for-the-owner").glob("*.docx")), *TERMS)

    assert outcome.code == 1
    assert "notes for the owner" in outcome.err


@pytest.mark.slow
def test_json_tells_what_was_issued_and_what_stands_in_the_way(draft: Path, tmp_path: Path) -> None:
    data = json.loads(issue(draft, *TERMS, "--json").out)
    assert (data["issued"], data["version"], data["in_force"]) == (True, "1", "2027-01-04")
    assert len(data["copies"]) == 2

    again = issue(draft, *TERMS, "--json")
    assert again.code == 1
    assert json.loads(again.out)["findings"][0]["code"] == "already-issued"
