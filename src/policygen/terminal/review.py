"""Answers, warnings and promises put to a person to look over."""

from collections.abc import Callable, Iterator, Sequence

from policygen.assembly.promises import Promise
from policygen.document.model import CONFIRM_CLOSING, CONFIRM_OPENING
from policygen.interview.notes import Note
from policygen.interview.outside_changes import Choice, Clash
from policygen.interview.page import PageEntry
from policygen.interview.review import Reviewed
from policygen.interview.search import Option, OptionKind
from policygen.interview.steps import ReviewStep
from policygen.language.lists import counted
from policygen.questions.kinds import kind_of
from policygen.terminal.asker import Asker
from policygen.terminal.console import BackError, Console
from policygen.terminal.lines import shortened
from policygen.terminal.lists import ask_list, back_option
from policygen.terminal.picker import BACK, starting
from policygen.terminal.screen import Screen, note_lines

GO_ON, SHOW_ALL, DROP = "\0go-on", "\0show-all", "\0drop"
RIGHTS = "rights"
"""The section of what people may do whatever a policy says: nobody is punished for it, and no promise of it is declined."""

OURS = "our suggestion"


def answer_words(answer: Reviewed, width: int) -> str:
    """An answer in words, on one line; rows are cut to a width."""
    entries = answer.entries
    if not kind_of(answer.question).keyed:
        return ("; " if any("," in entry for entry in entries) else ", ").join(entries)
    shown = [shortened(entry, width) if answer.question.fields else entry for entry in entries[:3]]
    return "; ".join(shown) + (f"; and {len(entries) - 3} more" if len(entries) > 3 else "")


def _options(asker: Asker, step: ReviewStep, *, everything: bool) -> Iterator[Option]:
    yield Option(GO_ON, "That is right", kind=OptionKind.ACTION)
    if step.warnings:
        yield Option("", "Warnings", kind=OptionKind.HEADING)
        yield from (Option("", f"{note.lead}: {note.text}", note.do, kind=OptionKind.READING) for note in step.warnings)
        yield Option("", "" if everything else "Your answers", kind=OptionKind.HEADING)
    elif not everything:
        yield Option("", "", kind=OptionKind.HEADING)
    hidden = 0
    group = ""
    for entry in step.answers:
        if entry.ours and not everything:
            hidden += 1
            continue
        if everything and entry.question.group != group:
            group = entry.question.group
            yield Option("", _title(asker, group), kind=OptionKind.HEADING)
        words = answer_words(entry, asker.console.width - 8)
        label = f"{entry.question.label[:1].upper()}{entry.question.label[1:]}: {words}"
        dot = asker.console.signs.dot
        yield Option(entry.question.id, f"{label} {dot} {OURS}" if entry.ours else label, entry.question.ask)
    if hidden:
        yield Option("", "", kind=OptionKind.HEADING)
        yield Option(SHOW_ALL, f"Show {counted(hidden, 'suggestion')} of ours", kind=OptionKind.ACTION)


def _title(asker: Asker, group: str) -> str:
    return next((found.title for found in asker.library.questionnaire.groups if found.id == group), group)


def review_answers(asker: Asker, step: ReviewStep, page: Callable[[], Sequence[PageEntry]]) -> str:
    """The question to change that somebody picks out; empty when all is right. Warnings that stand are among the answers.

    Raises: `BackError` when they go back, `KeyboardInterrupt` when they stop.
    """
    everything, at = asker.thorough, GO_ON
    while True:
        question = "Is this right? Choose an answer to change it."
        screen = Screen(question, notes=step.notes, can_go_back=step.can_go_back, page=page)
        options = (*_options(asker, step, everything=everything), *asker.ways_out(screen, fact=False))
        chosen = ask_list(asker.console, screen, starting(options, at))
        if chosen.action != SHOW_ALL:
            return chosen.values[0] if chosen.values else ""
        everything = True
        at = next((entry.question.id for entry in step.answers if entry.ours), GO_ON)


def show_warnings(console: Console, notes: Sequence[Note]) -> None:
    """Warnings that an answer has just raised, to be read before the interview goes on.

    Raises: `BackError` when somebody wants to change that answer, `KeyboardInterrupt` when they stop.
    """
    ways = (
        Option(GO_ON, "Go on", kind=OptionKind.ACTION),
        Option(BACK, f"{console.signs.back} Change that answer", kind=OptionKind.ACTION),
    )
    if len(note_lines(notes, console.width)) + len(ways) + 4 <= console.height:
        ask_list(console, Screen("", notes=tuple(notes), can_go_back=True), starting(ways))
        return
    readings = [Option("", f"{note.lead}: {note.text} {note.do}".strip(), kind=OptionKind.READING) for note in notes]
    screen = Screen(f"That raises {counted(len(notes), 'warning')}.", can_go_back=True)
    ask_list(console, screen, starting((*ways, Option("", "", kind=OptionKind.HEADING), *readings)))


def settle_clashes(console: Console, clashes: Sequence[Clash]) -> Choice:
    """Whose answers stand where somebody else answered the same questions otherwise meanwhile.

    Raises: `BackError` when somebody wants to go back, `KeyboardInterrupt` when they stop.
    """
    ways: Sequence[tuple[Choice, str, str]] = (
        ("mine", "Keep what I said", "The other answers go."),
        ("file", "Take what the file says", "What you said to these questions goes."),
        ("both", "Keep both", "Yours go into another file beside it, and the interview goes on there."),
    )
    options = [Option(value, label, description, kind=OptionKind.ACTION) for value, label, description in ways]
    notes = tuple(
        Note("warn", f"{label[:1].upper()}{label[1:]}", f"the file says {clash.in_file}; you said {clash.mine}.")
        for clash in clashes
        for label in (clash.question.label,)
    )
    screen = Screen("Somebody else answered this otherwise meanwhile, in the same file. Which is right?", notes=notes)
    chosen = ask_list(console, screen, starting(options)).action
    return next(value for value, _, _ in ways if value == chosen)


def review_promises(
    asker: Asker, promises: Sequence[Promise], page: Callable[[], Sequence[PageEntry]]
) -> str | Promise:
    """The promises a policy will make, to agree to: empty, the question to change, or the promise that is declined.

    Raises: `BackError` when somebody goes back, `KeyboardInterrupt` when they stop.
    """
    options = [Option(GO_ON, "Write my policy", kind=OptionKind.ACTION), back_option(asker.console.signs)]
    options += _by_owner(promises)
    them = "it" if len(promises) == 1 else "them"
    question = f"Your policy makes {counted(len(promises), 'promise')}. Can you keep {them}?"
    why = "Staff may rely on each of them. Choose one to change the answer that it comes from, or to drop it."
    screen, at = Screen(question, why=why, can_go_back=True, page=page), GO_ON
    while True:
        at = "".join(ask_list(asker.console, screen, starting(options, at)).values)
        if not at:
            return ""
        try:
            return _reconsidered(asker, promises[int(at)])
        except BackError:
            continue


def kept_by(owner: str) -> str:
    """Whoever keeps a promise, as a heading begins: nobody is named by a bracket, but *whoever* it is."""
    open_still = owner.removeprefix(f"{CONFIRM_OPENING}who ").removesuffix(CONFIRM_CLOSING)
    said = f"whoever {open_still}" if owner.startswith(f"{CONFIRM_OPENING}who ") else owner
    return f"{said[:1].upper()}{said[1:]}"


def _by_owner(promises: Sequence[Promise]) -> Iterator[Option]:
    """Promises under whoever keeps them, each by its place in the list; the title of a rule that makes several stands once."""
    for owner in dict.fromkeys(promise.owner for promise in promises):
        yield Option("", f"{kept_by(owner)} keeps:" if owner else "", kind=OptionKind.HEADING)
        title = ""
        for index, promise in enumerate(promises):
            if promise.owner == owner:
                same = promise.title == title
                yield Option(f"{index}", promise.sentence if same else f"{promise.title}: {promise.sentence}")
                title = promise.title


def _reconsidered(asker: Asker, promise: Promise) -> str | Promise:
    """A promise that somebody picked out: the question to change, or the promise itself where it is declined.

    Raises: `BackError` when they keep it, `KeyboardInterrupt` when they stop.
    """
    options = [Option(BACK, f"{asker.console.signs.back} We can keep it", kind=OptionKind.ACTION)]
    for id in promise.questions:
        question = asker.library.questionnaire.questions[id]
        value = asker.known.given.get(id, asker.known.defaulted.get(id))
        entries = kind_of(question).entries(question, value, asker.library) if value is not None else ()
        said = f" (now: {shortened(', '.join(entries), 60)})" if entries else ""
        options.append(Option(id, f"Change the answer: {question.ask}{said}"))
    stays = ""
    if promise.basis == "law":
        stays = "A law asks for this text, so it cannot be dropped here."
    elif asker.library.clauses[promise.clause].section == RIGHTS:
        stays = "People have this right anyway, so it cannot be dropped here."
    else:
        options.append(Option(DROP, f"Drop the rule “{promise.title}”", kind=OptionKind.ACTION))
    notes = (Note("quiet", "", stays),) if stays else ()
    screen = Screen(promise.sentence, notes=notes, can_go_back=True)
    chosen = ask_list(asker.console, screen, starting(options))
    return promise if chosen.action == DROP else chosen.values[0]
