"""Selection → document tree, at each depth: what stands where, part by part."""

from collections.abc import Iterator, Mapping, Sequence

from policygen.assembly.documents import POLICY, DocumentKind, is_for_account_holders
from policygen.assembly.edition import NEVER_ISSUED, Edition, Standing
from policygen.assembly.fill import Filler
from policygen.assembly.finishing import finished
from policygen.assembly.folding import folded
from policygen.assembly.frame import approval_part, card_part, control_part, owner_by_name, signature_part, title_part
from policygen.assembly.page_one import PageOne, Reading
from policygen.assembly.paragraphs import in_roles, one_by_one, run_on, titled
from policygen.assembly.scope import scope, unconfirmed
from policygen.assembly.shapes import RUN_ON, SHAPE, SIGNED_FIRST, headings_of
from policygen.assembly.tables import Tables, tables_of
from policygen.assembly.terms import Terms
from policygen.assembly.vocabulary import in_own_words
from policygen.conditions.evaluate import values_of
from policygen.document.model import (
    Block,
    Contents,
    Depth,
    Document,
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
from policygen.document.walk import plain
from policygen.library.model import AUDIENCES, Audience, Chapter, Clause
from policygen.library.template import Blocks, Records, Slot, Table, Words
from policygen.selection.model import Decision, Selection
from policygen.selection.own_rules import is_own
from policygen.selection.room import EXAMPLES, OPENING, beside_trades_own, rows_printed

YOURSELF = frozenset({"about", "personal"})
"""The groups of what each reader may do and say, on accounts of their own and of work."""

ANNEXED: Audience = "account_holders"
"""Whose part is an annex of a standard policy."""


class Assembler:
    """Makes one document of a selection."""

    def __init__(
        self, selection: Selection, kind: DocumentKind, standing: Standing = NEVER_ISSUED, shape: int = SHAPE
    ) -> None:
        self.selection = selection
        self.library = selection.library
        self.kind = kind
        self.limited = run_on if shape >= RUN_ON and not kind.closes_with_contacts else one_by_one
        """A rule and what limits it, in one paragraph; older shapes and the card keep them apart."""
        self.depth: Depth = kind.depth or selection.depth
        facts = selection.situation.facts
        printed, joined = kind.clauses(selection, shape)
        clauses = [rows_printed(in_own_words(clause, facts), self.depth) for clause in printed]
        self.clauses = beside_trades_own(clauses) if shape >= SIGNED_FIRST else clauses
        self.printed = {clause.id: clause for clause in self.clauses}
        self.places = values_of(selection.situation.facts.get("work_locations", ()))
        self.hosted: dict[str, list[Clause]] = {}
        """The addenda printed under each clause, in order."""
        for clause in self.clauses:
            if (host := self.host(clause)) and not clause.stands_apart:
                self.hosted.setdefault(host, []).append(clause)
        self.terms = Terms(selection, shape)
        self.wording = self.terms.wording
        starts = str(selection.situation.facts.get("effective_date") or "")
        self.edition = Edition(standing, self.wording, self.terms.english, selection.made_on, starts, shape)
        self.tables = Tables(self.terms, tables_of(joined), shape=shape)
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
        if clause.rule or clause.always or (self.depth == "short" and not clause.stands_apart):
            return bool(clause.rule or clause.always)
        detail = clause.detail if clause.stands_apart else self.detail(clause)
        has_examples = bool(clause.inside or clause.outside) and not self.leaves_to_handbook(clause)
        return (
            has_examples
            or bool(unconfirmed(self.terms, clause))
            or any(not isinstance(block, Records) or self.tables.records(block.table) for block in detail)
        )

    # -- texts of a clause --

    def rule(self, clause: Clause, first: ParagraphRole, rest: ParagraphRole) -> tuple[Block, ...]:
        """The clause's rule, its first paragraph and the others in given roles, behind the words that limit its places."""
        return in_roles(self.filler.blocks(clause.rule), scope(self.terms, clause), first, rest)

    def always(self, clause: Clause) -> tuple[Block, ...]:
        """What limits the rule."""
        return in_roles(self.filler.blocks(clause.always), (), "always", "always")

    # -- a clause in each length --

    def in_full(self, clause: Clause) -> tuple[Block, ...]:
        """A clause of a longer policy: its title run into its rule, what limits it, examples, tables and detail."""
        if clause.section == OPENING:
            return self.rule(clause, "body", "body")
        rule = self.rule(clause, "rule", "rule") if self.host(clause) else self.run_in(clause, "titled-rule", "rule")
        limited = self.limited(rule, self.always(clause))
        return (*limited, *self.examples(clause), *self.filler.blocks(self.detail(clause)))

    def run_in(self, clause: Clause, first: ParagraphRole, rest: ParagraphRole) -> tuple[Block, ...]:
        """A clause's rule with its title run into it; a rule of the organisation's own says itself what it is about."""
        rule = self.rule(clause, first, rest)
        if is_own(clause) or (self.depth == "short" and not (self.kind.has_titles and rule)):
            return rule
        title = clause.title if clause.title.endswith(("?", "!")) else f"{clause.title}."
        return titled(Strong((Text(title),)), rule, first)

    def examples(self, clause: Clause) -> Iterator[Block]:
        """What breaks the rule, and what does not."""
        if self.leaves_to_handbook(clause):
            return
        most = EXAMPLES[self.depth]
        shown = {"inside": clause.inside[:most], "outside": clause.outside[:most]}
        if most == 1:
            said = [self.example(side, example) for side, examples in shown.items() for example in examples]
            if said:
                yield Paragraph(tuple(node for one in said for node in (Text(" "), *one))[1:])
            return
        for side, examples in shown.items():
            if examples:
                yield Paragraph(self.wording.inlines(f"clause.{side}"), "lead")
                yield ItemList(tuple(Item(self.filler.words(example)) for example in examples))

    def example(self, side: str, example: Words) -> tuple[Inline, ...]:
        """One example in a sentence of its own."""
        return self.wording.inlines(f"clause.example.{side}", example=self.filler.words(example))

    def leaves_to_handbook(self, clause: Clause) -> bool:
        """Whether only what binds stands here, and all else of a clause in the handbook of those who run the accounts."""
        return self.kind.has_handbook(self.depth) and is_for_account_holders(clause)

    def detail(self, clause: Clause) -> Blocks:
        """What a longer document adds to a rule: all that explains it, or its tables alone."""
        explains = self.depth == "full" and not self.decision(clause).is_brief
        if self.leaves_to_handbook(clause):
            return ()
        if clause.kind == "record" or explains:
            return clause.detail
        return tuple(block for block in clause.detail if isinstance(block, (Records, Table)))

    def in_short(self, clause: Clause) -> tuple[Block, ...]:
        """A clause of a short policy: a numbered rule and what limits it."""
        if self.host(clause):
            return self.limited(self.rule(clause, "always", "always"), self.always(clause))
        if clause.kind == "meaning":
            return self.limited(self.rule(clause, "body", "body"), self.always(clause))
        if clause.kind == "right":
            lead = Strong((Text(f"{clause.title}. "),))
            rule = in_roles(self.rule(clause, "rights", "rights"), (lead,), "rights", "rights")
            return self.limited(rule, in_roles(self.always(clause), (), "rights", "rights"))
        return self.limited(self.run_in(clause, "numbered-rule", "always"), self.always(clause))

    def whole(self, clause: Clause) -> tuple[Block, ...]:
        """A notice or a form, whole, under a heading of its own."""
        role: ParagraphRole = "body" if clause.is_form else "statutory"
        return (
            Heading(2, (Text(clause.title),), numbered=False),
            *unconfirmed(self.terms, clause),
            *self.rule(clause, role, role),
            *(self.filler.blocks(clause.always) if clause.is_form else self.always(clause)),
            *self.filler.blocks(clause.detail),
        )

    def part(self, clause: Clause, blocks: tuple[Block, ...]) -> Part | None:
        """A clause's part; None when there is nothing in it but a heading."""
        if all(isinstance(block, Heading) for block in blocks):
            return None
        kind: PartKind = "addendum" if self.host(clause) and not clause.stands_apart else "clause"
        return Part(Origin(clause.id, kind, clause.title, clause.layer, clause.statutory), blocks)

    # -- whole documents --

    def with_addenda(self, clauses: Sequence[Clause]) -> Iterator[Clause]:
        """Clauses in order, each followed by the addenda printed under it."""
        for clause in clauses:
            if not self.host(clause) and not clause.stands_apart:
                yield from self.with_hosted(clause)

    def with_hosted(self, clause: Clause) -> Iterator[Clause]:
        """A clause, and all that is printed under it."""
        yield clause
        for addendum in self.hosted.get(clause.id, ()):
            yield from self.with_hosted(addendum)

    def chapter_parts(self, chapter: Chapter) -> Iterator[Part]:
        """A chapter: its heading, the rights that its rules leave untouched, and its clauses. Nothing without a clause."""
        listed = headings_of(self.library, self.edition.shape).of_chapter(chapter, self.printed)
        clauses = [clause for clause in listed if not clause.stands_apart]
        made = ((clause, self.part(clause, self.in_full(clause))) for clause in self.with_addenda(clauses))
        parts = {clause.id: part for clause, part in made if part is not None and self.has_text(clause)}
        if parts:
            blocks: list[Block] = [Heading(2, (Text(chapter.title),))]
            for right in dict.fromkeys(self.library.clauses[id].rights for id in parts):
                if right and (title := self.filler.targets.get(right)):
                    line = self.wording.inlines("clause.rights", right=(Reference(right, title),))
                    blocks.append(Paragraph(line, "rights"))
            yield Part(Origin(f"group:{chapter.id}", "section", chapter.title), tuple(blocks))
            yield from parts.values()

    def audience_parts(self, audience: str) -> Iterator[Part]:
        """What a longer document says to one audience: its chapters under a heading; nothing when there are none."""
        chapters = (each for each in self.library.chapters if each.audience == audience)
        parts = folded((chapter, list(self.chapter_parts(chapter))) for chapter in chapters)
        if parts:
            title = self.library.audience_titles.get(audience, audience.replace("_", " "))
            heading = Heading(1, (Text(title),), numbered=False)
            blocks: tuple[Block, ...] = (heading,)
            if self.kind.has_annex(self.depth) and audience == ANNEXED:
                title = self.wording.text("annex.title", audience=title[:1].lower() + title[1:])
                blocks = (PageBreak(), Heading(1, (Text(title),), numbered=False))
            if audience == ANNEXED and self.kind.has_handbook(self.depth):
                blocks = (*blocks, Paragraph(self.wording.inlines("audience.handbook")))
            yield Part(Origin(f"audience:{audience}", "section", title), blocks)
            yield from parts

    def short_parts(self) -> Iterator[Part]:
        """What stands behind the title of a short policy: its rules under a few headings, then the notices."""
        groups: list[tuple[Chapter, list[Part]]] = []
        headings = headings_of(self.library, self.edition.shape, by_topic=self.kind.has_front)
        stands = {clause.id: headings.group_of(clause) for clause in self.clauses}
        for group in sorted(self.library.groups, key=lambda group: self.kind.yourself_last and group.id in YOURSELF):
            standing = (clause for clause in self.clauses if stands[clause.id] == group.id)
            listed = headings.in_order((group.id,), standing)
            chapter = Chapter(group.id, group.title, "everyone", (), takes=(group.id,) if headings.by_topic else ())
            groups.append((chapter, list(self.group_parts(group.id, group.title, listed))))
        made = folded(groups, {group.id for group in self.library.groups if group.takes_rest})
        if self.kind.has_front and (brief := PageOne(self.filler, self.clauses, self.places).in_brief(made)):
            yield brief
        yield from made
        if self.kind.is_signed and self.edition.shape >= SIGNED_FIRST:
            yield approval_part(self.terms)
        yield from self.law_parts()
        yield from self.notice_parts()
        yield from self.form_parts()
        yield from self.signature()
        if self.kind.closes_with_contacts:
            told = (clause for clause in self.selection.standing() if self.selection.printed(clause.id))
            yield card_part(self.terms, [self.filler.words(w) for c in told for w in c.looked_at], self.edition.shape)

    def group_parts(self, id: str, title: str, clauses: Sequence[Clause]) -> Iterator[Part]:
        """A heading of a short policy and the rules under it; nothing where there are none."""
        made = (self.part(clause, self.in_short(clause)) for clause in self.with_addenda(clauses))
        parts = [part for part in made if part is not None]
        if parts:
            heading = Heading(1, (Text(title),), numbered=False)
            yield Part(Origin(f"group:{id}", "section", title), (heading,))
            yield from parts

    def law_parts(self) -> Iterator[Part]:
        """What laws and bodies of the places ask of whoever posts, each with its title run in, under a heading."""
        clauses = [clause for clause in self.clauses if clause.tells_law and not clause.tells_law_of_trade]
        if clauses:
            title = self.library.section_title("law")
            lead = Paragraph(self.wording.inlines("law.lead"))
            yield Part(Origin("law", "law", title), (Heading(1, (Text(title),), numbered=False), lead))
            for clause in clauses:
                told = titled(Strong((Text(f"{clause.title}."),)), self.rule(clause, "body", "body"), "body")
                if part := self.part(clause, (*told, *self.always(clause))):
                    yield part

    def notice_parts(self) -> Iterator[Part]:
        """What a law asks for in writing, whole, on pages of its own."""
        notices = [clause for clause in self.clauses if clause.statutory]
        if notices:
            title = self.library.section_title("notices")
            yield Part(Origin("notices", "notices", title), (PageBreak(), Heading(1, (Text(title),), numbered=False)))
            under = self.in_short if self.depth == "short" else self.in_full
            for clause in (each for notice in notices for each in self.with_hosted(notice)):
                if part := self.part(clause, self.whole(clause) if clause.statutory else under(clause)):
                    yield part

    def long_parts(self) -> Iterator[Part]:
        """What stands behind the title of a longer document: its front, a part for each reader, law, notices and forms."""
        made = {audience: list(self.audience_parts(audience)) for audience in AUDIENCES}
        order: list[Audience] = [audience for audience in AUDIENCES if made[audience]]
        if self.kind.has_annex(self.depth):
            order.sort(key=lambda audience: audience == ANNEXED)
        yield from self.front_parts({audience: made[audience] for audience in order})
        for audience in order:
            if not (self.kind.has_annex(self.depth) and audience == ANNEXED):
                yield from made[audience]
        yield from self.law_parts()
        yield from self.notice_parts()
        yield from self.signature()
        if self.kind.has_annex(self.depth):
            yield from made[ANNEXED]
        yield from self.form_parts()

    def front_parts(self, made: Mapping[Audience, Sequence[Part]]) -> Iterator[Part]:
        """Document control, contents and page one: of a full policy, which has a cover, in this order."""
        title = self.wording.text("contents.title")
        contents = Part(Origin("contents", "contents", title), (Contents(title),))
        if not self.kind.has_front:
            yield contents
            return
        guided = ANNEXED if self.kind.has_handbook(self.depth) else None
        readings = [Reading(audience, parts[0].origin.title, tuple(parts)) for audience, parts in made.items()]
        page_one = PageOne(self.filler, self.clauses, self.places).part(readings, guided)
        slots = (node for clause in self.clauses for node in clause.nodes() if isinstance(node, Slot))
        roles = {slot.path.removeprefix("role.") for slot in slots if slot.path.startswith("role.")}
        control = control_part(self.selection, self.terms, roles, self.edition)
        parts = (control, contents, page_one) if self.depth == "full" else (page_one, control, contents)
        yield from filter(None, parts)

    def form_parts(self) -> Iterator[Part]:
        """The sheets to fill in or to copy, whole, behind all else on pages of their own."""
        made = [part for each in self.clauses if each.is_form and (part := self.part(each, self.whole(each)))]
        if made:
            title = self.library.section_title("forms")
            yield Part(Origin("forms", "forms", title), (PageBreak(), Heading(1, (Text(title),), numbered=False)))
            yield from made

    def signature(self) -> Iterator[Part]:
        """The sheet that people sign or confirm, where that was chosen."""
        if self.kind.is_signed:
            yield from signature_part(self.selection, self.terms, self.clauses, self.tables.shape)

    def is_verbatim(self, part: Part) -> bool:
        """Whether a law dictates the words of a part."""
        clause = self.library.clauses.get(part.origin.id)
        return clause is not None and clause.verbatim

    def document(self) -> Document:
        """The whole document."""
        facts, terms = self.selection.situation.facts, self.terms
        name = str(facts.get("organisation_name", ""))
        title = self.wording.text(f"title.{self.kind.id}")
        parts: list[Part] = [
            title_part(terms, title, self.depth, self.edition, names_contacts=not self.kind.closes_with_contacts)
        ]
        parts.extend(self.short_parts() if self.depth == "short" else self.long_parts())
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
                version=self.edition.standing.version,
                date=self.selection.made_on,
                description=self.wording.text("properties.description"),
                edition=plain(self.edition.words()),
                in_force=self.edition.standing.in_force,
                owner=owner_by_name(terms),
                next_review=terms.review_day(),
            ),
            tuple(parts),
        )


def assemble(
    selection: Selection, kind: DocumentKind = POLICY, standing: Standing = NEVER_ISSUED, shape: int = SHAPE
) -> Document:
    """The document of a kind that a selection makes: a draft, unless it is known to have been issued."""
    return Assembler(selection, kind, standing, shape).document()
