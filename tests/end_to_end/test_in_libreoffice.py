"""From build to plan, with the Word file edited in LibreOffice in between: what a person is told of their own edits."""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.cli.reading import docx_lines
from tests.cli.running import TODAY, house_pack, outputs, policygen
from tests.end_to_end.telling import (
    SHORT,
    added,
    answered,
    decisions,
    differences,
    findings,
    issue,
    offers,
    part,
    plan,
    standings,
)  # fmt: skip
from tests.support.office import Hand, hand

pytestmark = pytest.mark.slow
WAYS = pytest.mark.parametrize("track", [False, True], ids=["untracked", "tracked"])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hand]:
    with hand(tmp_path_factory.mktemp("office")) as found:
        yield found


KINDS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "short": ((), {}),
    "full": (("--depth", "full"), {}),
    "nameless": ((), {"organisation_name": None}),
    "half-yearly": ((), {"review_months": 6}),
    "connecticut": ((), {"headcount": 60, "work_locations": ["US-CT"], "monitoring": ["systems"]}),
}


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A policy of a kind, as issued: made once."""
    folder = tmp_path_factory.mktemp("issued")

    @cache
    def made(kind: str) -> Path:
        options, answers = KINDS[kind]
        return issue(folder / kind, *options, **answers)

    return made


class Desk:
    """Where a person works on a copy of an issued policy, under its own name."""

    def __init__(self, office: Hand, issued: Callable[[str], Path], folder: Path) -> None:
        self._office, self.issued, self._folder = office, issued, folder

    def edit(self, kind: str, *steps: tuple[object, ...], track: bool = False, accept: bool = False) -> Path:
        issued = self.issued(kind)
        shutil.copytree(issued.parent, self._folder, dirs_exist_ok=True)
        return self._office.edit(issued, self._folder / issued.name, *steps, track=track, accept=accept)


@pytest.fixture
def desk(office: Hand, issued: Callable[[str], Path], tmp_path: Path) -> Desk:
    return Desk(office, issued, tmp_path / "desk")


def pending(data: dict[str, Any]) -> bool:
    return any(finding["code"] == "pending-changes" for finding in data["findings"])


# ---- words of ours ---------------------------------------------------------------------------------------------------


@WAYS
def test_a_reworded_rule_stays_and_is_told(desk: Desk, *, track: bool) -> None:
    word = desk.edit(
        "short", ("type_over", "Every account must", "who can get in", "who can get in and out"), track=track
    )

    data = plan(word)
    assert decisions(data) == {"security.sign-in": "keep-theirs"}
    assert part(data, "security.sign-in")["as_it_would_be"].endswith(SHORT.replace("can get in", "can get in and out"))
    assert pending(data) == track
    assert standings(word) == {"security.sign-in": "edited"}
    assert differences(desk.issued("short"), word) == {"security.sign-in": "changed"}


@WAYS
def test_a_rule_typed_anew_is_told_as_its_owners_and_blames_no_program(desk: Desk, *, track: bool) -> None:
    word = desk.edit("short", ("retype", "Every account must", "One name everywhere, and on the door."), track=track)

    told = policygen("update", word, "--plan", "--date", TODAY).out

    assert "Sign in safely (security.sign-in): your text stays" in told
    assert re.search(r"^Last saved by LibreOffice \d+\.\d+\.$", told, re.MULTILINE)
    assert "$Linux" not in told
    assert "removed" not in told
    assert "% sure" not in told
    assert "bookmark" not in told


@WAYS
def test_a_clause_taken_out_stays_out_whatever_is_answered(desk: Desk, *, track: bool) -> None:
    word = desk.edit("short", ("delete", SHORT, 1), track=track)
    answered(word, platforms=["x", "instagram"])

    made = decisions(plan(word))

    assert made["security.sign-in"] == "deleted-by-user"
    assert made["accounts.listed"] == "take-ours"
    assert standings(word) == {"security.sign-in": "taken out"}
    assert differences(desk.issued("short"), word) == {"security.sign-in": "removed"}


@WAYS
def test_own_paragraphs_and_own_rules_are_left_alone(desk: Desk, *, track: bool) -> None:
    own = ["Ask before you film on the quay.", "Post the tide table before eleven."]
    steps = [
        ("type_after", "Every account must", own[1], "Policy Numbered Rule"),
        ("type_after", "Most slips end", own[0], "Standard"),
    ]
    word = desk.edit("short", *steps, track=track)
    answered(word, platforms=["instagram"])

    data = plan(word)

    assert data["owner_blocks"] == 2
    assert decisions(data)["accounts.listed"] == "take-ours"
    assert sorted(added(word)) == own
    assert differences(desk.issued("short"), word) == {"by-hand": "added"}


def test_a_rule_struck_through_is_told_as_edited_and_stays_struck(desk: Desk) -> None:
    word = desk.edit("short", ("strike", "Our accounts are on"))
    answered(word, platforms=["instagram"])

    data = plan(word)

    assert decisions(data)["accounts.listed"] == "conflict"
    assert part(data, "accounts.listed")["formatting"] == ["struck-through"]
    assert standings(word) == {"accounts.listed": "edited"}
    assert differences(desk.issued("short"), word) == {"accounts.listed": "changed"}


@WAYS
def test_a_statutory_sentence_turned_round_is_high(desk: Desk, *, track: bool) -> None:
    turned = ("replace_all", "We will post it where", "We will not post it where")
    word = desk.edit("connecticut", turned, track=track)

    assert findings(word)["statutory-changed"] == "high"
    assert policygen("check", word, "--date", TODAY).code == 3
    told = policygen("explain", word).out
    assert "may now say the opposite" in told
    assert "We will not post it where" in told
    planned = policygen("update", word, "--plan", "--date", TODAY).out
    assert planned.strip().endswith("What is named above is for you to settle.")


# ---- shape -----------------------------------------------------------------------------------------------------------


@WAYS
def test_a_split_paragraph_is_still_its_rule(desk: Desk, *, track: bool) -> None:
    word = desk.edit("short", ("split", "Only people named", "Not sure?"), track=track)

    assert decisions(plan(word)) == {"speaking.named-people": "keep-theirs"}
    assert standings(word) == {"speaking.named-people": "edited"}
    assert "it stands in more paragraphs than as issued" in policygen("update", word, "--plan", "--date", TODAY).out


@WAYS
def test_joined_paragraphs_lose_no_word_and_are_told(desk: Desk, *, track: bool) -> None:
    word = desk.edit("short", ("join", "Hide threats"), track=track)

    data = plan(word)
    said = " ".join(found["as_it_would_be"] for found in data["parts"])

    assert "Leave criticism up" in said
    assert "say we have seen it" in said
    assert set(decisions(data)) <= {"community.hide", "community.no-promise"}
    assert "keep-theirs" in decisions(data).values()
    messages = " ".join(found["message"] for found in data["findings"])
    assert "now stand inside another paragraph." in messages


@WAYS
def test_a_heading_typed_over_is_its_owners_and_is_not_taken_out(desk: Desk, *, track: bool) -> None:
    word = desk.edit("full", ("retype", "Pictures and permission", "What we show"), track=track)

    data = plan(word)

    assert decisions(data) == {"group:pictures": "keep-theirs"}
    assert part(data, "group:pictures")["as_it_would_be"].startswith("What we show")


@WAYS
def test_words_typed_between_tables_of_the_page_below_the_contents_stay(desk: Desk, *, track: bool) -> None:
    words = "Adopted by the board on 3 March 2027."
    word = desk.edit("full", ("type_below_contents", words), track=track)

    data = plan(word)

    assert decisions(data) == {"page-one": "keep-theirs"}
    assert words in part(data, "page-one")["as_it_would_be"]


@pytest.mark.parametrize("kind", ["short", "full"])
def test_opening_and_saving_twice_is_no_edit_and_a_build_replaces_it(desk: Desk, office: Hand, kind: str) -> None:
    word = desk.edit(kind)
    office.edit(word, word)

    assert standings(word) == {}
    assert added(word) == []
    assert not plan(word)["out_of_date"]
    assert differences(desk.issued(kind), word) == {}
    outcome = policygen("build", word.with_name("answers.yaml"), "--date", "2026-12-05", "--depth", kind)
    assert outcome.code == 0, outcome.said
    assert outputs(word.parent, "before.docx") == []


def test_a_build_never_replaces_an_edited_document(desk: Desk) -> None:
    word = desk.edit("short", ("type_over", "Every account must", "second person", "second helper"))
    content = word.read_bytes()

    outcome = policygen("build", word.with_name("answers.yaml"), "--date", "2026-12-05")

    assert outcome.code != 0
    assert word.read_bytes() == content


# ---- answers ---------------------------------------------------------------------------------------------------------


@WAYS
def test_an_answer_changed_by_hand_is_offered_back(desk: Desk, *, track: bool) -> None:
    word = desk.edit("short", ("replace_all", "Sam Okafor", "Priya Nair"), track=track)

    assert offers(plan(word))["policy_owner.name"] == ("Sam Okafor", "Priya Nair")


@WAYS
def test_a_bracket_filled_by_hand_is_to_confirm_no_more_and_offered_back(desk: Desk, *, track: bool) -> None:
    bracket = "[Confirm: our full legal name]"
    word = desk.edit("nameless", ("type_over", "[Confirm", bracket, "Lena Brandt Ltd"), track=track)

    assert "to-confirm" not in findings(word)
    assert findings(word)["still-highlighted"] == "info"
    assert part(plan(word), "title")["highlighted"] == ["Lena Brandt Ltd"]
    assert offers(plan(word))["organisation_name"] == (bracket, "Lena Brandt Ltd")
    assert decisions(plan(word)) == {"title": "keep-theirs"}


@WAYS
def test_an_answer_changed_on_both_sides_alike_is_the_same(desk: Desk, *, track: bool) -> None:
    word = desk.edit("short", ("replace_all", "Sam Okafor", "Priya Nair"), track=track)
    answered(word, policy_owner={"name": "Priya Nair", "role": "Owner"})

    data = plan(word)

    assert set(decisions(data).values()) == {"same"}
    assert data["edited_answers"] == []
    assert not data["out_of_date"]


@WAYS
def test_a_platform_typed_into_the_table_and_then_answered_is_one_row(desk: Desk, *, track: bool) -> None:
    word = desk.edit("short", ("type_row", "Platform", ["Bluesky", "Be kind there."]), track=track)
    assert ("", "Bluesky") in offers(plan(word)).values()
    answered(word, platforms=["x", "facebook", "bluesky"])

    assert part(plan(word), "accounts.platform-tips")["as_it_would_be"].count("Bluesky") == 1


@WAYS
def test_a_network_typed_into_the_sentence_or_out_of_it_is_offered_until_answered(desk: Desk, *, track: bool) -> None:
    word = desk.edit(
        "short",
        ("type_over", "Our accounts are on", "X and Facebook", "X, Facebook, Threads and Mastodon"),
        track=track,
    )

    assert {offer["after"] for offer in plan(word)["edited_answers"]} == {"Threads", "Mastodon"}
    answered(word, platforms=["x", "facebook", "threads", "mastodon"])
    assert plan(word)["edited_answers"] == []
    assert decisions(plan(word)) == {
        "accounts.listed": "same",
        "accounts.platform-tips": "take-ours",
        "forms.consent-record": "take-ours",
    }


@WAYS
def test_a_number_changed_by_hand_is_offered_back(desk: Desk, *, track: bool) -> None:
    word = desk.edit("half-yearly", ("type_over", "We will review", "every 6 months", "every 9 months"), track=track)

    assert offers(plan(word))["review_months"] == ("every 6 months", "every 9 months")


# ---- numbers and clauses of one's own --------------------------------------------------------------------------------


@WAYS
def test_an_own_clause_with_its_own_heading_stays_and_what_is_new_of_ours_goes_round_it(
    desk: Desk, *, track: bool
) -> None:
    steps = [
        ("type_after", "Sign in safely", "Ask the couple before you post a wedding.", "Standard"),
        ("type_after", "Sign in safely", "Pictures at weddings", "Heading 2"),
    ]
    word = desk.edit("full", *steps, track=track)
    answered(word, platforms=["x", "instagram"])

    data = plan(word)

    assert added(word) == ["Pictures at weddings", "Ask the couple before you post a wedding."]
    assert data["owner_blocks"] == 2
    assert {part["part"] for part in data["parts"] if "weddings" in part["as_it_would_be"]} == set()
    assert decisions(data)["accounts.listed"] == "take-ours"
    assert differences(desk.issued("full"), word) == {"by-hand": "added"}
    assert findings(word)["numbers-moved"] == "info"


@WAYS
def test_a_rule_whose_number_is_taken_off_is_edited_and_tells_its_number(desk: Desk, *, track: bool) -> None:
    word = desk.edit("short", ("unnumber", "Every account must"), track=track)

    assert part(plan(word), "security.sign-in")["numbers_lost"] == ["9"]
    assert standings(word) == {"security.sign-in": "edited"}
    assert differences(desk.issued("short"), word) == {"security.sign-in": "changed"}
    assert findings(word)["number-lost"] == "medium"


def test_sections_put_in_another_order_are_told_with_the_numbers_that_mean_another_rule_now(desk: Desk) -> None:
    word = desk.edit("short", ("move", "If you post for us", "When people talk to us", "Your own accounts"))

    assert decisions(plan(word)) == {}
    assert differences(desk.issued("short"), word) == {"order": "moved"}
    assert findings(word)["numbers-moved"] == "info"


# ---- tracked changes that wait ---------------------------------------------------------------------------------------


WAITING: dict[str, tuple[tuple[tuple[object, ...], ...], str]] = {
    "typed over": ((("type_over", "Every account must", "second person", "second helper"),), "“Sign in safely” holds"),
    "taken out": ((("delete", SHORT, 1),), "“Sign in safely” was taken out by"),
    "put in": ((("type_after", "Every account must", "Ours.", "Standard"),), "1 paragraph of yours holds"),
    "split": ((("split", "Only people named", "Not sure?"),), "“Who posts for us” holds"),
    "joined": ((("join", "Every account must"),), "“Sign in safely” holds"),
}


@pytest.mark.parametrize("name", WAITING)
def test_changes_that_wait_are_told_of_what_they_change_and_of_nothing_beside_it(desk: Desk, name: str) -> None:
    steps, told = WAITING[name]
    word = desk.edit("short", *steps, track=True)

    waiting = [found["message"] for found in plan(word)["findings"] if found["code"] == "pending-changes"]

    assert [message.startswith(told) for message in waiting] == [True], waiting
    assert findings(word)["pending-changes"] == "medium"


# ---- other people's papers -------------------------------------------------------------------------------------------


def test_tracked_changes_that_wait_are_told_and_stay(desk: Desk) -> None:
    word = desk.edit(
        "short", ("type_over", "Our accounts are on", "before you open", "well before you open"), track=True
    )
    answered(word, platforms=["x", "instagram"])

    data = plan(word)

    assert part(data, "accounts.listed")["pending"]
    assert pending(data)
    assert "well before you open" in part(data, "accounts.listed")["as_it_would_be"]
    assert "X and Instagram" in part(data, "accounts.listed")["as_it_would_be"]


def test_tracked_changes_once_accepted_read_like_any_edit(desk: Desk) -> None:
    step = ("type_over", "Every account must", "second person", "second helper")
    word = desk.edit("short", step, track=True, accept=True)

    data = plan(word)

    assert not pending(data)
    assert part(data, "security.sign-in")["as_it_would_be"].endswith(SHORT.replace("person", "helper"))


def test_an_edited_and_renamed_document_keeps_its_paper_and_its_edits(desk: Desk) -> None:
    word = desk.edit("short", ("type_over", "Every account must", "second person", "second helper"))
    renamed = word.rename(word.with_name("Policy v2 final.docx"))

    assert findings(renamed)["renamed-document"] == "info"
    assert decisions(plan(renamed)) == {"security.sign-in": "keep-theirs"}


def test_an_edited_document_whose_pack_is_missing_is_refused_by_its_name_and_keeps_its_edits_with_it(
    office: Hand, tmp_path: Path
) -> None:
    pack = house_pack(tmp_path)
    word = issue(tmp_path / "quay", "--pack", pack)
    office.edit(word, word, ("type_over", "Keep the shop window", "every picture", "every film"))

    for command in ("update", "check", "build"):
        file = word.with_name("answers.yaml") if command == "build" else word
        outcome = policygen(command, file, *(("--plan",) if command == "update" else ()), "--date", TODAY)
        assert outcome.code == 1
        assert "the pack “house” 1, which is not laid now" in outcome.said
    assert decisions(plan(word, "--pack", pack)) == {"house.window": "keep-theirs"}


def test_another_clients_answers_or_paper_beside_an_edited_document_are_refused(desk: Desk, tmp_path: Path) -> None:
    word = desk.edit("short", ("type_over", "Every account must", "second person", "second helper"))
    bell = issue(tmp_path / "bell", organisation_name="Bell Foundry")

    answered(word, organisation_name="Bell Foundry")
    outcome = policygen("update", word, "--plan", "--date", TODAY)
    assert outcome.code == 1
    assert "“Bell Foundry”" in outcome.err
    shutil.copy(bell.with_suffix(".policygen.json"), word.with_suffix(".policygen.json"))
    assert policygen("update", word, "--plan", "--date", TODAY).code == 1
    assert "other-paper" in findings(word)


# ---- issued ------------------------------------------------------------------------------------------------------------

FROM = ("--approved-by", "The partners", "--in-force", "2027-01-04", "--accept-open", "--date", TODAY)


@pytest.mark.parametrize("kind", ["short", "full"])
def test_a_policy_edited_and_saved_in_libreoffice_is_issued_in_place_and_is_that_version_after_a_further_save(
    desk: Desk, office: Hand, kind: str
) -> None:
    word = desk.edit(kind, ("type_over", "Every account must", "must have", "must by Friday have"))
    before = docx_lines(word.read_bytes())

    outcome = policygen("issue", word, *FROM)

    assert outcome.code == 0, outcome.said
    assert "status-not-found" not in outcome.err
    after = docx_lines(word.read_bytes())
    gone = [line for line in before if line not in after]
    assert "For signature, 22 November 2026" in gone[0]
    assert gone[1:] == ([] if kind == "short" else ["1 December 2027"])  # the day of the next review
    assert any("Version 1, in force from 4 January 2027" in line for line in after)
    office.edit(word, word)
    assert "edited-since-issue" not in findings(word)
    assert "already" in policygen("issue", word, *FROM).err
    office.edit(word, word, ("type_over", "Every account must", "by Friday", "by Monday"))
    assert findings(word)["edited-since-issue"] == "medium"


def test_changes_tracked_in_libreoffice_stop_an_issue(desk: Desk) -> None:
    word = desk.edit("short", ("type_over", "Every account must", "must have", "must now have"), track=True)

    outcome = policygen("issue", word, *FROM)

    assert outcome.code == 1
    assert "pending-changes" in outcome.err
