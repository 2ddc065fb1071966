"""The schema for editors and the loader agree: what one accepts the other accepts, but for what docs/answers.md lists."""

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import yaml
from policygen.answers.read import read_answers
from policygen.answers.schema import json_schema
from policygen.findings import Severity
from policygen.library.model import Library
from policygen.questions.kinds import read_answer
from policygen.questions.model import Question
from policygen.questions.typed import says_not_known
from tests.support.library import the_library
from tests.support.strategies import data_of_question

DOCS = Path(__file__).parents[2] / "docs" / "answers.md"
TOP = {"policygen": "1", "library": '"2026.11"'}
ANSWERS = {
    "organisation_name": "Test Org",
    "organisation_type": "company",
    "headcount": "60",
    "work_locations": "[GB-ENG]",
    "sectors": "[retail]",
    "monitoring": "[reactive]",
    "platforms": "[facebook, x]",
    "policy_owner": "{name: A B, role: Owner, email: a@b.example}",
    "effective_date": "2027-01-01",
    "review_months": "12",
}
LINES = (
    # the file
    "policygen: 2", 'policygen: "1"', "policygen:", "policygen: true", "library: 2026.11", "library: [a]", "library: {a: b}",
    "library:", "library: true", "notes: x", "accepted:", "accepted: []",
    "accepted: [{advisory: W-70, reason: ok}]", "accepted: {advisory: W-70, reason: ok}", "accepted: [{advisory: ZZ-1, reason: ok}]",
    "accepted: [{advisory: W-70}]", 'accepted: [{advisory: W-70, reason: ""}]', 'accepted: [{advisory: W-70, reason: "  "}]',
    "accepted: [{advisory: W-70, reason: ok, by: S, date: 2026-11-22}]", "accepted: [{advisory: W-70, reason: ok, date: soon}]",
    "accepted: [{advisory: W-70, reason: ok, date: 0027-01-01}]", "accepted: [{advisory: W-70, reason: ok, until: x}]",
    "accepted: [{advisory: W-70, reason: ok, by: }]", "accepted: [W-70]", "accepted: x",
    # numbers
    'headcount: "60"', "headcount: 0", "headcount: -1", "headcount: 6000000", "headcount: 1_200", "headcount: 010",
    "headcount: +60", "headcount:", "headcount: ~", 'headcount: ""', "headcount: 4.5", 'headcount: "4,5"', 'headcount: "1,200"',
    'headcount: "1 200"', "headcount: sixty", "headcount: about 180", "headcount: 50-60", "headcount: true", "headcount: [60]",
    "headcount: {a: 1}", "review_months: 0", "review_months: 37", "review_months: 12 months", "review_months: 400",
    # texts
    "organisation_name: 1984", "organisation_name: 19.84", "organisation_name: true", 'organisation_name: ""',
    'organisation_name: "   "', "organisation_name: [a, b]", "organisation_name: 2027-01-01", "organisation_name: TBC",
    "organisation_name: <b>Test</b> Org", 'organisation_name: "Test\\nOrg"', f"organisation_name: {'x' * 301}",
    "organisation_name: {a: b}", "organisation_name: “Test”", "management_tool: no", "management_tool: 3", "management_tool: none",
    "management_tool: [Buffer, Hootsuite]", "extra_care_roles: directors", "extra_care_roles: [1, 2]", 'extra_care_roles: [""]',
    "extra_care_roles: [None]", "extra_care_roles: [true]", "extra_care_roles: [[a]]", "extra_care_roles: [null]",
    # choices
    "organisation_type: Company", "organisation_type: [company]", "organisation_type: [company, charity]", "organisation_type: []",
    "organisation_type: true", "organisation_type:", 'organisation_type: ""', "organisation_type: compny", "organisation_type: 5",
    "sectors: retail", "sectors: []", "sectors: [retail, retail]", "sectors: retail, charity", "sectors: [general, retail]",
    "sectors: [agriculture]", "sectors: [null]", "monitoring: [none, reactive]", "monitoring: [none]", "monitoring: [none, none]",
    "monitoring: [not_sure]", "monitoring: none", "monitoring: no", "depth: full", "depth: FULL", "monitoring_basis: not_sure",
    "paid_promotion: yes", "paid_promotion: true", "paid_promotion: True", "paid_promotion: Yes", "paid_promotion: on",
    "paid_promotion: y", "paid_promotion: not_sure", "paid_promotion: unknown", "paid_promotion: not sure", "paid_promotion: 1",
    "paid_promotion: [yes]", "paid_promotion:", "related_policies: [Code of Conduct]", "issued_languages: [fr]",
    # names
    "platforms: [none]", "platforms: []", "platforms: [Checkatrade]", "platforms: [4]", "platforms: [x, Twitter]",
    "platforms: [none, x]", "platforms: facebook", "platforms: X (formerly Twitter)", "platforms: [true]", "platforms: [[x]]",
    "work_locations: [England]", "work_locations: [Atlantis]", "work_locations: [XX-YY]", 'work_locations: ["NO"]',
    "work_locations: []", "work_locations: [DE-BY]", "work_locations: [US-ZZ]", "work_locations: [UK]", "work_locations: GB-ENG",
    "work_locations: [5]", "work_locations: [ZZ]", "work_locations: {GB: 6}", "brand_handle: quaylane", "brand_handle: 123",
    # people
    "policy_owner: A B", "policy_owner: {email: a@b.example}", "policy_owner: {name: A, mobile: 07}", "policy_owner:",
    "policy_owner: {name: A, phone: 01614960142}", "policy_owner: {name: A, email: not an email}", "policy_owner: [{name: A}]",
    "policy_owner: {name: A, email: }", 'policy_owner: {name: A, email: ""}', 'policy_owner: {name: "", role: R}', "policy_owner: {}",
    'policy_owner: {name: ""}', "policy_owner: {name: }", "policy_owner: 5", "policy_owner: {name: true}", "policy_owner: {role: 5}",
    "policy_owner: {name: TBC, role: R}", "concern_contacts: A", "concern_contacts: [A, {role: B}]", "concern_contacts: [5]",
    "concern_contacts: [null]", "concern_contacts: []",
    # dates
    'effective_date: "2027-01-01"', "effective_date: 2027-02-30", "effective_date: 2027-1-1", "effective_date: 2027-01",
    "effective_date: 2027-01-01T09:00:00", "effective_date: 1 January 2027", "effective_date: 0027-01-01", "effective_date: 9999-01-01",
    "effective_date: 03/04/2027", "effective_date:", 'effective_date: ""', "effective_date: [2027-01-01]", "effective_date: true",
    # records
    "accounts: [{platform: x, handle: test}]", "accounts: [{platform: x}]", "accounts: [{handle: t}]", "accounts: {platform: x, handle: t}",
    "accounts: [{platform: x, handle: t, followers: 3}]", "accounts: [{platform: x, handle: t, administrators: two}]",
    'accounts: [{platform: x, handle: t, administrators: "2"}]', "accounts: [{platform: x, handle: t, administrators: -1}]",
    'accounts: [{platform: x, handle: t, administrators: ""}]', "accounts: [{platform: x, handle: t, administrators: }]",
    "accounts: [{platform: x, handle: t, mfa: true}]", "accounts: [{platform: x, handle: t, mfa: no}]", "accounts: [{platform: , handle: t}]",
    "accounts: [{platform: x, handle: 123}]", "accounts: [{platform: x, handle: t, owner: {role: R}}]", 'accounts: [{platform: ""}]',
    "accounts: [{platform: x, handle: t, owner: {email: r@x.example}}]", "accounts: [x]", "accounts: []", "accounts: [{}]", "accounts: [null]",
    "accounts: [{platform: x, handle: t}, {platform: x, handle: t}]", "roles: [{role: hr, job: HR}]", "roles: [{role: nobody, name: A}]",
    "roles: [{role: hr, name: A}, {role: hr, name: B}]", "roles: [{role: [hr], name: A}]", 'roles: [{role: hr, name: ""}]',
    "people_by_place: [{place: GB-ENG, employees: ten}]", "people_by_place: [{place: GB-ENG, employees: 0}]",
    "people_by_place: [{place: GB-ENG, employees: -5}]", "people_by_place: [{place: XX-YY, employees: 5}]", "people_by_place: [{place: GB-ENG}]",
    "worker_body_steps: [{body: works_council, place: DE, step: agreed, date: 5 Nov}]",
    "worker_body_steps: [{body: works_council, place: DE, step: agreed, date: 2026-11-05}]",
    # questions
    "favourite_colour: blue", "youth_messages: none", "staffed_hours_words: nine to five", "<<: {depth: short}",
)  # fmt: skip
FILES = (
    "policygen: 1\n",
    "answers: {}\n",
    "policygen: 1\nanswers: []\n",
    "policygen: 1\nanswers:\n",
    "answers: x\n",
    "[a]\n",
    "x\n",
)

_CORE = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: int(text, 16)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)
"""YAML 1.2's core schema, by which editors read what has no quotes."""


def as_an_editor_reads(text: str) -> Any:
    """What a file says to a reader of YAML 1.2."""

    def said(node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {said(key): said(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [said(item) for item in node.value]
        if node.style is None:
            return next((read(node.value) for form, read in _CORE if form.fullmatch(node.value)), node.value)
        return node.value

    return said(yaml.compose(text, yaml.BaseLoader))


def a_file(line: str) -> str:
    """A file of good answers with one line in place of another, or added."""
    key = line.partition(":")[0]
    is_top = key in {*TOP, "accepted", "notes"}
    answers = {**ANSWERS} if is_top else {**ANSWERS, key: ""}
    top = {**TOP, key: ""} if is_top else TOP
    written = [line if name == key else f"{name}: {value}" for name, value in top.items()]
    return "\n".join(
        [
            *written,
            "answers:",
            *(f"  {line if name == key else f'{name}: {said}'}" for name, said in answers.items()),
            "",
        ]
    )


@pytest.fixture(scope="module")
def editor() -> Any:
    schema = json_schema(the_library())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def loads(text: str, library: Library) -> bool:
    return all(finding.severity < Severity.HIGH for finding in read_answers(text, "a.yaml", library)[1])


def differences() -> list[tuple[str, str, str]]:
    rows = re.findall(
        r"^\| `(.+?)` \| (accepts|refuses) \| (accepts|refuses) \| \S", DOCS.read_text(encoding="utf-8"), re.M
    )
    assert len(rows) > 10
    return rows


def test_a_file_of_good_answers_is_one_to_both(editor: Any, library: Library) -> None:
    assert editor.is_valid(as_an_editor_reads(a_file("headcount: 60")))
    assert loads(a_file("headcount: 60"), library)


@pytest.mark.parametrize("line", LINES)
def test_what_the_editor_accepts_the_loader_accepts_and_nothing_else(line: str, editor: Any, library: Library) -> None:
    text = a_file(line)
    assert editor.is_valid(as_an_editor_reads(text)) == loads(text, library)


@pytest.mark.parametrize("text", FILES)
def test_what_is_a_file_to_the_editor_is_one_to_the_loader(text: str, editor: Any, library: Library) -> None:
    assert editor.is_valid(as_an_editor_reads(text)) == loads(text, library)


@pytest.mark.parametrize(("line", "in_editor", "in_loader"), differences())
def test_every_difference_that_the_page_names_is_one(
    line: str, in_editor: str, in_loader: str, editor: Any, library: Library
) -> None:
    assert in_editor != in_loader
    text = a_file(line)
    told = {True: "accepts", False: "refuses"}
    assert (told[editor.is_valid(as_an_editor_reads(text))], told[loads(text, library)]) == (in_editor, in_loader)


_JUNK = (
    None,
    True,
    False,
    0,
    -7,
    3,
    40,
    900,
    "",
    "x",
    "5",
    "a@b.example",
    "2027-01-01",
    "yes",
    "not_sure",
    "X" * 301,
    [],
    {},
    [[]],
)


@st.composite
def spoiled(draw: st.DrawFn, question: Question) -> Any:
    """Good data for a question, with a piece of it replaced, doubled or taken out."""
    data = draw(data_of_question(question, the_library()))
    junk = st.sampled_from(_JUNK)
    match draw(st.integers(0, 3)), data:
        case 0, _:
            return data
        case _, list() if data:
            at = draw(st.integers(0, len(data) - 1))
            row = data[at]
            if isinstance(row, dict) and row:
                row = {**row, draw(st.sampled_from([*row, "unheard_of"])): draw(junk)}
            return [*data[:at], row if isinstance(row, dict) else draw(junk), *data[at + 1 :]]
        case _, dict() if data:
            return {**data, draw(st.sampled_from([*data, "email"])): draw(junk)}
        case _:
            return draw(junk)


def _texts(data: Any) -> list[str]:
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [data] if isinstance(data, str) else [text for item in inner for text in _texts(item)]


@given(st.data())
def test_they_agree_on_every_question_whatever_is_said(data: st.DataObject) -> None:
    library = the_library()
    question = data.draw(st.sampled_from(tuple(library.questionnaire.questions.values())))
    said = data.draw(spoiled(question))
    if any(says_not_known(text) or text != text.strip() for text in _texts(said)):
        return  # differences that the page names
    _, slips = read_answer(question, said, library)
    faults = {slip.code for slip in slips if slip.severity >= Severity.HIGH} - {"platform-closed"}
    schema = json_schema(library)["properties"]["answers"]["properties"][question.id]
    valid = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).is_valid(said)
    assert valid == (not faults), (question.id, said, faults)
