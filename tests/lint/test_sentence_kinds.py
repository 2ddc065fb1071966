"""What a sentence is, and the rules over words: each in a library that breaks it, and in sentences that must be spared."""

from dataclasses import replace

import pytest

from policygen.document.model import LineBreak, Text
from policygen.library import template
from policygen.library.model import Library
from policygen.lint.sentence_kinds import SentenceClassifier, claims
from policygen.lint.texts import ClauseTexts
from policygen.selection.select import select
from tests.lint.checking import checked, checked_file, severe, told
from tests.support.library import PLACES, tiny
from tests.support.strategies import sample, sample_names, without_facts

CLAIMS = [
    "We train everyone who posts for us.",
    "We do not check your personal accounts.",
    "We have never had a complaint.",
    "At set times we look at public posts.",
    "Our accounts use a password manager.",
    "Our accounts have two-step sign-in.",
    "All accounts have two-step sign-in.",
    "Every account is checked each week.",
    "Everyone who posts for us is trained every year.",
    "Staff are trained every year.",
    "People who post for us are trained.",
    "Nobody reads your messages.",
    "This policy was agreed with the works council.",
    "It was approved by the board.",
    "If somebody complains, we look at the post.",
    "You must ask first, and we check every post.",
    "The organisation keeps a register of its accounts.",
    "Posts are archived.",
]

SPARED = [
    "We will train everyone who posts for us.",
    "We may look at that post.",
    "We must tell you first.",
    "You must not give a sign-in code to anyone.",
    "Accounts must use two-step sign-in.",
    "Our accounts must have two-step sign-in.",
    "Everyone who posts for us must be trained.",
    "Staff should ask first.",
    "Nobody may make you share a post.",
    "Nobody has to thank a person who abuses them.",
    "Your own accounts are yours.",
    "A group that you run for yourself is yours.",
    "Strong criticism is not harassment.",
    "Our own accounts are another matter.",
    "Until we have agreed it, nothing goes out.",
    "Post only what we have agreed.",
    "Say that we are looking into it.",
    "Say so early: we have seen it, and somebody will be in touch.",
    'Answer nothing but "we have seen this".',
    "A link is safer when the page is current, it is plain whose it is, and we had no hand in it.",
    "Put no client files into AI tools that the client and we have not approved.",
    "What happens after that?",
    "This covers everyone who works for us.",
    "Trade secrets are recipes that we keep under lock.",
    "Being named covers the accounts that you were named for.",
]


@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_sentence_that_says_what_we_do_or_are_is_a_claim(sentence: str) -> None:
    assert claims(sentence)


@pytest.mark.parametrize("sentence", SPARED)
def test_duties_rights_promises_and_meanings_are_no_claims(sentence: str) -> None:
    assert not claims(sentence)


def test_a_claim_that_no_answer_makes_true_is_found_on_its_line() -> None:
    found = checked_file("## Detail\n\nYou should ask {{ policy_owner }}.\n\nOur accounts use *two-step* sign-in.\n")
    finding = told(found, "unguarded-claim")
    assert "Our accounts use two-step sign-in." in finding.message
    assert str(finding.location) == "clauses/sections/rules/base.md:16"


def test_a_claim_in_a_list_is_found_and_an_item_that_goes_on_is_not() -> None:
    listed = "clause rules.base: You must ask first.\n    detail: |\n      You must not:\n      - ask for what we have\n      - guess."
    assert severe(checked(listed)) == []
    step = "clause rules.base: You must ask first.\n    detail: |\n      1. **We look.** You may come."
    assert "We look." in told(checked(step), "unguarded-claim").message


@pytest.mark.parametrize(
    "clause",
    [
        "clause rules.base: We check at once.\n    states: [pace]\n    when: {pace: [fast]}",
        "clause rules.base: We are {{ organisation_name }}.",
        "clause rules.base: '[We check at once.](confirm:pace=fast)'",
    ],
    ids=["stated", "an answer that is printed", "a fact to confirm"],
)
def test_a_claim_that_an_answer_makes_true_is_no_fault(clause: str) -> None:
    assert "unguarded-claim" not in severe(checked(clause.replace("'", "")))


def test_what_a_clause_states_hangs_on_its_condition() -> None:
    found = checked("clause rules.base: We check at once.\n    states: [pace]")
    assert "'pace'" in told(found, "states-unproven").message


# ---- modal verbs, law, consent -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("You shall ask first.", "shall"),
        ("You will ask first.", "will for a duty"),
        ("Staff will ask first.", "will for a duty"),
        ("You must endeavour to ask.", "endeavour"),
        ("You must ask as appropriate.", "as appropriate"),
        ("You must ask about tools, cars etc. first.", "etc."),
        ("You must ask Sam and/or Kim.", "and/or"),
        ("Please ask first.", "please"),
        ("You are encouraged to ask first.", "encouraged to"),
        ("You might want to ask first.", "might want to"),
        ("You are expected to ask first.", "be expected to"),
        ("Messages may look real.", "may for what can happen"),
    ],
)
def test_each_modal_verb_has_one_meaning(sentence: str, name: str) -> None:
    assert f"'{name}'" in told(checked(f"clause rules.base: {sentence}"), "modal").message


@pytest.mark.parametrize(
    "sentence",
    [
        "You must ask first.",
        "Working time is when you are expected to work.",
        "You will be told the reason.",
        "Messages can look real.",
        "That post may be looked at by Sam alone.",
        "Say that you will come back.",
    ],
)
def test_modal_verbs_used_as_they_are_meant_are_spared(sentence: str) -> None:
    assert "modal" not in severe(checked(f"clause rules.base: {sentence}"))


@pytest.mark.parametrize(
    "sentence",
    [
        "The law requires you to ask.",
        "You must ask by law.",
        "It is illegal to guess.",
        "You must keep to the Data Protection Act.",
        "You must keep to GDPR.",
    ],
)
def test_what_a_law_says_is_left_to_the_ledger(sentence: str) -> None:
    clause = f"clause rules.base: {sentence}\n    when: {{work_locations: [GB]}}"
    assert told(checked(f"{clause}\n    sources: [practice]"), "law-in-text").location.line > 10
    assert "law-in-text" not in severe(checked(f"{clause}\n    sources: [gb-act]"))


@pytest.mark.parametrize("sentence", ["You may act on your own.", "We will review this when the law changes."])
def test_a_law_that_is_only_mentioned_is_spared(sentence: str) -> None:
    assert "law-in-text" not in severe(checked(f"clause rules.base: {sentence}\n    owner: role.hr"))


def test_a_line_on_the_law_names_the_act_and_tells_a_number_only_where_somebody_read_of_it() -> None:
    clause = "clause rules.base: You must {} under the Data Protection Act 2018, by law.\n    kind: law"
    read = clause + "\n    sources: [gb-act]"
    assert "law-in-text" not in severe(checked(clause.format("ask")))
    assert "unread-number" not in severe(checked(clause.format("ask")))
    assert "'72'" in told(checked(clause.format("tell within 72 hours")), "unread-number").message
    assert "unread-number" not in severe(checked(read.format("tell within 72 hours")))


def test_consent_is_asked_for_in_south_africa_and_india_alone() -> None:
    places = PLACES + "  - {code: ZA, name: South Africa}\n  - {code: IN, name: India}\n"
    clause = "clause rules.base: You must give your consent first."
    assert told(checked(clause), "consent").location.line >= 10
    bound = clause + "\n    binds_at: [%s]\n    when: {work_locations: [%s]}"
    assert "consent" in severe(checked(bound % ("IE", "IE"), extra={"places.yaml": places}))
    assert "consent" not in severe(checked(bound % ("ZA", "ZA"), extra={"places.yaml": places}))


def test_the_reason_of_a_clause_is_one_sentence_of_twenty_five_words() -> None:
    found = checked(f"clause rules.base: You must ask first.\n    why: It is {'very ' * 25}good.")
    assert "has 28 words" in told(found, "long-why").message


# ---- reading -----------------------------------------------------------------------------------------------------------


def test_a_section_that_is_hard_to_read_is_named() -> None:
    words = "organisational communications necessitate comprehensive authorisation preceding publication"
    found = checked(
        f"clause rules.base: You must ask.\n    detail: Representatives, {words}, considering {words}, {words}."
    )
    assert "'rules'" in told(found, "hard-to-read").message
    assert "'rules'" in told(checked("clause rules.base: You must " + "ask " * 18 + "."), "long-sentences").message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("You shall sign.", "modal"),
        ("You consent to this.", "consent"),
        ("The law requires this.", "law-in-text"),
        ("Do not disparage us.", "T-01"),
        (f"Say {'very ' * 25}much.", "long-sentence"),
        ("Institutional accountability necessitates organisational acknowledgement.", "hard-to-read"),
    ],
)
def test_the_words_round_the_clauses_are_read_as_clauses_are(text: str, code: str) -> None:
    trap = "- {id: T-01, pattern: disparage, applies_to: [personal], severity: high, why: It is., instead: Say so.}\n"
    extra = {"wording.yaml": f"signature.name: Name\nsignature.text: {text}\n", "traps.yaml": trap}
    found = told(checked("clause rules.base: You must ask first.", extra=extra), code)
    if code != "hard-to-read":  # of all words together, as of a section
        assert str(found.location) == "clauses/wording.yaml:2"


def test_words_on_two_lines_are_two_words_and_may_be_two_sentences() -> None:
    library = tiny("clause rules.a: Ask.")
    lines = (Text("Ask Sam"), LineBreak(), Text("first."), LineBreak(), Text("Then post."))
    clause = replace(library.clauses["rules.a"], rule=(template.Paragraph(lines),))
    assert [each.text for each in ClauseTexts(library).sentences(clause)] == ["Ask Sam first.", "Then post."]


# ---- documents ---------------------------------------------------------------------------------------------------------


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_without_any_fact_no_sample_states_one(library: Library, name: str) -> None:
    texts, classifier = ClauseTexts(library), SentenceClassifier(library)
    selection = select(library, without_facts(sample(name), library), "2026-11-22")
    stated = [
        (clause.id, question)
        for clause in library.ordered()
        if selection.printed(clause.id)
        and selection.decisions[clause.id].cause != "unconfirmed"  # a bracket stands over the whole of it
        and any(classifier.classify(clause, sentence) == "stated" for sentence in texts.sentences(clause))
        for question in clause.states
        if question not in selection.situation.facts
    ]
    assert stated == []
