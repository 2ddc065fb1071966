"""What the scenes from build to plan have in common: a client's policy, its answers, and what each command tells of it."""

import json
from pathlib import Path
from typing import Any

from tests.cli.running import TODAY, answers_file, built, outputs, policygen

QUAY: dict[str, Any] = {
    "organisation_name": "Quay Works", "headcount": 6, "work_locations": ["GB-ENG"], "platforms": ["x", "facebook"],
    "policy_owner": {"name": "Sam Okafor", "role": "Owner"}, "effective_date": "2026-12-01", "monitoring": ["reactive"],
    "posting_rule": "named_people",
}  # fmt: skip
SHORT = (
    "Every account must have two-step sign-in and a second person who can get in. "
    "Take a leaver’s access away the same day. Give nobody a sign-in code."
)
"""A rule of the short policy that reads no answer."""


def _said(answers: dict[str, Any]) -> dict[str, Any]:
    """The client's answers with others instead; None: no answer."""
    return {key: value for key, value in {**QUAY, **answers}.items() if value is not None}


def issue(folder: Path, *options: object, **answers: Any) -> Path:
    """A client's Word document, built beside its answers."""
    built(answers_file(folder, **_said(answers)), "--date", TODAY, *options)
    return next(path for path in outputs(folder, "docx") if "policy" in path.name)


def answered(path: Path, **answers: Any) -> None:
    """Other answers, in the file the document was made from."""
    answers_file(path.parent, **_said(answers))


def plan(path: Path, *options: object) -> dict[str, Any]:
    """What an update would do."""
    outcome = policygen("update", path, "--plan", "--json", "--date", TODAY, *options)
    assert outcome.code in {0, 4}, outcome.said
    return json.loads(outcome.out)  # type: ignore[no-any-return]


def decisions(data: dict[str, Any]) -> dict[str, str]:
    """Every part that is not as it was, with what an update would do to it."""
    return {part["part"]: part["decision"] for part in data["parts"] if part["decision"] != "unchanged"}


def part(data: dict[str, Any], id: str) -> dict[str, Any]:
    """One part of a plan or of an explanation."""
    return next(found for found in data["parts"] if found["part"] == id)


def offers(data: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The answers that a plan offers back: what was printed, and what stands there."""
    return {
        question: (offer["before"], offer["after"])
        for offer in data["edited_answers"]
        for question in offer["questions"]
    }


def standings(path: Path) -> dict[str, str]:
    """How the parts stand that are not as issued."""
    outcome = policygen("explain", path, "--json")
    assert outcome.code == 0, outcome.said
    parts = json.loads(outcome.out)["parts"]
    return {found["part"]: found["standing"] for found in parts if found["standing"] != "as issued"}


def added(path: Path) -> list[str]:
    """The paragraphs that are told as the owner's own."""
    return json.loads(policygen("explain", path, "--json").out)["added"]  # type: ignore[no-any-return]


def findings(path: Path, *options: object) -> dict[str, str]:
    """What a check finds, by code, with its severity."""
    outcome = policygen("check", path, "--json", "--date", TODAY, *options)
    return {found["code"]: found["severity"] for found in json.loads(outcome.out)[0]["findings"]}


def differences(old: Path, new: Path) -> dict[str, str]:
    """What lies between two documents as they stand, by part."""
    outcome = policygen("diff", old, new, "--json")
    assert outcome.code == 0, outcome.said
    return {found["part"]: found["change"] for found in json.loads(outcome.out)["parts"]}
