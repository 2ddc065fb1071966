"""Tables of records: their cells, and row keys that outlive the wording."""

from typing import Any

import pytest

from policygen.assembly.assemble import assemble
from policygen.assembly.shapes import SHAPE
from policygen.document.model import Answer, Confirm, Link, Paragraph, Table, Text
from policygen.document.walk import plain
from policygen.errors import InvalidContentError
from policygen.library.model import Library
from tests.assembly.small import QUESTIONS, small
from tests.support.answers import decide, words, written
from tests.support.library import the_library, tiny
from tests.support.trees import check_document


def table(library: Library, name: str, **said: Any) -> Table:
    documents = [
        written(library, kind=kind, depth="full", organisation_name="X", headcount=60, **said)
        for kind in ("handbook", "policy")
    ]
    for document in documents:
        check_document(document)
    blocks = (block for document in documents for part in document.parts for block in part.blocks)
    return next(block for block in blocks if isinstance(block, Table) and block.name == name)


def cells(found: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row.cells] for row in found.rows]


def monitored(**row: Any) -> list[str]:
    found = table(
        the_library(),
        "monitoring",
        work_locations=["GB-ENG"],
        monitoring=["systems"],
        monitoring_tools=[{"tool": "Log", "collects": "Times", **row}],
    )
    return cells(found)[0]


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ({}, "–"),
        ({"how": "By itself.", "circumstances": "All day."}, "By itself; All day"),
        ({"pattern": "continuous"}, "continuous"),
        (
            {"how": "By itself", "pattern": "continuous", "duration": "limited", "until": "2027-01-01"},
            "By itself; continuous; for a limited time; until 1 January 2027",
        ),
        ({"until": "2027-01-01"}, "until 1 January 2027"),
    ],
)
def test_how_and_when_something_is_recorded_reads_as_one(row: dict[str, Any], printed: str) -> None:
    assert monitored(**row)[2] == printed


def test_how_long_records_are_kept_stands_in_the_table_in_the_words_given(library: Library) -> None:
    said = {
        "work_locations": ["GB-ENG"],
        "monitoring": ["systems"],
        "monitoring_tools": [{"tool": "Log", "collects": "Times"}],
    }
    assert cells(table(library, "monitoring", **said))[0][4].startswith("[Confirm: ")
    assert cells(table(library, "monitoring", **said, monitoring_retention="12_months"))[0][4] == "for twelve months"
    own = {"monitoring_retention": "own_words", "monitoring_retention_words": "for three years"}
    assert cells(table(library, "monitoring", **said, **own))[0][4] == "for three years"


def test_rows_keep_their_keys_when_their_words_change(library: Library) -> None:
    one, other = (
        table(library, "roles", roles=[{"role": "press", "name": name}], policy_owner="Sam") for name in ("Ann", "Bo")
    )
    assert [row.key for row in one.rows] == [row.key for row in other.rows] == ["policy_owner", "press"]


def test_two_rows_with_one_key_are_told_apart(library: Library) -> None:
    found = table(
        library, "roles", roles=[{"role": "press", "name": "Ann"}, {"role": "press", "name": "Bo"}], policy_owner="Sam"
    )
    assert [row.key for row in found.rows] == ["policy_owner", "press", "press 2"]


def test_a_table_that_there_is_not_is_told_with_the_nearest() -> None:
    with pytest.raises(InvalidContentError, match="'rolls'") as told:
        small("clause rules.a: A.\n        detail: |\n          {{ table.rolls }}\n", depth="full")
    assert "'roles'" in told.value.hint


def test_an_account_leads_to_its_address(library: Library) -> None:
    accounts = [
        {"platform": "instagram", "handle": "@quaylane", "link": "https://www.instagram.com/quaylane/"},
        {"platform": "x", "handle": "quaylane", "link": "x.com/quaylane"},
        {"platform": "facebook", "link": "facebook.com/quaylane"},
        {"platform": "tiktok", "handle": "quaylane", "link": "ask Sam"},
        {"platform": "youtube", "handle": "TBC"},
    ]
    found = table(library, "networks", platforms=["x"], accounts=accounts)
    assert [row.cells[1] for row in found.rows] == [
        (Link("https://x.com/quaylane", (Answer("quaylane", "accounts.1.handle"),)),),
        (Link("https://www.instagram.com/quaylane/", (Answer("quaylane", "accounts.0.handle"),)),),
        (Link("https://facebook.com/quaylane", (Answer("facebook.com/quaylane", "accounts.2.link"),)),),
        (Answer("quaylane", "accounts.3.handle"),),
        (Confirm("accounts", (Text("name of the account"),)),),
    ]


def test_the_table_of_roles_says_what_who_how_to_reach_and_who_stands_in(library: Library) -> None:
    found = table(
        library,
        "roles",
        work_locations=["GB-ENG"],
        policy_owner={"name": "Sam Okafor", "role": "Owner", "email": "sam@x.example"},
        names_in_policy="names_and_roles",
        roles=[{"role": "crisis", "name": "Ann Lee", "email": "ann@x.example", "deputy": "Bo Ng"}],
    )
    assert len(found.columns) == len(found.widths) == 4
    assert all(found.columns)
    assert len(set(found.columns)) == 4
    assert found.widths[2] == max(found.widths), "an address needs the most room"
    assert ["Leads in a crisis", "Ann Lee", "ann@x.example", "Bo Ng"] in cells(found)


# ---- of a question that has no table of its own ------------------------------------------------------------------------

SUPPLIERS = """
ask organisation_name: text fact
ask headcount: integer fact
ask depth: one_of choice (short full)
ask suppliers: records fact
    key: [name]
    fields:
      - {id: name, kind: text, label: Supplier, required: true}
      - {id: person, kind: contact, label: Whom to ask}
      - {id: does, kind: one_of, label: What they do, choices: [{value: film, label: Films, table: Film}]}
      - {id: signs_in, kind: yes_no, label: Signs in}
      - {id: since, kind: date, label: Since}
      - {id: place, kind: place, label: Where}
      - {id: fee, kind: integer, label: Fee, private: true}
      - {id: network, kind: platform, label: Network}
clause rules.base: You must ask first.
    detail: {{ table.suppliers }}
"""


def test_a_question_that_asks_for_rows_has_a_table_of_its_fields() -> None:
    rows = [
        {
            "name": "Acme",
            "person": {"name": "Ann", "role": "Boss"},
            "does": "film",
            "signs_in": "no",
            "since": "2026-05-01",
            "fee": 9,
        },
        {"name": "bold", "place": "GB", "network": "x"},
    ]
    found = table(tiny(SUPPLIERS), "suppliers", suppliers=rows)
    assert found.columns == ("Supplier", "Whom to ask", "What they do", "Signs in", "Since", "Where", "Network")
    assert len(found.widths) == len(found.columns)
    assert cells(found) == [
        ["Acme", "Ann, Boss", "Film", "No", "1 May 2026", "–", "–"],
        ["bold", "–", "–", "–", "–", "The United Kingdom", "X"],
    ]
    assert [row.key for row in found.rows] == ["Acme", "bold"]
    assert found.rows[0].cells[0] == (Answer("Acme", "suppliers.0.name"),)


# ---- every table: headings, widths, cells ------------------------------------------------------------------------------

RECORDS = """
    ask accounts: records fact
        key: handle
        fields: [{id: platform, kind: text, label: Platform, required: true}, {id: handle, kind: text, label: Handle}, {id: owner, kind: contact, label: Owner}, {id: backup, kind: text, label: Backup}, {id: comments, kind: one_of, label: Comments, choices: [{value: "on", label: Open to all, table: Open, reads: open to all}]}]
    ask approval_steps: records choice
        key: content
        fields: [{id: content, kind: text, label: Post, required: true}, {id: checks, kind: text, label: Checks}, {id: approves, kind: text, label: Approves}, {id: within, kind: text, label: Within}]
        default: [{content: Posts in colour, approves: The owner}]
    ask monitoring_retention: one_of fact (short long own_words)
    ask monitoring_tools: records fact
        key: tool
        fields: [{id: tool, kind: text, label: Tool, required: true}, {id: collects, kind: text, label: Records}, {id: purpose, kind: text, label: Purpose}, {id: how, kind: text, label: How}]
    ask no_photo_areas: records fact
        key: area
        fields: [{id: area, kind: text, label: Area, required: true}, {id: reason, kind: text, label: Reason}]
    ask ready_replies: many_of fact (thanks sorry)
    """


def of(name: str, **said: Any) -> Table | None:
    """A table of a document that holds nothing else."""
    names = said.pop("names_in_policy", None)
    if name == "roles" and names == "separate_contact_sheet":
        questions = QUESTIONS.replace("(names_and_roles roles_only)", "(names_and_roles separate_contact_sheet)")
    else:
        questions = QUESTIONS
    clause = f"clause rules.a: Look.\n        kind: record\n        detail: |\n          {{{{ table.{name} }}}}\n"
    document = written(tiny(questions + RECORDS + clause), depth="full", names_in_policy=names, **said)
    check_document(document)
    found = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    return next((table for table in found if table.name == name), None)


ALL = {
    "platforms": ["x", "Our forum", "instagram"],
    "policy_owner": {"name": "Sam", "role": "Owner", "phone": "1"},
    "roles": [{"role": "press", "name": "Ann", "job": "Clerk"}],
    "accounts": [
        {"platform": "x", "handle": "quay", "owner": {"name": "Sam", "role": "Sam"}, "backup": "Jo", "comments": "on"},
        {"platform": "Fax", "handle": "1"},
    ],
    "monitoring_tools": [{"tool": "Log", "collects": "Times", "purpose": "Safety", "how": "At night."}],
    "monitoring_retention": "short",
    "no_photo_areas": [{"area": "Lab", "reason": "Secrets"}, {"area": "Lab"}],
    "ready_replies": ["sorry", "thanks"],
}


@pytest.mark.parametrize(
    ("name", "columns", "widths", "keys", "printed"),
    [
        (
            "platforms", ["Platform", "Kind", "Earlier names"], [4, 3, 4], ["x", "Our forum", "instagram"],
            [["X", "network", "Twitter"], ["Our forum", "–", "–"], ["Instagram", "image", "–"]],
        ),
        (
            "platform_rules", ["Platform", "What to mind there"], [1, 3], ["instagram"],
            [["Instagram", "Caption every picture."]],
        ),
        (
            "networks", ["Platform", "Our account", "Looks after it", "What to mind there"], [3, 4, 4, 6],
            ["x", "Our forum", "instagram", "Fax"],
            [
                ["X", "quay", "Sam", "–"], ["Our forum", "–", "–", "–"],
                ["Instagram", "–", "–", "Caption every picture."], ["Fax", "1", "–", "–"],
            ],
        ),
        (
            "accounts", ["Platform", "Name", "Owner", "Backup", "Comments"], [3, 4, 4, 4, 3], ["x quay", "Fax 1"],
            [["X", "quay", "Sam", "Jo", "Open"], ["Fax", "1", "–", "–", "–"]],
        ),
        (
            "roles", ["What", "Who", "How to reach them", "Deputy"], [4, 4, 5, 3], ["policy_owner", "press"],
            [["Owns this policy", "Sam, Owner", "1", "–"], ["press", "Ann, Clerk", "–", "–"]],
        ),
        (
            "approvals", ["What", "Who checks", "Who approves", "Within"], [4, 4, 3, 2], ["Posts in colour"],
            [["Posts in colour", "–", "The owner", "–"]],
        ),
        (
            "monitoring", ["What", "What it records", "How and when", "Why", "Kept"], [3, 4, 5, 4, 3], ["Log"],
            [["Log", "Times", "At night", "Safety", "short"]],
        ),
        ("replies", ["Reply", "Use it when"], [3, 1], ["sorry", "thanks"], [["Sorry", "–"], ["Thanks", "–"]]),
        ("no_photo_areas", ["Where", "Why"], [1, 1], ["Lab", "Lab 2"], [["Lab", "Secrets"], ["Lab", "–"]]),
    ],
)  # fmt: skip
def test_a_table_has_its_headings_its_widths_and_a_row_for_each_record(
    name: str, columns: list[str], widths: list[int], keys: list[str], printed: list[list[str]]
) -> None:
    found = of(name, **ALL)
    assert found is not None
    assert (list(found.columns), list(found.widths), found.role) == (columns, widths, "records")
    assert [row.key for row in found.rows] == keys
    assert cells(found) == printed
    assert of(name, approval_steps=[]) is None


JOINING = """
    clause rules.all: Mind this on each.
        kind: record
        detail: |
          {{ table.networks }}
    clause rules.list: These we use.
        part_of: rules.all
        detail: |
          {{ table.platforms }}
    clause rules.register: These are ours.
        part_of: rules.all
        detail: |
          {{ table.accounts }}
    """


def joined(shape: int = SHAPE) -> list[Table]:
    accounts = [*ALL["accounts"], {"platform": "x", "handle": "two"}]
    selection = decide(tiny(QUESTIONS + RECORDS + JOINING), depth="full", **{**ALL, "accounts": accounts})
    document = assemble(selection, shape=shape)
    return [block for part in document.parts for block in part.blocks if isinstance(block, Table)]


def test_one_table_says_of_each_network_what_three_said_of_networks_and_accounts() -> None:
    (found,) = [table for table in joined() if table.name in {"networks", "platforms", "accounts"}]
    assert found.columns[3:] == ("Steps in", "What to mind there")
    assert cells(found)[:2] == [
        ["X (formerly Twitter)", "quay", "Sam", "Jo", "Comments are open to all."],
        ["X", "two", "–", "–", "As above."],
    ]
    assert [row.key for row in found.rows] == ["x", "x two", "Our forum", "instagram", "Fax"]


def test_a_long_list_of_accounts_stands_in_a_register_alone() -> None:
    accounts = [{"platform": "x", "handle": f"h{number}"} for number in range(13)]
    for count, columns in (
        (12, ("Platform", "Our account", "What to mind there")),
        (13, ("Platform", "What to mind there")),
    ):
        found = of("networks", **{**ALL, "accounts": accounts[:count]})
        assert found is not None
        assert found.columns == columns


def test_a_document_of_an_older_shape_keeps_the_three_tables() -> None:
    assert [table.name for table in joined(6)][-3:] == ["platform_rules", "platforms", "accounts"]


def test_the_table_of_roles_has_two_columns_where_contacts_stand_on_a_sheet_of_their_own() -> None:
    found = of("roles", **ALL, names_in_policy="separate_contact_sheet")
    assert found is not None
    assert (found.columns, found.widths) == (("What", "Who"), (3, 4))
    assert cells(found) == [["Owns this policy", "Sam, Owner"], ["press", "Ann, Clerk"]]


def test_a_policy_without_names_prints_the_post_in_its_tables_too() -> None:
    found = of("roles", **ALL, names_in_policy="roles_only")
    assert found is not None
    assert [row[1] for row in cells(found)] == ["Owner", "Clerk"]
    assert found.rows[0].cells[1] == (Answer("Owner", "policy_owner.role"),)
    assert found.rows[1].cells[1] == (Answer("Clerk", "roles.0.job"),)


def test_a_cell_says_where_in_the_answers_its_words_stand_and_what_nobody_gave_is_ours() -> None:
    roles, given, ours = (
        of("roles", **ALL),
        of("approvals", approval_steps=[{"content": "All", "approves": "Jo"}]),
        of("approvals", spelling="en-US"),
    )
    assert roles is not None
    assert given is not None
    assert ours is not None
    assert roles.rows[0].cells[1:3] == (
        (Answer("Sam", "policy_owner.name"), Text(", "), Answer("Owner", "policy_owner.role")),
        (Answer("1", "policy_owner.phone"),),
    )
    assert given.rows[0].cells == (
        (Answer("All", "approval_steps.0.content"),),
        (Text("–"),),
        (Answer("Jo", "approval_steps.0.approves"),),
        (Text("–"),),
    )
    assert ours.rows[0].cells[::2] == ((Text("Posts in color"),), (Text("The owner"),))


def test_how_long_records_are_kept_is_asked_where_nobody_said() -> None:
    found = of("monitoring", monitoring_tools=ALL["monitoring_tools"])
    assert found is not None
    assert cells(found)[0][4] == "[Confirm: our monitoring retention]"


def test_a_ready_reply_prints_the_words_to_send(library: Library) -> None:
    found = cells(table(library, "replies", platforms=["instagram"], ready_replies=["acknowledge"]))
    assert found[0][0].startswith("“Thank you for your message.")


MOMENTS = """clause rules.a: Do this.
        detail: |
          | What happened | Tell |
          | --- | --- |
          | A reporter | {{ role.press }} |
          | A quarrel | {{ policy_owner }} |
    """


@pytest.mark.parametrize(
    ("roles", "columns", "lead"),
    [
        ([], ("What happened",), ["Each time, tell Sam."]),
        ([{"role": "press", "name": "Kim"}], ("What happened", "Tell"), []),
    ],
)
def test_where_every_row_says_to_tell_the_same_person_a_line_says_so_once(
    roles: list[dict[str, str]], columns: tuple[str, ...], lead: list[str]
) -> None:
    document = small(MOMENTS, policy_owner={"name": "Sam"}, roles=roles, depth="standard")
    blocks = next(part.blocks for part in document.parts if part.origin.id == "rules.a")
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert table.columns == columns
    assert {len(row.cells) for row in table.rows} == {len(columns)}
    assert [plain(block.content) for block in blocks if isinstance(block, Paragraph)][1:] == lead


def test_whom_to_tell_each_time_joins_the_line_before_the_table() -> None:
    clauses = MOMENTS.replace("          | What", "          Stop.\n\n          | What", 1)
    document = small(clauses, policy_owner={"name": "Sam"}, depth="full")
    blocks = next(part.blocks for part in document.parts if part.origin.id == "rules.a")
    assert [plain(block.content) for block in blocks if isinstance(block, Paragraph)][1:] == [
        "Stop. Each time, tell Sam."
    ]


@pytest.mark.parametrize(
    "rows", ["| Tell |\n| --- |\n| Ann |\n| Ann |", "| What | Tell |\n| --- | --- |\n| A hack | |\n| A quarrel | |"]
)
def test_a_table_of_one_column_or_to_fill_in_by_hand_keeps_the_column_that_says_whom_to_tell(rows: str) -> None:
    clause = "clause rules.a: Do this.\n        detail: |\n" + "".join(f"          {row}\n" for row in rows.split("\n"))
    document = small(clause, depth="standard")
    blocks = next(part.blocks for part in document.parts if part.origin.id == "rules.a")
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert table.columns[-1] == "Tell"


def test_where_our_steps_name_the_approver_whoever_holds_that_role_stands_in_the_table() -> None:
    held = {"role": "approver", "name": "Jo Day", "job": "Editor"}
    said = {"posting_rule": "workflow", "names_in_policy": "names_and_roles"}
    document = written(the_library(), headcount=300, roles=[held], **said)
    assert "Jo Day" in words(document, "content.approval")
    assert "The approver" not in words(document, "content.approval")
    theirs = [{"content": "All", "approves": "The approver"}]
    assert "The approver" in words(
        written(the_library(), headcount=300, approval_steps=theirs, **said), "content.approval"
    )


def test_a_network_of_which_nothing_is_told_has_no_row_and_the_table_none_is_of_use_in_does_not_print() -> None:
    known = {"organisation_name": "X", "headcount": 5, "work_locations": ["IE"], "platforms": ["instagram", "Fax"]}
    (told,) = [
        block
        for part in written(the_library(), **known).parts
        for block in part.blocks
        if isinstance(block, Table) and block.name == "networks"
    ]
    assert [row.key for row in told.rows] == ["instagram"]
    said = words(written(the_library(), **{**known, "platforms": ["Fax"]}))
    assert "Our accounts are on Fax." in said
    assert "Mind these points" not in said


def test_one_person_alone_is_not_told_to_tell_themselves() -> None:
    known = {
        "organisation_name": "X", "trades": ["dog_grooming"], "platforms": ["instagram"],
        "policy_owner": {"name": "Dana Kowalski"}, "work_locations": ["US-OH"],
    }  # fmt: skip
    assert "Each time, tell Dana Kowalski" in words(written(the_library(), headcount=2, **known))
    assert "tell Dana Kowalski" not in words(written(the_library(), headcount=1, **known))
