"""What stops an update, a check or a build before it does harm: another client's answers, a pack or a paper that is not there."""

import json
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.running import TODAY, answers_file, built, house_pack, lying, outputs, policygen

pytestmark = pytest.mark.share_every_day(3)

QUAY = {
    "organisation_name": "Quay Works", "headcount": 6, "work_locations": ["GB-ENG"], "platforms": ["x"],
    "policy_owner": {"name": "Sam Okafor", "role": "Owner"},
    "concern_contacts": [{"name": "Ann Lee", "role": "Bookkeeper"}],
    "sector_rules": ["none"], "people_served": ["general_public"],
}  # fmt: skip
BELL = {**QUAY, "organisation_name": "Bell Foundry", "policy_owner": {"name": "Priya Shah", "role": "Director"}}


def issue(folder: Path, *options: object, **answers: Any) -> Path:
    """A client's Word document, built beside its answers."""
    built(answers_file(folder, **answers), "--date", TODAY, *options)
    return outputs(folder, "docx")[0]


def plan(path: Path, *options: object, code: int = 0) -> dict[str, Any]:
    outcome = policygen("update", path, "--plan", "--json", "--date", TODAY, *options)
    assert outcome.code == code, outcome.said
    return json.loads(outcome.out)  # type: ignore[no-any-return]


def codes(path: Path, *options: object) -> set[str]:
    outcome = policygen("check", path, "--json", "--date", TODAY, *options)
    return {found["code"] for found in json.loads(outcome.out)[0]["findings"]}


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    return issue(tmp_path / "quay", **QUAY)


@pytest.fixture
def bell(tmp_path: Path) -> Path:
    return issue(tmp_path / "bell", **BELL)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return house_pack(tmp_path)


# ---- whose answers -----------------------------------------------------------------------------------------------------


def test_another_organisations_answers_stop_an_update(quay: Path, bell: Path) -> None:
    shutil.copy(bell.with_name("answers.yaml"), quay.with_name("answers.yaml"))

    for options in ((), ("--answers", bell.with_name("answers.yaml"))):
        outcome = policygen("update", quay, "--plan", "--date", TODAY, *options)
        assert outcome.code == 1
        assert "“Quay Works”" in outcome.err
        assert "“Bell Foundry”" in outcome.err
        assert "--answers FILE" in outcome.err
        assert "--renamed" in outcome.err
    assert "other-organisation" in codes(quay)


def test_an_organisation_that_was_renamed_is_planned_for_when_somebody_says_so(quay: Path) -> None:
    answers_file(quay.parent, **{**QUAY, "organisation_name": "Quay Works International"})

    title = next(part for part in plan(quay, "--renamed")["parts"] if part["part"] == "title")

    assert "Quay Works International" in title["as_it_would_be"]
    assert "name" in title["cause"]


def test_a_name_written_another_way_is_the_same_name(quay: Path) -> None:
    answers_file(quay.parent, **{**QUAY, "organisation_name": "QUAY  works"})

    assert plan(quay)


def test_answers_are_found_by_the_working_paper_alone(quay: Path) -> None:
    quay.with_suffix(".policygen.json").unlink()

    outcome = policygen("update", quay, "--plan", "--date", TODAY)

    assert outcome.code == 1
    assert f"--answers {quay.with_name('answers.yaml')}" in outcome.err
    assert not plan(quay, "--answers", quay.with_name("answers.yaml"))["out_of_date"]


def test_answers_in_another_folder_are_found_by_the_working_paper(tmp_path: Path) -> None:
    answers = answers_file(tmp_path / "clients", "quay.yaml", **QUAY)
    assert policygen("build", answers, "--out", tmp_path / "policies", "--date", TODAY).code == 0
    (word,) = outputs(tmp_path / "policies", "docx")
    answers.write_text(answers.read_text().replace("[x]", "[instagram]"))

    assert [change["question"] for change in plan(word)["answers_changed"]] == ["platforms"]
    assert codes(word) == {"older-than-answers"}


# ---- whose working paper -----------------------------------------------------------------------------------------------


def test_the_working_paper_of_another_document_is_not_believed(quay: Path, bell: Path) -> None:
    shutil.copy(bell.with_suffix(".policygen.json"), quay.with_suffix(".policygen.json"))
    shutil.copy(bell.with_name("answers.yaml"), quay.with_name("answers.yaml"))

    assert "other-paper" in codes(quay)
    outcome = policygen("update", quay, "--plan", "--date", TODAY)
    assert outcome.code == 1
    assert "are not known" in outcome.err
    told = policygen("explain", quay)
    assert told.code == 0
    assert "working paper of another document" in told.out


def test_the_working_paper_of_an_earlier_version_is_not_believed(quay: Path) -> None:
    earlier = quay.with_suffix(".policygen.json").read_bytes()
    assert policygen("build", quay.with_name("answers.yaml"), "--date", "2027-01-01").code == 0
    quay.with_suffix(".policygen.json").write_bytes(earlier)

    assert codes(quay) == {"other-paper"}


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_the_working_paper_of_a_renamed_document_is_found_by_its_digest(quay: Path, bell: Path, ending: str) -> None:
    shutil.copy(bell.with_suffix(".policygen.json"), quay.parent)
    renamed = quay.with_suffix(f".{ending}").rename(quay.with_name(f"Policy v2 final.{ending}"))

    assert codes(renamed) == {"renamed-document"}
    assert not plan(renamed)["out_of_date"]


def test_a_working_paper_of_a_newer_policygen_is_told_as_one(quay: Path) -> None:
    paper = quay.with_suffix(".policygen.json")
    data = json.loads(paper.read_text(encoding="utf-8"))
    paper.write_text(json.dumps({**data, "policygen": 99}), encoding="utf-8")

    outcome = policygen("update", quay, "--plan")

    assert outcome.code == 1
    assert "made by a newer policygen" in outcome.err


# ---- which packs -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_pack_that_is_not_laid_stops_an_update_and_a_check(pack: Path, tmp_path: Path) -> None:
    word = issue(tmp_path / "quay", "--pack", pack, **QUAY)
    assert any("shop window" in paragraph.text for paragraph in docx.Document(str(word)).paragraphs)

    outcome = policygen("update", word, "--plan", "--date", TODAY)

    assert outcome.code == 1
    assert "the pack “house” 1, which is not laid now" in outcome.err
    assert "--pack" in outcome.err
    checked = policygen("check", word, "--date", TODAY)
    assert checked.code == 1
    assert "the pack “house” 1, which is not laid now" in checked.out
    assert not plan(word, "--pack", pack)["out_of_date"]
    assert codes(word, "--pack", pack) == set()


# ---- why ---------------------------------------------------------------------------------------------------------------


def causes(data: dict[str, Any]) -> dict[str, str]:
    return {part["part"]: part["cause"] for part in data["parts"] if part["cause"]}


def test_a_later_day_alone_changes_nothing(quay: Path) -> None:
    told = plan(quay, "--date", "2027-03-01")

    assert causes(told) == {}
    assert not told["out_of_date"]


def test_each_answer_is_the_cause_of_what_it_changes_and_of_nothing_else(quay: Path) -> None:
    answers_file(quay.parent, **{**QUAY, "platforms": ["x", "instagram"], "monitoring": ["none"]})

    told = causes(plan(quay, "--date", "2027-03-01"))

    assert told["title"] == "Made on 1 March 2027 instead of 22 November 2026."
    networks = [cause for cause in told.values() if "networks" in cause]
    looking = [cause for cause in told.values() if "look at" in cause]
    assert networks
    assert looking
    assert "networks" not in told["monitoring.none"]
    assert told["monitoring.none"].startswith("Answered otherwise: ")
    assert "Now: " in told["monitoring.none"]


def test_a_clause_that_goes_tells_why_it_was_in_and_why_it_is_out(tmp_path: Path) -> None:
    word = issue(tmp_path, **QUAY, monitoring=["reactive"])
    answers_file(tmp_path, **QUAY, monitoring=["none"])

    told = causes(plan(word))

    assert "It was in because: " in told["monitoring.reactive"]
    assert "Now: " in told["monitoring.reactive"]


@pytest.mark.slow
def test_another_version_of_a_pack_is_the_cause_of_its_words(pack: Path, tmp_path: Path) -> None:
    word = issue(tmp_path / "quay", "--pack", pack, **QUAY)
    (pack / "pack.yaml").write_text((pack / "pack.yaml").read_text().replace('"1"', '"2"'))
    clause = pack / "sections" / "content" / "house.window.md"
    clause.write_text(clause.read_text().replace("shop window", "front window"))

    told = causes(plan(word, "--pack", pack))

    assert told == {"house.window": "Another library: house 2."}


@pytest.mark.slow
def test_a_pack_changed_under_the_same_version_is_told_as_another(pack: Path, tmp_path: Path) -> None:
    word = issue(tmp_path / "quay", "--pack", pack, **QUAY)
    clause = pack / "sections" / "content" / "house.window.md"
    clause.write_text(clause.read_text().replace("shop window", "front window"))

    assert causes(plan(word, "--pack", pack)) == {"house.window": "Another library: house 1."}


def test_without_its_working_paper_no_cause_is_made_up(quay: Path) -> None:
    quay.with_suffix(".policygen.json").unlink()
    answers = answers_file(quay.parent, **QUAY, monitoring=["none"])

    told = causes(plan(quay, "--answers", answers))

    assert told
    assert all(cause.startswith("The cause is not known") for cause in told.values())


# ---- whose file lies there ---------------------------------------------------------------------------------------------


def build(path: Path, out: Path, *options: object) -> Any:
    return policygen("build", path, "--out", out, "--date", TODAY, *options)


@pytest.mark.parametrize("folders", [("", ""), ("a", "b")])
def test_two_clients_of_one_name_built_one_by_one_never_overwrite_each_other(
    tmp_path: Path, folders: tuple[str, str]
) -> None:
    names = ("one.yaml", "two.yaml") if folders == ("", "") else ("answers.yaml", "answers.yaml")
    one, two = (
        answers_file(tmp_path / folder, name, **{**QUAY, "headcount": headcount})
        for folder, name, headcount in zip(folders, names, (6, 9), strict=True)
    )
    out = tmp_path / "policies"
    assert build(one, out).code == 0
    before = {path: path.read_bytes() for path in lying(out)}

    outcome = build(two, out)

    assert outcome.code == 1
    assert "another client" in outcome.err
    assert one.name in outcome.err
    assert "--out" in outcome.err
    assert {path: path.read_bytes() for path in lying(out)} == before
    assert build(one, out).code == 0


def test_two_clients_whose_names_make_one_file_name_never_overwrite_each_other(tmp_path: Path) -> None:
    out = tmp_path / "policies"
    build(answers_file(tmp_path, "one.yaml", **QUAY), out)
    for paper in outputs(out, "policygen.json"):
        paper.unlink()
    before = {path: path.read_bytes() for path in lying(out)}

    outcome = build(answers_file(tmp_path, "one.yaml", **{**QUAY, "organisation_name": "Quay & Works"}), out)
    assert outcome.code == 0, "the same name, written another way"
    outcome = build(answers_file(tmp_path, "two.yaml", **{**QUAY, "organisation_name": "Quáy Works"}), out)

    assert outcome.code == 1
    assert "another client" in outcome.err
    assert before.keys() <= set(lying(out))


def test_answers_that_moved_are_still_the_documents_own(tmp_path: Path) -> None:
    out = tmp_path / "policies"
    one = answers_file(tmp_path / "clients", "quay.yaml", **QUAY)
    build(one, out)
    moved = one.rename(tmp_path / "quay.yaml")

    assert build(moved, out, "--date", "2027-01-01").code == 0


def test_answers_under_another_name_are_the_documents_own_when_somebody_says_so(tmp_path: Path) -> None:
    out = tmp_path / "policies"
    one = answers_file(tmp_path, "quay.yaml", **QUAY)
    build(one, out)
    renamed = one.rename(tmp_path / "quay-works.yaml")

    assert build(renamed, out, "--date", "2027-01-01").code == 1
    assert build(renamed, out, "--date", "2027-01-01", "--replace").code == 0
    assert [path.name for path in outputs(out, "before.docx")] == ["quay-works-social-media-policy.before.docx"]


@pytest.mark.slow
def test_a_build_without_the_documents_pack_is_refused(pack: Path, tmp_path: Path) -> None:
    word = issue(tmp_path / "quay", "--pack", pack, **QUAY)
    content = word.read_bytes()

    outcome = policygen("build", word.with_name("answers.yaml"), "--date", TODAY)

    assert outcome.code == 1
    assert "the pack “house” 1, which is not laid now" in outcome.err
    assert word.read_bytes() == content
    assert policygen("build", word.with_name("answers.yaml"), "--date", TODAY, "--pack", pack).code == 0
    assert policygen("build", word.with_name("answers.yaml"), "--date", TODAY, "--replace").code == 0
    assert word.with_name(f"{word.stem}.before.docx").read_bytes() == content


def test_a_build_over_a_document_of_a_newer_policygen_is_refused(quay: Path) -> None:
    paper = quay.with_suffix(".policygen.json")
    data = json.loads(paper.read_text(encoding="utf-8"))
    paper.write_text(json.dumps({**data, "policygen": 99}), encoding="utf-8")

    outcome = policygen("build", quay.with_name("answers.yaml"), "--date", "2027-01-01")

    assert outcome.code == 1
    assert "made by a newer policygen" in outcome.err


def test_clients_of_one_run_are_guarded_one_by_one(tmp_path: Path) -> None:
    out = tmp_path / "policies"
    build(answers_file(tmp_path, "old.yaml", **QUAY), out)
    clients = tmp_path / "clients"
    answers_file(clients, "quay.yaml", **QUAY)
    answers_file(clients, "bell.yaml", **BELL)

    outcome = policygen("build", clients, "--out", out, "--date", TODAY)

    assert outcome.code == 1
    assert "another client" in outcome.err
    assert [path.name for path in outputs(out, "docx")] == [
        "bell-foundry-social-media-policy.docx", "quay-works-social-media-policy.docx",
    ]  # fmt: skip
