"""Every kind of question, answered at the keyboard."""

from pathlib import Path
from typing import Any

import pytest

from policygen.library.model import Library
from policygen.questions.kinds import KINDS
from policygen.questions.kinds.scalars import FIELD_KINDS
from policygen.terminal.prompts import FIELD_PROMPTS
from policygen.terminal.rows import PROMPTS
from tests.support.library import tiny
from tests.terminal.typist import BACK, DOWN, ENTER, ESCAPE, HOME, RUB_OUT, SPACE, TAB, UP, hold

LIBRARY = tiny("""
    ask work_locations: places fact
    ask platforms: platforms fact
        choices:
          - {value: none, label: None yet, exclusive: true}
    ask trades: trades fact
    ask safe: yes_no fact
    ask steps: many_of fact (a b none! unsure?)
    ask extras: many_of choice (a b c)
        default: [a, b]
    ask kind: one_of fact (x y unsure?)
    ask seat: place fact
    ask home: platform fact
    ask day: date fact
    ask months: integer choice
        default: 12
        most: 36
    ask roles: texts choice
        default: ["the owner", "staff, all of them"]
    ask boss: contact fact
    ask desk: text fact
        holds: phone
    ask inbox: text fact
        holds: email
    ask helpers: contacts fact
    ask accounts: records fact
        key: platform
        fields:
          - {id: platform, kind: platform, label: Network, required: true}
          - {id: handle, kind: handle, label: Name, required: true}
          - {id: admins, kind: integer, label: Administrators, least: 0}
          - {id: mfa, kind: one_of, label: Two steps, choices: [{value: "yes", label: "Yes"}, {value: "no", label: "No"}]}
          - {id: since, kind: date, label: Since, only_if: {mfa: "yes"}}
          - {id: owner, kind: contact, label: Who looks after it}
    ask areas: records choice
        key: area
        fields:
          - {id: area, kind: text, label: Place, required: true}
          - {id: why, kind: text, label: Reason, required: true}
        defaults:
          - value: [{area: Till, why: Codes}]
    ask people_by_place: records fact
        key: place
        rows_from: work_locations
        fields:
          - {id: place, kind: place, label: Place, required: true}
          - {id: employees, kind: integer, label: Employees, required: true}
    clause rules.base: You must ask first.
""")

F5 = "\x1b[15~"


def said(path: Path, question: str, *keys: str, before: str = "", library: Library = LIBRARY) -> Any:
    """The answer to one question after these keys."""
    path.mkdir(exist_ok=True)
    file = path / "answers.yaml"
    file.write_text(f"answers:\n  safe: yes\n{before}", encoding="utf-8")
    run = hold(library, file, *keys, ENTER, ask=(question,))
    return run.said.get(question)


CASES = [
    ("safe", (DOWN, ENTER), "no"),
    ("safe", (DOWN, DOWN, ENTER), None),
    ("kind", (UP, ENTER), "y"),
    ("kind", (ENTER,), None),
    ("steps", (HOME, SPACE, DOWN, SPACE, ENTER, ENTER), ("a", "b")),
    ("steps", (HOME, SPACE, DOWN, DOWN, SPACE, ENTER), ("none",)),
    ("steps", (HOME, ENTER, DOWN, ENTER, TAB, ENTER), ("a", "b")),
    ("steps", (HOME, ENTER, UP, ENTER, UP, ENTER), ("a",)),
    ("steps", (ENTER,), None),
    ("extras", (ENTER,), ("a", "b")),
    ("extras", (DOWN, SPACE, TAB, ENTER), ("b",)),
    ("work_locations", ("leeds", ENTER, ENTER), ("GB-ENG",)),
    ("work_locations", ("Scotl", ENTER, "toronto", ENTER, ENTER), ("GB-SCT", "CA-ON")),
    ("work_locations", ("united st", ENTER, ENTER, HOME, DOWN, ENTER, ENTER, ENTER), ("US-NY",)),
    ("work_locations", ("united st", ENTER, ENTER, ENTER), ("US",)),
    ("work_locations", ("Atlantis", ENTER, ENTER), ("Atlantis",)),
    ("work_locations", (UP, ENTER), None),
    ("platforms", ("twitter", ENTER, ENTER), ("x",)),
    ("platforms", ("tik", ENTER, "insta", ENTER, ENTER), ("tiktok", "instagram")),
    ("platforms", ("Friendface", ENTER, ENTER), ("Friendface",)),
    ("trades", ("groomer", ENTER, ENTER), ("grooming",)),
    ("trades", ("nail", ENTER, "dog", ENTER, ENTER), ("nails", "grooming")),
    ("platforms", ("none", ENTER, ENTER), ("none",)),
    ("platforms", ("\x1b[200~twitter\n\x1b[201~", ENTER, ENTER), ("x",)),
    ("platforms", (F5, "twitter", ENTER, ENTER), ("x",)),
    ("seat", ("toronto", ENTER), "CA-ON"),
    ("seat", (UP, ENTER), None),
    ("home", ("twitter", ENTER), "x"),
    ("home", ("Friendface", ENTER), "Friendface"),
    ("day", ("1 December 2026", ENTER), "2026-12-01"),
    ("day", ("soon", ENTER, "\x15", "today", ENTER), "2026-11-22"),
    ("day", (ENTER,), None),
    ("months", (ENTER,), 12),
    ("months", ("\x15", "40", ENTER, "\x7f\x7f6", ENTER), 6),
    ("months", ("\x15", ENTER), None),
    ("months", ("6", ENTER), 6),
    ("months", ("\x1b[D", "0", ENTER, RUB_OUT, RUB_OUT, ENTER), 2),
    ("months", ("\x1b[200~24\n\x1b[201~", ENTER), 24),
    ("months", ("18", ENTER), 18),  # over the 12 that stands there
    ("roles", (ENTER,), ("the owner", "staff, all of them")),
    ("roles", ("\x15", "chefs, waiters", ENTER), ("chefs", "waiters")),
    ("boss", ("Sam", ENTER, ENTER, "sam@x.example", ENTER), {"name": "Sam", "email": "sam@x.example"}),
    ("boss", (ENTER, "Owner", ENTER, ENTER), {"role": "Owner"}),
    ("boss", ("sam@x.example", ENTER, "\x15", "Sam", ENTER, ENTER, ENTER), {"name": "Sam"}),
    ("boss", ("0117 496 0123", ENTER, ENTER, ENTER, ENTER), {"name": "0117 496 0123"}),
    ("desk", ("Jo Bell", ENTER, "\x15", "112", ENTER), "112"),
    ("desk", ("0800 FLOWERS", ENTER, ENTER), "0800 FLOWERS"),
    ("inbox", ("us.x.example", ENTER, ENTER, "\x15", "us@x.example", ENTER), "us@x.example"),
    ("accounts", (ENTER, "insta", ENTER, "Quay Lane", ENTER, "\x15", "quaylane", ENTER, ENTER, UP, UP, ENTER, ESCAPE, DOWN, ENTER, ESCAPE, ENTER, ENTER, ENTER, ENTER), ({"platform": "instagram", "handle": "quaylane", "mfa": "no"},)),
    ("boss", (ENTER, ENTER), None),
    ("boss", ("Sam", ENTER, "Owner", ENTER, "sam@", ENTER, "x.example", ENTER), {"name": "Sam", "role": "Owner", "email": "sam@x.example"}),
    ("boss", ("Sam", ENTER, "Owner", ENTER, ESCAPE, ESCAPE, "Samuel", ENTER, ENTER, ENTER), {"name": "Samuel", "role": "Owner"}),
    ("helpers", (ENTER, "Di", ENTER, ENTER, ENTER, ENTER), ({"name": "Di"},)),
    ("helpers", (ENTER, "Di", ENTER, ENTER, ENTER, UP, ENTER, "Ed", ENTER, ENTER, ENTER, ENTER), ({"name": "Di"}, {"name": "Ed"})),
    ("helpers", (DOWN, ENTER), None),
    ("areas", (ENTER,), ({"area": "Till", "why": "Codes"},)),
    ("areas", (UP, ENTER, "Yard", ENTER, "Vans", ENTER, ENTER), ({"area": "Till", "why": "Codes"}, {"area": "Yard", "why": "Vans"})),
    ("areas", (UP, UP, ENTER, ENTER, "Tills", ENTER, ENTER, ENTER), ({"area": "Tills", "why": "Codes"},)),
    ("areas", (UP, ENTER, BACK, ENTER), ({"area": "Till", "why": "Codes"},)),
]  # fmt: skip


def test_there_is_a_prompt_for_every_kind_and_for_no_other() -> None:
    assert PROMPTS.keys() == KINDS.keys()
    assert FIELD_PROMPTS.keys() == FIELD_KINDS.keys()


@pytest.mark.parametrize(("question", "keys", "answer"), CASES)
@pytest.mark.some_every_day(15)
def test_a_question_of_any_kind_is_answered_at_the_keyboard(
    tmp_path: Path, question: str, keys: tuple[str, ...], answer: Any
) -> None:
    assert said(tmp_path / "new", question, *keys) == answer


def test_a_record_is_asked_field_by_field(tmp_path: Path) -> None:
    keys = (
        ENTER,
        "insta",
        ENTER,
        "cafe",
        ENTER,
        "2",
        ENTER,
        UP,
        UP,
        ENTER,
        "3 May 2026",
        ENTER,
        "Di",
        ENTER,
        ENTER,
        ENTER,
        ENTER,
    )
    row = {
        "platform": "instagram",
        "handle": "cafe",
        "admins": 2,
        "mfa": "yes",
        "since": "2026-05-03",
        "owner": {"name": "Di"},
    }
    assert said(tmp_path, "accounts", *keys) == (row,)


def test_optional_fields_of_a_record_may_stay_empty(tmp_path: Path) -> None:
    keys = (ENTER, "insta", ENTER, "cafe", ENTER, ENTER, ENTER, ENTER, ENTER, ENTER, ENTER)
    assert said(tmp_path, "accounts", *keys) == ({"platform": "instagram", "handle": "cafe"},)


def test_a_row_can_be_taken_out(tmp_path: Path) -> None:
    before = "  accounts:\n    - {platform: x, handle: a}\n    - {platform: tiktok, handle: b}\n"
    keys = (UP, UP, UP, ENTER, DOWN, ENTER, ENTER)
    assert said(tmp_path, "accounts", *keys, before=before) == ({"platform": "tiktok", "handle": "b"},)


def test_rows_by_place_begin_with_the_places_that_were_named(tmp_path: Path) -> None:
    before = "  work_locations: [DE, CA-ON]\n"
    keys = (ENTER, ENTER, "30", ENTER, UP, ENTER, ENTER, "12", ENTER, ENTER)
    assert said(tmp_path, "people_by_place", *keys, before=before) == (
        {"place": "DE", "employees": 30},
        {"place": "CA-ON", "employees": 12},
    )


def test_an_unlisted_network_is_told_to_be_printed_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    run = hold(LIBRARY, file, ENTER, UP, UP, ENTER, "Friendface", ENTER, ENTER, thorough=True)
    assert run.shows("'Friendface' is not in the list of platforms; it will be printed as it is.")


def test_a_question_may_be_asked_again_with_its_rows_standing(tmp_path: Path) -> None:
    before = "  helpers: [{name: Di, role: Chef, phone: 123}]\n"
    assert said(tmp_path, "helpers", ENTER, before=before) == ({"name": "Di", "role": "Chef", "phone": "123"},)
