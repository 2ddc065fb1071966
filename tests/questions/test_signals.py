"""Every signal: when it holds, when it does not, and when the answers do not tell."""

from typing import Any

import pytest

from policygen.library.model import Library
from policygen.questions.signals import SIGNALS, SignalContext

YES, NO, UNKNOWN = True, False, None
SAM = {"name": "Sam", "role": "Owner", "email": "sam@x.example"}


def account(**fields: Any) -> dict[str, Any]:
    return {"platform": "x", "handle": "a", **fields}


CASES: list[tuple[str, dict[str, Any], bool | None]] = [
    ("any_account_single_administrator", {"accounts": (account(administrators=1),)}, YES),
    ("any_account_single_administrator", {"accounts": (account(administrators=3), account(administrators=0))}, YES),
    ("any_account_single_administrator", {"accounts": (account(administrators=2),)}, NO),
    ("any_account_single_administrator", {"accounts": (account(administrators=2), account())}, UNKNOWN),
    ("any_account_single_administrator", {"accounts": (account(administrators=1), account())}, YES),
    ("any_account_single_administrator", {"account_safety": ("mfa",)}, YES),
    ("any_account_single_administrator", {"account_safety": ("two_administrators",)}, NO),
    ("any_account_single_administrator", {"accounts": (account(),), "account_safety": ("two_administrators",)}, NO),
    ("any_account_single_administrator", {"accounts": ()}, UNKNOWN),
    ("any_account_single_administrator", {}, UNKNOWN),
    ("any_account_without_mfa", {"accounts": (account(mfa="no"),)}, YES),
    ("any_account_without_mfa", {"accounts": (account(mfa="yes"),)}, NO),
    ("any_account_without_mfa", {"accounts": (account(mfa="yes"), account())}, UNKNOWN),
    ("any_account_without_mfa", {"account_safety": ("none",)}, YES),
    ("any_account_without_mfa", {"account_safety": ("mfa",)}, NO),
    ("any_account_without_mfa", {}, UNKNOWN),
    ("any_account_in_personal_name", {"accounts": (account(sign_in="personal_address"),)}, YES),
    ("any_account_in_personal_name", {"accounts": (account(sign_in="personal_profile"),)}, YES),
    ("any_account_in_personal_name", {"accounts": (account(sign_in="company_address"),)}, NO),
    ("any_account_in_personal_name", {"accounts": (account(),)}, UNKNOWN),
    ("any_account_in_personal_name", {"account_safety": ("mfa",)}, YES),
    ("any_account_in_personal_name", {"account_safety": ("company_sign_in",)}, NO),
    ("any_account_in_personal_name", {}, UNKNOWN),
    ("byte_dance_platform", {"platforms": ("x", "tiktok")}, YES),
    ("byte_dance_platform", {"platforms": ("x",)}, NO),
    ("byte_dance_platform", {"platforms": ("none",)}, NO),
    ("byte_dance_platform", {"platforms": ("Our Forum",)}, NO),
    ("byte_dance_platform", {}, UNKNOWN),
    ("age_restricted_platform", {"platforms": ("instagram",)}, YES),
    ("age_restricted_platform", {"platforms": ("google-business-profile",)}, NO),
    ("age_restricted_platform", {}, UNKNOWN),
    ("closed_platform", {"platforms": ("google-plus",)}, YES),
    ("closed_platform", {"platforms": ("instagram",)}, NO),
    ("closed_platform", {}, UNKNOWN),
    ("several_places", {"work_locations": ("DE", "FR")}, YES),
    ("several_places", {"work_locations": ("DE",)}, NO),
    ("several_places", {}, UNKNOWN),
    ("law_area_unknown", {"work_locations": ("US",)}, YES),
    ("law_area_unknown", {"work_locations": ("DE", "GB")}, YES),
    ("law_area_unknown", {"work_locations": ("US-NY", "DE")}, NO),
    ("law_area_unknown", {}, UNKNOWN),
    ("monitors_staff", {"monitoring": ("reactive",)}, YES),
    ("monitors_staff", {"monitoring": ("none",)}, NO),
    ("monitors_staff", {}, UNKNOWN),
    ("notice_under_14_days", {"monitoring_start": "2026-12-01", "monitoring_notice_date": "2026-11-22"}, YES),
    ("notice_under_14_days", {"monitoring_start": "2026-12-06", "monitoring_notice_date": "2026-11-22"}, NO),
    ("notice_under_14_days", {"monitoring_start": "2026-11-01", "monitoring_notice_date": "2026-11-22"}, YES),
    ("notice_under_14_days", {"monitoring_start": "2026-12-01"}, UNKNOWN),
    ("notice_under_14_days", {}, UNKNOWN),
    ("second_contact_known", {"policy_owner": SAM, "concern_contacts": ({"name": "Jo"},)}, YES),
    ("second_contact_known", {"policy_owner": SAM, "concern_contacts": ({"name": "SAM "},)}, NO),
    ("second_contact_known", {"policy_owner": SAM, "concern_contacts": ({"name": "Sam"}, {"name": "Jo"})}, YES),
    ("second_contact_known", {"policy_owner": SAM, "concern_contacts": ({"role": "Accountant"},)}, YES),
    ("second_contact_known", {"policy_owner": {"role": "Owner"}, "concern_contacts": ({"role": "owner"},)}, NO),
    ("second_contact_known", {"policy_owner": SAM, "concern_contacts": ()}, NO),
    ("second_contact_known", {"policy_owner": SAM}, UNKNOWN),
    ("second_contact_known", {"concern_contacts": ({"name": "Jo"},)}, UNKNOWN),
    ("works_council_not_agreed", {"worker_bodies": ("works_council",), "worker_body_steps": ({"body": "works_council", "step": "under_way"},)}, YES),
    ("works_council_not_agreed", {"worker_bodies": ("works_council",), "worker_body_steps": ({"body": "works_council", "step": "consulted"},)}, YES),
    ("works_council_not_agreed", {"worker_bodies": ("works_council",), "worker_body_steps": ({"body": "works_council", "step": "agreed"},)}, NO),
    ("works_council_not_agreed", {"worker_bodies": ("works_council",), "worker_body_steps": ({"body": "cse", "step": "agreed"},)}, UNKNOWN),
    ("works_council_not_agreed", {"worker_bodies": ("works_council",)}, UNKNOWN),
    ("works_council_not_agreed", {"worker_bodies": ("none",)}, NO),
    ("works_council_not_agreed", {}, UNKNOWN),
    ("cse_not_consulted", {"worker_bodies": ("cse",), "worker_body_steps": ({"body": "cse", "step": "not_started"},)}, YES),
    ("cse_not_consulted", {"worker_bodies": ("cse",), "worker_body_steps": ({"body": "cse", "step": "consulted"},)}, NO),
    ("cse_not_consulted", {"worker_bodies": ("staff_forum",)}, NO),
    ("cse_not_consulted", {}, UNKNOWN),
    ("union_not_consulted", {"worker_bodies": ("recognised_union",), "worker_body_steps": ({"body": "recognised_union", "step": "under_way"},)}, YES),
    ("union_not_consulted", {"worker_bodies": ("recognised_union",), "worker_body_steps": ({"body": "recognised_union", "step": "agreed"},)}, NO),
    ("union_not_consulted", {"worker_bodies": ("cse",)}, NO),
    ("union_not_consulted", {"worker_bodies": ("recognised_union",)}, UNKNOWN),
    ("union_not_consulted", {}, UNKNOWN),
    ("crisis_role_unnamed", {"roles": ({"role": "press", "name": "Jo"},)}, YES),
    ("crisis_role_unnamed", {"roles": ()}, YES),
    ("crisis_role_unnamed", {"roles": ({"role": "crisis", "name": "Jo"},)}, NO),
    ("crisis_role_unnamed", {}, UNKNOWN),
    ("monitoring_table_incomplete", {"monitoring_tools": ({"tool": "Log", "how": "a", "circumstances": "b"},)}, YES),
    ("monitoring_table_incomplete", {"monitoring_tools": ()}, YES),
    ("monitoring_table_incomplete", {"monitoring_tools": ({"tool": "Log", "how": "a", "circumstances": "b", "purpose": "c"},)}, NO),
    ("monitoring_table_incomplete", {}, UNKNOWN),
    ("surveillance_notice_incomplete", {"monitoring_tools": ({"tool": "Log", "how": "a", "pattern": "continuous"},)}, YES),
    ("surveillance_notice_incomplete", {"monitoring_tools": ({"tool": "Log", "how": "a", "pattern": "continuous", "duration": "ongoing"},)}, NO),
    ("surveillance_notice_incomplete", {}, UNKNOWN),
    ("minded_platform", {"platforms": ("instagram", "Fax")}, YES),
    ("minded_platform", {"platforms": ("Fax",)}, NO),
    ("minded_platform", {}, UNKNOWN),
    ("works_alone", {"headcount": 1}, YES),
    ("works_alone", {"headcount": 2}, NO),
    ("works_alone", {}, NO),
]  # fmt: skip

ALWAYS_TOLD = {"works_alone"}
"""Signals that hold only where they are known to: the rules for several people print where the number is not known."""


def holds(library: Library, signal: str, facts: dict[str, Any]) -> bool | None:
    return SIGNALS[signal].holds(SignalContext(facts, library))


@pytest.mark.parametrize(("signal", "facts", "expected"), CASES, ids=[f"{case[0]}-{n}" for n, case in enumerate(CASES)])
def test_a_signal_holds_fails_or_cannot_be_told(
    library: Library, signal: str, facts: dict[str, Any], expected: bool | None
) -> None:
    assert holds(library, signal, facts) is expected


@pytest.mark.parametrize("signal", SIGNALS)
def test_every_signal_is_tried_as_yes_no_and_unknown(signal: str) -> None:
    tried = {expected for name, _, expected in CASES if name == signal}
    assert tried == ({YES, NO} if signal in ALWAYS_TOLD else {YES, NO, UNKNOWN})


@pytest.mark.parametrize(("signal", "facts", "expected"), CASES)
def test_a_signal_looks_only_at_what_it_says_it_reads(
    signal: str, facts: dict[str, Any], expected: bool | None
) -> None:
    assert facts.keys() <= SIGNALS[signal].reads


@pytest.mark.parametrize("signal", SIGNALS)
def test_every_signal_reads_questions_that_there_are(library: Library, signal: str) -> None:
    assert SIGNALS[signal].reads <= library.questionnaire.questions.keys()
    assert SIGNALS[signal].id not in library.questionnaire.questions


@pytest.mark.parametrize("signal", SIGNALS)
def test_every_signal_says_in_words_what_it_means(signal: str) -> None:
    sentence = SIGNALS[signal].sentence
    assert sentence[0].islower() or sentence.split()[0].isupper()
    assert not sentence.endswith(".")
