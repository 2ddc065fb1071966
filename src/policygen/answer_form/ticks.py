"""What a hand did to the lines of a question: which choice is ticked, and how that was seen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.answer_form.printed import EMPTY, TICKED, with_description
from policygen.answer_form.typed import NO, YES
from policygen.document.filled import Line, Stretch
from policygen.language.lists import listed
from policygen.questions.model import Choice

_EMPTY_SIGNS = regex(r"[☐□▢◻◯○⬜]|\[\s*_?\s*\]|\(\s*_?\s*\)")
_TICK_SIGNS = regex(r"[☒☑✓✔✗✘×✕✖⊠🗹🗷■●◉⬛√]|(?<![^\W_])[xX+*](?![^\W_])|(?<![^\W_])[vV](?![^\W_])")
_CROSSES = frozenset("xX✗✘×✕✖")
_CHECKS = frozenset("✓✔√🗸")
_ORDER = ("checked", "ticked", "crossed", "no", "empty", "")
_ARROWS = regex(r"<[-=]{1,9}|[-=]{1,9}>|[←→⇐⇒⟵⟶👈👉]")
_IDLE = regex(r"[\s\[\]()<>{}|:;,.•·–—_=\"'“”‘’←→<>-]+")
"""Signs beside a box that say nothing."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of a choice."""

    choice: Choice
    sign: str = ""
    """`ticked`, `checked` (✓ or *yes*), `crossed` (an x, which beside a ✓ may be a *no*), `no`, `empty`; or nothing."""
    marked: bool = False
    """Its words are bold, underlined or highlighted."""
    struck: bool = False
    """Its words are struck through."""
    rest: str = ""
    """What else stands on the line."""

    @property
    def is_on(self) -> bool:
        """Whether a sign says that it is chosen."""
        return self.sign in {"checked", "ticked", "crossed"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the lines of a question come to."""

    choices: tuple[Choice, ...]
    inferred: str = ""
    """How that was seen, where no sign says it plainly."""
    unclear: str = ""
    """Why it cannot be said; then no choice stands."""


def tick_in(line: Line, choices: Sequence[Choice]) -> Tick | None:
    """The choice that a line is for, and its marks; None where it is for none."""
    text = _plain(line.text)
    for choice in sorted(choices, key=lambda each: -len(with_description(each))):
        for words in dict.fromkeys((with_description(choice), choice.label)):
            found = re.search(rf"(?<!\w){re.escape(_plain(words))}(?!\w)", text, re.IGNORECASE)
            if found:
                tick = _tick(line, choice, text[: found.start()], text[found.end() :])
                behind = _sign(text[found.end() :])
                if behind[0] and any(_holds(behind[1], other) for other in choices):
                    return None  # which of the two is meant?
                if tick is not None:
                    return tick
    return None


def _holds(text: str, choice: Choice) -> bool:
    """Whether some words are, among others, those of a choice."""
    return re.search(rf"(?<!\w){re.escape(_plain(choice.label))}(?!\w)", text, re.IGNORECASE) is not None


def _plain(text: str) -> str:
    return " ".join(text.replace("—", "–").replace("’", "'").replace("\ufe0f", "").split())


def _tick(line: Line, choice: Choice, before: str, after: str) -> Tick | None:
    sign, rest_before = _sign(before)
    behind, rest_after = _sign(after)
    if rest_before or (rest_after and not sign and not behind):
        return None  # a sentence that happens to hold the words of a choice
    marked, struck = _share(line)
    marked = marked or _ARROWS.search(f"{before} {after}") is not None
    return Tick(choice, min(sign, behind, key=_ORDER.index), marked, struck, rest_after)


def _sign(beside: str) -> tuple[str, str]:
    """What the signs on one side of a choice say, and the words among them."""
    crosses = _TICK_SIGNS.findall(beside)
    empty = _EMPTY_SIGNS.search(beside) is not None
    beside = _ARROWS.sub(" ", beside)
    words = _IDLE.sub(" ", _TICK_SIGNS.sub(" ", _EMPTY_SIGNS.sub(" ", beside))).strip()
    said = words.casefold()
    if said in YES or said in NO:
        return ("checked" if said in YES else "no"), ""
    if crosses:
        kinds = {"crossed" if sign in _CROSSES else "checked" if sign in _CHECKS else "ticked" for sign in crosses}
        return next(kind for kind in _ORDER if kind in kinds), words
    return ("empty" if empty else ""), words


def _share(line: Line) -> tuple[bool, bool]:
    """Whether most of the words of a choice are marked, and whether most are struck through."""
    letters = [(stretch, len(re.sub(r"\W", "", stretch.text))) for stretch in line.stretches]
    every = sum(count for _, count in letters) or 1
    marked = sum(count for stretch, count in letters if stretch.marked)
    struck = sum(count for stretch, count in letters if stretch.struck)
    return marked * 2 > every, struck * 2 > every


def chosen(ticks: Sequence[Tick], offered: int, *, several: bool) -> Chosen:
    """What was chosen of a question. `offered`: how many choices its form had for certain; `several` may be ticked."""
    ticked = [tick for tick in ticks if tick.is_on]
    crossed = [tick for tick in ticked if tick.sign == "crossed"]
    how = ""
    if crossed and any(tick.sign == "checked" for tick in ticked):
        ticked = [tick for tick in ticked if tick.sign != "crossed"]
        how = f"Crosses beside {_labels(crossed)} were read as no, since others have a tick."
    withdrawn = [tick for tick in ticked if tick.struck]
    if withdrawn and len(withdrawn) < len(ticks):
        ticked = [tick for tick in ticked if not tick.struck]
        how = f"{_labels(withdrawn)} is ticked and struck through, and was read as not chosen."
    if not ticked and not withdrawn:
        return _without_signs(ticks, offered, several=several)
    if len(ticked) > 1 and not several:
        return Chosen((), unclear=f"{_labels(ticked)} are ticked, and one may stand.")
    return Chosen(tuple(tick.choice for tick in ticked), how)


def _without_signs(ticks: Sequence[Tick], offered: int, *, several: bool) -> Chosen:
    """What lines without a tick may say: by bold, underlined or highlighted words, by what is struck out, by a lost box."""
    for way, seen in _ways(ticks, offered, several=several):
        if seen and (several or len(seen) == 1):
            return Chosen(tuple(tick.choice for tick in seen), f"No box is ticked; {way.format(_labels(seen))}.")
        if seen:
            return Chosen((), unclear=f"No box is ticked, and {way.format(_labels(seen))}; one may stand.")
    struck = [tick for tick in ticks if tick.struck]
    if struck and len(struck) < len(ticks):
        return Chosen((), unclear=f"No box is ticked; {_labels(struck)} is struck through.")
    return Chosen(())


def _ways(ticks: Sequence[Tick], offered: int, *, several: bool) -> Iterator[tuple[str, list[Tick]]]:
    marked = [tick for tick in ticks if tick.marked]
    if len(marked) < len(ticks):
        yield "{} stands in bold, underlined, highlighted or behind an arrow, and was read as chosen", marked
    left = [tick for tick in ticks if not tick.struck]
    if len(left) == 1 and len(ticks) > 1 and not several:
        yield "all but {} are struck through, and it was read as chosen", left
    lost = [tick for tick in ticks if not tick.sign]
    if len(lost) == 1 and len(ticks) > 1:
        yield "the box of {} is gone, and it was read as chosen", lost
    if len(ticks) == 1 < offered and not several:
        yield "all choices but {} are gone, and it was read as chosen", list(ticks)


def _labels(ticks: Sequence[Tick]) -> str:
    return listed([f"“{tick.choice.label}”" for tick in ticks])


def is_box_alone(line: Line) -> bool:
    """Whether a line holds nothing but boxes."""
    return not line.text.replace(EMPTY, "").replace(TICKED, "").strip()


_BOX = regex(rf"(?=[{EMPTY}{TICKED}])")


def parted(line: Line) -> tuple[Line, ...] | None:
    """A line with several boxes as one for each box; None where signs beside them may belong to either side."""
    if _TICK_SIGNS.search(line.text.replace(TICKED, "")) or _ARROWS.search(line.text):
        return None
    pieces: list[list[Stretch]] = [[]]
    for stretch in line.stretches:
        for number, text in enumerate(_BOX.split(stretch.text)):
            pieces += [[]] if number or text[:1] in {EMPTY, TICKED} else []
            pieces[-1].append(replace(stretch, text=text))
    return tuple(Line(tuple(piece)) for piece in pieces if any(each.text.strip() for each in piece))
