"""A plan as a colleague sums it up: by cause first; and a whole folder in one table."""

import json
import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from policygen.assembly.shapes import SHAPE
from tests.cli.running import TODAY, answers_file, built, outputs, policygen
from tests.cli.test_update_status import PRIYA, QUAY


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    for name, answers in (("a", PRIYA), ("b", {})):
        built(answers_file(tmp_path / name, **QUAY), "--date", TODAY)
        answers_file(tmp_path / name, **{**QUAY, **answers})
    return tmp_path


def test_the_parts_of_one_cause_are_told_together_and_a_folder_in_one_table(clients: Path) -> None:
    document = next(path for path in outputs(clients / "a", "docx") if path.stem.endswith("policy"))

    plan = policygen("update", document, "--plan", "--date", TODAY)
    data = json.loads(policygen("update", document, "--plan", "--json", "--date", TODAY).out)
    folder = policygen("update", clients, "--plan", "--date", TODAY, "--exit-code")

    (cause,) = data["causes"]
    number = len(cause["parts"])
    assert (cause["kind"], cause["cause"]) == ("answer", "Answered otherwise: who owns this policy.")
    assert f"{cause['cause']} {number} parts: Social media policy, In brief, " in plan.out
    assert "None" not in plan.out
    rows = [" ".join(line.split()) for line in folder.out.splitlines() if "policy.docx" in line]
    assert rows == [
        f"a/quay-works-social-media-policy.docx {number} parts – Answered otherwise: who owns this policy.",
        "b/quay-works-social-media-policy.docx – – up to date",
    ]
    assert folder.code == 5


@pytest.mark.slow
def test_a_folder_is_planned_alone_and_what_cannot_be_planned_is_told_behind_the_others(clients: Path) -> None:
    (clients / "a" / "answers.yaml").write_text("policygen: 1\nanswers:\n  organisation_name: Another\n", "utf-8")

    outcome = policygen("update", clients, "--plan", "--date", TODAY)
    data = json.loads(policygen("update", clients, "--plan", "--json", "--date", TODAY).out)

    assert outcome.code == 1
    assert "cannot be planned" in outcome.out
    assert "fault" in data[0]
    assert data[1]["out_of_date"] is False


def rows(folder: Path, *options: object) -> dict[str, str]:
    """The lines of a folder's table, by document."""
    told = policygen("update", folder, "--plan", "--date", TODAY, *options)
    lines = [line for line in told.out.splitlines() if ".docx" in line and not line.startswith(str(folder))]
    return {line.partition("  ")[0]: " ".join(line.partition("  ")[2].split()) for line in lines}


@pytest.mark.slow
def test_a_folder_names_every_document_of_ours_whatever_it_is_called_and_with_or_without_its_paper(
    clients: Path,
) -> None:
    (document,) = outputs(clients / "b", "docx")
    paper = document.with_suffix(".policygen.json")
    places = {"renamed": "Policy v2.1 FINAL (Priya).docx", "lone": "p.docx", "strange": "s.docx"}
    for name in places:
        (clients / name).mkdir()
    shutil.copy(document, clients / "renamed" / places["renamed"])
    shutil.copy(paper, clients / "renamed" / "p.policygen.json")
    shutil.copy(clients / "b" / "answers.yaml", clients / "renamed")
    shutil.copy(document, clients / "lone" / places["lone"])
    docx.Document().save(str(clients / "strange" / places["strange"]))

    told = rows(clients)

    assert told["renamed/Policy v2.1 FINAL (Priya).docx"] == "– – up to date"
    assert told["lone/p.docx"].endswith("cannot be planned: see below")
    assert "strange/s.docx" not in told
    assert len(told) == 4
    assert "has no working paper here" in policygen("update", clients, "--plan", "--date", TODAY).out


@pytest.mark.slow
def test_a_document_that_lost_its_record_and_its_paper_is_named_by_what_it_still_says_of_itself(clients: Path) -> None:
    (document,) = outputs(clients / "b", "docx")
    document.with_suffix(".policygen.json").unlink()
    markdown = document.with_suffix(".md")
    document.unlink()

    outcome = policygen("update", clients / "b", "--plan", "--date", TODAY)

    assert markdown.name in outcome.out
    assert "carries no record" in outcome.out
    assert outcome.code == 1


def test_a_document_of_an_older_shape_is_told_no_cause_of_what_an_update_leaves_in_it(
    version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policygen.app.older_shapes.SHAPE", SHAPE + 1)
    document = docx.Document(str(version))
    for run in (run for paragraph in document.paragraphs for run in paragraph.runs):
        run.text = run.text.replace("Not sure? Ask first.", "Not sure? Never post for Quay.")
    document.save(str(version))
    answers_file(version.parent, **{**QUAY, **PRIYA, "work_locations": ["GB-ENG", "IE", "GB-SCT", "US-NY"]})

    parts = json.loads(policygen("update", version, "--plan", "--json", "--date", "2027-02-01").out)["parts"]

    by_id = {part["part"]: part["cause"] for part in parts}
    assert by_id["title"] == by_id["page-one"] == "Answered otherwise: who owns this policy."
    new = [part["cause"] for part in parts if part["decision"] == "new"]
    assert new
    assert all(cause.startswith("Answered otherwise: ") for cause in new)


def test_what_makes_room_for_others_says_so_in_the_document_too(version: Path) -> None:
    places = ["GB-ENG", "IE", "GB-SCT", "US-NY", "AU-QLD", "NZ"]
    answers_file(version.parent, **{**QUAY, "work_locations": places})

    policygen("update", version, "--date", "2027-02-01")

    new = version.with_name(f"{version.stem}.updated.docx")
    with zipfile.ZipFile(new) as package:
        comments = package.read("word/comments.xml").decode()
    assert "It still holds, but the paper is full, and this makes room for rules that matter more to you." in comments
