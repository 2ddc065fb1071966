"""Edits Word files in LibreOffice as a person's hand would, over UNO. Run by the Python that has `uno`, not by pytest's.

`uno_typist.py PIPE` reads one JSON object a line: `source`, `target`, `steps`, `track`, `accept`, `tolerant`. A step is a name and its
words: `["retype", "Use the same", "Another rule."]`. It answers each with a line of JSON: what failed, or nothing.
"""

import json
import sys
from pathlib import Path
from typing import Any

from uno_edits import Office, paragraphs  # type: ignore[import-not-found]  # pyright: ignore[reportMissingImports]

PARAGRAPH_BREAK = 0
STRUCK = 1
BOLD = 150.0
"""com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, com.sun.star.awt.FontStrikeout.SINGLE and FontWeight.BOLD."""


class Typist:
    """A document under somebody's hands. Paragraphs are found by how they begin, tables by their first cell."""

    def __init__(self, office: Any, document: Any) -> None:
        self.office, self.document = office, document

    def _is_text(self, found: Any) -> bool:
        return bool(found.supportsService("com.sun.star.text.Paragraph"))

    def _place(self, begins: str) -> int:
        for place, found in enumerate(paragraphs(self.document)):
            # Entries of the contents begin like the headings that they lead to.
            listed = self._is_text(found) and str(found.ParaStyleName).lower().startswith(("toc ", "contents "))
            if self._is_text(found) and not listed and begins in found.String:
                return place
        raise LookupError(f"no paragraph begins with “{begins}”")

    def _paragraph(self, begins: str) -> Any:
        return paragraphs(self.document)[self._place(begins)]

    def _words(self, begins: str, words: str) -> Any:
        paragraph = self._paragraph(begins)
        sought = self.document.createSearchDescriptor()
        sought.SearchString, sought.SearchCaseSensitive = words, True
        found = self.document.findNext(paragraph.Start, sought)
        if found is None:
            raise LookupError(f"“{words}” does not stand there")
        return found

    def retype(self, begins: str, words: str) -> None:
        self._paragraph(begins).String = words

    def type_over(self, begins: str, words: str, new: str) -> None:
        self._words(begins, words).String = new

    def replace_all(self, words: str, new: str) -> None:
        every = self.document.createReplaceDescriptor()
        every.SearchString, every.ReplaceString, every.SearchCaseSensitive = words, new, True
        if not self.document.replaceAll(every):
            raise LookupError(f"“{words}” stands nowhere")

    def type_after(self, begins: str, words: str, style: str) -> None:
        place = self._place(begins)
        text = self.document.Text
        text.insertControlCharacter(paragraphs(self.document)[place].End, PARAGRAPH_BREAK, False)
        added = paragraphs(self.document)[place + 1]
        added.ParaStyleName = style
        text.insertString(added.Start, words, False)

    def type_below_contents(self, words: str) -> None:
        every = [found for found in paragraphs(self.document) if self._is_text(found)]
        contents = next(number for number, found in enumerate(every) if found.String == "Contents")
        gap = next(found for found in every[contents:] if found.ParaStyleName == "Policy Gap" and not found.String)
        self.document.Text.insertString(gap.Start, words, False)

    def delete(self, begins: str, count: int) -> None:
        place, every = self._place(begins), paragraphs(self.document)
        cursor = self.document.CurrentController.ViewCursor
        cursor.gotoRange(every[place].Start, False)
        cursor.gotoRange(every[place + count].Start, True)
        self.office.delete(self.document)

    def split(self, begins: str, words: str) -> None:
        self.document.Text.insertControlCharacter(self._words(begins, words).Start, PARAGRAPH_BREAK, False)

    def join(self, begins: str) -> None:
        """The paragraph's end deleted: the next one joins it."""
        self.document.CurrentController.ViewCursor.gotoRange(self._paragraph(begins).End, False)
        self.office.delete(self.document)

    def strike(self, begins: str) -> None:
        paragraph = self._paragraph(begins)
        cursor = self.document.Text.createTextCursorByRange(paragraph.Start)
        cursor.gotoRange(paragraph.End, True)
        cursor.CharStrikeout = STRUCK

    def embolden(self, begins: str) -> None:
        paragraph = self._paragraph(begins)
        cursor = self.document.Text.createTextCursorByRange(paragraph.Start)
        cursor.gotoRange(paragraph.End, True)
        cursor.CharWeight = BOLD

    def type_before(self, begins: str, words: str) -> None:
        self.document.Text.insertString(self._paragraph(begins).Start, words, False)

    def click(self, begins: str) -> None:
        """A click on the check box of a line."""
        portions = self._paragraph(begins).createEnumeration()
        while portions.hasMoreElements():
            portion = portions.nextElement()
            if portion.TextPortionType == "ContentControl":
                portion.ContentControl.Checked = not portion.ContentControl.Checked
                return
        raise LookupError(f"“{begins}” has no check box")

    def write_in(self, begins: str, row: int, words: str, column: int = 1) -> None:
        """Words in a cell of the table below a line."""
        every = paragraphs(self.document)
        table = next(found for found in every[self._place(begins) :] if not self._is_text(found))
        if row >= table.Rows.Count:
            table.Rows.insertByIndex(table.Rows.Count, 1)
        table.getCellByPosition(column, row).String = words

    def unnumber(self, begins: str) -> None:
        self.document.CurrentController.ViewCursor.gotoRange(self._paragraph(begins).Start, False)
        self.office.dispatch(self.document, "RemoveBullets")

    def move(self, begins: str, until: str, before: str) -> None:
        """What stands from one paragraph up to another, cut out and pasted before a third."""
        cursor = self.document.CurrentController.ViewCursor
        cursor.gotoRange(self._paragraph(begins).Start, False)
        cursor.gotoRange(self._paragraph(until).Start, True)
        self.office.dispatch(self.document, "Cut")
        cursor.gotoRange(self._paragraph(before).Start, False)
        self.office.dispatch(self.document, "Paste")

    def decide_all(self, decision: str) -> None:
        """Every tracked change accepted (`Accept`) or rejected (`Reject`)."""
        self.document.RecordChanges = False
        self.office.dispatch(self.document, f"{decision}AllTrackedChanges")

    def type_row(self, first: str, cells: list[str]) -> None:
        """A row at the end of every table whose first cell says this and that has as many columns."""
        tables = [self.document.TextTables.getByIndex(each) for each in range(self.document.TextTables.Count)]
        fitting = [one for one in tables if one.getCellByName("A1").String == first and one.Columns.Count == len(cells)]
        if not fitting:
            raise LookupError(f"no table begins with “{first}”")
        for table in fitting:
            row = table.Rows.Count
            table.Rows.insertByIndex(row, 1)
            for column, words in enumerate(cells):
                table.getCellByPosition(column, row).String = words


def carry_out(office: Any, job: dict[str, Any]) -> None:
    document = office.open(Path(job["source"]))
    try:
        document.RecordChanges = bool(job["track"])
        typist = Typist(office, document)
        for name, *words in job["steps"]:
            try:
                getattr(typist, name)(*words)
            except (LookupError, AttributeError):  # not there, or a table stands where a paragraph should
                if not job.get("tolerant"):
                    raise
        if job["accept"]:
            document.RecordChanges = False
            office.dispatch(document, "AcceptAllTrackedChanges")
    except Exception:
        document.close(True)
        raise
    office.save(document, Path(job["target"]))


def answer(failed: str = "") -> None:
    sys.stdout.write(json.dumps({"failed": failed} if failed else {}) + "\n")
    sys.stdout.flush()


def main(pipe: str) -> None:
    office = Office(pipe)
    answer()
    for line in sys.stdin:
        try:
            carry_out(office, json.loads(line))
            answer()
        except Exception as error:
            answer(f"{type(error).__name__}: {error}")
    office.desktop.terminate()


if __name__ == "__main__":
    main(sys.argv[1])
