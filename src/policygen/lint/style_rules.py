"""Rules over words: one meaning for each modal verb, no law that nobody read, no consent, sentences that can be read."""

import re
from collections.abc import Iterator, Sequence

from policygen._on_use import regex
from policygen.findings import Finding, Location, Severity
from policygen.language.readability import MOST_AVERAGE, MOST_SECTION_GRADE, MOST_WORDS, measure
from policygen.language.sentences import words
from policygen.library.model import Clause, Library, Source
from policygen.lint.source_locations import SourceLocations
from policygen.lint.source_rules import bound_places
from policygen.lint.texts import ClauseTexts, Sentence, wording_as_clauses

CONSENT_PLACES = ("ZA", "IN")

_STAFF = "you|staff|employees|everyone|everybody|managers|moderators|workers|colleagues"
_TOLD = "be |get|have|hear|find|know|see|receive|lose|keep|need"
_THINGS = "it|this|that|they|posts?|messages?|comments?|names?|words|networks?|platforms?|records?|pictures?|tools?"
_HAPPENS = "look|seem|cause|harm|lead|mean|live|contain|become|break|have"

_MODALS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE), hint)
    for name, pattern, hint in (
        ("shall", r"\bshall\b", "Write must, or we will."),
        (
            "will for a duty",
            rf"(?<!that )\b(?:{_STAFF}) will\b(?! (?:not )?(?:{_TOLD}))",
            "Write must for a duty; will is for our promises.",
        ),
        ("endeavour", r"\bendeavou?rs?\b", "Say what has to be done."),
        ("as appropriate", r"\b(?:as|where|when|if) appropriate\b", "Say when."),
        ("etc.", r"\betc\b", "End the list, or write: and the like."),
        ("and/or", r"\b\w+/or\b", "Write and, or write or."),
        ("please", r"\bplease\b", "A rule needs none; say it plainly."),
        ("encouraged to", r"\bencouraged? to\b", "Write should, or may."),
        ("might want to", r"\bmight (?:want|wish|like) to\b", "Write may, or leave it out."),
        (
            "be expected to",
            r"(?<!when you )(?<!time you )\b(?:be|is|are|being) expected to\b",
            "Write must or should.",
        ),
        (
            "may for what can happen",
            rf"\b(?:{_THINGS}) may (?:not )?(?:{_HAPPENS})\b",
            "Write can: may is for what is allowed.",
        ),
    )
)

_DEMANDS = "requires?|says?|demands?|protects?|forbids?|allows?|gives?|lets?|makes?|treats?"
_LAW = regex(
    r"\b(?:by|under|against) (?:the )?(?:\w+ )?law\b|\billegal(?:ly)?\b|\bunlawful(?:ly)?\b|\bstatutory\b|"
    rf"\b[Tt]he law (?:{_DEMANDS})\b|\b(?:GDPR|HIPAA|FERPA|CCPA|NLRA|PIPEDA|POPIA|COPPA|DTSA)\b"
)
_ACT = regex(r"\b(?:[A-Z][\w'-]+ )+(?:of )?(?:Act|Regulations?|Directive|Ordinance)\b(?! on\b)")
_NUMBER = regex(r"\b(?!(?:1[5-9]|20)\d\d\b)\d[\d.,]*")
"""No year."""
_CONSENT = regex(r"\bconsent(?:s|ed|ing)?\b", re.IGNORECASE)


def check_style(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Every rule over words and readability."""
    texts = ClauseTexts(library)
    for clause in (*library.clauses.values(), *wording_as_clauses(library, where)):
        if clause.verbatim:
            continue
        sentences = texts.sentences(clause)
        for sentence in sentences:
            yield from _modals(clause, sentence, where)
            yield from _consent(library, clause, sentence, where)
        if not (clause.statutory or clause.kind == "right"):
            yield from _law(library, clause, sentences, where)
        if len(words(clause.why)) > MOST_WORDS and not (clause.under or clause.statutory):
            message = f"The 'why' of '{clause.id}' has {len(words(clause.why))} words; {MOST_WORDS} are the most."
            yield Finding(
                "long-why", Severity.MEDIUM, message, where.clause(clause, "why"), "It is one sentence, and printed."
            )
    yield from _readability(library, texts, where)


def _modals(clause: Clause, sentence: Sentence, where: SourceLocations) -> Iterator[Finding]:
    for name, pattern, hint in _MODALS:
        if pattern.search(sentence.text):
            message = f"'{clause.id}' uses '{name}': “{sentence.text[:80]}”"
            yield Finding("modal", Severity.HIGH, message, where.words(clause, sentence.text), hint)


def _consent(library: Library, clause: Clause, sentence: Sentence, where: SourceLocations) -> Iterator[Finding]:
    if clause.tells_law or not _CONSENT.search(sentence.text):
        return
    bound = bound_places(clause)
    if not bound or not all(any(library.atlas.holds(region, place) for region in CONSENT_PLACES) for place in bound):
        message = f"'{clause.id}' speaks of consent, and does not bind South Africa or India alone."
        hint = "Staff cannot freely consent to their employer; for a picture, write permission."
        yield Finding("consent", Severity.HIGH, message, where.words(clause, sentence.text), hint)


def _law(
    library: Library, clause: Clause, sentences: tuple[Sentence, ...], where: SourceLocations
) -> Iterator[Finding]:
    known = [library.sources[id] for id in clause.sources if id in library.sources]
    if clause.tells_law:
        yield from _unread(clause, known, sentences, where)
        return
    if any(source.confidence == "primary" and source.read == "whole" for source in known):
        return
    for sentence in sentences:
        if match := _LAW.search(sentence.text) or _ACT.search(sentence.text):
            message = f"'{clause.id}' says what a law says ('{match[0]}'), and rests on no primary source read whole."
            hint = "Write the rule and leave the law to the ledger."
            yield Finding("law-in-text", Severity.HIGH, message, where.words(clause, sentence.text), hint)


def _unread(
    clause: Clause, sources: Sequence[Source], sentences: tuple[Sentence, ...], where: SourceLocations
) -> Iterator[Finding]:
    """Numbers and deadlines told of a law that nobody read; the year of an act is part of its name."""
    if any(source.is_read for source in sources):
        return
    for sentence in sentences:
        if match := _NUMBER.search(sentence.text):
            message = f"'{clause.id}' tells a number ('{match[0]}') of a law, and nobody has read any of its sources."
            hint = "Read one, or leave the number out."
            yield Finding("unread-number", Severity.HIGH, message, where.words(clause, sentence.text), hint)


def _readability(library: Library, texts: ClauseTexts, where: SourceLocations) -> Iterator[Finding]:
    sections = [
        (
            f"section '{section.id}'",
            [library.clauses[id] for id in section.clauses if id in library.clauses],
            where.section(section.id),
        )
        for section in library.sections
    ]
    entries = list(wording_as_clauses(library, where))
    for name, clauses, location in (
        *sections,
        ("wording", entries, Location(entries[0].location.file if entries else "")),
    ):
        spoken = [s.text for c in clauses if not (c.verbatim or c.statutory) for s in texts.sentences(c)]
        reading = measure(spoken, library.spelling.unavoidable)
        if reading.average > MOST_AVERAGE:
            average = f"{reading.average:.1f} words on average; {MOST_AVERAGE} are the most."
            message = f"Sentences of the {name} have {average}"
            yield Finding("long-sentences", Severity.MEDIUM, message, location, "Shorten the longest.")
        if reading.grade > MOST_SECTION_GRADE:
            message = f"The {name} reads at grade {reading.grade:.1f}; {MOST_SECTION_GRADE} is the most."
            yield Finding("hard-to-read", Severity.MEDIUM, message, location, "Use shorter words and sentences.")
