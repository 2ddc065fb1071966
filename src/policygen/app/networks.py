"""What became of networks since a document was issued: another name, or closed. A cause of its own, beside answers and law."""

import re
from collections.abc import Iterator, Sequence

from policygen._dataclass import dataclass
from policygen.document.model import Part
from policygen.library.model import Library
from policygen.platforms.model import Platform
from policygen.platforms.names import closing
from policygen.questions.kinds.lists import Platforms
from policygen.record.printed import printed_answers, question_of


@dataclass(frozen=True, slots=True)
class NetworkChange:
    """A network that a document as issued names and that our text of today names so no more."""

    name: str
    """As it was printed."""
    said: str
    """What became of it, in a sentence."""

    def concerns(self, words: str) -> bool:
        """Whether some words name it."""
        return re.search(rf"(?<!\w){re.escape(self.name)}(?!\w)", words) is not None


def network_changes(issued: Sequence[Part], generated: Sequence[Part], library: Library) -> Iterator[NetworkChange]:
    """The networks that were printed and have another name now, or have closed and are named no more."""
    questions = library.questionnaire.questions

    def networks(parts: Sequence[Part]) -> dict[str, Platform]:
        found: dict[str, Platform] = {}
        for path, words in printed_answers(parts):
            asked = questions.get(question_of(path))
            network = library.registry.find(words) if asked is not None and asked.kind == Platforms.name else None
            if network is not None:
                found[words] = network
        return found

    now = networks(generated)
    for words, network in networks(issued).items():
        if words in now:
            continue
        if network.name in now:
            yield NetworkChange(words, f"{words} is called {network.name} now.")
        elif network.status == "closed":
            yield NetworkChange(words, closing(network, library.registry)[0])
