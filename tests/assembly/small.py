"""Documents of small libraries: questions that most clauses need, and what one clause prints."""

from typing import Any

from policygen.document.model import Document
from tests.support.answers import words, written
from tests.support.library import tiny
from tests.support.trees import check_document

QUESTIONS = """
    ask organisation_name: text fact
    ask short_name: text fact
    ask organisation_type: one_of fact (company charity)
    ask headcount: integer fact
    ask work_locations: places fact
    ask platforms: platforms fact (none!)
    ask policy_owner: contact fact
    ask concern_contacts: contacts fact
    ask roles: records fact
        key: role
        fields: [{id: role, kind: text, label: Role, required: true}, {id: name, kind: text, label: Name, required: true}, {id: job, kind: text, label: Job}]
    ask approved_by: text fact
    ask training: one_of fact (none yearly)
    ask steps: many_of fact (gather build)
    ask names_in_policy: one_of choice (names_and_roles roles_only)
    ask spelling: one_of choice (en-GB en-US)
        default: en-GB
    ask depth: one_of choice (auto short standard full)
        default: auto
    ask acknowledgement: one_of choice (none signed)
    ask effective_date: date fact
    ask review_months: integer choice
        default: 12
    """


def small(clauses: str = "", kind: Any = "policy", manifest: str = "", **said: Any) -> Document:
    document = written(tiny(QUESTIONS + clauses, manifest=manifest), kind=kind, **said)
    check_document(document)
    return document


def rule(clauses: str, id: str = "rules.a", **said: Any) -> str:
    return words(small(clauses, **said), id, titles=False)
