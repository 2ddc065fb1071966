"""Every budget over many made documents: sectors, places and monitoring stances with only the fixed ids, and answers given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from policygen.answers.model import Answers
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import CARD
from policygen.conditions.model import Value
from policygen.findings import Finding
from policygen.library.model import Library
from policygen.selection.select import select
from tests.support.budgets import check_document

PLACES = ("GB-ENG", "US-NY", "US-TX", "CA-ON", "AU-NSW", "DE", "FR", "IE", "ZA", "IN")
"""Places whose law differs most."""

SIZES = {"short": 12, "full": 400}
"""How many people an organisation has that gets each depth."""


@dataclass(frozen=True, slots=True)
class Case:
    """Answers to make documents of, and what people would call them."""

    name: str
    answers: Answers


def choices(library: Library, question: str) -> tuple[str, ...]:
    """The values of a question's choices."""
    found = library.questionnaire.questions.get(question)
    return tuple(choice.value for choice in found.choices if not choice.unknown) if found else ()


def fixed_answers(sector: str, place: str, stance: str, headcount: int) -> Mapping[str, Value]:
    """Answers with the fixed ids alone."""
    return {
        "organisation_name": "Example",
        "organisation_type": "company",
        "headcount": headcount,
        "work_locations": (place,),
        "sectors": (sector,),
        "depth": "auto",
        "monitoring": (stance,),
        "platforms": ("instagram", "facebook", "google-business-profile"),
        "posting_frequency": "weekly",
        "policy_owner": {"name": "Sam Okafor", "role": "Owner", "email": "sam@example.com"},
        "review_months": 12,
    }


def cases(library: Library) -> Iterator[Case]:
    """Short policies for every sector, place and stance; full ones for every sector and place, the stances taking turns."""
    sectors, stances = choices(library, "sectors"), choices(library, "monitoring")
    for sector, place, stance in product(sectors, PLACES, stances):
        yield Case(f"{sector}, {place}, {stance}, short", Answers(fixed_answers(sector, place, stance, SIZES["short"])))
    for number, (sector, place) in enumerate(product(sectors, PLACES)):
        stance = stances[number % len(stances)]
        yield Case(f"{sector}, {place}, {stance}, full", Answers(fixed_answers(sector, place, stance, SIZES["full"])))


def check_case(library: Library, case: Case, date: str) -> Iterator[Finding]:
    """Every budget that the policy or the card made of some answers exceeds."""
    selection = select(library, case.answers, date)
    yield from check_document(assemble(selection), library, f"{case.name}: policy")
    if selection.depth == "short":
        yield from check_document(assemble(selection, CARD), library, f"{case.name}: card")


def sweep(library: Library, date: str, more: Iterable[Case] = ()) -> tuple[Finding, ...]:
    """What a wide sweep of answers finds: for each fault the worst case, and how many others share it.

    Takes minutes of work for a whole library; `more` adds cases, such as the samples.
    """
    found: dict[str, list[Finding]] = {}
    for case in (*cases(library), *more):
        for finding in check_case(library, case, date):
            found.setdefault(_fault(finding), []).append(finding)
    return tuple(_worst(findings) for findings in found.values())


def _fault(finding: Finding) -> str:
    """What makes two findings of two cases the same fault: all but the numbers."""
    return finding.code + "".join(character for character in finding.message if not character.isdigit())


def _worst(findings: list[Finding]) -> Finding:
    worst = max(findings, key=lambda finding: _first_number(finding.message))
    others = f" So it is in {len(findings) - 1} other cases." if len(findings) > 1 else ""
    return replace(worst, message=worst.message + others)


def _first_number(message: str) -> float:
    for word in message.split():
        try:
            return float(word.strip(",;"))
        except ValueError:
            continue
    return 0.0
