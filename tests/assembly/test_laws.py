"""What holds of every document, whatever was answered: laws over the library as shipped and generated answers."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given

from policygen.answers.model import Answers
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DOCUMENTS, HANDBOOK, POLICY, usual_documents
from policygen.assembly.fill import Filler
from policygen.assembly.tables import Tables
from policygen.assembly.terms import Terms, printed
from policygen.conditions.model import Outcome, Value
from policygen.document.codec import encode
from policygen.document.model import Confirm, Document
from policygen.document.walk import block_text, plain
from policygen.library.model import Clause, Library
from policygen.library.template import Claim
from policygen.selection.model import Selection, Status
from policygen.selection.room import EXAMPLES, beside_trades_own, rows_printed
from policygen.selection.select import select
from tests.support.answers import TODAY, part_ids, words
from tests.support.drawing import few
from tests.support.library import the_library
from tests.support.strategies import checked, sample, sample_names, values, without_facts
from tests.support.trees import check_document, our_texts, stated


def check_everything(selection: Selection) -> None:
    """Every law that holds of all documents of a selection."""
    documents = {id: assemble(selection, kind) for id, kind in DOCUMENTS.items()}
    for document in documents.values():
        check_document(document)
    check_nothing_lost(selection, documents)
    check_claims(selection, documents)
    check_slots(selection)


def check_nothing_lost(selection: Selection, documents: Mapping[str, Document]) -> None:
    """What is in is printed, in the policy or in the handbook beside a full one; and nothing else is in the policy."""
    expected = {id for id, decision in selection.decisions.items() if decision.status is Status.IN}
    clauses = {id for id in part_ids(documents["policy"]) if id in selection.library.clauses}
    assert clauses <= expected
    if HANDBOOK in usual_documents(selection):
        clauses |= set(part_ids(documents["handbook"]))
    missing = {id for id in expected - clauses if clauses.isdisjoint(selection.library.clauses[id].part_of)}
    assert not [id for id in missing if selection.library.clauses[id].kind != "record"], (
        f"in, and nowhere printed: {missing}"
    )


def check_claims(selection: Selection, documents: Mapping[str, Document]) -> None:
    """No claim is stated that no answer confirms."""
    filler = Filler(Tables(Terms(selection)), {})
    said = {kind: stated(document) for kind, document in documents.items()}
    facts = selection.situation.facts
    for clause, found in claims_of(selection.library):
        for claim in found:
            answer = facts.get(claim.question, ())
            if claim.value in (answer if isinstance(answer, tuple) else (str(answer),)):
                continue
            sentence = plain([inline for inline in filler.words(claim.content) if not isinstance(inline, Confirm)])
            for kind, text in said.items():
                assert sentence.strip(" .") not in text, (
                    f"{clause.id} states in the {kind} what nobody confirmed: {sentence}"
                )


@cache
def _claims_of(digest: str) -> tuple[tuple[Clause, tuple[Claim, ...]], ...]:
    library = the_library()
    assert library.digest == digest
    every = (
        (clause, tuple(node for node in clause.nodes() if isinstance(node, Claim)))
        for clause in library.clauses.values()
    )
    return tuple((clause, found) for clause, found in every if found)


def claims_of(library: Library) -> tuple[tuple[Clause, tuple[Claim, ...]], ...]:
    """Every clause with claims, and those."""
    return _claims_of(library.digest)


def check_slots(selection: Selection) -> None:
    """Whatever a slot may name prints something."""
    terms = Terms(selection)
    for name in (*Terms.SLOTS, *selection.library.questionnaire.questions, "role.press", "policy_owner.email"):
        term = terms.term(name)
        for filters in ([], [["all_of"]], [["any_of"]], [["count", "one", "many"]]):
            assert plain(printed(term, filters)).strip(), name
        assert all(plain(item).strip() for item in term.items), name
        assert term.items or term.label


# ---- generated answers -------------------------------------------------------------------------------------------------


@few
@given(values)
def test_the_same_answers_make_equal_trees(said: dict[str, Value]) -> None:
    library = the_library()
    one, other = (
        encode(assemble(select(library, Answers(given), TODAY))) for given in (said, dict(reversed(said.items())))
    )
    assert one == other


@few
@given(values)
def test_every_document_of_any_answers_is_whole(said: dict[str, Value]) -> None:
    library = the_library()
    check_everything(select(library, Answers(said), TODAY))


@few
@given(values)
def test_every_document_of_any_choices_without_facts_is_whole_and_states_nothing(said: dict[str, Value]) -> None:
    library = the_library()
    selection = select(library, without_facts(Answers(said), library), TODAY)
    check_everything(selection)
    check_states(selection)


@few
@given(values)
def test_every_document_of_any_answers_in_full_and_in_american_is_whole(said: dict[str, Value]) -> None:
    library = the_library()
    check_everything(select(library, Answers({**said, "depth": "full", "spelling": "en-US"}), TODAY))


# ---- samples, and what is left of them ---------------------------------------------------------------------------------


def check_states(selection: Selection) -> None:
    """No clause is printed that states a fact of which nothing is known."""
    for decision in selection.decisions.values():
        clause = selection.library.clauses[decision.clause]
        if decision.status is Status.IN and decision.cause != "unconfirmed":
            for question in clause.states:
                known = question in selection.situation.facts or selection.situation.applies[question] is Outcome.NO
                assert known, f"{clause.id} states something about {question}, of which nothing is known"


def test_no_answers_at_all_make_whole_documents_that_state_nothing(library: Library) -> None:
    selection = select(library, Answers({}), TODAY)
    check_everything(selection)
    check_states(selection)


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_every_document_of_a_sample_is_whole(library: Library, name: str) -> None:
    check_everything(select(library, sample(name), TODAY))


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_every_example_and_every_detail_with_room_stands_in_the_policy_or_in_the_handbook(
    library: Library, name: str
) -> None:
    said = {**sample(name).values, "depth": "full", "spelling": "en-GB"}
    selection = select(library, Answers(said), TODAY)
    told = words(assemble(selection, POLICY)) + words(assemble(selection, HANDBOOK))
    references = re.compile(r" ?\(see [^)]*\)")  # each document has those to its own parts
    told = references.sub("", told)
    filler = Filler(Tables(Terms(selection)), {})
    printed = [rows_printed(selection.library.clauses[id], "full") for id in selection.decisions]
    for clause in beside_trades_own(printed):
        id, decision = clause.id, selection.decisions[clause.id]
        if decision.status is Status.IN and not any(map(selection.printed, clause.part_of)):
            detail = () if decision.is_brief else clause.detail
            for block in filler.blocks([*clause.rule, *clause.always, *detail]):
                assert references.sub("", block_text(block)) in told, id
            for example in (*clause.inside[: EXAMPLES["full"]], *clause.outside[: EXAMPLES["full"]]):
                assert plain(filler.words(example)) in told, id


@pytest.mark.parametrize("depth", ["short", "full"])
@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_a_sample_without_its_facts_makes_whole_documents_that_state_nothing(
    library: Library, name: str, depth: str
) -> None:
    bare = without_facts(sample(name), library)
    selection = select(library, Answers({**bare.values, "depth": depth}), TODAY)
    check_everything(selection)
    check_states(selection)


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_a_sample_that_knows_only_its_places_makes_whole_documents_that_state_nothing(
    library: Library, name: str
) -> None:
    bare = without_facts(sample(name), library)
    places = {"work_locations": sample(name).values["work_locations"]}
    selection = select(library, Answers({**bare.values, **places}), TODAY)
    check_everything(selection)
    check_states(selection)


@pytest.mark.wide
@pytest.mark.parametrize("name", sample_names())
def test_a_sample_without_any_one_answer_makes_whole_documents(library: Library, name: str) -> None:
    whole = sample(name).values
    for id in whole:
        check_everything(select(library, Answers({key: value for key, value in whole.items() if key != id}), TODAY))


@pytest.mark.wide
@pytest.mark.parametrize("depth", ["short", "full"])
def test_every_place_makes_whole_documents(library: Library, depth: str) -> None:
    for place in library.atlas.places:
        said = {"work_locations": (place,), "headcount": 600, "monitoring": ("systems",), "depth": depth}
        check_everything(select(library, Answers(said), TODAY))


@pytest.mark.wide
def test_every_choice_of_every_question_makes_whole_documents(library: Library) -> None:
    base = dict(sample(sample_names()[0]).values)
    for question in library.questionnaire.questions.values():
        for choice in question.choices:
            value = checked(question, choice.value if question.kind == "one_of" else [choice.value], library)
            said = (
                {**base, question.id: value}
                if value is not None
                else {k: v for k, v in base.items() if k != question.id}
            )
            for kind in DOCUMENTS.values():
                check_document(assemble(select(library, Answers(said), TODAY), kind))


# ---- what a person typed -----------------------------------------------------------------------------------------------


@pytest.mark.slow
@given(values)
def test_our_words_and_what_was_typed_never_share_a_node(said: dict[str, Value]) -> None:
    library = the_library()
    marked = json.loads(json.dumps(said, ensure_ascii=False))
    questions = library.questionnaire.questions
    for id, value in marked.items():
        marked[id] = _marked(value, questions[id].kind, {field.id: field.kind for field in questions[id].fields})
    answers = Answers(
        {
            id: checked(questions[id], value, library)
            for id, value in marked.items()
            if checked(questions[id], value, library) is not None
        }
    )
    for kind in DOCUMENTS.values():
        document = assemble(select(library, Answers({**answers.values, "spelling": "en-US"}), TODAY), kind)
        assert not [text for text in our_texts(document) if "Zqcolour" in text]
        assert "Zqcolor" not in re.sub("Zqcolour", "", json.dumps(encode(document)))


def _marked(value: Any, kind: str, fields: dict[str, str]) -> Any:
    """The answer with a mark in front of whatever a person typed."""
    match kind:
        case "text":
            return f"Zqcolour {value}"[:200]
        case "texts":
            return [f"Zqcolour {item}"[:200] for item in value]
        case "places" | "platforms" | "trades":
            return [item if item not in {"Atlantis", "A forum of ours"} else f"Zqcolour {item}" for item in value]
        case "contact":
            return {key: item if key == "email" else f"Zqcolour {item}"[:200] for key, item in value.items()}
        case "contacts":
            return [_marked(item, "contact", {}) for item in value]
        case "records":
            return [{key: _marked(item, fields[key], {}) for key, item in row.items()} for row in value]
        case _:
            return value
