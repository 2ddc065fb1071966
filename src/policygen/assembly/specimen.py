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

    def worded(self, id: str) -> Text:
        return Text(self.wording.text(f"specimen.{id}"))

    def part(self, id: str, kind: PartKind, *blocks: Block, statutory: bool = False) -> Part:
        return Part(Origin(id, kind, self.wording.text(f"specimen.{id}"), statutory=statutory), blocks)

    def all(self) -> list[Part]:
        reference = Paragraph((*self.wording.inlines("specimen.body"), Text(" "), Reference("table", "")), "body")
        entries = ItemList((Item((self.worded("item"),), ItemList((Item((self.worded("inner"),)),))),))
        steps = ItemList((Item((self.worded("step"),)), Item((self.worded("step"),))), ordered=True)
        bracket = Confirm("", (self.worded("confirm"),))
        return [
            self.part(
                "title",
                "title",
                self.said("title"),
                Paragraph((Text(self.name),), "subtitle"),
                self.said("meta"),
            ),
            self.part("part", "clause", Heading(1, (self.worded("part"),), numbered=False)),
            self.part(
                "chapter",
                "clause",
                Heading(2, (self.worded("chapter"),)),
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
            self.part("table", "clause", Heading(2, (self.worded("table"),)), self.table()),
            self.part(
                "form", "clause", Heading(2, (self.worded("form"),), numbered=False), self.form(), self.said("note")
            ),
        ]

    def table(self) -> Table:
        row = Row("one", ((self.worded("cell-one"),), (self.worded("cell-two"),)))
        columns = (self.worded("column-one").value, self.worded("column-two").value)
        return Table("specimen", columns, (row, Row("two", row.cells)), widths=(40, 60))

    def form(self) -> Table:
        cells = ((self.worded("name"),), BLANK, (self.worded("signature"),), BLANK)
        return Table("form", ("", "", "", ""), (Row("one", cells),), "signature", (15, 35, 15, 35))
