"""Traps over text: wording found unlawful or risky, read by who speaks, whom it binds and how it is meant."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from policygen._on_use import regex
from policygen.findings import Finding, Severity
from policygen.library.model import SPEAKERS, Clause, Library, Trap
from policygen.library.trap_words import MOODS, UnknownWordsError, compiled, expanded, fault_of_pattern, folded, wording
from policygen.lint.source_locations import SourceLocations
from policygen.lint.source_rules import bound_places
from policygen.lint.texts import ClauseTexts, Sentence, with_stem, wording_as_clauses
from policygen.lint.weighing import HEAVY, LEAST, Scales

_RULE = r"(?:please )?(?:do not|don't|you (?:must|may|should|are not|will not))"
_BREAK = regex(rf"; | - |, (?=(?:but|though|although|yet|whereas|while) )|, (?=(?:so|and) {_RULE})|(?<=[.!])[\"')]* ")
"""Where one sentence says a second thing, which can be a right beside a ban."""


class Grammar:
    """The classes of words by which a sentence is read; one that the library does not have is never found."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._words = words
        self._patterns: dict[str, re.Pattern[str] | None] = {}
        self.finds: Callable[[str, str], bool] = lru_cache(maxsize=1 << 10)(self._finds)
        """Whether some folded text has a word of a class; weight, uses and moods of one sentence ask for the same."""

    def pattern(self, name: str) -> re.Pattern[str] | None:
        """A class as one pattern."""
        if name not in self._patterns:
            self._patterns[name] = compiled(expanded(self._words.get(name, ()), self._words))
        return self._patterns[name]

    def _finds(self, name: str, text: str) -> bool:
        pattern = self.pattern(name)
        return pattern is not None and pattern.search(text) is not None

    def uses(self, text: str, heading: str = "") -> frozenset[str]:
        """The uses that a folded sentence can be about: our accounts alone where its subject or setting says so."""
        speakers = self.pattern("our speakers")
        if speakers is not None and speakers.match(text):
            return frozenset({"official"})
        if self.finds("their own", text):
            return frozenset(SPEAKERS)
        ours = self.finds("our accounts", text) or self.finds("our part", folded(heading))
        return frozenset({"official"} if ours else SPEAKERS)


class Statement:
    """One thing that a sentence says."""

    def __init__(self, text: str, grammar: Grammar, beside: str = "", *, heavy: bool = False) -> None:
        self.text = text
        self._beside = beside
        self._grammar = grammar
        self._heavy = heavy

    @cached_property
    def moods(self) -> frozenset[str]:
        """What it can do: forbid, demand, permit, say; nothing where a law asks for it or it turns a ban round."""
        finds = self._grammar.finds
        if finds("law says so", self.text):
            return frozenset()
        moods = {"allows"} if finds("leave", self.text) else set[str]()
        if not finds("turned round", self.text) and not finds("advice", self.text + self._beside):
            moods |= {"demands", "does", "says", "pattern"}
            if not finds("narrow", self.text) and not finds("free beside it", self._beside):
                moods |= {"forbids"} if self._heavy or finds("ban", self.text) else set[str]()
            if finds("choice", self._beside):
                moods.discard("demands")
        return frozenset(moods)

    def denies(self, mood: str, position: int) -> bool:
        """Whether it says before some position that it is not so, or for a demand that it is a choice."""
        names = ("not", "may do") if mood == "demands" else ("not",)
        patterns = (self._grammar.pattern(name) for name in names)
        return any(pattern is not None and pattern.search(self.text, 0, position) for pattern in patterns)


class Traps:
    """The traps of one library, ready to read sentences."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.grammar = Grammar(library.trap_words)
        self.scales = Scales(library.trap_words, self.grammar.finds)
        self._moods = {
            id: frozenset(mood for mood in MOODS if getattr(trap, mood)) for id, trap in library.traps.items()
        }
        self._least = {id: _least(trap) for id, trap in library.traps.items()}
        self._patterns: dict[tuple[str, str], re.Pattern[str] | None] = {}
        # Clauses say many a sentence twice, and are for the same few uses and places.
        self._caught = lru_cache(maxsize=1 << 14)(self._read)
        self._open = lru_cache(maxsize=1 << 10)(self._set_for)

    def caught(
        self, sentence: str, applies_to: Iterable[str] = SPEAKERS, places: Sequence[str] = (), heading: str = ""
    ) -> tuple[Trap, ...]:
        """The traps that catch a sentence written for some uses, where people work in some places; no places: anywhere."""
        if sentence.rstrip().endswith("?"):
            return ()
        text = folded(sentence)
        uses = frozenset(applies_to)
        return self._caught(text, uses & self.grammar.uses(text, heading) or uses, tuple(places))

    def _read(self, text: str, uses: frozenset[str], places: tuple[str, ...]) -> tuple[Trap, ...]:
        weight = self.scales.weigh(text)
        plain = self._statements(text)
        heavy = self._statements(text, heavy=True) if weight >= HEAVY else plain
        caught = tuple(
            trap
            for trap in self._open(uses, places)
            if weight >= self._least[trap.id]
            and any(self._fires(trap, said) for said in (plain if trap.severity is Severity.BLOCK else heavy))
        )
        return tuple(trap for trap in caught if not trap.weighs) or caught

    def _set_for(self, uses: frozenset[str], places: tuple[str, ...]) -> tuple[Trap, ...]:
        """The traps for some uses that are set in some places; no places: anywhere."""
        traps = self.library.traps.values()
        return tuple(t for t in traps if uses & set(t.applies_to) and is_set_in(self.library, t, places))

    def uses(self, sentence: str, heading: str = "") -> frozenset[str]:
        """The uses that a sentence can be about."""
        return self.grammar.uses(folded(sentence), heading)

    def catches(self, trap: Trap, sentence: str) -> bool:
        """Whether a trap catches one sentence, whomever it is for."""
        return any(self._fires(trap, statement) for statement in self._statements(folded(sentence)))

    def _statements(self, text: str, *, heavy: bool = False) -> list[Statement]:
        parts = [part for part in _BREAK.split(text) if part.strip()]
        return [
            Statement(part, self.grammar, " ; ".join(["", *parts[position + 1 :]]), heavy=heavy)
            for position, part in enumerate(parts)
        ]

    def _fires(self, trap: Trap, statement: Statement) -> bool:
        if not any(self._means(trap, mood, statement) for mood in self._moods[trap.id] & statement.moods):
            return False
        unless = self._pattern(trap, "unless")
        return unless is None or not unless.search(statement.text)

    def _means(self, trap: Trap, mood: str, statement: Statement) -> bool:
        pattern = self._pattern(trap, mood)
        if pattern is None:
            return False
        if mood in {"forbids", "says", "pattern"}:
            return pattern.search(statement.text) is not None
        return any(not statement.denies(mood, found.start()) for found in pattern.finditer(statement.text))

    def fault(self, trap: Trap, key: str) -> str:
        """Why one key of a trap is no regular expression; empty where it is one, or there is none."""
        try:
            pattern = wording(trap, key, self.library.trap_words)
        except UnknownWordsError:  # told by the reader of the library
            return ""
        return fault_of_pattern(key, pattern) if compiled(pattern) is None else ""

    def _pattern(self, trap: Trap, key: str) -> re.Pattern[str] | None:
        """The pattern of one key; None where it has none, or a broken one, which `library check` reports."""
        known = (trap.id, key)
        if known not in self._patterns:
            try:
                self._patterns[known] = compiled(wording(trap, key, self.library.trap_words))
            except UnknownWordsError:
                self._patterns[known] = None
        return self._patterns[known]


def _least(trap: Trap) -> int:
    """The least that a sentence must weigh; wording unlawful on its face is read whatever stands around it."""
    is_free = trap.at_any_weight or trap.severity is Severity.BLOCK
    return trap.weighs or (-sys.maxsize if is_free else LEAST)


def is_set_in(library: Library, trap: Trap, places: Sequence[str]) -> bool:
    """Whether a trap is set in any of the places; one that is too coarse to tell counts."""
    return not trap.places or _any_holds(library, trap.places, places)


def is_unlawful_in(library: Library, trap: Trap, places: Sequence[str]) -> bool:
    """Whether the wording of a trap is unlawful on its face in any of the places; no places: anywhere."""
    return bool(trap.unlawful_in) and _any_holds(library, trap.unlawful_in, places)


def _any_holds(library: Library, regions: Sequence[str], places: Sequence[str]) -> bool:
    holds = library.atlas.holds
    return not places or any(holds(region, place) is not False for region in regions for place in places)


def severity_in(library: Library, trap: Trap, places: Sequence[str]) -> Severity:
    """How severe a trap is in some places: it blocks only where its wording is unlawful on its face."""
    return trap.severity if is_unlawful_in(library, trap, places) else min(trap.severity, Severity.HIGH)


# ---- our own clauses ---------------------------------------------------------------------------------------------------


def _applies_to(library: Library, clause: Clause, trap: Trap) -> bool:
    """Whether a clause has to avoid a trap: by the places where it can be printed."""
    holds = library.atlas.holds
    spared = trap.places and all(any(holds(region, place) for region in clause.not_in) for place in trap.places)
    return not spared


def _is_exempt(library: Library, clause: Clause) -> bool:
    """Whether a law asks for this wording: the exemption lies in the source, not in the hand that wrote it."""
    return clause.statutory and any(library.sources[id].kind == "law" for id in clause.sources if id in library.sources)


def check_traps(
    library: Library, where: SourceLocations, only: Callable[[Clause], bool] | None = None
) -> Iterator[Finding]:
    """Clauses caught by a trap, in what stands on every paper and in the rest; and traps that miss their own examples.

    With `only`, nothing but the clauses of which that is true.
    """
    texts, traps = ClauseTexts(library), Traps(library)
    for clause in (*library.clauses.values(), *wording_as_clauses(library, where)):
        if clause.verbatim or _is_exempt(library, clause) or (only is not None and not only(clause)):
            continue
        bound = bound_places(clause)
        for sentence in texts.sentences(clause, ("rule", "always", "detail", "inside", "page_one")):
            for trap in traps.caught(_spoken(sentence), clause.applies_to, bound):
                if _applies_to(library, clause, trap):
                    yield _caught(clause, trap, severity_in(library, trap, bound), sentence, where)
    if only is None:
        yield from _own_faults(traps, where)


def _spoken(sentence: Sentence) -> str:
    """A sentence as a reader hears it: an item with what leads to it."""
    if sentence.part == "inside":
        return with_stem("You must not do this:", sentence.text)
    return with_stem(sentence.lead, sentence.text) if sentence.continues else sentence.text


def _caught(clause: Clause, trap: Trap, severity: Severity, sentence: Sentence, where: SourceLocations) -> Finding:
    alone = " when the rule is read alone" if sentence.part in {"rule", "always", "page_one"} else ""
    message = f"'{clause.id}' is caught by {trap.id}{alone}: “{sentence.text[:100]}” {trap.why}"
    return Finding(trap.id, severity, message, where.words(clause, sentence.text), trap.instead)


def _own_faults(traps: Traps, where: SourceLocations) -> Iterator[Finding]:
    for trap in traps.library.traps.values():
        if trap.severity is Severity.BLOCK and not trap.unlawful_in:
            message = f"The trap '{trap.id}' is to block, but does not say where its wording is unlawful."
            hint = "Name the places under 'unlawful_in', or make it high."
            yield Finding("blocks-nowhere", Severity.HIGH, message, where.trap(trap.id, "severity"), hint)
        for key in (*MOODS, "unless"):
            if fault := traps.fault(trap, key):
                yield Finding("bad-pattern", Severity.BLOCK, fault, where.trap(trap.id, key))
        missed = [text for text in trap.catches if not traps.catches(trap, text)]
        wrong = [text for text in trap.spares if traps.catches(trap, text)]
        for text in missed:
            message = f"The trap '{trap.id}' does not catch its own example: “{text}”"
            hint = "Widen its wordings or narrow 'unless'."
            yield Finding("trap-misses", Severity.BLOCK, message, where.trap(trap.id), hint)
        for text in wrong:
            message = f"The trap '{trap.id}' catches what it is to spare: “{text}”"
            hint = "Narrow its wordings or widen 'unless'."
            yield Finding("trap-overreaches", Severity.BLOCK, message, where.trap(trap.id), hint)
