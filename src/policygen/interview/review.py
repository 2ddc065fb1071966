"""All answers to look over, and the promises that follow from them, before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policygen.assembly.promises import Promise
from policygen.conditions.model import Outcome, Value
from policygen.interview.asking import Asker
from policygen.interview.console import Console
from policygen.interview.lists import BACK, ask_list, back_option
from policygen.interview.options import Kind, Option, starting
from policygen.interview.screen import Note, Screen, note_lines
from policygen.interview.words import shortened
from policygen.language.lists import counted
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question
from policygen.questions.values import MAX_TEXT

GO_ON, SHOW_ALL = "\0go-on", "\0show-all"

OURS = "our suggestion"
NOT_SURE = "not sure yet"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One answer in words."""

    question: Question
    words: str
    ours: bool = False
    """Nobody chose it: the library's default stands."""


def answer_words(asker: Asker, question: Question, value: Value) -> str:
    """An answer in words, on one line."""
    entries = kind_of(question).entries(question, value, asker.library)
    if not kind_of(question).keyed:
        return ("; " if any("," in entry for entry in entries) else ", ").join(entries) or "none"
    width = asker.console.width - 8 if question.fields else MAX_TEXT
    told = "; ".join(shortened(entry, width) for entry in entries[:3]) or "none"
    return told if len(entries) <= 3 else f"{told}; and {len(entries) - 3} more"


def reviewed(asker: Asker, asked: Sequence[str]) -> tuple[Reviewed, ...]:
    """Every answer that counts: given, taken by default, or left open among the questions asked."""
    known = asker.known
    found: list[Reviewed] = []
    for id, question in asker.library.questionnaire.questions.items():
        if known.applies[id] is Outcome.NO:
            continue
        if id in known.given:
            found.append(Reviewed(question, answer_words(asker, question, known.given[id])))
        elif id in known.defaulted:
            found.append(Reviewed(question, answer_words(asker, question, known.defaulted[id]), ours=True))
        elif id in asked and question.says == "fact":
            found.append(Reviewed(question, NOT_SURE))
    return tuple(found)


def _options(
    asker: Asker, answers: Sequence[Reviewed], warnings: Sequence[Note], *, everything: bool
) -> Iterator[Option]:
    yield Option(GO_ON, "That is right", kind=Kind.ACTION)
    if warnings:
        yield Option("", "Warnings", kind=Kind.HEADING)
        yield from (Option("", f"{note.lead}: {note.text}", note.do, kind=Kind.READING) for note in warnings)
    hidden = 0
    group = ""
    for entry in answers:
        if entry.ours and not everything:
            hidden += 1
            continue
        if entry.question.group != group:
            group = entry.question.group
            yield Option("", _title(asker, group), kind=Kind.HEADING)
        label = f"{entry.question.label[:1].upper()}{entry.question.label[1:]}: {entry.words}"
        dot = asker.console.signs.dot
        yield Option(entry.question.id, f"{label} {dot} {OURS}" if entry.ours else label, entry.question.ask)
    if hidden:
        yield Option("", "", kind=Kind.HEADING)
        yield Option(SHOW_ALL, f"Show {counted(hidden, 'choice')} that we suggest", kind=Kind.ACTION)


def _title(asker: Asker, group: str) -> str:
    return next((found.title for found in asker.library.questionnaire.groups if found.id == group), group)


def review_answers(
    asker: Asker, asked: Sequence[str], notes: tuple[Note, ...] = (), warnings: Sequence[Note] = ()
) -> str:
    """The question to change that somebody picks out; empty when all is right. Warnings that stand are among the answers.

    Raises: `BackError` when they go back, `KeyboardInterrupt` when they stop.
    """
    answers = reviewed(asker, asked)
    everything, at = asker.thorough, GO_ON
    while True:
        screen = Screen("Is this right? Choose an answer to change it.", notes=notes, can_go_back=bool(asked))
        options = (*_options(asker, answers, warnings, everything=everything), *asker.ways_out(screen, fact=False))
        chosen = ask_list(asker.console, screen, starting(options, at), ("Enter chooses", ""))
        if chosen.action != SHOW_ALL:
            return chosen.values[0] if chosen.values else ""
        everything = True
        at = next((entry.question.id for entry in answers if entry.ours), GO_ON)


def show_warnings(console: Console, notes: Sequence[Note]) -> None:
    """Warnings that an answer has just raised, to be read before the interview goes on.

    Raises: `BackError` when somebody wants to change that answer, `KeyboardInterrupt` when they stop.
    """
    ways = (
        Option(GO_ON, "Go on", kind=Kind.ACTION),
        Option(BACK, f"{console.signs.back} Change that answer", kind=Kind.ACTION),
    )
    if len(note_lines(notes, console.width)) + len(ways) + 4 <= console.height:
        ask_list(console, Screen("", notes=tuple(notes), can_go_back=True), starting(ways))
        return
    readings = [Option("", f"{note.lead}: {note.text} {note.do}".strip(), kind=Kind.READING) for note in notes]
    screen = Screen(f"That raises {counted(len(notes), 'warning')}.", can_go_back=True)
    ask_list(console, screen, starting((*ways, Option("", "", kind=Kind.HEADING), *readings)))


def review_promises(asker: Asker, promises: Sequence[Promise]) -> None:
    """The promises a policy will make, to agree to.

    Raises: `BackError` when somebody goes back, `KeyboardInterrupt` when they stop.
    """
    options = [Option(GO_ON, "Write my policy", kind=Kind.ACTION), back_option(asker.console.signs)]
    for owner in dict.fromkeys(promise.owner for promise in promises):
        options.append(Option("", f"{owner} keeps:" if owner else "", kind=Kind.HEADING))
        options += [
            Option(f"{index}", f"{promise.title}: {promise.sentence}", kind=Kind.READING)
            for index, promise in enumerate(promises)
            if promise.owner == owner
        ]
    question = f"Your policy will make {counted(len(promises), 'promise')} for you. Can you keep them?"
    screen = Screen(question, why="Staff may rely on each of them. To drop one, change the answer that it comes from.")
    ask_list(asker.console, screen, starting(options, GO_ON), ("Enter chooses", ""))
