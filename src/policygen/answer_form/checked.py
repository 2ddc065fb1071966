"""An answer as its kind reads it: parts that say nothing that was asked for are told, and the rest stands."""

from collections.abc import Iterable, Mapping
from typing import Any

from policygen._dataclass import dataclass
from policygen.conditions.model import Value
from policygen.findings import Severity
from policygen.library.model import Library
from policygen.questions.doubts import misplaced
from policygen.questions.kinds import read_answer
from policygen.questions.model import Question
from policygen.questions.values import Path, Slip

_ROUNDS = 4
"""How often what is wrong is taken out: a field, then its row, then the answer."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What an answer comes to."""

    value: Value | None
    stopped: tuple[tuple[str, Slip], ...] = ()
    """The words that are in no answer, each with why."""
    noted: tuple[tuple[str, Slip], ...] = ()
    """Words that are in the answer, and what is to be known of them."""


def checked(question: Question, data: Any, library: Library) -> Checked:
    """What some data comes to in answer to a question."""
    stopped: list[tuple[str, Slip]] = []
    for turn in range(_ROUNDS):
        if data is None:
            break
        value, slips = read_answer(question, data, library)
        wrong = {slip.path: slip for slip in reversed(slips) if slip.severity is Severity.BLOCK}
        if not wrong:
            noted = tuple((shown(_inside(data, slip.path)), slip) for slip in slips if slip.severity >= Severity.MEDIUM)
            odd = ((text, Slip((), "odd", Severity.MEDIUM, told)) for text, told in misplaced(question, data))
            return Checked(value, tuple(stopped), (*noted, *odd))
        outermost = [path for path in wrong if not any(path[:length] in wrong for length in range(len(path)))]
        stopped += [(shown(_inside(data, path)), wrong[path]) for path in sorted(outermost, key=str)]
        whole = turn == _ROUNDS - 1 or () in wrong
        for path in [] if whole else sorted(outermost, key=_last_first):
            data = _without(data, path)
        data = None if whole else data
    return Checked(None, tuple(stopped))


def _last_first(path: Path) -> list[int]:
    """Later rows before earlier ones, so that the places of those stay."""
    return [-part if isinstance(part, int) else 0 for part in path]


def _without(data: Any, path: Path) -> Any:
    """Data without what stands at a path; None where nothing is left."""
    if not path:
        return None
    key, *rest = path
    try:
        inner = _without(data[key], tuple(rest))
    except (KeyError, IndexError, TypeError):
        return None
    if isinstance(data, Mapping):
        return {**{k: v for k, v in data.items() if k != key}, **({key: inner} if inner is not None else {})} or None
    place = int(key)
    return [*data[:place], *([inner] if inner is not None else []), *data[place + 1 :]] or None


def _inside(data: Any, path: Iterable[str | int]) -> Any:
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return data
    return data


def shown(data: Any) -> str:
    """Data in words, for whoever looks for it where it was written."""
    if isinstance(data, Mapping):
        return ", ".join(shown(value) for value in data.values())
    if isinstance(data, (list, tuple)):
        return "; ".join(shown(value) for value in data)
    return "" if data is None else str(data)
