"""`policygen explain`: every clause with its reason, one clause in depth, the promises, one place, and a document."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from policygen.library.model import Library
from tests.cli.running import CAFE, CLINIC, SAMPLES, TODAY, answers_file, built, outputs, policygen, text_file
from tests.support.strategies import sample_names

pytestmark = pytest.mark.share_every_day(3)

COUNCIL = SAMPLES / "thornmere-county-council" / "answers.yaml"
ALL = tuple(SAMPLES / name / "answers.yaml" for name in sample_names())


def explain(*arguments: object) -> Any:
    outcome = policygen("explain", *arguments, "--json", "--date", TODAY)
    assert outcome.code == 0, outcome.said
    return json.loads(outcome.out)


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("answers", ALL, ids=lambda path: path.parent.name)
def test_every_clause_is_accounted_for_once_with_a_reason(answers: Path, library: Library) -> None:
    clauses = explain(answers)["clauses"]
    ours = [entry["clause"] for entry in clauses if not entry["clause"].startswith("own:")]
    assert sorted(ours) == sorted(library.clauses)
    for entry in clauses:
        assert entry["why"].strip(), entry["clause"]
        assert not re.search(r"(?<!“)\bNone\b|\{|\}|\[\]|\(\)|  |,,|\.\.|“”", entry["why"]), entry
        if entry["status"] == "out":
            assert entry["cause"], entry


def test_with_no_answers_at_all_every_clause_has_its_reason(tmp_path: Path, library: Library) -> None:
    data = explain(answers_file(tmp_path))
    assert len(data["clauses"]) == len(library.clauses)
    assert all(entry["why"].strip() for entry in data["clauses"])
    assert {entry["status"] for entry in data["clauses"]} >= {"in", "unknown"}


def test_what_is_not_known_comes_before_what_is_out_and_that_before_what_is_in() -> None:
    told = policygen("explain", CAFE, "--date", TODAY)
    headings = re.findall(r"^(\S.*?) \(\d+\)$", told.out, re.M)
    assert headings[:4] == [
        "Not known: these hang on answers nobody gave", "Out, the most surprising first", "In", "In, but only a full policy prints them",
    ]  # fmt: skip
    counts = [int(number) for number in re.findall(r"^\S.*? \((\d+)\)$", told.out, re.M)]
    assert sum(counts[:4]) == len(explain(CAFE)["clauses"])
    assert told.out.startswith("A short policy, with the law as of 2026-11-22.\n")


def test_clauses_of_other_lands_and_lines_of_work_come_last_among_those_out() -> None:
    told = policygen("explain", CAFE, "--all", "--date", TODAY).out
    out = told.split("Out, the most surprising first")[1].split("\n\n")[0]
    assert out.index("monitoring.listening") < out.index("sector.patient-privacy")
    assert out.index("monitoring.listening") < out.index("notices.us-ny")


def test_what_is_for_others_is_told_in_a_few_lines_unless_every_line_is_asked_for() -> None:
    brief = policygen("explain", CAFE, "--date", TODAY).out
    out = brief.split("Out, the most surprising first")[1].split("\n\n")[0]
    assert "  For other lines of work (" in out
    assert "  For places where nobody of yours works (" in out
    assert "monitoring.listening" in out
    assert "sector.patient-privacy" not in out
    assert len(out.splitlines()) < len(policygen("explain", CAFE, "--all", "--date", TODAY).out.splitlines()) / 2


def test_a_summary_comes_first_and_its_numbers_add_up(library: Library) -> None:
    told = policygen("explain", CAFE, "--date", TODAY).out.splitlines()
    counts = [int(number) for number in re.findall(r"\d+", re.sub(r"for \d+ answers", "", told[1]))]
    assert sum(counts) == len(library.clauses)
    assert re.match(r"\d+ choices nobody made are our usual ones: --defaults lists them\.", told[2])


def test_what_is_not_known_is_grouped_by_the_question_it_waits_for() -> None:
    told = policygen("explain", CAFE, "--date", TODAY).out.split("Not known")[1].split("\n\n")[0]
    assert "  our related policies (5 clauses wait)\n      Which of these do you have in writing?\n" in told


def test_a_choice_nobody_made_is_never_told_as_given(library: Library) -> None:
    for entry in explain(CAFE)["clauses"]:
        if entry["by_default"] and entry["status"] == "in":
            assert "nobody was asked" in entry["why"], entry
            assert ": given" not in entry["why"], entry


def test_an_answer_that_somebody_gave_is_not_called_ours() -> None:
    said = explain(CAFE, "monitoring.reactive")
    assert said["by_default"] == []
    assert "nobody was asked" not in said["why"]


def test_the_choices_nobody_made_are_listed_with_what_rests_on_them() -> None:
    taken = {entry["question"]: entry for entry in explain(CAFE, "--defaults")}
    assert "monitoring" not in taken
    assert taken["confidential_kinds"]["clauses"]
    told = policygen("explain", CAFE, "--defaults", "--date", TODAY).out
    assert told.startswith(f"Choices that nobody made: our usual ones stand in for them ({len(taken)})\n")


def test_a_clause_that_cannot_be_found_is_answered_with_a_hint() -> None:
    outcome = policygen("explain", CAFE, "no such thing as this")
    assert outcome.code == 2
    assert "Name it by its number, its title, a word of it, or its id." in outcome.err


def test_a_clause_is_found_by_its_printed_number_its_title_and_a_word_of_it() -> None:
    by_id = explain(CAFE, "monitoring.reactive")
    assert by_id["number"]
    assert explain(CAFE, by_id["number"])["clause"] == "monitoring.reactive"
    assert explain(CAFE, f"{by_id['number']}.")["clause"] == "monitoring.reactive"
    assert explain(CAFE, "when we look")["clause"] == "monitoring.reactive"
    assert explain(CAFE, "phishing")["clause"] == "security.phishing"


def test_when_several_clauses_fit_a_word_they_are_listed() -> None:
    outcome = policygen("explain", CAFE, "monitoring")
    assert outcome.code == 2
    assert "clauses fit 'monitoring':" in outcome.err
    assert "(monitoring.reactive)" in outcome.err
    assert "(monitoring.za)" not in outcome.err, "what is printed is meant before what is not"


def test_one_clause_in_depth_shows_its_words_its_test_its_layer_and_citations(library: Library) -> None:
    told = policygen("explain", COUNCIL, "rights.gb", "--date", TODAY).out
    data = explain(COUNCIL, "rights.gb")
    assert f"  | {data['words'].splitlines()[0]}" in told
    assert "  Its test: where our people work: " in told
    assert f"It comes from: policygen {library.version}" in told
    cited = [source["citation"] for source in data["sources"] if source["citation"]]
    assert cited
    assert all(citation in told for citation in cited)


def test_the_promises_of_one_place_leave_out_what_binds_elsewhere() -> None:
    broker = SAMPLES / "alder-quay-securities" / "answers.yaml"
    everywhere = {entry["clause"] for entry in explain(broker, "--promises")}
    connecticut = {entry["clause"] for entry in explain(broker, "--promises", "--place", "US-CT")}
    assert connecticut < everywhere


def test_the_promises_hold_what_we_do_not_do_and_the_rights_we_grant() -> None:
    made = {entry["promise"]: entry["kind"] for entry in explain(CAFE, "--promises")}
    assert made["We do not go looking at your personal accounts as a routine."] == "promise"
    assert made["You may talk with anybody about your own case, but leave out others’ private details."] == "right"


def test_a_place_where_nobody_works_is_said_to_be_one() -> None:
    told = policygen("explain", CAFE, "--place", "Scotland")
    assert told.code == 0
    assert told.out == "By these answers nobody works in Scotland, so nothing is said for there.\n"
    assert policygen("explain", CAFE, "--place", "England", "--date", TODAY).out.startswith("A short policy")


def test_a_clause_that_is_in_is_told_in_depth() -> None:
    told = policygen("explain", CAFE, "monitoring.reactive", "--date", TODAY)
    assert told.code == 0
    for words in ("  in: ", "We do not go looking at your personal accounts as a routine.", "Why the clause exists", "Sources", "holds here", "https://"):  # fmt: skip
        assert words in told.out, words
    assert "role." not in told.out


def test_who_gave_the_answers_behind_a_clause_is_told_where_that_is_known(tmp_path: Path) -> None:
    said = (
        "said:\n  monitoring: {by: Sam Okafor, on: 2026-11-30}\n  headcount: {by: Jo}\n  organisation_name: {by: Al}\n"
    )
    answers = tmp_path / "answers.yaml"
    answers.write_text(f"{CAFE.read_text(encoding='utf-8')}\n{said}", encoding="utf-8")
    told = policygen("explain", answers, "monitoring.reactive", "--date", TODAY)
    assert "  Answered by Sam Okafor, 30 November 2026: what we look at\n" in told.out
    assert "  Answered by Jo: how many people work for us\n" in told.out
    assert "by Al" not in told.out
    assert {"question": "monitoring", "by": "Sam Okafor", "on": "2026-11-30"} in explain(
        answers, "monitoring.reactive"
    )["answered"]
    assert "Answered by" not in policygen("explain", CAFE, "monitoring.reactive", "--date", TODAY).out


def test_a_clause_that_is_out_is_told_with_what_it_would_take() -> None:
    told = policygen("explain", CAFE, "sector.patient-privacy", "--date", TODAY)
    assert "  out: " in told.out
    assert "It would come in with: " in told.out
    assert "Health and care" in told.out


def test_a_clause_in_depth_tells_its_sources_with_extent_and_how_sure_we_are(library: Library) -> None:
    clause = next(clause for clause in library.clauses.values() if len(clause.sources) > 2)
    data = explain(CAFE, clause.id)
    assert data["clause"] == clause.id
    assert {source["id"] for source in data["sources"]} == set(clause.sources)
    for source in data["sources"]:
        assert source.keys() >= {"title", "here", "extent", "read", "confidence", "checked", "review_by", "url", "says"}
        assert source["extent"]
        assert source["confidence"] in {"primary", "secondary", "unverified"}
    here = [source["here"] for source in data["sources"]]
    assert here == sorted(here, reverse=True), "what holds here stands first"


@pytest.mark.parametrize(
    "count",
    [3, pytest.param(20, marks=pytest.mark.slow), pytest.param(None, marks=pytest.mark.wide, id="all")],
)
def test_every_clause_can_be_told_in_depth(library: Library, chance: Random, count: int | None) -> None:
    for answers in (CAFE, COUNCIL):
        for clause in chance.sample(sorted(library.clauses), count or len(library.clauses)):
            told = policygen("explain", answers, clause, "--date", TODAY)
            assert told.code == 0
            assert not re.search(r"(?<!“)\bNone\b|\{|\(\)|role\.\w", told.out), told.out


def test_a_clause_that_does_not_exist_is_answered_with_the_nearest() -> None:
    outcome = policygen("explain", CAFE, "monitoring.reactivx")
    assert outcome.code == 2
    assert "Did you mean 'monitoring.reactive'?" in outcome.err


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("answers", ALL, ids=lambda path: path.parent.name)
def test_every_promise_has_somebody_who_keeps_it(answers: Path) -> None:
    made = explain(answers, "--promises")
    assert made
    for promise in made:
        assert promise["owner"]
        assert "role." not in promise["owner"]
        assert promise["kind"] in {"promise", "right"}
    told = policygen("explain", answers, "--promises", "--date", TODAY)
    counts = re.findall(r"^What (?:your policy promises|it lets people do) \((\d+)\)$", told.out, re.M)
    assert sum(map(int, counts)) == len(made)


def test_promises_of_a_policy_without_an_owner_say_that_one_is_to_be_named(tmp_path: Path) -> None:
    made = explain(answers_file(tmp_path, organisation_name="Quay", headcount=6), "--promises")
    assert {promise["owner"] for promise in made} == {"[Confirm: who owns this policy]"}


def test_one_place_alone_can_be_shown(library: Library) -> None:
    broker = SAMPLES / "alder-quay-securities" / "answers.yaml"
    everywhere = {entry["clause"] for entry in explain(broker)["clauses"]}
    connecticut = {entry["clause"] for entry in explain(broker, "--place", "US-CT")["clauses"]}
    assert "notices.us-ct" in connecticut
    assert "notices.us-ny" not in connecticut
    assert connecticut < everywhere
    assert {entry["clause"] for entry in explain(broker, "--place", "us-ct")["clauses"]} == connecticut
    assert {entry["clause"] for entry in explain(broker, "--place", "Connecticut")["clauses"]} == connecticut


def test_a_place_of_no_list_is_a_fault_of_usage() -> None:
    for name in ("Narnia", "US-XX", "Conecticut"):
        outcome = policygen("explain", CAFE, "--place", name)
        assert outcome.code == 2
        assert f"'{name}' is no place we know" in outcome.err
    assert "Did you mean 'Connecticut'?" in policygen("explain", CAFE, "--place", "Conecticut").err


def test_depth_moves_what_only_a_full_policy_prints() -> None:
    short, full = explain(CAFE, "--depth", "short"), explain(CAFE, "--depth", "full")
    assert (short["depth"], full["depth"]) == ("short", "full")
    printed = {
        name: {e["clause"] for e in data["clauses"] if e["status"] == "in"}
        for name, data in (("s", short), ("f", full))
    }
    assert printed["s"] < printed["f"]
    assert {entry["status"] for entry in full["clauses"]} >= {"in", "out", "unknown"}
    assert len({entry["status"] for entry in short["clauses"]}) == 4


def test_law_is_read_against_the_date(tmp_path: Path) -> None:
    assert explain(CAFE)["date"] == TODAY
    path = answers_file(tmp_path, organisation_name="Quay", headcount=6, effective_date="2027-05-01")
    assert explain(path)["date"] == "2027-05-01"


def test_advisories_are_told_with_what_to_do_and_whether_somebody_accepted_them(tmp_path: Path) -> None:
    answers = "policygen: 1\nanswers:\n  organisation_name: Quay\n  headcount: 6\n  platforms: [x]\n  account_safety: [none]\n"
    raised = explain(text_file(tmp_path, answers))["advisories"]
    assert raised
    assert all(entry["says"] and entry["do"] and entry["because"] and not entry["accepted"] for entry in raised)
    accepted = f"accepted:\n  - {{advisory: {raised[0]['id']}, reason: Only until May}}\n"
    again = explain(text_file(tmp_path, answers + accepted))["advisories"]
    assert [entry["accepted"] for entry in again if entry["id"] == raised[0]["id"]] == ["Only until May"]
    told = policygen("explain", tmp_path / "answers.yaml")
    assert "Accepted: Only until May" in told.out


def test_answers_that_cannot_be_used_are_told_and_nothing_is_explained(tmp_path: Path) -> None:
    outcome = policygen("explain", answers_file(tmp_path, headcount="x"))
    assert outcome.code == 1
    assert outcome.out == ""
    assert f"{tmp_path / 'answers.yaml'}:3: block: headcount" in outcome.err


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_document_is_explained_as_issued_and_as_it_stands(ending: str, tmp_path: Path) -> None:
    answers = text_file(tmp_path, CLINIC.read_bytes())
    policygen("build", answers, "--date", TODAY)
    (path,) = outputs(tmp_path, ending)
    data = explain(path)
    assert {part["standing"] for part in data["parts"]} == {"as issued"}
    assert data["added"] == []
    told = policygen("explain", path)
    assert told.code == 0
    assert "a draft of 2026-11-22" in told.out
    assert all(part["why"] for part in data["parts"] if "." in part["part"])


def test_parts_of_a_document_stand_under_how_they_stand_and_no_heading_is_empty(issued: Path) -> None:
    text = issued.read_text(encoding="utf-8")
    issued.write_text(text.replace("you may speak for yourself", "say what you like"), encoding="utf-8")
    headings = re.findall(r"^(\w[\w ]*) \((\d+)\)$", policygen("explain", issued).out, re.M)
    standing = [part["standing"] for part in explain(issued)["parts"]]
    assert headings == [("Edited", "1"), ("As issued", str(len(standing) - 1))]


def test_options_for_answers_are_not_for_documents(tmp_path: Path) -> None:
    policygen("build", text_file(tmp_path, CAFE.read_bytes()), "--date", TODAY)
    (word,) = outputs(tmp_path, "docx")
    for option in (("--promises",), ("--place", "GB"), ("--depth", "full")):
        assert policygen("explain", word, *option).code == 2
    assert policygen("explain", word, "no.such-part").code == 2


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    """The Markdown of a clinic's policy, with its working paper beside it."""
    built(text_file(tmp_path, CLINIC.read_bytes()), "--date", TODAY, "--record", "inline")
    return outputs(tmp_path, "md")[0]


@pytest.mark.slow
def test_a_clause_of_a_document_is_told_in_depth_by_id_number_title_or_word(issued: Path) -> None:
    data = explain(issued, "personal.own-views")
    number, title = data["number"], data["parts"][0]["title"]
    told = policygen("explain", issued, "personal.own-views").out
    assert told.startswith(f"{number} {title} (personal.own-views)\n  In the file: as issued\n  | ")
    assert "  Its test: " in told
    assert "  in: " in told
    assert "  It comes from: policygen " in told
    assert "  Sources\n" in told
    for name in (number, title, title.lower(), "own-views"):
        assert policygen("explain", issued, name).out == told, name
    clause = data["clause"]
    assert clause["sources"]
    assert {"citation", "extent", "read", "confidence", "url"} <= clause["sources"][0].keys()
    assert clause["layer"] == "policygen"


def test_words_as_they_stand_come_first_and_ours_after_them_where_they_differ(issued: Path) -> None:
    text = issued.read_text(encoding="utf-8")
    ours_was = "On your own accounts you may speak for yourself."
    assert text.count(ours_was) == 1
    issued.write_text(text.replace(ours_was, "Say what you like."), encoding="utf-8")
    told = policygen("explain", issued, "own-views").out
    theirs, ours = told.split("  As it was issued:\n")
    assert "In the file: edited" in theirs
    assert "Say what you like." in theirs
    assert ours_was not in theirs
    assert ours_was in ours
    assert "  Its test: " in ours
    assert policygen("explain", issued, "Say what you like").out == told


def test_a_clause_that_a_document_was_issued_without_is_told_with_its_reason(issued: Path) -> None:
    told = policygen("explain", issued, "monitoring.za").out
    assert "  The document was issued without it.\n" in told
    assert "  out: " in told


def test_without_its_working_paper_nobody_knows_which_answer_met_a_test(issued: Path) -> None:
    issued.with_suffix(".policygen.json").unlink()
    told = policygen("explain", issued, "own-views").out
    assert "Which answer met its test is not known" in told
    assert "  in: " not in told
    assert "  Its test: " in told
    assert "  Sources\n" in told
    data = explain(issued, "own-views")
    assert data["clause"] is None
    assert told.startswith(f"{data['number']} {data['parts'][0]['title']} (personal.own-views)\n")


def test_a_part_that_is_no_clause_is_said_to_be_none(issued: Path) -> None:
    assert "No clause of the library" in policygen("explain", issued, "title").out


def test_what_no_part_of_a_document_is_called_is_a_fault_of_usage(issued: Path) -> None:
    outcome = policygen("explain", issued, "zzzz")
    assert outcome.code == 2
    assert "There is no clause 'zzzz'." in outcome.err
