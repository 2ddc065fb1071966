"""Somebody else's sentences, handed to the traps."""

from policygen.lint.passages import Passage, caught_in
from tests.support.library import the_library


def test_the_first_sentence_of_an_item_is_read_with_what_leads_to_it() -> None:
    item = Passage("Rules", 3, "Disparage us. Ask first.", "You must not:")
    assert item.sentences() == ("You must not: Disparage us.", "Ask first.")


def test_a_trap_set_elsewhere_only_is_told_and_said_to_be_elsewhere() -> None:
    library = the_library()
    bound = next(trap for trap in library.traps.values() if trap.places == ("US",) and trap.catches)
    passage = Passage("", 1, bound.catches[0])

    def where(*places: str) -> set[bool]:
        return {found.is_here for found in caught_in(library, [passage], places) if found.trap is bound}

    assert (where("US-CA"), where("FR"), where()) == ({True}, {False}, {True})
