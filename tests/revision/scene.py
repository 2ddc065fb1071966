"""A small policy with every kind of part, and ways to edit it as read, for the tests of this room."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from policygen.document.anchors import anchor_of
from policygen.document.as_read import Position, ReadDocument, ReadPiece
from policygen.document.model import (
    Block,
    Confirm,
    Document,
    Emphasis,
    Exact,
    Heading,
    Inline,
    Item,
    ItemList,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Part,
    PartKind,
    Properties,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.document.pieces import Piece, open_lists


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def para(text: str | Sequence[Inline], role: ParagraphRole = "body") -> Paragraph:
    return Paragraph(words(text) if isinstance(text, str) else tuple(text), role)


def heading(text: str, level: int = 2) -> Heading:
    return Heading(1 if level == 1 else 2, words(text))


def bullets(*items: str) -> ItemList:
    return ItemList(tuple(Item(words(item)) for item in items))


def part(identity: str, title: str, *blocks: Block, kind: PartKind = "clause", statutory: bool = False) -> Part:
    return Part(Origin(identity, kind, title, statutory=statutory), blocks)


def clause(identity: str, title: str, rule: str, *more: Block) -> Part:
    return part(identity, title, heading(title), para(rule, "rule"), *more)


def table(name: str, columns: Sequence[str], *rows: Sequence[str]) -> Table:
    return Table(
        name,
        tuple(columns),
        tuple(Row(row[0].lower(), tuple(words(cell) if cell else () for cell in row)) for row in rows),
    )


def policy() -> tuple[Part, ...]:
    """Twelve parts over two sections."""
    return (
        part(
            "title",
            "Title",
            para("Social media policy", "title"),
            para("Harbour Street Café", "subtitle"),
            kind="title",
        ),
        part("section:personal", "Your own accounts", heading("Your own accounts", 1), kind="section"),
        clause(
            "personal.own-views",
            "Speak for yourself",
            "You are free to speak for yourself. Do not give the impression that you speak for us.",
            para("You never need our permission to speak for yourself.", "always"),
            para("People can link a post to your job, most of all when your profile is public."),
        ),
        clause(
            "personal.respect",
            "Treat colleagues decently",
            "Do not harass, threaten or bully anybody you know through work.",
            para("Strong criticism of how we run the place is not harassment.", "always"),
            para("For example:", "lead"),
            bullets(
                "sending a sexual comment to a group chat", "posting a customer's home address to get back at them"
            ),
        ),
        clause(
            "personal.confidential",
            "Keep confidential things private",
            "Do not publish customers' allergies, the passwords of our accounts or recipes marked private.",
            para("Pay, rotas and working conditions are yours to talk about.", "always"),
            para(
                (
                    Text("If you are unsure, ask "),
                    Exact("Priya Nair"),
                    Text(" before you post (see "),
                    Reference("accounts.owner", "Who looks after our accounts"),
                    Text(")."),
                )
            ),
        ),
        part("section:accounts", "Our accounts", heading("Our accounts", 1), kind="section"),
        clause(
            "accounts.owner",
            "Who looks after our accounts",
            "Only the people in the table may post for us, from the accounts listed there.",
            Table(
                "platforms",
                ("Platform", "Account", "Who posts"),
                (
                    Row("instagram", (words("Instagram"), words("@harbourstreet"), words("Priya Nair"))),
                    Row("facebook", (words("Facebook"), words("harbourstreetcafe"), words("Sam Okafor"))),
                    Row("x", (words("X"), words("@harbourst"), words("Priya Nair"))),
                ),
            ),
        ),
        clause(
            "accounts.sign-in",
            "Sign in safely",
            "Every account must have two-step sign-in and at least two administrators.",
            para((Confirm("training", words("Everyone who posts for us is trained every year.")),)),
            ItemList(
                (Item(words("Use the password manager."), bullets("never a notebook", "never a chat")),), ordered=True
            ),
        ),
        part(
            "accounts.sign-in.people",
            "Leavers",
            para("Remove a person's access on the day they leave."),
            kind="addendum",
        ),
        clause(
            "accounts.posting",
            "Ask before you post",
            "Ask Sam Okafor before you post about anything that is not on the menu.",
            para(
                (
                    Strong(words("Never")),
                    Text(" post a picture of a guest without asking. Our "),
                    Link("https://example.com/house-rules", words("house rules")),
                    Text(" say more, and "),
                    Emphasis(words("common sense")),
                    Text(" the rest."),
                )
            ),
        ),
        part(
            "notice.monitoring",
            "Monitoring notice",
            PageBreak(),
            heading("Monitoring notice", 1),
            para("We read public comments on our own pages. We do not read your private messages.", "statutory"),
            statutory=True,
        ),
        part("signature", "Signature", table("signature", ("", ""), ("Name", ""), ("Date", "")), kind="signature"),
    )


def titled(identity: str, title: str, rule: str, *more: Block) -> Part:
    """A clause with its title run in."""
    return part(identity, title, para((Strong(words(f"{title}.")), Text(f" {rule}")), "titled-rule"), *more)


def chapters() -> tuple[Part, ...]:
    """Two chapters of clauses with their titles run in, an addendum among them."""
    return (
        part("audience:everyone", "For everyone", Heading(1, words("For everyone"), numbered=False), kind="section"),
        part(
            "group:own",
            "Your own accounts",
            heading("Your own accounts"),
            para((Text("Your rights: see "), Reference("rights.speech", "Speech"), Text(".")), "rights"),
            kind="section",
        ),
        titled(
            "personal.respect",
            "Treat colleagues decently",
            "Do not harass, threaten or bully anybody you know through work.",
            para("Strong criticism of how we run the place is not harassment.", "always"),
            para("This breaks the rule:", "lead"),
            bullets("sending a sexual comment to a group chat"),
            para("What we do then is told below."),
        ),
        titled("personal.own-views", "In doubt", "You are free to speak for yourself, and never for us."),
        Part(
            Origin("personal.de", "addendum", "Germany"), (para("In Germany, the works council has its say.", "rule"),)
        ),
        part("group:rights", "Your rights", heading("Your rights"), kind="section"),
        titled(
            "rights.speech",
            "Speech",
            "You may talk about pay.",
            table("t", ("Who", "What"), ("Ann", "press"), ("Ben", "shop")),
        ),
    )


def document(parts: Sequence[Part]) -> Document:
    properties = Properties(
        "Social media policy", "", "Harbour Street Café", "en-GB", "a4", "policy", "full", "1.0", "2026-11-22"
    )
    return Document(properties, tuple(parts))


def as_issued(parts: Sequence[Part], *, anchors: bool = True) -> ReadDocument:
    """What a faithful reader gives for a document nobody touched."""
    reads: list[ReadPiece] = []
    for member in parts:
        pieces = open_lists(member.blocks)
        bearing = next((i for i, piece in enumerate(pieces) if not isinstance(piece, PageBreak)), 0)
        for index, piece in enumerate(pieces):
            mark = (anchor_of(member.origin.id),) if anchors and index == bearing else ()
            reads.append(ReadPiece(piece, Position(len(reads), len(reads)), mark))
    return ReadDocument(tuple(reads))


def found(read: ReadDocument, start: str) -> int:
    """The index of the piece whose words begin so."""
    from policygen.document.pieces import text

    return next(index for index, known in enumerate(read.pieces) if text(known.piece).startswith(start))


def edit(read: ReadDocument, start: str, change: Callable[[Piece], Piece]) -> ReadDocument:
    """The document with the piece whose words begin so changed."""
    at = found(read, start)
    pieces = list(read.pieces)
    pieces[at] = replace(pieces[at], piece=change(pieces[at].piece))
    return replace(read, pieces=tuple(pieces))


def reworded(old: str, new: str) -> Callable[[Piece], Piece]:
    """A change of words in a text piece that holds one plain run."""

    def change(piece: Piece) -> Piece:
        from policygen.document.pieces import content, with_content
        from policygen.document.walk import plain

        before = plain(content(piece))
        assert old in before
        return with_content(piece, words(before.replace(old, new)))

    return change


def inserted(read: ReadDocument, after: str, *pieces: Piece) -> ReadDocument:
    """The document with the owner's pieces behind the one whose words begin so."""
    at = found(read, after) + 1
    new = tuple(ReadPiece(piece) for piece in pieces)
    return replace(read, pieces=(*read.pieces[:at], *new, *read.pieces[at:]))


def removed(read: ReadDocument, *starts: str) -> ReadDocument:
    """The document without the pieces whose words begin so."""
    for start in starts:
        at = found(read, start)
        read = replace(read, pieces=(*read.pieces[:at], *read.pieces[at + 1 :]))
    return read


def with_part(parts: Sequence[Part], identity: str, change: Callable[[Part], Part | None]) -> tuple[Part, ...]:
    """The parts with one changed, or taken out."""
    changed = [change(p) if p.origin.id == identity else p for p in parts]
    return tuple(p for p in changed if p is not None)


def ours(parts: Sequence[Part], old: str, new: str) -> tuple[Part, ...]:
    """The parts with one text changed wherever a plain run holds it."""

    def block(member: Block) -> Block:
        if isinstance(member, Paragraph | Heading):
            content = tuple(Text(i.value.replace(old, new)) if isinstance(i, Text) else i for i in member.content)
            return replace(member, content=content)
        return member

    return tuple(replace(p, blocks=tuple(block(b) for b in p.blocks)) for p in parts)
