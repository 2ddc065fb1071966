"""What most readers need, at the head of a policy: page one of a longer one, and the lines in brief of a short one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.assembly.fill import Filler
from policygen.assembly.frame import owner
from policygen.assembly.shapes import BY_TOPIC, RUN_ON, SAFE_FIRST, SIGNED_FIRST
from policygen.assembly.wording import Words
from policygen.conditions.evaluate import evaluate
from policygen.conditions.model import AnyOf, Outcome
from policygen.document.model import (
    Block,
    Heading,
    Origin,
    Paragraph,
    Part,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.document.walk import our_words
from policygen.language.lists import listed
from policygen.library import template
from policygen.library.headings import Headings
from policygen.library.model import AUDIENCES, Audience, Clause

MOST_LINES: Mapping[Audience, int] = {"everyone": 7, "account_holders": 2, "managers": 1}
"""How many rules page one of a longer policy tells each reader: ten at most."""

MOST_BEFORE: Mapping[Audience, int] = {**MOST_LINES, "everyone": 8}
"""As many, before what keeps people safe came first; a short policy told everyone as many in brief."""

MOST_IN_BRIEF, MOST_BEFORE_BY_PLACE = 14, 10
"""How many rules a short policy tells in brief, and told before they stood by where they hold."""

PLACES = ("wherever", "ours", "happened", "own")
"""Where rules hold, or when, in the order in which a short policy tells them in brief."""

WHAT_HAPPENED = frozenset({"escalation", "conduct"})
"""The sections of whom to tell."""

ANSWERED = frozenset({"reply_promise", "working_time_use"})
"""Questions whose answers whoever gave them looks for in brief."""

FEWEST_LINES = 4
"""With fewer, a short policy has no lines in brief: they would be half of its rules."""

TRADE_SECTIONS = frozenset({"trade", "sector"})
"""Where the rules of a trade and of its line of work stand."""

RIGHTS = "rights"
"""The section of the right to speak about work."""

TRADE_LINES = 3
"""How many of everyone's lines may be of the trade's own rules."""

LEADING_LINES = 2
"""How many may be of the rules that lead, which keep people safe; the trade then has two."""

ASKED_FIRST = frozenset({"speaking", *WHAT_HAPPENED})
"""The sections of what everybody asks first: who posts, and whom to tell."""

WORDS_A_MINUTE = 230


@dataclass(frozen=True, slots=True)
class Reading:
    """What one kind of reader reads: the parts of the document that are for them."""

    audience: Audience
    title: str
    """What its part of the document is called."""
    parts: tuple[Part, ...]


def chosen_lines(clauses: Sequence[Clause], tiers: Sequence[Sequence[Clause]], most: int) -> tuple[Clause, ...]:
    """At most so many clauses that page one tells, in the order given.

    Those of the first tier before those of the next; then what even a card says, then what a short policy says; what a
    trade has beside its tier comes last.
    """
    told = {clause.id: tier for tier, listed in reversed([*enumerate(tiers)]) for clause in listed}
    by_depth = {"card": len(tiers), "short": len(tiers) + 1}

    def rank(clause: Clause) -> int:
        if clause.id not in told and clause.section in TRADE_SECTIONS:
            return len(tiers) + 3
        return told.get(clause.id, by_depth.get(clause.appears, len(tiers) + 2))

    chosen = {clause.id for clause in sorted(clauses, key=rank)[:most]}
    return tuple(clause for clause in clauses if clause.id in chosen)


def minutes(parts: Sequence[Part]) -> int:
    """How long some parts take to read, in whole minutes."""
    return max(1, -(-our_words(parts) // WORDS_A_MINUTE))


class PageOne:
    """Makes page one of a document that prints some clauses."""

    def __init__(self, filler: Filler, clauses: Sequence[Clause], places: Sequence[str]) -> None:
        self.filler = filler
        self.terms = filler.terms
        self.wording = filler.terms.wording
        self.library = filler.terms.library
        self.clauses = clauses
        self.places = places
        self.leading = filler.tables.shape >= SAFE_FIRST
        """Whether rules that keep people safe come first."""
        self.by_place = filler.tables.shape >= SIGNED_FIRST and filler.terms.selection.depth == "short"
        """Whether lines in brief stand by where they hold, and the right to speak about work is the last of them."""

    def part(self, readings: Sequence[Reading], guided: Audience | None = None) -> Part | None:
        """Page one, or None where no clause has a line for it; who is `guided` reads a handbook as well."""
        lines = [table for reading in readings if (table := self._of(reading))]
        if not lines:
            return None
        title = self.wording.text("page-one.title")
        blocks: list[Block] = [Heading(1, (Text(title),), numbered=False)]
        blocks += self._emergency()
        blocks += lines
        blocks += self._limits()
        blocks += self._looks()
        blocks.append(Paragraph(self.wording.inlines("page-one.tell", owner=owner(self.terms))))
        blocks.append(self._who_reads(readings, guided))
        blocks.append(Paragraph(self.wording.inlines("page-one.binds"), "note"))
        return Part(Origin("page-one", "page-one", title), tuple(blocks))

    def in_brief(self, parts: Sequence[Part]) -> Part | None:
        """The rules of a short policy that matter most, a line each, by where they hold; None where they are too few."""
        title = self.wording.text("page-one.in-brief")
        reading = Reading("everyone", title, tuple(parts))
        told = [each for each in self._told(reading.parts) if self._is_for_everyone(each)]
        table = self._lines(reading, told, self._most_in_brief())
        if table is None or len(table.rows) < FEWEST_LINES:
            return None
        rows = [Row(row.key, row.cells[:1]) for row in table.rows]
        if self.filler.tables.shape >= RUN_ON:
            rows.sort(key=lambda row: self._comes_late(self.library.clauses[row.key]))
        lines = replace(table, columns=(title,), rows=tuple(rows), widths=(1,))
        if not self.by_place:
            return Part(Origin("page-one", "page-one", title), (lines, *self._limits()))
        ends = self._is_of_rights(self.library.clauses[rows[-1].key])
        limits = self._limits("limits-after-right" if ends else "limits")
        return Part(Origin("page-one", "page-one", title), (*self._by_place(lines), *limits))

    def _most_in_brief(self) -> int:
        if self.by_place:
            return MOST_IN_BRIEF
        return MOST_BEFORE_BY_PLACE if self.leading else MOST_BEFORE["everyone"]

    def _by_place(self, lines: Table) -> Iterator[Table]:
        """Lines in tables of their own: what holds wherever one posts, and so on."""
        for place in PLACES:
            rows = tuple(row for row in lines.rows if self._place_of(self.library.clauses[row.key]) == place)
            if rows:
                title = self.wording.text(f"page-one.in-brief-{place}")
                yield replace(lines, name=f"page-one-{place}", columns=(title,), rows=rows)

    def _place_of(self, clause: Clause) -> str:
        if clause.section in WHAT_HAPPENED:
            return "happened"
        if self._leads(clause):
            return "wherever"
        if "official" not in clause.applies_to or self._is_of_rights(clause):
            return "own"
        return "ours" if clause.applies_to == ("official",) else "wherever"

    def _limits(self, said: str = "limits") -> Iterator[Block]:
        """What none of the lines touches, said once for all of them."""
        if self.filler.tables.shape >= BY_TOPIC:
            yield Paragraph(self.wording.inlines(f"page-one.{said}"), "note")

    def _emergency(self) -> Iterator[Block]:
        """Whom to call, for those whose work lets people come to harm."""
        numbers = {place: number for place in self.places if (number := self.library.atlas.emergency_in(place))}
        condition = self.library.emergency_when
        if condition is None or evaluate(condition, self.terms.facts, self.library.atlas).outcome is not Outcome.YES:
            return
        if not numbers:
            return
        said = next(iter(numbers.values()))
        if len(set(numbers.values())) > 1:
            said = listed([f"{number} ({self.library.atlas.name(place)})" for place, number in numbers.items()], "or")
        yield Paragraph((Strong(self.wording.inlines("page-one.emergency", number=(Text(said),))),))

    def _of(self, reading: Reading) -> Table | None:
        told = [clause for clause in self._told(reading.parts) if clause.audience == reading.audience]
        most = MOST_LINES if self.leading else MOST_BEFORE
        return self._lines(reading, told, most[reading.audience])

    def _is_for_everyone(self, clause: Clause) -> bool:
        """Whether a short policy tells it in brief: a rule that even a card has is everyone's there."""
        is_asked = self.by_place and self._is_asked_first(clause)
        return is_asked or clause.audience == "everyone" or (self.leading and clause.appears == "card")

    def _lines(self, reading: Reading, told: Sequence[Clause], most: int) -> Table | None:
        chosen = chosen_lines(told, self._tiers(told), most)
        rows = tuple(
            Row(clause.id, (self.filler.words(clause.gist), (Reference(clause.id, clause.title),)))
            for clause in chosen
            if clause.id in self.filler.targets or self.by_place
        )
        columns = (reading.title, self.wording.text("page-one.rule"))
        return Table(f"page-one-{reading.audience}", columns, rows, widths=(3, 1)) if rows else None

    def _tiers(self, told: Sequence[Clause]) -> tuple[Sequence[Clause], ...]:
        """What is told before all else: the first rights, what keeps people safe, and what only this trade says."""
        rights = [clause for clause in told if clause.kind == "right"]
        if self.leading:
            rights = [clause for clause in rights if clause.section == rights[0].section]
        leading = [clause for clause in told if self._leads(clause)]
        safe = [*leading[:1], *(clause for clause in leading if clause.section not in TRADE_SECTIONS)][:LEADING_LINES]
        trade = [clause for clause in told if clause.section in TRADE_SECTIONS and clause not in safe]
        asked = [clause for clause in told if self._is_asked_first(clause)]
        return rights, safe, trade[: TRADE_LINES - bool(safe)], asked if self.by_place else ()

    def _is_asked_first(self, clause: Clause) -> bool:
        tests = clause.when.tests if clause.when else ()
        is_answered = any(isinstance(test, AnyOf) and test.key in ANSWERED for test in tests)
        is_whom_to_tell = clause.section in WHAT_HAPPENED and bool(clause.under)
        return is_answered or is_whom_to_tell or (clause.section in ASKED_FIRST and clause.appears == "card")

    def _leads(self, clause: Clause) -> bool:
        group = Headings(self.library).group_of(clause)
        return self.leading and any(each.leads for each in self.library.groups if each.id == group)

    def _is_of_rights(self, clause: Clause) -> bool:
        return clause.kind == "right" and clause.section == RIGHTS

    def _comes_late(self, clause: Clause) -> int:
        """Who is kept safe, the trade’s own, what everybody asks first, all else, and the right that closes the lines."""
        if self._leads(clause):
            return 0
        if clause.section in TRADE_SECTIONS:
            return 1
        if not self.by_place:
            return 2
        if self._is_of_rights(clause):
            return 4
        return 2 if "official" in clause.applies_to and self._is_asked_first(clause) else 3

    def _told(self, parts: Sequence[Part]) -> Sequence[Clause]:
        """The clauses that have a line, in the order of the document; those that stand in none of its parts last."""
        order = {part.origin.id: number for number, part in enumerate(parts)}
        told = [clause for clause in self.clauses if clause.gist]
        return sorted(told, key=lambda clause: order.get(clause.id, len(order)))

    def _looks(self) -> Iterator[Table]:
        """What is looked at and what is not, side by side."""
        looked = [words for clause in self.clauses for words in clause.looked_at]
        not_looked = [words for clause in self.clauses for words in clause.not_looked_at]
        if not looked and not not_looked:
            return
        columns = (self.wording.text("page-one.looked-at"), self.wording.text("page-one.not-looked-at"))
        rows = tuple(
            Row(str(number), (self._nth(looked, number - 1), self._nth(not_looked, number - 1)))
            for number in range(1, max(len(looked), len(not_looked)) + 1)
        )
        yield Table("page-one-looks", columns, rows)

    def _nth(self, lines: Sequence[template.Words], number: int) -> Words:
        return self.filler.words(lines[number]) if number < len(lines) else ()

    def _who_reads(self, readings: Sequence[Reading], guided: Audience | None) -> Table:
        """Who reads which part, in how many minutes."""
        columns = tuple(self.wording.text(f"page-one.{column}") for column in ("reader", "reads", "minutes"))
        everyone = next((reading.title for reading in readings if reading.audience == "everyone"), "")
        rows: list[Row] = []
        for reading in sorted(readings, key=lambda reading: AUDIENCES.index(reading.audience)):
            also = "handbook" if reading.audience == guided else "also"
            reads = "first" if reading.audience == "everyone" else also
            what = self.wording.text(f"page-one.reads-{reads}", part=reading.title, first=everyone)
            who = self.wording.text(f"page-one.reader-{reading.audience.replace('_', '-')}")
            rows.append(Row(reading.audience, ((Text(who),), (Text(what),), (Text(str(minutes(reading.parts))),))))
        return Table("page-one-readers", columns, tuple(rows), widths=(2, 3, 1))
