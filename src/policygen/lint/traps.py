"""Traps over text: wording found unlawful or risky, one sentence at a time."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from policygen.findings import Finding, Severity
from policygen.library.model import Clause, Library, Trap
from policygen.lint.source_rules import bound_places
from policygen.lint.texts import ClauseTexts, Sentence
from policygen.lint.where import Where


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """A trap's pattern; None when it is no regular expression, which the reader of the library reports."""
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error:
        return None


def catches(trap: Trap, sentence: str) -> bool:
    """Whether a trap catches one sentence."""
    pattern = _compiled(trap.pattern)
    if pattern is None or not pattern.search(sentence):
        return False
    spared = _compiled(trap.unless) if trap.unless else None
    return spared is None or not spared.search(sentence)


def traps_in(library: Library, sentence: str, applies_to: Sequence[str], places: Sequence[str]) -> tuple[Trap, ...]:
    """The traps that catch a sentence of a rule for some use, where people work in some places; no places: anywhere."""
    return tuple(
        trap
        for trap in library.traps.values()
        if set(trap.applies_to) & set(applies_to) and is_set_in(library, trap, places) and catches(trap, sentence)
    )


def is_set_in(library: Library, trap: Trap, places: Sequence[str]) -> bool:
    """Whether a trap is set in any of the places; one that is too coarse to tell counts."""
    if not trap.places or not places:
        return True
    holds = library.atlas.holds
    return any(holds(region, place) is not False for region in trap.places for place in places)


def _set_for(library: Library, clause: Clause) -> tuple[Trap, ...]:
    """The traps that a clause has to avoid: by the uses it is for, and the places where it can be printed."""
    holds = library.atlas.holds
    bound = bound_places(clause)
    return tuple(
        trap
        for trap in library.traps.values()
        if set(trap.applies_to) & set(clause.applies_to)
        and is_set_in(library, trap, bound)
        and not (trap.places and all(any(holds(region, place) for region in clause.not_in) for place in trap.places))
    )


def _vouched(library: Library, clause: Clause) -> bool:
    """Whether a law asks for this wording: the exemption lies in the source, not in the hand that wrote it."""
    return clause.statutory and any(library.sources[id].kind == "law" for id in clause.sources if id in library.sources)


def check_traps(library: Library, where: Where) -> Iterator[Finding]:
    """Clauses caught by a trap, in what stands on every paper and in the rest; and traps that miss their own examples."""
    texts = ClauseTexts(library)
    for clause in library.clauses.values():
        if clause.verbatim or _vouched(library, clause):
            continue
        known = _set_for(library, clause)
        sentences = texts.sentences(clause, ("rule", "always", "detail", "inside"))
        whole = "\n".join(_spoken(sentence) for sentence in sentences)
        near = [trap for trap in known if (pattern := _compiled(trap.pattern)) and pattern.search(whole)]
        for trap in near:
            for sentence in sentences:
                if not sentence.text.rstrip().endswith("?") and catches(trap, _spoken(sentence)):
                    yield _caught(clause, trap, sentence, where)
    yield from _examples(library, where)


def _spoken(sentence: Sentence) -> str:
    """A sentence as a reader hears it: an item with what leads to it."""
    return f"{sentence.lead} {sentence.text}" if sentence.continues and sentence.part != "inside" else sentence.text


def _caught(clause: Clause, trap: Trap, sentence: Sentence, where: Where) -> Finding:
    alone = " when the rule is read alone" if sentence.part in {"rule", "always"} else ""
    message = f"'{clause.id}' is caught by {trap.id}{alone}: “{sentence.text[:100]}” {trap.why}"
    return Finding(trap.id, trap.severity, message, where.words(clause, sentence.text), trap.instead)


def _examples(library: Library, where: Where) -> Iterator[Finding]:
    for trap in library.traps.values():
        missed = [text for text in trap.catches if not catches(trap, text)]
        wrong = [text for text in trap.spares if catches(trap, text)]
        for text in missed:
            message = f"The trap '{trap.id}' does not catch its own example: “{text}”"
            yield Finding(
                "trap-misses", Severity.BLOCK, message, where.trap(trap.id), "Widen 'pattern' or narrow 'unless'."
            )
        for text in wrong:
            message = f"The trap '{trap.id}' catches what it is to spare: “{text}”"
            yield Finding(
                "trap-overreaches", Severity.BLOCK, message, where.trap(trap.id), "Narrow 'pattern' or widen 'unless'."
            )
