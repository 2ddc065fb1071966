"""A page that shows every device of a document, for whoever looks at a brand."""

from policygen.assembly.wording import Wording
from policygen.document.model import (
    BLANK,
    Block,
    Confirm,
    Document,
    Heading,
    Item,
    ItemList,
    Origin,
    Paragraph,
    ParagraphRole,
    Part,
    PartKind,
    Properties,
    Reference,
    Row,
    Table,
    Text,
)


def specimen(name: str, date: str, wording: Wording) -> Document:
    """The page in the name of an organisation or a brand, on an ISO date."""
    title = wording.text("specimen.title")
    properties = Properties(
        title=title,
        subject=title,
        organisation=name,
        language="en-GB",
        paper="a4",
        kind="specimen",
        depth="short",
        version="1",
        date=date,
        edition=title,
    )
    return Document(properties, tuple(_Parts(wording, name).all()))


class _Parts:
    def __init__(self, wording: Wording, name: str) -> None:
        self.wording, self.name = wording, name

    def said(self, role: ParagraphRole, id: str = "") -> Paragraph:
        return Paragraph(self.wording.inlines(f"specimen.{id or role}"), role)

    def said(self, id: str) -> Text:
        return Text(self.wording.text(f"specimen.{id}"))

    def part(self, id: str, kind: PartKind, *blocks: Block, statutory: bool = False) -> Part:
        return Part(Origin(id, kind, self.wording.text(f"specimen.{id}"), statutory=statutory), blocks)

    def all(self) -> list[Part]:
        reference = Paragraph((*self.wording.inlines("specimen.body"), Text(" "), Reference("table", "")), "body")
        entries = ItemList((Item((self.said("item"),), ItemList((Item((self.said("inner"),)),))),))
        steps = ItemList((Item((self.said("step"),)), Item((self.said("step"),))), ordered=True)
        bracket = Confirm("", (self.said("confirm"),))
        return [
            self.part(
                "title",
                "title",
                self.said("title"),
                Paragraph((Text(self.name),), "subtitle"),
                self.said("meta"),
            ),
            self.part("part", "clause", Heading(1, (self.said("part"),), numbered=False)),
            self.part(
                "chapter",
                "clause",
                Heading(2, (self.said("chapter"),)),
                self.said("titled-rule", "rule"),
                self.said("always"),
                self.said("rule", "further"),
                self.said("rights"),
                self.said("lead"),
                entries,
                reference,
                steps,
                Paragraph((bracket,), "body"),
            ),
            self.part("statutory", "clause", self.said("statutory"), statutory=True),
            self.part("table", "clause", Heading(2, (self.said("table"),)), self.table()),
            self.part(
                "form", "clause", Heading(2, (self.said("form"),), numbered=False), self.form(), self.said("note")
            ),
        ]

    def table(self) -> Table:
        row = Row("one", ((self.said("cell-one"),), (self.said("cell-two"),)))
        columns = (self.said("column-one").value, self.said("column-two").value)
        return Table("specimen", columns, (row, Row("two", row.cells)), widths=(40, 60))

    def form(self) -> Table:
        cells = ((self.said("name"),), BLANK, (self.said("signature"),), BLANK)
        return Table("form", ("", "", "", ""), (Row("one", cells),), "signature", (15, 35, 15, 35))
