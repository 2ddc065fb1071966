"""The lines of one piece of a Markdown document: what stands before its words, and other words in their place."""

import re
from collections.abc import Sequence

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.document.edits import Swap, TableChange, as_run
from policygen.document.model import Heading, Inline, Paragraph, Row, Strong, Table
from policygen.document.pieces import Piece, content
from policygen.document.words import words
from policygen.formats.markdown.blocks import with_letter, with_number
from policygen.formats.markdown.escape import escape_cell, escape_line_start
from policygen.formats.markdown.inlines import ONE_LINE_BREAK, Setting, render, trim
from policygen.formats.markdown.word_places import swapped_source

_OPENING = regex(
    r"(?P<indent>[ \t]*(?:>[ ]?)*[ \t]*)(?P<marker>#{1,6}[ \t]+|[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)?"
    r"(?P<element>(?:<a id=\"[^\"]*\"></a>[ ]?)*)"
)
_RULE = regex(r"\*\*(?P<number>[0-9]+\.[0-9]+)(?=\s|\*)")
LETTER = regex(
    r"\*\*(?P<number>[0-9]+\.[0-9]+)(?:[ \u00a0](?P<letter>([a-z])\3*)\*\*[ \t]*|\u00a0(?P<joined>([a-z])\5*)[ \t]+)"
)
"""What a further rule of a clause begins with; its letter stands in bold alone, or before a title in bold."""
_NUMBER = regex(r"(?P<number>[0-9]+(?:\.[0-9]+)*\.?)[ \t]+")
_CELL = regex(r"(?:\\.|[^|\\])*")


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands in a line before its words."""

    indent: str = ""
    marker: str = ""
    """Of a heading, an item or a numbered rule."""
    element: str = ""
    """What a part is found again by inside a list."""

    @property
    def is_rule(self) -> bool:
        """Whether it is the number of a rule."""
        return self.marker[:1].isdigit()

    @property
    def is_plain(self) -> bool:
        """Whether its words stand at the margin, and in no list."""
        return not self.indent and not self.marker.strip(" #\t")

    def __str__(self) -> str:
        return self.indent + self.marker + self.element


def opening_of(line: str) -> Opening:
    """What stands in a line before its words."""
    found = _OPENING.match(line)
    return Opening(found["indent"], found["marker"] or "", found["element"]) if found else Opening()


def rewritten(
    lines: Sequence[str], read: Piece, after: Piece, swaps: Sequence[Swap], setting: Setting
) -> list[str] | None:
    """The lines of a piece with some words in the place of others: word by word, else its words written anew."""
    source = "\n".join(lines)
    start = len(str(opening_of(lines[0])))
    begins = next((found.end() for found in _numbers_before(source, start, read) if found), start)
    found = swapped_source(source, begins, words(content(read)), swaps, setting)
    return found.split("\n") if found is not None else written_anew(lines, read, after, setting)


_Found = re.Match[str] | None


def _numbers_before(source: str, start: int, read: Piece) -> tuple[_Found, _Found, _Found]:
    """What stands before the words of a piece: the letter of a line, the number of a rule, that of a heading."""
    letter = LETTER.match(source, start) if isinstance(read, Paragraph) else None
    rule = _RULE.match(source, start) if isinstance(read, Paragraph) and not letter else None
    number = _NUMBER.match(source, start) if isinstance(read, Heading) and read.numbered else None
    return letter, rule, number


def written_anew(lines: Sequence[str], read: Piece, after: Piece, setting: Setting) -> list[str] | None:
    """The lines of a piece with all its words written anew; None where it holds what is no plain text."""
    opening = opening_of(lines[0])
    source = "\n".join(lines)
    letter, rule, number = _numbers_before(source, len(str(opening)), read)
    if any(sign in source for sign in ("<img", "![", "`")):
        return None
    run = content(after)
    run = with_number(rule["number"], run) if rule else run
    run = with_letter(f"{letter['number']} {letter['letter'] or letter['joined']}", run) if letter else run
    shown = trim(render(run, setting))
    shown = f"{number[0]}{shown}" if number else shown
    first, *others = shown.split("\n")
    first = first if opening.element or opening.marker else escape_line_start(first)
    further = opening.indent + " " * len(opening.marker)
    return [f"{opening}{first}", *(f"{further}{escape_line_start(line)}" for line in others)]


def renumbered(line: str, piece: Piece, old: str, new: str) -> str:
    """A line with the number of its rule or heading, where the one that it had stands there."""
    opening = opening_of(line)
    if isinstance(piece, Paragraph) and piece.role == "numbered-rule":
        found = re.match(rf"{re.escape(old)}(?=[.)])", opening.marker)
        return line if found is None else line.replace(opening.marker, new + opening.marker[found.end() :], 1)
    start = len(str(opening))
    found = re.compile(rf"(?:\*\*)?{re.escape(old)}(?=[\s.*])").match(line, start)
    if found is None:
        return line
    stars = "**" if found[0].startswith("**") else ""
    return line[:start] + stars + new + line[found.end() :]


def relettered(line: str, old: str, new: str) -> str:
    """A line with the number and letter of its rule, where those that it had stand there."""
    start = len(str(opening_of(line)))
    found = LETTER.match(line, start)
    if found is None or f"{found['number']} {found['letter'] or found['joined']}" != old:
        return line
    end = found.end("letter" if found["letter"] else "joined")
    return f"{line[:start]}**{new.replace(' ', line[found.end('number')])}{line[end:]}"


# ---- tables ------------------------------------------------------------------------------------------------------------


def with_table_change(
    lines: Sequence[str], read: Table, after: Table, change: TableChange, setting: Setting
) -> list[str]:
    """The lines of a table with cells and rows changed; a row of which nothing changes keeps its line."""
    kept = list(lines)
    body = [at for at in range(len(read.rows)) if at not in change.gone]
    stands = dict(zip(body, _kept_rows(after, change, len(body)), strict=True))
    for row in dict.fromkeys(cell.row for cell in change.cells):
        cells = [cell for cell in change.cells if cell.row == row]
        line = 0 if row < 0 else row + 2
        for cell in cells:
            was = as_run(read.columns[cell.column]) if row < 0 else read.rows[row].cells[cell.column]
            now = as_run(after.columns[cell.column]) if row < 0 else stands[row].cells[cell.column]
            is_last = cell.column == len(read.columns) - 1
            kept[line] = _with_cell(kept[line], cell.column, was, (now, cell.swaps), setting, is_last=is_last)
    found = [kept[0], kept[1]]
    indent = opening_of(kept[0]).indent
    new = {
        after_row: [each for each in change.new if each.after == after_row]
        for after_row in {each.after for each in change.new}
    }
    for row in range(-1, len(read.rows)):
        if row >= 0 and row not in change.gone:
            found.append(kept[row + 2])
        found += [
            indent + _row(each.cells, len(read.columns), setting, labelled=read.role == "control")
            for each in new.get(row, ())
        ]
    return [*found, *kept[len(read.rows) + 2 :]]


def behind_last_cell(line: str, width: int) -> str:
    """What stands in the line of a row behind the last cell of a table of some columns: no reader of Markdown shows it."""
    row = line[line.find("|") :]
    return " ".join(row[first:last].strip() for first, last in _cells(row)[width:]).strip()


def _kept_rows(after: Table, change: TableChange, number: int) -> list[Row]:
    """The rows of a table as it will stand that were there before."""
    fresh = [tuple(each.cells) for each in change.new]
    rows: list[Row] = []
    for row in after.rows:
        if fresh and row.cells == fresh[0] and len(after.rows) - len(rows) > number - len(rows):
            fresh.pop(0)
        else:
            rows.append(row)
    return rows


def _with_cell(
    line: str,
    column: int,
    was: tuple[Inline, ...],
    change: tuple[tuple[Inline, ...], Sequence[Swap]],
    setting: Setting,
    *,
    is_last: bool,
) -> str:
    """The line of a row with a cell changed; the last takes in what stands behind it."""
    now, swaps = change
    bounds = _cells(line)
    if column >= len(bounds):
        return line
    first, last = bounds[column][0], bounds[-1 if is_last else column][1]
    source = line[first:last]
    lead = len(source) - len(source.lstrip())
    one_line = Setting(setting.targets, ONE_LINE_BREAK)
    made = swapped_source(source, lead, words(was), swaps, one_line)
    if made is None:
        made = f" {escape_cell(trim(render(now, one_line)))} "
    return line[:first] + made + line[last:]


def _cells(line: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand in its line."""
    start = line.index("|") + 1 if line.lstrip().startswith("|") else 0
    bounds: list[tuple[int, int]] = []
    while start < len(line):
        found = _CELL.match(line, start)
        end = found.end() if found else len(line)
        if end >= len(line) and not line[start:end].strip():
            break
        bounds.append((start, end))
        start = end + 1
    return bounds


def _row(cells: Sequence[tuple[Inline, ...]], width: int, setting: Setting, *, labelled: bool) -> str:
    one_line = Setting(setting.targets, ONE_LINE_BREAK)
    dressed = [(Strong(cell),) if labelled and at == 0 else cell for at, cell in enumerate(cells)]
    shown = [escape_cell(trim(render(cell, one_line))) for cell in dressed]
    shown += [""] * (width - len(shown))
    return f"|{'|'.join(f' {cell} ' if cell else '  ' for cell in shown)}|"
