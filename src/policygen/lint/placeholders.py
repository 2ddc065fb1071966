"""Words that stand in for answers while a clause is read without any."""

from collections.abc import Sequence

from policygen.assembly.terms import Terms
from policygen.library.model import Library
from policygen.questions.kinds import kind_of
from policygen.trades.model import BASE


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
        if name == "word":
            return self.library.trades.word(path.removeprefix("word."), BASE) or "something"
        if path in Terms.SLOTS:
            return Terms.SLOTS[path].example
        question = self.library.questionnaire.questions.get(name)
        return kind_of(question).placeholder(question, joining) if question else "something"
