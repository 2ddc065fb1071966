"""The letters of further rules of a clause, as Word counts them."""

from policygen.document.walk import letters, shown_letters
from tests.formats.example_document import LETTERS, body, lettered_policy, numbered, part, rule, titled


def test_further_rules_of_a_clause_have_letters_under_its_number_in_addenda_too() -> None:
    assert tuple(filter(None, letters(lettered_policy().parts))) == LETTERS


def test_nothing_has_a_letter_but_the_rules_of_a_clause_that_has_a_number() -> None:
    assert not any(letters([part("a", titled("A.")), part("b", rule("Of nobody."))]))
    assert not any(letters([part("a", numbered("A rule."), rule("More of it.")), part("b", body("Words."))]))


def test_behind_the_last_letter_two_are_written() -> None:
    shown = list(shown_letters([titled("A."), *[rule("More.")] * 28]))
    assert shown[26:] == ["0.1 z", "0.1 aa", "0.1 bb"]
