"""Selection → document tree, short or full: what stands where, part by part."""

from collections.abc import Iterator, Sequence
from typing import Literal

from policygen.assembly.documents import POLICY, DocumentKind, is_for_account_holders
from policygen.assembly.fill import Filler
from policygen.assembly.finishing import finished
from policygen.assembly.frame import control_part, signature_part, title_part
from policygen.assembly.tables import Tables
from policygen.assembly.terms import Terms
from policygen.assembly.vocabulary import in_own_words
from policygen.conditions.evaluate import values_of
from policygen.document.model import (
    Block,
    Confirm,
    Contents,
    Depth,
    Document,
    Exact,
    Heading,
    Inline,
    Item,
    ItemList,
    Origin,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Part,
    PartKind,
    Properties,
    Reference,
    Strong,
    Text,
)
from policygen.language.lists import listed
from policygen.library.model import Clause, Section
from policygen.library.template import Blocks, Records
from policygen.selection.model import Decision, Selection, Status
from policygen.selection.own_rules import is_own
from policygen.selection.reasons import ReasonFormatter

READS = frozenset(
    {
        "organisation_name",
        "short_name",
        "policy_owner",
        "names_in_policy",
        "approved_by",
        "effective_date",
        "review_months",
        "acknowledgement",
        "spelling",
        "trades",
        "work_locations",
    }
)
"""Questions whose answers stand round the clauses, or change how all of them are written."""

SHAPE = 2
"""What stands round the clauses, in which order and under which headings: told in every record, so that an update knows
which documents were issued in another. Shape 1 had no short name under the title."""


class Assembler:
    """Makes one document of a selection."""

    def __init__(self, selection: Selection, kind: DocumentKind) -> None:
        self.selection = selection
        self.library = selection.library
        self.kind = kind
        self.depth: Depth = kind.depth or selection.depth
        facts = selection.situation.facts
        printed = (clause for clause in self.library.ordered() if kind.prints(selection, clause))
        self.clauses = [in_own_words(clause, facts) for clause in printed]
        self.printed = {clause.id for clause in self.clauses}
        self.places = values_of(selection.situation.facts.get("work_locations", ()))
        self.hosted: dict[str, list[Clause]] = {}
        """The addenda printed under each clause, in order."""
        for clause in self.clauses:
            if (host := self.host(clause)) and not self.notice_apart(clause):
                self.hosted.setdefault(host, []).append(clause)
        self.terms = Terms(selection)
        self.wording = self.terms.wording
        self.tables = Tables(self.terms)
        headed = (clause for clause in self.clauses if not self.host(clause) and self.has_text(clause))
        self.filler = Filler(self.tables, {clause.id: clause.title for clause in headed})

    def decision(self, clause: Clause) -> Decision:
        """What was decided about a clause."""
        return self.selection.decisions[clause.id]

    def host(self, clause: Clause) -> str:
        """The clause of this document that another is printed under, or empty."""
        host = self.decision(clause).host
        return host if host in self.printed else ""

    def has_text(self, clause: Clause) -> bool:
        """Whether more than a heading is printed of a clause: not so of a table without records."""
        if clause.rule or clause.always or (self.depth == "short" and not self.notice_apart(clause)):
            return bool(clause.rule or clause.always)
        return bool(clause.inside or clause.outside or self.unconfirmed(clause)) or any(
            not isinstance(block, Records) or self.tables.records(block.table) for block in self.detail(clause)
        )

    # -- texts of a clause --

    def scope(self, clause: Clause) -> tuple[Inline, ...]:
        """`In Germany.` or `Outside Germany.` where a clause does not bind everybody."""
        decision, holds = self.decision(clause), self.library.atlas.holds
        name = self.library.atlas.in_sentence
        if decision.prefix == "places":
            here = [name(place) for place in self.places if any(holds(region, place) for region in clause.binds_at)]
            return self._limited("here", here)
        if decision.prefix == "elsewhere":
            regions = [
                region
                for variant in self.library.clauses.values()
                if variant.instead_of == clause.id and self.decision(variant).status is not Status.OUT
                for region in variant.binds_at
            ]
            away = [name(place) for place in self.places if any(holds(r, place) for r in (*regions, *clause.not_in))]
            return self._limited("elsewhere", away)
        return ()

    def _limited(self, where: str, places: Sequence[str]) -> tuple[Inline, ...]:
        if not places:
            return ()
        return (Strong((Text(self.wording.text(f"scope.{where}", places=listed(places)) + " "),)),)

    def unconfirmed(self, clause: Clause) -> tuple[Block, ...]:
        """The bracket over a statutory text that stands until somebody says whether it applies."""
        decision = self.decision(clause)
        if decision.cause != "unconfirmed":
            return ()
        formatter = ReasonFormatter(self.library, self.selection.situation)
        needs = listed(list(dict.fromkeys(formatter.requirement(reason.test) for reason in decision.verdict.reasons)))
        question = decision.verdict.reasons[0].test.key
        return (Paragraph((Confirm(question, (Text(self.wording.text("scope.to-confirm", needs=needs)),)),)),)

    def rule(self, clause: Clause, first: ParagraphRole, rest: ParagraphRole) -> tuple[Block, ...]:
        """The clause's rule, its first paragraph and the others in given roles, behind the words that limit its places."""
        return _in_roles(self.filler.blocks(clause.rule), self.scope(clause), first, rest)

    def always(self, clause: Clause) -> tuple[Block, ...]:
        """What limits the rule."""
        return _in_roles(self.filler.blocks(clause.always), (), "always", "always")

    def examples(self, clause: Clause) -> Iterator[Block]:
        """What breaks the rule, and what does not."""
        for side, examples in (("inside", clause.inside), ("outside", clause.outside)):
            if examples:
                yield Paragraph(self.wording.inlines(f"clause.{side}"), "lead")
                yield ItemList(tuple(Item(self.filler.words(example)) for example in examples))

    # -- a clause in each length --

    def in_full(self, clause: Clause, level: Literal[1, 2] = 2) -> tuple[Block, ...]:
        """A clause of a full policy: heading, rule, what limits it, why, detail, examples."""
        blocks: list[Block] = [] if self.host(clause) else [Heading(level, (_title(clause),))]
        blocks += self.unconfirmed(clause)
        if clause.statutory:
            blocks += self.rule(clause, "statutory", "statutory")
        elif clause.kind == "meaning":
            blocks += self.rule(clause, "body", "body")
        else:
            blocks += self.rule(clause, "rule", "rule")
        blocks += self.always(clause)
        if clause.rights and (title := self.filler.targets.get(clause.rights)):
            rights = self.wording.inlines("clause.rights", right=(Reference(clause.rights, title),))
            blocks.append(Paragraph(rights, "rights"))
        if (
            clause.kind == "rule"
            and not clause.under
            and ("personal" in clause.applies_to or "monitoring" in clause.topics)
        ):
            why = clause.why[:1].lower() + clause.why[1:]
            blocks.append(Paragraph((Text(self.wording.text("clause.why", why=why)),), "note"))
        blocks += self.filler.blocks(self.detail(clause))
        blocks += self.examples(clause)
        return tuple(blocks)

    def detail(self, clause: Clause) -> Blocks:
        """What a full document adds to a rule: for those who alone run the accounts that may stand in their handbook."""
        if self.kind.leaves_details and is_for_account_holders(clause) and clause.kind != "record":
            return tuple(block for block in clause.detail if isinstance(block, Records))
        return clause.detail

    def in_short(self, clause: Clause) -> tuple[Block, ...]:
        """A clause of a short policy: a numbered rule and what limits it."""
        if self.host(clause):
            return (*self.rule(clause, "always", "always"), *self.always(clause))
        if clause.kind == "meaning":
            return (*self.rule(clause, "body", "body"), *self.always(clause))
        if clause.kind == "right":
            lead = Strong((Text(f"{clause.title}. "),))
            rule = self.rule(clause, "rights", "rights")
            return (
                *_in_roles(rule, (lead,), "rights", "rights"),
                *_in_roles(self.always(clause), (), "rights", "rights"),
            )
        return (*self.rule(clause, "numbered-rule", "always"), *self.always(clause))

    def as_notice(self, clause: Clause) -> tuple[Block, ...]:
        """A statutory text on the notices page of a short policy, whole."""
        rule = self.rule(clause, "statutory", "statutory")
        return (
            Heading(2, (Text(clause.title),), numbered=False),
            *self.unconfirmed(clause),
            *rule,
            *self.always(clause),
            *self.filler.blocks(clause.detail),
        )

    def part(self, clause: Clause, blocks: tuple[Block, ...]) -> Part | None:
        """A clause's part; None when there is nothing in it but a heading."""
        if all(isinstance(block, Heading) for block in blocks):
            return None
        kind: PartKind = "addendum" if self.host(clause) and not self.notice_apart(clause) else "clause"
        return Part(Origin(clause.id, kind, clause.title, clause.layer, clause.statutory), blocks)

    # -- whole documents --

    def with_addenda(self, clauses: Sequence[Clause]) -> Iterator[Clause]:
        """Clauses in order, each followed by the addenda printed under it."""
        for clause in clauses:
            if not self.host(clause) and not self.notice_apart(clause):
                yield from self.with_hosted(clause)

    def with_hosted(self, clause: Clause) -> Iterator[Clause]:
        """A clause, and all that is printed under it."""
        yield clause
        for addendum in self.hosted.get(clause.id, ()):
            yield from self.with_hosted(addendum)

    def notice_apart(self, clause: Clause) -> bool:
        """Whether a statutory text goes to the notices page instead of its place."""
        return clause.statutory and self.depth == "short"

    def of_section(self, section: Section) -> list[Clause]:
        """The printed clauses that a section lists."""
        members = set(section.clauses)
        return [clause for clause in self.clauses if clause.id in members]

    def full_parts(self) -> Iterator[Part]:
        """The body of a full policy: sections of clauses."""
        title = self.wording.text("contents.title")
        yield Part(Origin("contents", "contents", title), (Contents(title),))
        for section in self.library.sections:
            made = (self.part(clause, self.in_full(clause)) for clause in self.with_addenda(self.of_section(section)))
            parts = [part for part in made if part is not None]
            if parts:
                heading = Heading(1, (Text(section.title),))
                yield Part(Origin(f"section:{section.id}", "section", section.title), (heading,))
                yield from parts

    def short_parts(self) -> Iterator[Part]:
        """The body of a short policy: numbered rules under a few headings, then the notices."""
        for group in self.library.groups:
            clauses = [clause for s in self.library.sections if s.group == group.id for clause in self.of_section(s)]
            made = (self.part(clause, self.in_short(clause)) for clause in self.with_addenda(clauses))
            parts = [part for part in made if part is not None]
            if parts:
                heading = Heading(1, (Text(group.title),), numbered=False)
                yield Part(Origin(f"group:{group.id}", "section", group.title), (heading,))
                yield from parts
        notices = [clause for clause in self.clauses if self.notice_apart(clause)]
        if notices:
            title = self.library.section_title("notices")
            yield Part(Origin("notices", "notices", title), (PageBreak(), Heading(1, (Text(title),), numbered=False)))
            for clause in (each for notice in notices for each in self.with_hosted(notice)):
                blocks = self.as_notice(clause) if self.notice_apart(clause) else self.in_short(clause)
                if part := self.part(clause, blocks):
                    yield part

    def is_verbatim(self, part: Part) -> bool:
        """Whether a law dictates the words of a part."""
        clause = self.library.clauses.get(part.origin.id)
        return clause is not None and clause.verbatim

    def document(self) -> Document:
        """The whole document."""
        facts, terms = self.selection.situation.facts, self.terms
        name = str(facts.get("organisation_name", ""))
        in_force = bool(facts.get("effective_date"))
        title = self.wording.text(f"title.{self.kind.id}")
        parts: list[Part] = [title_part(self.selection, terms, title, self.depth)]
        if self.kind.has_control and self.depth == "full":
            parts.append(control_part(self.selection, terms))
        parts.extend(self.full_parts() if self.depth == "full" else self.short_parts())
        if self.kind.is_signed and (signature := signature_part(self.selection, self.wording, self.depth)):
            parts.append(signature)
        words = self.library.spelling.words.get(terms.english, {})
        parts = [finished(part, {} if self.is_verbatim(part) else words) for part in parts]
        return Document(
            Properties(
                title=title,
                subject=self.wording.text("properties.subject", title=title, organisation=name) if name else title,
                organisation=name,
                language=terms.english,
                paper="letter" if self.places and self.library.atlas.paper_in(self.places[0]) == "letter" else "a4",
                kind=self.kind.id,
                depth=self.depth,
                version="1" if in_force else "draft",
                date=self.selection.made_on,
                description=self.wording.text("properties.description"),
                edition=self.wording.text("edition.short-version", number="1")
                if in_force
                else self.wording.text("edition.short-draft"),
            ),
            tuple(parts),
        )


def _title(clause: Clause) -> Inline:
    return Exact(clause.title) if is_own(clause) else Text(clause.title)


def _in_roles(
    blocks: Sequence[Block], lead: tuple[Inline, ...], first: ParagraphRole, rest: ParagraphRole
) -> tuple[Block, ...]:
    """Paragraphs in given roles, with words before the first."""
    found: list[Block] = []
    pending = lead
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(Paragraph((*pending, *block.content), first if not found else rest))
            pending = ()
        else:
            found.append(block)
    return tuple(found)


def assemble(selection: Selection, kind: DocumentKind = POLICY) -> Document:
    """The document of a kind that a selection makes."""
    return Assembler(selection, kind).document()
