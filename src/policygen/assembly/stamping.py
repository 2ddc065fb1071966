"""A draft becomes a version: its tree with its status, and what that changes in a file that people have written in."""

import re
from collections.abc import Iterator
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen.assembly.edition import Edition, Standing
from policygen.assembly.wording import Wording, Words
from policygen.document.model import Block, Document, Paragraph, Part, Row, Table, Text
from policygen.document.stamp import NewRow, Rewording, Stamp
from policygen.document.walk import plain
from policygen.language.dates import spelled_date


@dataclass(frozen=True, slots=True)
class Stamped:
    """A document as it is issued, and how a file of it comes to say so."""

    document: Document
    stamp: Stamp


def stamped(document: Document, standing: Standing, wording: Wording, review: str = "") -> Stamped:
    """A document as the last version of its history. `review` is the ISO date of its next review; empty: as it was."""
    return _Stamping(document, standing, wording, review).stamped()


class _Stamping:
    def __init__(self, document: Document, standing: Standing, wording: Wording, review: str) -> None:
        self.document = document
        self.wording = wording
        self.review_day = review
        self.review = spelled_date(review, document.properties.language) if review else ""
        self.edition = Edition(standing, wording, document.properties.language, document.properties.date)
        self.rewordings: list[Rewording] = []
        self.lines: list[tuple[str, str]] = []
        self.rows: list[NewRow] = []

    def stamped(self) -> Stamped:
        parts = tuple(self.part(part) for part in self.document.parts)
        standing = self.edition.standing
        properties = replace(
            self.document.properties,
            version=standing.version,
            edition=plain(self.edition.words()),
            in_force=standing.in_force,
            next_review=self.review_day or self.document.properties.next_review,
        )
        stamp = Stamp(tuple(self.rewordings), tuple(self.lines), tuple(self.rows))
        return Stamped(Document(properties, parts), stamp)

    def part(self, part: Part) -> Part:
        if part.origin.kind == "title":
            return replace(part, blocks=tuple(self.title(part.blocks)))
        if part.origin.kind == "control":
            changed = (self.control(block) if isinstance(block, Table) else block for block in part.blocks)
            return replace(part, blocks=tuple(changed))
        return part

    # ---- the title of a short document ---------------------------------------------------------------------------------

    def title(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        """The blocks under a title, their line of status anew, and behind it what changed."""
        changed = self.edition.changed_line()
        for block in blocks:
            if not isinstance(block, Paragraph) or block.role != "meta":
                yield block
            elif found := self.status_in(plain(block.content)):
                line = self.edition.title_line(self.review or self.review_in(plain(block.content)))
                self.reword((plain(block.content), plain(line)), (found, plain(self.edition.approved())))
                yield Paragraph(line, "meta")
                if changed and not any(map(self.tells_change, blocks)):
                    self.lines.append((plain(self.edition.words()), plain(changed)))
                    yield Paragraph(changed, "meta")
            elif self.tells_change(block) and changed:
                self.reword((plain(block.content), plain(changed)))
                yield Paragraph(changed, "meta")
            else:
                yield block

    def reword(self, *ways: tuple[str, str]) -> None:
        """Note words of the file that give way, if they do."""
        if any(before != after for before, after in ways):
            self.rewordings.append(Rewording(ways))

    def status_in(self, text: str) -> str:
        """The words of a text that say which text it is; empty where none do."""
        known = self.document.properties.edition
        if re.search(_A_DAY, known) and known in text:
            return self.whole_status(known, text)
        for id in ("draft", "draft-next", "in-force"):
            if found := re.search(self.pattern(f"edition.{id}"), text):
                return self.whole_status(found[0], text)
        return ""

    def whole_status(self, edition: str, text: str) -> str:
        """An edition with what a text says behind it: the day that a draft is meant for, or who approved a version."""
        starts = re.search(self.pattern("title.starts", edition=re.escape(edition)), text)
        return starts[0] if starts else edition + self.approval_behind(edition, text)

    def approval_behind(self, edition: str, text: str) -> str:
        """What says behind the status of an issued text who approved it."""
        approved = self.pattern("title.approved", edition=re.escape(edition))
        found = re.search(f"{approved}(?=$|{self.pattern('title.next-review', edition='')})", text)
        return found[0].removeprefix(edition) if found else ""

    def review_in(self, text: str) -> str:
        """The day of the next review that a line names; empty without one."""
        found = re.search(self.pattern("title.next-review", day="(.+)"), text)
        return found[1] if found else ""

    def tells_change(self, block: Block) -> bool:
        return isinstance(block, Paragraph) and bool(re.match(self.pattern("title.changed"), plain(block.content)))

    def pattern(self, id: str, **slots: str) -> str:
        """An expression for what an entry of the wording prints, whatever is in its slots but for those given."""
        names = ("day", "number", "edition", "who", "changed")
        text = re.escape(self.wording.text(id, **{name: f"\0{name}\0" for name in names}))
        for name in names:
            text = text.replace(re.escape(f"\0{name}\0"), slots.get(name, ".+?" if name != "day" else _A_DAY))
        return text

    # ---- document control ----------------------------------------------------------------------------------------------

    def control(self, table: Table) -> Table:
        """Document control with its status, who approved it, and a row for each version. A card's contacts are none."""
        if all(row.key != "edition" for row in table.rows):
            return table
        fresh: dict[str, tuple[str, Words]] = {"edition": ("control.edition", self.edition.words())}
        if self.edition.approver():
            fresh["approval"] = ("control.approved", self.edition.approver())
        rows = [self.control_row(row, fresh) for row in table.rows]
        keys = [row.key for row in rows]
        if "approval" in fresh and "approval" not in keys:
            place = keys.index("review") if "review" in keys else len(rows)
            rows.insert(place, Row("approval", (self.wording.inlines("control.approved"), self.edition.approver())))
            self.rows.append(_new_row(rows[place], plain(rows[place - 1].cells[0]) if place else ""))
        for row in self.edition.history_rows():
            if row.key not in keys:
                rows.append(row)
                self.rows.append(_new_row(row))
        return replace(table, rows=tuple(rows))

    def control_row(self, row: Row, fresh: dict[str, tuple[str, Words]]) -> Row:
        label, was = row.cells
        if row.key == "review" and self.review:
            now: tuple[Words, Words] = label, (Text(self.review),)
        elif row.key in fresh:
            now = self.wording.inlines(fresh[row.key][0]), fresh[row.key][1]
        else:
            return row
        self.reword((plain(label), plain(now[0])))
        self.reword((plain(was), plain(now[1])))
        return replace(row, cells=now)


_A_DAY = r"(?:\d{1,2} \w+ \d{4}|\w+ \d{1,2}, \d{4})"
"""A day as we write it."""


def _new_row(row: Row, behind: str = "") -> NewRow:
    return NewRow(tuple(map(plain, row.cells)), behind)
