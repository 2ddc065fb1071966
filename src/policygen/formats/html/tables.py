"""Tables as HTML: each with its caption and headings, which on a narrow screen stand in front of every cell."""

from collections.abc import Sequence

from policygen.document.model import Inline, Part, Row, Table
from policygen.document.walk import plain
from policygen.formats.columns import asked_widths, in_steps
from policygen.formats.html.inlines import Setting, attribute, render, words
from policygen.formats.outline import name_of_table
from policygen.formats.text import is_right_to_left

_STEP = 5
"""What widths of columns are whole steps of in the style sheet, in hundredths of the table's."""


def write_table(table: Table, part: Part, setting: Setting, *, under: str) -> str:
    """A table; nothing where it has neither headings nor rows. `under` is the class that sets it in line with a rule."""
    width = max([len(table.columns), *(len(row.cells) for row in table.rows)])
    if not width:
        return ""
    columns = (*table.columns, *[""] * (width - len(table.columns)))
    lines = [f'<table class="{" ".join(filter(None, (table.role, under)))}" role="table">']
    lines.append(f"<caption>{words(name_of_table(table, part))}</caption>")
    lines += _asked(table)
    if any(columns):
        cells = "".join(_heading(column) for column in columns)
        lines.append(f'<thead role="rowgroup"><tr role="row">{cells}</tr></thead>')
    lines.append('<tbody role="rowgroup">')
    has_heads = table.role == "control" or _has_heads(table, part, width)
    lines += [_row(row, columns, setting, has_heads=has_heads) for row in table.rows]
    return "\n".join((*lines, "</tbody>", "</table>"))


def _asked(table: Table) -> tuple[str, ...]:
    """The columns of a table that asks for widths, in steps of the style sheet: by its words an empty one would have none."""
    asked = asked_widths(table)
    if not asked:
        return ()
    if len(set(asked)) == 1:
        return (f"<colgroup>{'<col>' * len(asked)}</colgroup>",)
    wide = (_STEP * max(step, 1) for step in in_steps(asked, 100 // _STEP))
    columns = "".join(f'<col class="w{width}">' for width in wide)
    return (f"<colgroup>{columns}</colgroup>",)


def _heading(column: str) -> str:
    """The head of a column; an empty cell where nothing stands over it."""
    return f'<th scope="col" role="columnheader">{words(column)}</th>' if column else '<td role="cell"></td>'


def _has_heads(table: Table, part: Part, width: int) -> bool:
    """Whether the first cell of each row says what the row is about: never so on page one, whose lines are sentences."""
    first = [plain(row.cells[0]).strip() if row.cells else "" for row in table.rows]
    return part.origin.kind != "page-one" and width > 1 and all(first) and len(set(first)) == len(first)


def _row(row: Row, columns: Sequence[str], setting: Setting, *, has_heads: bool) -> str:
    cells: list[str] = []
    for index, column in enumerate(columns):
        content: Sequence[Inline] = row.cells[index] if index < len(row.cells) else ()
        text = render(content, setting).replace("\u00a0", "&nbsp;")
        turned = ' dir="rtl"' if is_right_to_left(plain(content)) else ""
        label = f' data-label="{attribute(column)}"' if column else ""
        if index == 0 and has_heads and text:
            cells.append(f'<th scope="row" role="rowheader"{label}{turned}>{text}</th>')
        else:
            cells.append(f'<td role="cell"{label}{turned}>{text}</td>')
    return f'<tr role="row">{"".join(cells)}</tr>'
