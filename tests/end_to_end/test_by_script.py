"""From build to plan in moments: the most important edits, made by script, so that every day tells when one is lost."""

import json
import re
import shutil
from pathlib import Path

import docx
import pytest

from tests.cli.running import TODAY, policygen
from tests.end_to_end.telling import (
    SHORT,
    added,
    answered,
    decisions,
    differences,
    issue,
    offers,
    part,
    plan,
    standings,
)

pytestmark = pytest.mark.share_every_day(3)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    return issue(tmp_path / "quay")


def edit(path: Path, words: str, new: str) -> None:
    """Replaces words wherever they stand in one run."""
    document = docx.Document(str(path))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    paragraphs = (*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs))
    runs = [run for paragraph in paragraphs for run in paragraph.runs if words in run.text]
    assert runs, words
    for run in runs:
        run.text = run.text.replace(words, new)
    document.save(str(path))


@pytest.mark.slow
def test_a_reworded_rule_an_own_paragraph_and_another_answer_go_together(word: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.docx"
    before.write_bytes(word.read_bytes())
    edit(word, SHORT, "Use one name everywhere.")
    document = docx.Document(str(word))
    document.paragraphs[-1].insert_paragraph_before("Nobody posts after midnight.")
    document.save(str(word))
    answered(word, platforms=["x", "instagram"])

    data = plan(word)

    assert decisions(data) == {
        "security.sign-in": "keep-theirs",
        "accounts.listed": "take-ours",
        "accounts.platform-tips": "take-ours",
        "forms.consent-record": "take-ours",
    }
    assert "the networks" in part(data, "accounts.listed")["cause"]
    assert added(word) == ["Nobody posts after midnight."]
    assert standings(word) == {"security.sign-in": "edited"}
    word.with_name("other.docx").write_bytes(before.read_bytes())
    assert differences(word.with_name("other.docx"), word) == {"security.sign-in": "changed", "by-hand": "added"}


@pytest.mark.slow
def test_an_owner_changed_by_hand_is_offered_back_and_then_the_same(word: Path) -> None:
    edit(word, "Sam Okafor", "Priya Nair")

    assert offers(plan(word))["policy_owner.name"] == ("Sam Okafor", "Priya Nair")

    answered(word, policy_owner={"name": "Priya Nair", "role": "Owner"})
    assert set(decisions(plan(word)).values()) == {"same"}


@pytest.mark.slow
def test_a_bracket_filled_by_hand_is_to_confirm_no_more(word: Path) -> None:
    answers = word.parent / "answers.yaml"
    nameless = re.sub(r"^  organisation_name:.*\n", "", answers.read_text(encoding="utf-8"), flags=re.MULTILINE)
    answers.write_text(nameless, encoding="utf-8")
    assert policygen("build", answers, "--date", TODAY, "--out", word.parent / "open").code == 0
    word = next(path for path in (word.parent / "open").glob("*policy.docx"))
    assert "Still to confirm: our full legal name" in policygen("check", word, "--date", TODAY).out
    document = docx.Document(str(word))
    paragraph = next(found for found in document.paragraphs if "[Confirm: our full legal name" in found.text)
    (first, *rest) = [run for run in paragraph.runs if run.style.name == "Policy Confirm"]
    first.text = "Lena Brandt"
    for run in rest:
        run.text = ""
    document.save(str(word))

    outcome = policygen("check", word, "--date", TODAY, "--json")

    told = {found["code"]: found["message"] for found in json.loads(outcome.out)[0]["findings"]}
    assert "to-confirm" not in told
    assert "“Lena Brandt”" in told["still-highlighted"]
    assert plan(word)["out_of_date"]
    assert "Lena Brandt" in part(plan(word), "title")["as_it_would_be"]


@pytest.mark.slow
def test_a_diff_of_documents_tells_moved_and_split_parts_and_no_quotes_that_a_program_turned(
    word: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / word.name
    shutil.copytree(word.parent, other.parent)
    document = docx.Document(str(other))
    at = {found.text.partition(". ")[2][:12]: found for found in document.paragraphs}
    at["Every accoun"]._element.addnext(at["Our accounts"]._element)
    split, new = at["Only people "], at["Only people "].insert_paragraph_before("Not sure? Ask first.")
    split._element.addnext(new._element)
    whole = split.text
    for run in split.runs:
        run.text = ""
    split.runs[0].text = whole.removesuffix(" Not sure? Ask first.")
    for run in at["Before you p"].runs:
        run.text = run.text.replace("’", "'")
    document.add_comment(at["Every accoun"].runs, text="Is it so?", author="Ann")
    document.save(str(other))

    told = policygen("diff", word, other).out

    assert "Ask first. [+(in more paragraphs)+]" in told
    assert re.search("^> Order.*\n.*“.*” stands elsewhere", told, re.MULTILINE)
    assert "network" not in told
    assert told.strip().endswith("0 parts added, 0 removed, 1 changed.")
    checked = policygen("check", other, "--date", TODAY).out
    assert "8 is now 9" in checked, checked
    assert "1 comment stands in its margin" in checked


def closing(path: Path) -> str:
    """The last line of a plan."""
    return policygen("update", path, "--plan", "--date", TODAY).out.strip().splitlines()[-1]


@pytest.mark.slow
def test_a_plan_ends_with_how_the_document_stands(word: Path) -> None:
    assert closing(word) == "The document is up to date."
    edit(word, "second person", "second helper")
    assert closing(word) == "The document is up to date."
    edit(word, "Sam Okafor", "Priya Nair")
    assert closing(word) == "We have nothing new for this document. What is named above is for you to settle."
    answered(word, policy_owner={"name": "Priya Nair", "role": "Owner"}, platforms=["x"])
    assert closing(word) == "An update would change 3 parts."


def test_a_rule_taken_out_and_one_typed_anew_are_told_without_blaming_a_program(word: Path) -> None:
    document = docx.Document(str(word))
    gone = next(found for found in document.paragraphs if found.text.endswith(SHORT))
    gone._element.getparent().remove(gone._element)
    document.save(str(word))
    edit(word, "Most slips end with a talk", "Phones stay in the locker; breaks are different")

    told = policygen("update", word, "--plan", "--date", TODAY).out

    assert "Sign in safely (security.sign-in): you took it out: it stays out" in told
    assert "removed" not in told
    assert "% sure" not in told


def test_a_network_written_into_the_sentence_is_offered_until_the_answers_have_it_and_a_spelling_never(
    word: Path,
) -> None:
    document = docx.Document(str(word))
    paragraph = next(found for found in document.paragraphs if "Our accounts are on" in found.text)
    first, *others = paragraph.runs
    first.text = paragraph.text.replace("on X and Facebook.", "on Twitter, Facebook, Threads and more.")
    for run in others:
        run.text = ""
    document.save(str(word))

    assert offers(plan(word)) == {"platforms": ("", "Threads")}

    answered(word, platforms=["x", "facebook", "threads"])
    assert offers(plan(word)) == {}
