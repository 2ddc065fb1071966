"""A client's document that is issued, and the version after it."""

from pathlib import Path
from typing import Any

from policygen.formats.docx.settling import settled
from tests.cli.running import TODAY, answers_file, built, outputs, policygen

QUAY: dict[str, Any] = {
    "organisation_name": "Quay Works", "headcount": 6, "work_locations": ["GB-ENG"], "platforms": ["x"],
    "policy_owner": {"name": "Sam Okafor", "role": "Owner"},
    "concern_contacts": [{"name": "Ann Lee", "role": "Bookkeeper"}],
    "sector_rules": ["none"], "people_served": ["general_public"],
}  # fmt: skip
TERMS = ("--approved-by", "The partners", "--in-force", "2027-01-04")
IN_FORCE = "Version 1, in force from 4 January 2027"
LATER = "2027-02-01"
OURS = "policygen for Quay Works"
"""The name under which our changes wait."""
SECOND = ("--approved-by", "The partners", "--changed", "We are on Threads.")
IN_FORCE_NOW = "Version 2, in force from 1 February 2027"


def made(folder: Path, *options: object, **answers: Any) -> Path:
    """A client's Word document, a draft beside its answers."""
    built(answers_file(folder, **{**QUAY, **answers}), "--date", TODAY, *options)
    return next(path for path in outputs(folder, "docx") if path.stem.endswith("policy"))


def issue(path: Path, *options: object, date: str = TODAY) -> Any:
    return policygen("issue", path, "--date", date, *options)


def gone_on(version: Path) -> Path:
    """What an update makes of a version once we are on Threads as well, every change accepted, beside it."""
    answers_file(version.parent, **{**QUAY, "platforms": ["x", "threads"]})
    outcome = policygen("update", version, "--date", LATER)
    assert outcome.code == 0, outcome.said
    new = version.with_name(f"{version.stem}.updated.docx")
    new.write_bytes(settled(new.read_bytes(), OURS, accept=True))
    return new
