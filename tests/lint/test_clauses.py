"""Rules over single clauses, each in a library that breaks it."""

import pytest

from tests.lint.checking import checked, checked_file, severe, told

TWENTY = " ".join(["word"] * 20)

GRAMMAR = """
    applies_to: [personal]
    interest: keeping people safe
    binds: {who: everyone covered, when: always}
    examples:
      inside: [sending a threat, posting a home address]
      outside: [posting that the rota is unfair]
    consequence: lowest
    rights: rights.work
clause rights.work: You may talk about pay.
    kind: right
    applies_to: [personal]
"""


def test_a_rule_has_at_most_forty_words() -> None:
    found = checked(f"clause rules.base: You must {TWENTY}. You must {TWENTY}.")
    assert told(found, "long-rule").message == "The rule of 'rules.base' has 44 words; 40 are the most."


def test_a_rule_has_at_most_three_sentences() -> None:
    found = checked("clause rules.base: Ask first. Ask twice. Ask again. Ask once more.")
    assert "4 sentences" in told(found, "long-rule").message


def test_a_sentence_has_at_most_twenty_five_words_wherever_it_stands() -> None:
    found = checked(f"clause rules.base: You must ask first.\n    detail: You should {TWENTY} {TWENTY}.")
    finding = told(found, "long-sentence")
    assert "has 42 words" in finding.message
    assert finding.location.line > 10


def test_answers_count_as_long_as_they_usually_are() -> None:
    question = (
        "ask tools: many_of fact (a b)\nask mood: one_of choice (short long)\n    neutral: it only serves the tests\n"
    )
    rule = "You must use {{ tools | all_of }} in a {{ mood }} way."
    assert severe(checked(question + f"clause rules.base: {rule}\n    when: {{tools: {{known: true}}}}")) == []


def test_notices_that_a_law_words_may_be_long() -> None:
    keys = "statutory: true\n    sources: [us-act]\n    when: {work_locations: [US]}"
    assert severe(checked(f"clause notices.us: You must {TWENTY} {TWENTY}.\n    {keys}")) == []


@pytest.mark.parametrize(
    "topic", ["confidentiality", "media", "images", "off-duty", "politics", "monitoring", "reporting"]
)
def test_topics_that_are_unlawful_without_their_limits_need_always(topic: str) -> None:
    clause = f"clause rules.base: You must ask first.\n    topics: [{topic}]"
    assert f"'{topic}'" in told(checked(clause), "missing-always").message
    assert severe(checked(clause + "\n    always: Your own pay is yours to tell.")) == []


def test_always_has_at_most_two_paragraphs() -> None:
    found = checked_file("## Always\n\nOne.\n\nTwo.\n\nThree.\n")
    assert "3 paragraphs" in told(found, "long-always").message


# ---- the grammar of a ban on personal use ------------------------------------------------------------------------------


def test_a_ban_on_personal_use_states_its_reason_its_examples_and_what_stays_free() -> None:
    bare = checked("clause rules.base: You must not threaten people.\n    applies_to: [official, personal]")
    message = told(bare, "missing-grammar").message
    for key in ("interest", "binds", "consequence", "rights", "examples"):
        assert key in message
    assert severe(checked(f"clause rules.base: You must not threaten people.\n{GRAMMAR.strip(chr(10))}")) == []


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        (("inside: [sending a threat, posting a home address]", "inside: [sending a threat]"), "examples"),
        (("      outside: [posting that the rota is unfair]\n", ""), "examples"),
        (("    consequence: lowest\n", ""), "consequence"),
        (("    interest: keeping people safe\n", ""), "interest"),
    ],
)
def test_no_part_of_the_grammar_may_lack(change: tuple[str, str], lacking: str) -> None:
    grammar = GRAMMAR.strip("\n").replace(*change)
    found = checked(f"clause rules.base: You must not threaten people.\n{grammar}")
    assert told(found, "missing-grammar").message.endswith(f"has no {lacking}.")


@pytest.mark.parametrize(
    "clause",
    [
        "clause rules.base: You must not share a sign-in code.\n    applies_to: [official]",
        "clause rules.base: You must tell us about a hack.\n    applies_to: [personal]",
        "clause rules.base: We must not look further.\n    applies_to: [personal]",
        """clause rules.base: What has nothing to do with it must not be kept.
    applies_to: [personal]
    topics: [monitoring]
    always: Your own pay is yours to tell.""",
    ],
    ids=["official", "no ban", "a ban on us", "a ban on those who monitor"],
)
def test_the_grammar_is_asked_of_nothing_else(clause: str) -> None:
    assert "missing-grammar" not in severe(checked(clause))


def test_the_rights_under_a_ban_are_a_clause_that_grants_something() -> None:
    grammar = GRAMMAR.strip("\n").replace("    kind: right\n", "")
    assert (
        "kind right"
        in told(checked(f"clause rules.base: You must not threaten people.\n{grammar}"), "not-a-right").message
    )


# ---- promises ----------------------------------------------------------------------------------------------------------


def test_of_several_promises_the_first_is_shown() -> None:
    rest = "\n## Detail\n\nWe will answer you within a week.\n\nWe will tell you why.\n"
    assert told(checked_file(rest), "missing-owner").location.line == 15


def test_a_promise_has_an_owner() -> None:
    clause = "clause rules.base: Ask first.\n    detail: We will answer you within a week."
    found = told(checked(clause), "missing-owner")
    assert found.location.line > 10
    assert severe(checked(clause + "\n    owner: role.hr")) == []
    assert severe(checked(clause + "\n    owner: policy_owner")) == []


@pytest.mark.parametrize(
    ("owner", "hint"), [("role.aprover", "'approver'?"), ("hr", "'hr'?"), ("boss", "role. and one of")]
)
def test_an_owner_is_the_policy_owner_or_a_role(owner: str, hint: str) -> None:
    found = told(checked(f"clause rules.base: We will answer you.\n    owner: {owner}"), "unknown-role")
    assert found.location.line > 1
    assert hint in found.hint


def test_what_a_law_demands_in_writing_rests_on_a_law() -> None:
    found = checked("clause rules.base: This is your notice.\n    statutory: true")
    assert told(found, "statutory-without-law").location.line > 1


def test_points_are_points_of_the_article() -> None:
    found = checked("clause rules.base: You must ask first.\n    points: [P01, P36]")
    assert "'P36'" in told(found, "unknown-point").message


# ---- edits, and lines for page one -------------------------------------------------------------------------------------


def test_an_edit_of_ours_says_whether_it_is_law_meaning_or_wording() -> None:
    clause = "clause rules.base: You must ask.\n    edited: 2026-12-01"
    listed = "    changes: [{date: 2026-12-01, kind: law, what: It asks for it now.}]"
    assert "unmarked-edit" in {finding.code for finding in checked(clause)}
    assert "unmarked-edit" not in {finding.code for finding in checked(f"{clause}\n{listed}")}


@pytest.mark.parametrize(
    ("keys", "code"), [("kind: right", "must-stand"), ("statutory: true", "must-stand"), ("kind: rule", ""), ("", "")]
)
def test_rights_and_what_a_law_asks_for_never_make_room(keys: str, code: str) -> None:
    found = {
        finding.code for finding in checked(f"clause rules.base: You must ask.\n    yields: 1\n    {keys}".rstrip())
    }
    assert ("must-stand" in found) == (code == "must-stand")


def test_nothing_makes_room_before_the_first() -> None:
    assert "bad-value" in {finding.code for finding in checked("clause rules.base: You must ask.\n    yields: -1")}


def test_a_heading_that_a_clause_names_must_be_one() -> None:
    found = {finding.code for finding in checked("clause rules.base: You must ask.\n    group: pictuers")}
    assert "unknown-group" in found


@pytest.mark.parametrize("key", ["gist: {line}", "looked_at: [{line}]", "not_looked_at: [{line}]"])
def test_a_line_for_page_one_is_short(key: str) -> None:
    def found(line: str) -> set[str]:
        return {finding.code for finding in checked(f"clause rules.base: You must ask.\n    {key.format(line=line)}")}

    assert "long-gist" in found(" ".join(["word"] * 16))
    assert "long-gist" not in found(" ".join(["word"] * 15))
