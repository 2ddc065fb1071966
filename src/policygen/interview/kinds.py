"""A question of any kind, put to a person."""

from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Value
from policygen.interview.asking import Asker, ask_line, ask_many, ask_one, ask_places, ask_platforms, ask_yes_no
from policygen.interview.rows import ask_contact, ask_rows
from policygen.interview.screen import Note, Screen
from policygen.questions.model import Question


def ask(
    asker: Asker, question: Question, screen: Screen, earlier: Value | None
) -> tuple[Value | None, tuple[Note, ...]]:
    """A question put to a person: the answer, None when it is left open, and what is to be told about it.

    Raises: `BackError` when they go back, `KeyboardInterrupt` when they stop.
    """
    match question.kind:
        case "one_of":
            said: object = ask_one(asker, question, screen, earlier)
        case "yes_no":
            said = ask_yes_no(asker, question, screen, earlier)
        case "many_of":
            said = ask_many(asker, question, screen, earlier)
        case "places":
            said = ask_places(asker, screen, values_of(earlier) if earlier is not None else ())
        case "platforms":
            said = ask_platforms(asker, question, screen, earlier)
        case "contact":
            said = ask_contact(asker, screen, earlier)
        case "contacts" | "records":
            said = ask_rows(asker, question, screen, earlier)
        case _:
            said = ask_line(asker, question, screen, earlier)
    return asker.read(question, said)
