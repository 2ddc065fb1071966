"""Whether a made document keeps to its length, and can be read with ease."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from policygen.assembly.assemble import ANNEXED
from policygen.assembly.documents import DOCUMENTS, POLICY, FormBudget
from policygen.assembly.folding import FEWEST_WORDS
from policygen.document.model import (
    Block,
    Confirm,
    Document,
    Emphasis,
    Exact,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Part,
    Reference,
    Strong,
    Table,
    Text,
)
from policygen.document.walk import all_inlines, block_text, runs
from policygen.findings import Finding, Location, Severity
from policygen.formats.docx.contents import MOST_LINES
from policygen.language.readability import MOST_AVERAGE, MOST_SECTION_GRADE, Readability, measure
from policygen.language.sentences import ABBREVIATIONS, split_sentences, words
from policygen.library.model import Library
from policygen.library.template import Records
from policygen.selection.room import EVERYONE, Budget

MOST_GRADE = 10
"""School grade of all rules of a document together."""
MOST_BRACKETS = 3
"""Confirm brackets in a short policy."""

MOST_HEADINGS = 60
RULES = frozenset({"rule", "numbered-rule", "titled-rule", "always", "rights"})
"""Roles of the paragraphs that are the rules of a document."""


def is_notice(part: Part) -> bool:
    """Whether a part is statutory wording, or the heading over it."""
    return part.origin.statutory or part.origin.kind == "notices"


def forms(document: Document) -> tuple[Part, ...]:
    """The sheets to fill in or to copy, with the heading over them and the sheet that people sign among them."""
    ids = [part.origin.id for part in document.parts]
    return document.parts[ids.index("forms") :] if "forms" in ids else ()


def under(document: Document, heading: str) -> tuple[Part, ...]:
    """The clauses under a heading: the law of the places, or further rules of a trade."""
    ids = [part.origin.id for part in document.parts]
    told = document.parts[ids.index(heading) + 1 :] if heading in ids else ()
    return tuple(takewhile(lambda part: part.origin.kind in {"clause", "addendum"} and not part.origin.statutory, told))


def counted(document: Document) -> Iterator[Part]:
    """The parts that a budget counts: our clauses and the headings over them, up to an annex, and nothing that stands apart."""
    apart = {part.origin.id for part in forms(document)}
    for part in document.parts:
        if part.origin.id == f"audience:{ANNEXED}" and document.properties.depth == "standard":
            return
        if (
            part.origin.kind in {"clause", "addendum", "section"}
            and part.origin.layer == "policygen"
            and not is_notice(part)
            and part.origin.id not in apart
            and not part.origin.id.startswith(("law.", "opening."))
        ):
            yield part


def for_everyone(document: Document) -> Iterator[Part]:
    """The parts that every reader of a document reads: all of a short one."""
    is_theirs = document.properties.depth == "short"
    for part in counted(document):
        if part.origin.id.startswith("audience:"):
            is_theirs = part.origin.id == "audience:everyone"
        if is_theirs:
            yield part


def chapters(document: Document) -> Iterator[tuple[str, int]]:
    """Each numbered heading with how many words stand under it, tables counted too."""
    title, total = "", 0
    for part in document.parts:
        if part.origin.kind not in {"clause", "addendum"}:
            if title:
                yield title, total
            title, total = part.origin.title if part.origin.id.startswith("group:") else "", 0
        total += sum(len(words(block_text(block))) for block in part.blocks if not isinstance(block, Heading))
    if title:
        yield title, total


def words_in(parts: Iterable[Part]) -> int:
    """How many words some parts say in paragraphs and lists."""
    return sum(
        len(words(block_text(block)))
        for part in parts
        for block in part.blocks
        if not isinstance(block, (Table, Heading))
    )


def rule_count(document: Document) -> int:
    """How many rules a short paper numbers."""
    return sum(
        isinstance(block, Paragraph) and block.role == "numbered-rule"
        for part in counted(document)
        for block in part.blocks
    )


def word_count(document: Document) -> int:
    """How many words a paper says in paragraphs and lists: no headings, notices, or tables of the user's records."""
    return words_in(counted(document))


def bracket_count(document: Document) -> int:
    """How many facts a document asks somebody to confirm, each counted once, notices apart."""
    found = Document(document.properties, tuple(part for part in document.parts if not is_notice(part)))
    return len({inline for inline in all_inlines(found) if isinstance(inline, Confirm)})


# ---- readability -------------------------------------------------------------------------------------------------------


def _plain(content: Sequence[Inline]) -> str:
    """The words of some inlines; names and quotations as one short word for each of theirs."""
    pieces: list[str] = []
    for inline in content:
        match inline:
            case Text(value):
                pieces.append(value)
            case Exact(value):
                pieces.append(" ".join("x" for _ in words(value)))
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Confirm(_, inner):
                pieces.append(_plain(inner))
            case Reference() | LineBreak():
                pieces.append(" ")
    return "".join(pieces)


def _sentences(blocks: Iterable[Block], abbreviations: frozenset[str]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, (Table, Heading)):
            continue
        for run in runs(block):
            yield from (text for _, text in split_sentences(_plain(run), abbreviations))


def reading_of(parts: Iterable[Part], library: Library, roles: frozenset[str] | None = None) -> Readability:
    """The measure of some parts; with roles, of the paragraphs of those roles alone. Verbatim wording is left out."""
    exempt = {clause.id for clause in library.clauses.values() if clause.verbatim or clause.statutory}
    blocks = [
        block
        for part in parts
        if part.origin.id not in exempt
        for block in part.blocks
        if roles is None or (isinstance(block, Paragraph) and block.role in roles)
    ]
    return measure(_sentences(blocks, ABBREVIATIONS | library.spelling.abbreviations), library.spelling.unavoidable)


def sections(document: Document) -> Iterator[tuple[str, list[Part]]]:
    """Each section's title with the parts under it."""
    title, parts = "", list[Part]()
    for part in document.parts:
        if part.origin.kind in {"section", "notices"}:
            if parts:
                yield title, parts
            title, parts = part.origin.title, []
        elif part.origin.kind in {"clause", "addendum"}:
            parts.append(part)
    if parts:
        yield title, parts


# ---- findings ----------------------------------------------------------------------------------------------------------


def check_document(document: Document, library: Library, name: str) -> Iterator[Finding]:
    """Every budget that a document exceeds. `name` tells people which document it is."""
    location = Location(name)
    kind, depth = DOCUMENTS[document.properties.kind], document.properties.depth
    if (budget := kind.budgets.get(depth)) is not None:
        yield from _length(document, budget, f"{depth} {kind.id}", location)
    if kind is POLICY and depth == "short" and (brackets := bracket_count(document)) > MOST_BRACKETS:
        message = f"The short policy has {brackets} things to confirm; {MOST_BRACKETS} are the most."
        yield Finding("too-many-brackets", Severity.HIGH, message, location, "Write wording that is true either way.")
    yield from _form_pages(document, kind.form_budgets.get(depth), location)
    yield from _headings(document, location)
    yield from _grades(document, library, location)
    yield from _tables(document, library, location)
    for part in document.parts:
        if any("shall" in words(block_text(block).lower()) for block in part.blocks):
            yield Finding(
                "shall", Severity.HIGH, f"'{part.origin.id}' says 'shall'.", location, "Write must, or we will."
            )


def form_words(document: Document) -> int:
    """How many words all forms say, in tables too."""
    return sum(len(words(block_text(block))) for part in forms(document) for block in part.blocks)


def form_rows(document: Document) -> int:
    """How many rows to fill in by hand all forms have, with that over each."""
    blocks = (block for part in forms(document) for block in part.blocks)
    tables = (block for block in blocks if isinstance(block, Table) and block.role == "signature")
    return sum(len(table.rows) + 1 for table in tables)


def _form_pages(document: Document, budget: FormBudget | None, location: Location) -> Iterator[Finding]:
    """More forms than their pages hold."""
    said, rows = form_words(document), form_rows(document)
    most = budget or FormBudget(0, 0)
    if said > most.words or rows > most.rows:
        message = f"The forms have {said} words and {rows} rows; {most.words} and {most.rows} are the most."
        hint = "Print fewer forms on this paper ('appears'), or shorten them."
        yield Finding("too-many-forms", Severity.HIGH, message, location, hint)


def _headings(document: Document, location: Location) -> Iterator[Finding]:
    """More headings than contents can list on a page, chapters with hardly a word, and more than everyone should read."""
    headings = sum(isinstance(block, Heading) for part in document.parts for block in part.blocks)
    if headings > min(MOST_HEADINGS, MOST_LINES):
        message = f"There are {headings} headings; {MOST_LINES} fit on a page of contents."
        yield Finding("too-many-headings", Severity.HIGH, message, location, "Put sections into one chapter.")
    if document.properties.depth != "short":
        for title, total in chapters(document):
            if total < FEWEST_WORDS:
                message = f"{total} words stand under “{title}”; {FEWEST_WORDS} are the fewest."
                yield Finding("small-chapter", Severity.HIGH, message, location, "Put sections into one chapter.")
    if (total := words_in(for_everyone(document))) > EVERYONE.words:
        message = f"Everyone has {total} words to read; {EVERYONE.words} are the most."
        yield Finding("too-many-words", Severity.HIGH, message, location, "Shorten rules, or say whom they are for.")


def _tables(document: Document, library: Library, location: Location) -> Iterator[Finding]:
    """Clauses that speak of a table which has no rows, and so is not there."""
    for part in document.parts:
        clause = library.clauses.get(part.origin.id)
        if clause is None or any(isinstance(block, Table) for block in part.blocks):
            continue
        printed = (*clause.rule, *(clause.detail if document.properties.depth != "short" else ()))
        if any(isinstance(block, Records) for block in printed):
            message = f"'{clause.id}' is printed without the table it speaks of."
            yield Finding(
                "missing-table", Severity.HIGH, message, location, "Let the clause be in only when there are rows."
            )


def _length(document: Document, budget: Budget, what: str, location: Location) -> Iterator[Finding]:
    if budget.rules is not None and (rules := rule_count(document)) > budget.rules:
        message = f"The {what} has {rules} rules; {budget.rules} are the most."
        yield Finding(
            "too-many-rules", Severity.HIGH, message, location, "Print fewer clauses on this paper ('appears')."
        )
    if (total := word_count(document)) > budget.words:
        message = f"The {what} has {total} words; {budget.words} are the most."
        yield Finding(
            "too-many-words",
            Severity.HIGH,
            message,
            location,
            "Shorten rules, or print fewer on this paper ('appears').",
        )


def _grades(document: Document, library: Library, location: Location) -> Iterator[Finding]:
    rules = reading_of(document.parts, library, RULES)
    if rules.grade > MOST_GRADE:
        message = f"The rules read at grade {rules.grade:.1f}; {MOST_GRADE} is the most."
        yield Finding("hard-to-read", Severity.HIGH, message, location, "Use shorter words and sentences.")
    if rules.average > MOST_AVERAGE:
        message = f"Sentences of the rules have {rules.average:.1f} words on average; {MOST_AVERAGE} are the most."
        yield Finding("long-sentences", Severity.HIGH, message, location, "Shorten the longest.")
    for title, parts in sections(document):
        reading = reading_of(parts, library)
        if reading.grade > MOST_SECTION_GRADE:
            message = f"The section “{title}” reads at grade {reading.grade:.1f}; {MOST_SECTION_GRADE} is the most."
            yield Finding("hard-to-read", Severity.HIGH, message, location, "Use shorter words and sentences.")
