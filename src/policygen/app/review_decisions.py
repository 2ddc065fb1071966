"""What somebody decided in a review: kept in a file of its own, and carried into the answers."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from policygen import _yaml
from policygen._dataclass import dataclass
from policygen._resources import OWNER_MODE, read_text, replace_file
from policygen.answers.write import plain
from policygen.app.papers import OWNERS_FOLDER
from policygen.app.review_matters import CHANGED, GONE, NETWORK, NEW, NONE, OPEN, TAKE, Agenda, Matter
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Value
from policygen.errors import UnreadableError, UsageError
from policygen.findings import Finding, Location, Severity, nearest
from policygen.library.model import Library
from policygen.questions.kinds import read_answer
from policygen.questions.model import Question

FORMAT = 1
ENDING = ".review.yaml"
Decisions = Mapping[str, object]
"""By the id of a matter, or of any question: a word, or what an answers file would say in answer."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What decisions come to."""

    values: Mapping[str, Value]
    """The answers after them."""
    changed: tuple[str, ...]
    """The questions that are answered otherwise now, in the order of the questionnaire."""
    undecided: tuple[Matter, ...]
    faults: tuple[Finding, ...]
    said: str = ""
    """What somebody wrote that changed, in a line."""


def decisions_path(document: Path) -> Path:
    """Where the decisions of a review are kept while it goes on."""
    return document.parent / OWNERS_FOLDER / f"{document.stem}{ENDING}"


# ---- the file ----------------------------------------------------------------------------------------------------------


def decisions_text(agenda: Agenda, decisions: Decisions) -> str:
    """The file of a review: every matter with what is known of it, and what was decided, if it was."""
    lines = [
        f"# A review of {_line(agenda.path.name)}. Write a decision behind each name; a line left empty is not decided.",
        f"review: {FORMAT}",
        f"since: {agenda.since}",
        "decisions:",
    ]
    for matter in agenda.matters:
        lines += ["", *(f"  # {_line(told)}" for told in (*matter.told, matter.ask))]
        ways = "; ".join(f"{word}: {meaning}" for word, meaning in matter.ways.items())
        lines.append(f"  # {_line(ways)}" + ("; or another answer" if matter.question and not matter.after else ""))
        if matter.question and matter.stands is not None and not isinstance(matter.stands, (str, int)):
            lines += [f"  # {_line(line)}" for line in _yaml.entry(matter.id, plain(matter.stands), 0)]
        lines += _yaml.entry(matter.id, decisions[matter.id], 2) if matter.id in decisions else [f"  {matter.id}:"]
    further = [id for id in decisions if agenda.of(id) is None and id != CHANGED]
    for id in further:
        lines += ["", *_yaml.entry(id, decisions[id], 2)]
    lines += ["", "  # What changed and why, in a line, for the history of versions. Empty: we say it."]
    lines += _yaml.entry(CHANGED, decisions[CHANGED], 2) if decisions.get(CHANGED) else [f"  {CHANGED}:"]
    return "\n".join(lines) + "\n"


def _line(words: str) -> str:
    return " ".join(words.split())


def read_decisions(path: Path) -> dict[str, object]:
    """What a file decides; what is left empty is not in it.

    Raises: `UsageError` when it is no file of decisions, `UnreadableError`.
    """
    file, faults = _yaml.parse(read_text(path), str(path))
    data = file.data
    if faults or not isinstance(data, Mapping) or not isinstance(data.get("decisions"), Mapping):
        why = f" {faults[0].message} (line {faults[0].location.line})" if faults else ""
        hint = "Begin one with --write-decisions FILE."
        raise UsageError(f"{path} holds no decisions of a review.{why}", hint=hint)
    number = cast("Mapping[str, Any]", data).get("review")
    if number != FORMAT:
        raise UsageError(f"{path} is of a review of form {number}; this policygen reads {FORMAT}.")
    decided = cast("Mapping[str, object]", data["decisions"])
    return {str(id): decision for id, decision in decided.items() if decision is not None}


def write_decisions(path: Path, agenda: Agenda, decisions: Decisions) -> None:
    """Keep decisions in a file, which is wholly the old one or wholly the new one at every moment.

    Raises: `UnreadableError` when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, decisions_text(agenda, decisions).encode(), OWNER_MODE)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be written: {error.strerror}.", hint="Make room for it.") from error


def still_asked(agenda: Agenda, decisions: Decisions, library: Library) -> dict[str, object]:
    """Of decisions that were kept, those that a review of today asks for and takes."""
    known = {matter.id for matter in agenda.matters} | set(library.questionnaire.questions) | {CHANGED}
    kept = {id: decision for id, decision in decisions.items() if id in known}
    return {id: made for id, made in kept.items() if not outcome_of(agenda, {id: made}, library).faults}


def set_aside(agenda: Agenda) -> Path | None:
    """Keep the decisions of a review that is done under its day, as what was looked at; where they lie then."""
    kept = decisions_path(agenda.path)
    if not kept.exists():
        return None
    return kept.replace(kept.with_name(f"{agenda.path.stem}-reviewed-{agenda.today}.yaml"))


# ---- what they come to -------------------------------------------------------------------------------------------------


def outcome_of(agenda: Agenda, decisions: Decisions, library: Library, where: Path | None = None) -> Outcome:
    """What decisions make of the answers. `where` they were read, for what is said of faults."""
    return _Carrying(agenda, decisions, library, where).outcome()


class _Carrying:
    def __init__(self, agenda: Agenda, decisions: Decisions, library: Library, where: Path | None) -> None:
        self.agenda = agenda
        self.decisions = decisions
        self.library = library
        self.where = where
        self.values = dict(agenda.values)
        self.faults: list[Finding] = []

    def outcome(self) -> Outcome:
        for matter in self.agenda.matters:
            if matter.id in self.decisions:
                self.decide(matter, self.decisions[matter.id])
        self.networks()
        for id, decision in self.decisions.items():
            if id != CHANGED and self.agenda.of(id) is None:
                self.further(id, decision)
        questions = self.library.questionnaire.questions
        changed = tuple(id for id in questions if self.agenda.values.get(id) != self.values.get(id))
        undecided = tuple(matter for matter in self.agenda.matters if matter.id not in self.decisions)
        said = self.decisions.get(CHANGED)
        return Outcome(self.values, changed, undecided, tuple(self.faults), _line(str(said)) if said else "")

    def fault(self, id: str, message: str, hint: str = "") -> None:
        self.faults.append(
            Finding("decision", Severity.BLOCK, f"{id}: {message}", Location(str(self.where or "")), hint)
        )

    def decide(self, matter: Matter, decision: object) -> None:
        """Take in what was decided of one matter; networks are taken in together."""
        if isinstance(decision, str) and decision in matter.ways:
            if decision == TAKE:
                self.take(matter)
        elif decision == OPEN and matter.question == matter.id:
            self.values.pop(matter.id, None)
        elif matter.id.startswith(NETWORK) or not matter.question or matter.after:
            self.fault(matter.id, f"“{decision}” is none of {', '.join(matter.ways)}.")
        elif matter.id != NEW:
            self.answer(matter.id, decision)

    def answer(self, id: str, data: object, named: str = "") -> None:
        """Another answer to a question."""
        value, slips = read_answer(self.question(id), data, self.library)
        wrong = [slip for slip in slips if slip.severity >= Severity.HIGH]
        if wrong:
            self.fault(named or id, wrong[0].message, wrong[0].hint)
        elif value is None:
            self.values.pop(id, None)
        else:
            self.values[id] = value

    def question(self, id: str) -> Question:
        return self.library.questionnaire.questions[id]

    def further(self, id: str, decision: object) -> None:
        """An answer to a question that is no matter of this review."""
        if id in self.library.questionnaire.questions and decision == OPEN:
            self.values.pop(id, None)
            return
        if id in self.library.questionnaire.questions:
            self.answer(id, decision)
            return
        known = [*self.library.questionnaire.questions, *(matter.id for matter in self.agenda.matters)]
        self.fault(id, "this review asks no such thing.", nearest(id, known))

    # ---- networks ------------------------------------------------------------------------------------------------------

    def networks(self) -> None:
        """The networks that are left, and those that came."""
        listed = values_of(self.values.get("platforms", ()))
        stay = [id for id in listed if self.decisions.get(f"{NETWORK}{id}") != GONE and id != NONE]
        came = self.decisions.get(NEW, NONE)
        new = [] if came == NONE else list(came) if isinstance(came, list | tuple) else [came]
        if new or len(stay) < len([id for id in listed if id != NONE]):
            self.answer("platforms", [*stay, *new] or NONE, NEW)

    # ---- answers that were changed in the document ---------------------------------------------------------------------

    def take(self, matter: Matter) -> None:
        """Take an answer over that somebody changed in the document."""
        root, *way = matter.question.split(".")
        data = plain(self.values[root]) if root in self.values else {} if way else None
        try:
            self.answer(root, _changed(data, way, matter.said, matter.after), matter.id)
        except (KeyError, IndexError, TypeError, ValueError):
            self.fault(matter.id, "it cannot be taken over as it stands.", f"Answer '{root}' itself under decisions.")


def _changed(data: Any, way: Sequence[str], before: str, after: str) -> Any:
    """Data with something else in one place of it: an entry put in, taken out, or in the place of another."""
    if way:
        key: Any = int(way[0]) if isinstance(data, list) else way[0]
        inner = data[key] if isinstance(data, list) else data.get(key)
        changed = after if len(way) == 1 else _changed(inner, way[1:], before, after)
        if isinstance(data, list):
            return [changed if at == key else item for at, item in enumerate(data)]
        return {**data, key: changed}
    if isinstance(data, list):
        if not before:
            return [*data, after]
        if not after:
            return list(_left(data, before))
    return after


def _left(data: Sequence[Any], before: str) -> Iterator[Any]:
    """A list without the entry of some words. Raises: `KeyError` when there is no such entry."""
    gone = [item for item in data if _names(item, before)]
    if len(gone) != 1:
        raise KeyError(before)
    yield from (item for item in data if item is not gone[0])


def _names(item: Any, words: str) -> bool:
    said = item.get("name") or item.get("platform") if isinstance(item, dict) else item
    return str(said).casefold() == words.casefold()
