"""Which text a document calls itself once an update changed it: a version that changes is a draft of the next."""

from pathlib import Path
from typing import Any

import docx
import pytest

from policygen.app.issued import open_issued
from policygen.formats.docx.settling import settled
from policygen.record.working_paper import decode_paper
from tests.cli.reading import docx_lines
from tests.cli.running import TODAY, answers_file, built, outputs, policygen
from tests.cli.test_issue import packed
from tests.formats.edited_files import repacked

QUAY: dict[str, Any] = {
    "organisation_name": "Quay Works", "headcount": 6, "work_locations": ["GB-ENG"], "platforms": ["x", "facebook"],
    "policy_owner": {"name": "Sam Okafor", "role": "Owner"},
    "concern_contacts": [{"name": "Ann Lee", "role": "Bookkeeper"}],
    "sector_rules": ["none"], "people_served": ["general_public"],
}  # fmt: skip
OURS = "policygen for Quay Works"
LATER = "2027-02-01"
PRIYA = {"policy_owner": {"name": "Priya Nair", "role": "Owner"}}


def accepted(path: Path) -> str:
    return "\n".join(docx_lines(settled(path.read_bytes(), OURS, accept=True)))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    built(answers_file(tmp_path, **QUAY), "--date", TODAY)
    return next(path for path in outputs(tmp_path, "docx") if path.stem.endswith("policy"))


@pytest.fixture
def version(draft: Path) -> Path:
    terms = ("--approved-by", "The partners", "--in-force", "2026-12-01")
    assert policygen("issue", draft, *terms, "--date", TODAY).code == 0
    return draft


def updated(path: Path) -> Path:
    answers_file(path.parent, **{**QUAY, **PRIYA})
    new = path.with_name("new.docx")
    assert policygen("update", path, "--date", LATER, "--out", new).code == 0
    return new


def test_another_day_alone_is_no_change(draft: Path) -> None:
    assert "up to date" in policygen("update", draft, "--plan", "--date", LATER).out

    assert policygen("issue", draft, "--approved-by", "The partners", "--date", TODAY).code == 0

    assert "up to date" in policygen("update", draft, "--plan", "--date", LATER).out


def test_a_version_that_changes_is_a_draft_of_the_next_reckoned_from_today(version: Path) -> None:
    new = updated(version)

    assert "Version 2 for signature, 1 February 2027 · Next review: 1 February 2028" in accepted(new)
    old = docx_lines(version.read_bytes())
    assert docx_lines(settled(new.read_bytes(), OURS, accept=False)) == old
    assert decode_paper(new.with_suffix(".policygen.json").read_bytes()).answers.get("effective_date") is None


@pytest.mark.slow
def test_it_is_one_once_that_is_accepted_and_the_version_again_once_it_is_rejected(version: Path) -> None:
    new = updated(version)
    waiting = new.read_bytes()
    assert open_issued(new).record.issue.status == "issued"

    new.write_bytes(settled(waiting, OURS, accept=True))
    record = open_issued(new).record
    assert (record.issue.status, record.document.properties.version) == ("draft", "draft")
    assert "edited-since-issue" not in policygen("check", new, "--json", "--date", LATER).out

    new.write_bytes(settled(waiting, OURS, accept=False))
    assert open_issued(new).record.issue.status == "issued"
    assert "edited-since-issue" not in policygen("check", new, "--json", "--date", LATER).out


def test_what_was_rejected_is_not_offered_again_and_another_answer_is_offered_without_a_conflict(version: Path) -> None:
    new = updated(version)
    new.write_bytes(settled(new.read_bytes(), OURS, accept=False))
    told = policygen("update", new, "--plan", "--date", LATER)
    assert "would change" not in told.out
    assert "conflict" not in told.out + told.err

    answers_file(new.parent, **{**QUAY, "policy_owner": {"name": "Jo Reed", "role": "Owner"}})
    third = new.with_name("third.docx")
    told = policygen("update", new, "--date", "2027-03-01", "--out", third)
    assert told.code == 0, told.out + told.err
    assert "conflict" not in told.out + told.err
    assert "Jo Reed" in accepted(third)
    assert "Sam Okafor" not in accepted(third)
    assert docx_lines(settled(third.read_bytes(), OURS, accept=False)) == docx_lines(version.read_bytes())


# ---- what follows at once ----------------------------------------------------------------------------------------------

WAS, NOW = "Version 1, in force from 1 December 2026", "Version 2 for signature, 1 February 2027"


def footers(path: Path) -> list[str]:
    """The words of its footers, but for those that show no status."""
    read = [text.decode() for name, text in packed(path).items() if "footer" in name]
    return [text for text in read if "Edition" in text]


def test_footers_and_properties_say_what_the_text_says_and_that_is_told(version: Path) -> None:
    outcome = policygen("update", version, "--date", LATER, "--answers", priya(version))

    new = version.with_name(f"{version.stem}.updated.docx")
    assert [NOW in each for each in footers(new)] == [True] * len(footers(version))
    assert not any(WAS in each for each in footers(new))
    custom = packed(new)["docProps/custom.xml"].decode()
    assert (NOW in custom, WAS in custom, ">1 February 2027<" in custom) == (True, False, True)
    core = docx.Document(str(new)).core_properties
    assert (core.content_status, core.version) == ("Draft", "draft")
    assert f"“{NOW}” at once" in outcome.out
    assert "rejecting our changes does not change that back" in outcome.out


def test_an_update_tells_that_a_policy_keeps_a_depth_that_its_people_outgrew(version: Path) -> None:
    larger = answers_file(version.parent, **{**QUAY, "headcount": 58})
    outcome = policygen("update", version, "--plan", "--date", LATER, "--answers", larger)
    assert "is short and stays so. By the number of people it would be standard now." in outcome.said
    assert "--reissue --depth standard" in outcome.said


def test_a_handbook_says_of_its_status_in_its_footers_what_its_policy_says(tmp_path: Path) -> None:
    built(answers_file(tmp_path, **QUAY), "--date", TODAY, "--format", "docx", "--documents", "policy,handbook")
    handbook, policy = outputs(tmp_path, "docx")
    terms = ("--approved-by", "The partners", "--in-force", "2026-12-01")
    assert policygen("issue", policy, *terms, "--date", TODAY).code == 0

    policygen("update", handbook, "--date", LATER, "--answers", priya(handbook))

    new = handbook.with_name(f"{handbook.stem}.updated.docx")
    assert [NOW in each for each in footers(new)] == [True] * len(footers(handbook))


def priya(path: Path) -> Path:
    return answers_file(path.parent, **{**QUAY, **PRIYA})


def test_a_footer_in_which_somebody_wrote_or_whose_changes_wait_stays_as_it_is(version: Path) -> None:
    theirs = '<w:ins w:id="90" w:author="Sam" w:date="2026-12-01T00:00:00Z"><w:r><w:t>Sam</w:t></w:r></w:ins></w:p>'
    first, *others = sorted(name for name in packed(version) if "footer" in name)

    def write_in(name: str, content: bytes) -> bytes:
        if name == first:
            return content.replace(WAS.encode(), b"Ask Sam which one")
        return content.replace(b"</w:p>", theirs.encode()) if name in others else content

    version.write_bytes(repacked(version.read_bytes(), write_in))
    before = packed(version)

    outcome = policygen("update", version, "--date", LATER, "--answers", priya(version))

    assert outcome.code == 0, outcome.said
    after = packed(version.with_name(f"{version.stem}.updated.docx"))
    assert {name: after[name] for name in (first, *others)} == {name: before[name] for name in (first, *others)}
    assert NOW in after["docProps/custom.xml"].decode()


@pytest.mark.slow
def test_they_stay_where_the_text_itself_goes_on_to_say_what_its_owner_wrote(version: Path) -> None:
    document = docx.Document(str(version))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(WAS, "Our own version")
    document.save(str(version))

    assert policygen("update", version, "--date", LATER, "--answers", priya(version)).code == 4

    new = version.with_name(f"{version.stem}.updated.docx")
    assert [WAS in each for each in footers(new)] == [True] * len(footers(version))
    assert WAS in packed(new)["docProps/custom.xml"].decode()
