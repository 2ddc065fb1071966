"""`policygen update --plan`: an issued file that people have edited, found again part by part."""

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.running import CAFE, TODAY, answers_file, built, outputs, policygen, text_file

pytestmark = pytest.mark.share_every_day(3)


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    built(text_file(tmp_path, CAFE.read_bytes()), "--date", TODAY)
    return outputs(tmp_path, "docx")[0]


def edit(path: Path, begins: str, words: str) -> None:
    document = docx.Document(str(path))
    paragraph = next(found for found in document.paragraphs if found.text.startswith(begins))
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = words
    document.save(str(path))


def plan(path: Path, *options: object, code: int = 0) -> dict[str, Any]:
    outcome = policygen("update", path, "--plan", "--json", "--date", TODAY, *options)
    assert outcome.code == code, outcome.said
    return json.loads(outcome.out)  # type: ignore[no-any-return]


def decisions(data: dict[str, Any]) -> dict[str, str]:
    return {part["part"]: part["decision"] for part in data["parts"]}


def first_rule(path: Path) -> str:
    """The first rule that names somebody."""
    rules = (p.text for p in docx.Document(str(path)).paragraphs if p.style.name == "Policy Numbered Rule")
    return next(text for text in rules if "Sam Okafor" in text)


def test_an_untouched_document_is_up_to_date(issued: Path) -> None:
    data = plan(issued)

    assert not data["out_of_date"]
    assert set(decisions(data).values()) == {"unchanged"}


def test_a_reworded_clause_and_an_added_paragraph_stay(issued: Path) -> None:
    edit(issued, first_rule(issued), "Only Sam and Dana may post or reply in our name.")
    document = docx.Document(str(issued))
    document.paragraphs[-1].insert_paragraph_before("Our own rule: nobody posts after midnight.")
    document.save(str(issued))

    data = plan(issued)

    kept = [part for part in data["parts"] if part["decision"] == "keep-theirs"]
    assert [part["as_it_would_be"] for part in kept] == ["Only Sam and Dana may post or reply in our name."]
    assert data["owner_blocks"] == 1
    # nothing of ours is new but that page one states the rule no more
    assert [(cause["kind"], cause["parts"]) for cause in data["causes"] if cause["kind"] != "yours"] in (
        [],
        [("rule", ["page-one"])],
    )


def test_another_answer_changes_the_clauses_that_read_it_and_says_so(issued: Path) -> None:
    answers = issued.with_name("answers.yaml")
    text = answers.read_text(encoding="utf-8")
    assert "monitoring: [reactive]" in text
    answers.write_text(text.replace("monitoring: [reactive]", "monitoring: [none]"), encoding="utf-8")

    data = plan(issued, "--exit-code", code=5)

    made = decisions(data)
    assert made["monitoring.reactive"] == "removed-by-us"
    assert made["monitoring.none"] == "new"
    new = next(part for part in data["parts"] if part["part"] == "monitoring.none")
    assert "what we look at" in new["cause"]


def test_an_edit_and_a_new_answer_in_the_same_words_are_a_conflict(issued: Path) -> None:
    answers = issued.with_name("answers.yaml")
    rule = first_rule(issued)
    assert "Sam Okafor" in rule
    edit(issued, rule, rule.replace("Sam Okafor", "Dana Levi"))
    answers.write_text(answers.read_text(encoding="utf-8").replace("Sam Okafor", "Priya Shah"), encoding="utf-8")

    data = plan(issued, code=4)

    conflict = next(part for part in data["parts"] if part["decision"] == "conflict")
    assert "Dana Levi" in conflict["as_it_would_be"]
    assert "Priya Shah" in conflict["conflicts"][0]["ours"]


def test_a_deleted_clause_stays_deleted(issued: Path) -> None:
    document = docx.Document(str(issued))
    rule = next(p for p in document.paragraphs if p.style.name == "Policy Numbered Rule" and "two-step" in p.text)
    rule._element.getparent().remove(rule._element)
    document.save(str(issued))

    data = plan(issued)

    assert decisions(data)["security.sign-in"] == "deleted-by-user"


@pytest.mark.slow
def test_no_clause_goes_for_want_of_an_answer(issued: Path) -> None:
    issued.with_name("answers.yaml").unlink()
    bare = issued.with_name("bare.yaml")
    bare.write_text("answers:\n  organisation_name: Harbour Street Café\n", encoding="utf-8")

    data = plan(issued, "--answers", bare)

    gone = [part["part"] for part in data["parts"] if part["decision"] == "removed-by-us"]
    assert "monitoring.reactive" not in gone


def test_an_update_with_nothing_to_change_writes_nothing(issued: Path) -> None:
    before = sorted(issued.parent.rglob("*"))

    outcome = policygen("update", issued, "--date", TODAY)

    assert outcome.code == 0
    assert "nothing was written" in outcome.out
    assert sorted(issued.parent.rglob("*")) == before


def test_an_update_never_writes_over_a_file(issued: Path) -> None:
    before = issued.read_bytes()

    for target in (issued, text_file(issued.parent, "mine", "other.docx")):
        outcome = policygen("update", issued, "--out", target, "--date", TODAY)

        assert outcome.code == 2
        assert "--out" in outcome.said
    assert issued.read_bytes() == before


def test_a_document_of_somebody_else_is_refused(tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.docx"
    docx.Document().save(str(stranger))

    outcome = policygen("update", stranger, "--plan")

    assert outcome.code == 1
    assert "was not made by policygen" in outcome.said


def test_a_document_is_explained_as_issued_and_as_it_stands(issued: Path) -> None:
    edit(issued, first_rule(issued), "Only Sam and Dana may post or reply in our name.")

    data = json.loads(policygen("explain", issued, "--json").out)

    edited = [part for part in data["parts"] if part["standing"] == "edited"]
    assert len(edited) == 1
    assert edited[0]["why"]
    assert "Dana" in edited[0]["as_it_stands"]
    assert "Dana" not in edited[0]["as_issued"]


def test_risky_words_that_somebody_wrote_into_a_document_are_told(issued: Path) -> None:
    edit(issued, first_rule(issued), "You must not make any disparaging comments about us on your own accounts.")

    outcome = policygen("check", issued, "--json", "--date", TODAY)

    codes = {finding["code"] for finding in json.loads(outcome.out)[0]["findings"]}
    assert any(code.startswith("T-") for code in codes), codes


@pytest.mark.slow
def test_an_answer_changed_in_the_document_is_offered_back(issued: Path) -> None:
    document = docx.Document(str(issued))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("Sam Okafor", "Priya Shah")
    document.save(str(issued))

    data = plan(issued)

    offer = next(offer for offer in data["edited_answers"] if offer["after"] == "Priya Shah")
    assert offer["before"] == "Sam Okafor"
    assert "policy_owner.name" in offer["questions"]
    assert "Priya Shah" in policygen("update", issued, "--plan", "--date", TODAY).out


def replaced_in(path: Path, before: str, after: str) -> None:
    """Words of a document's paragraphs and cells written anew, wherever they stand in one run."""
    document = docx.Document(str(path))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    for paragraph in (*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)):
        linked = (run for link in paragraph.hyperlinks for run in link.runs)
        for run in (*paragraph.runs, *linked):
            run.text = run.text.replace(before, after)
    document.save(str(path))


STORES = {
    "organisation_name": "Okafor Stores", "organisation_type": "company", "headcount": 12, "work_locations": ["GB-ENG"],
    "sectors": ["retail"], "monitoring": ["reactive"], "platforms": ["instagram", "facebook"],
    "policy_owner": {"name": "Sam Okafor", "role": "Owner", "email": "sam@harbourstreet.example"},
    "effective_date": "2026-12-01", "depth": "full", "roles": [{"role": "press", "name": "Kim Lee", "job": "Manager"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "question"),
    [
        pytest.param(
            "sam@harbourstreet.example", "help@harbourstreet.example", "policy_owner.email", marks=pytest.mark.slow
        ),
        pytest.param("Kim Lee", "Ola Berg", "roles.0.name", marks=pytest.mark.slow),
        ("Instagram", "Bluesky", "platforms.0"),
        pytest.param("England", "Scotland", "work_locations.0", marks=pytest.mark.slow),
    ],
)
def test_whatever_was_printed_from_an_answer_and_changed_in_the_file_is_offered_back(
    tmp_path: Path, before: str, after: str, question: str
) -> None:
    assert policygen("build", answers_file(tmp_path, **STORES), "--date", TODAY).code == 0
    word = next(path for path in outputs(tmp_path, "docx") if path.stem.endswith("policy"))
    replaced_in(word, before, after)

    offers = [offer for offer in plan(word)["edited_answers"] if offer["after"] == after]

    assert [(offer["before"], question in offer["questions"]) for offer in offers] == [(before, True)]


@pytest.mark.slow
def test_a_network_added_to_the_table_by_hand_is_offered_until_the_answers_have_it(tmp_path: Path) -> None:
    answers = answers_file(tmp_path, **STORES)
    assert policygen("build", answers, "--date", TODAY).code == 0
    word = next(path for path in outputs(tmp_path, "docx") if path.stem.endswith("handbook"))
    document = docx.Document(str(word))
    table = next(table for table in document.tables if table.rows[0].cells[0].text == "Platform")
    row = table.add_row()
    for cell, text in zip(row.cells, ("TikTok", ""), strict=True):
        cell.text = text
    document.save(str(word))

    offers = plan(word)["edited_answers"]

    assert [(offer["questions"], offer["before"], offer["after"]) for offer in offers] == [
        (["platforms"], "", "TikTok")
    ]
    assert "“TikTok” was added" in policygen("update", word, "--plan", "--date", TODAY).out
    answers.write_text(answers.read_text().replace("[instagram, facebook]", "[instagram, facebook, tiktok]"))
    assert plan(word)["edited_answers"] == []
