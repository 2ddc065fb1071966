"""`policygen check`: what is wrong, unconfirmed, closed, overdue or out of step, in answers and in documents."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest

from policygen.app.check import open_brackets
from policygen.findings import Location
from tests.cli.running import CAFE, SAMPLES, TODAY, answers_file, built, outputs, policygen, text_file

pytestmark = pytest.mark.share_every_day(3)

QUAY = {
    "organisation_name": "Quay Works", "headcount": 6, "work_locations": ["GB-ENG"], "platforms": ["x"],
    "policy_owner": {"name": "Sam Okafor", "role": "Owner"},
    "concern_contacts": [{"name": "Ann Lee", "role": "Bookkeeper"}],
    "sector_rules": ["none"], "people_served": ["general_public"], "monitoring": ["reactive"],
}  # fmt: skip


def findings(path: Path, *options: object, code: int | None = None) -> list[dict[str, Any]]:
    outcome = policygen("check", path, "--json", "--date", TODAY, *options)
    assert code is None or outcome.code == code, outcome.said
    (report,) = json.loads(outcome.out)
    assert report["file"] == str(path)
    return list(report["findings"])


def codes(path: Path, *options: object) -> set[str]:
    return {found["code"] for found in findings(path, *options)}


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    """A Word document with its answers and its working paper beside it, and nothing to confirm."""
    built(answers_file(tmp_path, **QUAY), "--date", TODAY)
    return outputs(tmp_path, "docx")[0]


# ---- answers -----------------------------------------------------------------------------------------------------------


def test_good_answers_have_nothing_to_tell(tmp_path: Path) -> None:
    outcome = policygen("check", answers_file(tmp_path, **QUAY), "--date", TODAY)
    assert outcome.code == 0
    assert outcome.out == f"{tmp_path / 'answers.yaml'}: nothing to tell.\n"


@pytest.mark.slow
@pytest.mark.parametrize("name", [path.parent.name for path in sorted(SAMPLES.glob("*/answers.yaml"))])
def test_the_samples_pass(name: str) -> None:
    assert policygen("check", SAMPLES / name / "answers.yaml", "--date", TODAY).code == 0


def test_a_finding_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    path = answers_file(tmp_path, headcuont=6)
    (found,) = [found for found in findings(path) if found["code"] == "unknown-answer"]
    assert found == {
        "code": "unknown-answer",
        "severity": "high",
        "message": "There is no question 'headcuont'.",
        "file": str(path),
        "line": 3,
        "hint": "Did you mean 'headcount'?",
    }
    assert f"{path}:3: high: There is no question 'headcuont'. [unknown-answer]" in policygen("check", path).out


def test_a_network_that_has_closed_is_told(tmp_path: Path) -> None:
    path = answers_file(tmp_path, **{**QUAY, "platforms": ["Google+", "x"]})
    (found,) = [found for found in findings(path) if found["code"] == "platform-closed"]
    assert "Google+ has closed (2019" in found["message"]
    assert found["line"] > 0
    assert found["hint"]


def test_what_ends_in_a_stop_is_told_with_one() -> None:
    told = open_brackets("[Confirm: We keep a register.] and [Confirm: who owns it]", Location("a.docx"))
    assert [finding.message for finding in told] == [
        "Still to confirm: We keep a register.",
        "Still to confirm: who owns it.",
    ]


def test_a_former_name_is_told_with_the_present_one(tmp_path: Path) -> None:
    (found,) = findings(answers_file(tmp_path, **{**QUAY, "platforms": ["twitter"]}))
    assert (found["code"], found["severity"], found["hint"]) == ("platform-name", "info", "Write x.")


def test_what_the_policy_would_leave_to_confirm_is_told(tmp_path: Path) -> None:
    path = answers_file(tmp_path, **{key: value for key, value in QUAY.items() if key != "policy_owner"})
    told = [found for found in findings(path) if found["code"] == "to-confirm"]
    assert [found["message"] for found in told] == ["The policy leaves to confirm: who owns this policy."]
    assert "policy_owner" in told[0]["hint"]


def test_an_advisory_that_holds_is_told_with_its_id(tmp_path: Path) -> None:
    path = answers_file(
        tmp_path, **QUAY, account_safety=["company_sign_in", "mfa", "password_manager", "leavers_removed_same_day"]
    )
    told = [found for found in findings(path) if re.fullmatch(r"[WA]-\d+\w*", found["code"])]
    assert told
    assert all(found["message"] and found["hint"] for found in told)


def test_answers_to_questions_that_are_not_asked_are_told(tmp_path: Path) -> None:
    path = answers_file(tmp_path, **QUAY, ca_covered_business="yes")
    (found,) = [found for found in findings(path) if found["code"] == "not-asked"]
    assert "ca_covered_business" in found["message"]
    assert found["line"] > 0


def test_an_accepted_advisory_counts_no_more_but_is_shown_with_its_reason(tmp_path: Path) -> None:
    unsafe = answers_file(tmp_path, "unsafe.yaml", **QUAY, account_safety=["none"])
    high = [found["code"] for found in findings(unsafe, code=3) if found["severity"] == "high"]
    accepted = "".join(f"  - {{advisory: {code}, reason: We know}}\n" for code in high)
    path = text_file(tmp_path, unsafe.read_text(encoding="utf-8") + "accepted:\n" + accepted)
    told = findings(path, code=0)
    assert {found["code"] for found in told if found["severity"] == "info" and "We know" in found["message"]} >= set(
        high
    )


@pytest.mark.parametrize(("level", "code"), [("block", 0), ("high", 0), ("medium", 3), ("info", 3), ("never", 0)])
def test_fail_on_sets_what_ends_with_3(level: str, code: int, tmp_path: Path) -> None:
    path = answers_file(tmp_path, organisation_name="Quay", headcount=6, work_locations=["GB-ENG"], platforms=["x"])
    assert {found["severity"] for found in findings(path)} == {"medium"}
    assert policygen("check", path, "--fail-on", level).code == code


def test_a_level_that_does_not_exist_is_a_fault_of_usage(tmp_path: Path) -> None:
    assert policygen("check", answers_file(tmp_path), "--fail-on", "severe").code == 2
    assert policygen("check").code == 2


def test_several_files_are_checked_each_and_the_worst_decides(tmp_path: Path) -> None:
    good = answers_file(tmp_path, "good.yaml", **QUAY)
    bad = answers_file(tmp_path, "bad.yaml", headcount="x")
    outcome = policygen("check", good, bad, "--json")
    assert outcome.code == 3
    assert [report["file"] for report in json.loads(outcome.out)] == [str(good), str(bad)]
    outcome = policygen("check", good, bad)
    assert f"{good}: nothing to tell." in outcome.out
    assert f"{bad}: 1 finding." in outcome.out


def test_a_file_that_cannot_be_checked_at_all_ends_with_1_and_the_others_are_checked(tmp_path: Path) -> None:
    good = answers_file(tmp_path, "good.yaml", **QUAY)
    strange = {
        "broken.docx": b"PK\x03\x04nothing",
        "empty.docx": b"",
        "theirs.md": b"# Our old policy\n",
        "binary.md": bytes(range(256)),
        "record.md": b"x\n<!-- policygen:record:1 " + b"0" * 64 + b" " + b"0" * 64 + b"\nAAAA\n-->\n",
        "latin.yaml": "a: caf\xe9".encode("latin-1"),
        "photo.png": b"\x89PNG\r\n\x1a\n\x00\x00",
    }
    docx.Document().save(str(tmp_path / "theirs.docx"))
    files = [text_file(tmp_path, content, name) for name, content in strange.items()]
    for path in (*files, tmp_path / "theirs.docx", tmp_path / "gone.yaml", tmp_path / "gone.docx"):
        outcome = policygen("check", path, good, "--fail-on", "never")
        assert outcome.code == 1, outcome.said
        assert f"{path}: 1 finding." in outcome.out
        assert f"{good}: nothing to tell." in outcome.out
        assert "[unreadable]" in outcome.out


# ---- documents ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_fresh_document_has_nothing_to_tell(issued: Path, ending: str) -> None:
    assert findings(issued.with_suffix(f".{ending}"), code=0) == []


OTHERS = """\
  concern_contacts: [{name: Jo Day}]
  roles:
    - {role: data_protection, name: Jo Day}
    - {role: security, name: Jo Day}
    - {role: hr, name: Jo Day}
"""


@pytest.mark.slow
def test_an_open_bracket_is_told_until_somebody_fills_it(tmp_path: Path) -> None:
    nameless = re.sub(r"^  organisation_name:.*\n", "", CAFE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (tmp_path / "answers.yaml").write_text(f"{nameless.rstrip()}\n{OTHERS}", encoding="utf-8")
    policygen("build", tmp_path / "answers.yaml", "--depth", "full", "--documents", "policy", "--date", TODAY)
    word, markdown = outputs(tmp_path, "docx")[0], outputs(tmp_path, "md")[0]
    for path in (word, markdown):
        told = [found["message"] for found in findings(path) if found["code"] == "to-confirm"]
        assert told == ["Still to confirm: our full legal name."]
    document = docx.Document(str(word))
    for paragraph in document.paragraphs:
        if "[Confirm:" in paragraph.text:
            for run in paragraph.runs:
                run.text = (
                    "Ann Lee"
                    if "Confirm" in run.text or "legal name" in run.text
                    else run.text.replace("[", "").replace("]", "")
                )
            paragraph.runs[0].text = "You may tell Ann Lee."
            for run in paragraph.runs[1:]:
                run.text = ""
    document.save(str(word))
    assert "to-confirm" not in codes(word)
    markdown.write_text(re.sub(r"\*\*\\\[Confirm:[^]]*\\\]\*\*", "Ann Lee", markdown.read_text(encoding="utf-8")))
    assert "to-confirm" not in codes(markdown)


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_review_that_is_overdue_is_told(issued: Path, ending: str) -> None:
    path = issued.with_suffix(f".{ending}")
    (found,) = findings(path, "--date", "2027-11-23", code=3)
    assert (found["code"], found["severity"]) == ("review-overdue", "high")
    assert "2027-11-22" in found["message"]
    assert codes(path, "--date", "2027-11-01") == {"review-soon"}
    assert codes(path, "--date", "2027-10-01") == set()


def test_the_review_counts_from_the_day_the_policy_came_into_force(tmp_path: Path) -> None:
    policygen("build", answers_file(tmp_path, **QUAY, effective_date="2027-06-01", review_months=6), "--date", TODAY)
    (word,) = outputs(tmp_path, "docx")
    past = {"draft-past-its-day"}
    assert codes(word, "--date", "2027-11-30") == {"review-soon"} | past
    assert codes(word, "--date", "2027-12-02") == {"review-overdue"} | past
    assert codes(word, "--date", "2027-05-31") == set()


def test_a_network_that_closed_after_the_document_was_issued_is_told(issued: Path) -> None:
    paper = issued.with_suffix(".policygen.json")
    paper.write_text(paper.read_text(encoding="utf-8").replace('"platforms": ["x"]', '"platforms": ["google-plus"]'))
    assert codes(issued) == {"platform-closed"}


def test_a_text_the_law_asks_for_that_somebody_took_out_is_told(tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "lakeshore-dental" / "answers.yaml", tmp_path / "answers.yaml")
    policygen("build", tmp_path / "answers.yaml", "--date", TODAY)
    word, markdown = outputs(tmp_path, "docx")[0], outputs(tmp_path, "md")[0]
    assert "statutory-missing" not in codes(word) | codes(markdown)
    notice = r"<!-- pg:notices.ca-on-electronic-monitoring -->.*?(?=<!-- p)"
    markdown.write_text(re.sub(notice, "", markdown.read_text(encoding="utf-8"), flags=re.S))
    told = [found for found in findings(markdown, code=3) if found["code"] == "statutory-missing"]
    assert told
    assert all(found["severity"] == "high" for found in told)


def test_a_document_built_at_another_depth_is_as_new_as_its_answers(tmp_path: Path) -> None:
    policygen("build", answers_file(tmp_path, **QUAY), "--depth", "full", "--date", TODAY)
    for path in outputs(tmp_path, "docx"):
        assert "older-than-answers" not in codes(path)


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_document_older_than_its_answers_is_told(issued: Path, ending: str) -> None:
    path = issued.with_suffix(f".{ending}")
    answers = issued.with_name("answers.yaml")
    answers.write_text("# a remark\n" + answers.read_text(encoding="utf-8"))
    assert codes(path) == set(), "a remark is no other answer"
    answers.write_text(answers.read_text(encoding="utf-8").replace("headcount: 6", "headcount: 7"))
    (found,) = findings(path)
    assert found["code"] == "older-than-answers"
    assert "answers.yaml has changed" in found["message"]


def test_a_name_given_since_makes_the_document_older_and_not_somebody_elses(tmp_path: Path) -> None:
    answers = answers_file(tmp_path, **{key: value for key, value in QUAY.items() if key != "organisation_name"})
    policygen("build", answers, "--date", TODAY)
    answers_file(tmp_path, **QUAY)
    assert {"older-than-answers", "other-organisation"} & codes(outputs(tmp_path, "docx")[0]) == {"older-than-answers"}


def test_answers_of_any_name_beside_the_document_are_compared(tmp_path: Path) -> None:
    path = answers_file(tmp_path, "quay works.yaml", **QUAY)
    policygen("build", path, "--date", TODAY)
    other = answers_file(tmp_path, "answers.yaml", organisation_name="Another client", headcount=60)
    (word,) = outputs(tmp_path, "docx")
    assert codes(word) == set(), "another client's answers are none of this document's"
    other.unlink()
    path.write_text(path.read_text(encoding="utf-8").replace("headcount: 6", "headcount: 7"))
    assert codes(word) == {"older-than-answers"}


def test_answers_that_broke_since_are_told_and_stop_nothing(issued: Path) -> None:
    issued.with_name("answers.yaml").write_text("answers: [")
    assert codes(issued) == {"older-than-answers"}
    issued.with_name("answers.yaml").write_bytes(b"\xff\xfe")
    assert codes(issued) == {"answers-unreadable"}


def test_a_document_without_its_working_paper_is_told_so(issued: Path) -> None:
    issued.with_suffix(".policygen.json").unlink()
    assert codes(issued) == {"no-side-file"}
    assert codes(issued, "--date", "2027-11-23") == {"no-side-file", "review-overdue"}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b"null", b"\xff\xfe", b'{"answers": []}', b'{"answers": {}, "taken_by_default": []}',
        b'{"answers": {"review_months": "x", "effective_date": [1]}, "taken_by_default": {"review_months": {}}}',
        b'{"answers": {"effective_date": "2027-99-01", "review_months": 99999999}}', b"[" * 100_000,
    ],
)  # fmt: skip
@pytest.mark.some_every_day(3)
def test_a_working_paper_that_somebody_broke_stops_nothing(issued: Path, content: bytes) -> None:
    issued.with_suffix(".policygen.json").write_bytes(content)
    assert policygen("check", issued, "--date", TODAY).code in {0, 3}


@pytest.mark.slow
def test_a_private_answer_that_somebody_wrote_into_the_document_is_told(tmp_path: Path) -> None:
    pack = tmp_path / "firm"
    text_file(pack, 'name: firm\nversion: "1"\n', "pack.yaml")
    question = """\
group: firm
title: Ours
questions:
  - {id: insurer, kind: text, says: fact, private: true, ask: Who insures you?, why: We keep it., label: our insurer, neutral: kept for us}
"""
    text_file(pack / "questions", question, "20-firm.yaml")
    policygen("build", answers_file(tmp_path, **QUAY, insurer="Pelican Mutual"), "--pack", pack, "--date", TODAY)
    (word,) = outputs(tmp_path, "docx")
    assert codes(word, "--pack", pack) == set()
    document = docx.Document(str(word))
    document.add_paragraph("We are insured with Pelican Mutual.")
    document.save(str(word))
    (found,) = findings(word, "--pack", pack, code=3)
    assert found["code"] == "private-answer"
    assert "insurer" in found["message"]


def test_a_document_of_another_library_is_told(issued: Path, library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    later = replace(library, version="2027.06", layers=(replace(library.layers[0], version="2027.06"),))
    monkeypatch.setattr("policygen.app.packs.load_library", lambda packs=(): later)
    (found,) = findings(issued, code=0)
    assert (found["code"], found["severity"]) == ("other-library", "info")
    assert "2027.06" in found["message"]
