"""Words that stand in for answers while a clause is read without any."""

from collections.abc import Sequence

from policygen.assembly.terms import Terms
from policygen.library.model import Library
from policygen.questions.model import Question

BY_KIND = {
    "integer": "12",
    "date": "1 May 2027",
    "contact": "Sam",
    "contacts": "Sam and Kim",
    "places": "England and Wales",
    "platforms": "Facebook and Instagram",
    "texts": "one thing and another",
    "records": "Sam and Kim",
    "yes_no": "yes",
}


class Placeholders:
    """Words for every slot of one library, as long as such an answer usually is."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def words(self, path: str, filters: Sequence[Sequence[str]]) -> str:
        """What a slot prints in the usual case."""
        for name, *arguments in filters:
            if name == "count":
                return str(arguments[1])
        joining = "or" if any(name == "any_of" for name, *_ in filters) else "and"
        if path == "protected_grounds":
            return f" {joining} ".join(self.library.grounds[:2]) or "age"
        name = path.partition(".")[0]
        if name == "role":
            return "Sam"
        if path in Terms.SLOTS:
            return Terms.SLOTS[path].example
        question = self.library.questionnaire.questions.get(name)
        return self._answer(question, joining) if question else "something"

    @staticmethod
    def _answer(question: Question, joining: str) -> str:
        if question.kind in BY_KIND:
            return BY_KIND[question.kind].replace(" and ", f" {joining} ")
        reads = [choice.reads or choice.label.lower() for choice in question.choices if not choice.unknown]
        if question.kind == "one_of" and reads:
            return max(reads, key=len)
        if reads:
            return f" {joining} ".join(reads[:2])
        return "Example"
