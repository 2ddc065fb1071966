"""How the width of a table is shared out among its columns: by the words in them."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, sqrt

from policygen._on_use import regex
from policygen.document.model import Inline, Reference, Table, Text
from policygen.document.walk import plain

_WIDE = regex("[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd]")
"""Letters as broad as two of ours."""
_A_RULE = Text("rule 16.6")
UPRIGHT = 8958
"""Width of the text on an upright page of ours, in twentieths of a point."""
CHARACTER = 100
"""Width of a letter of a table's text, in twentieths of a point."""
_BROAD = 0.6
"""What a broad letter takes beside that, as a share of it."""
_BROAD_LETTERS = "mwMW@%"
_THIN = 0.4
"""What a thin letter takes less."""
_THIN_LETTERS = "fijlrtIJ.,:;"
_OF_HEADING = 1.1
"""How much broader the letters of a heading are."""
_PADDING = 226
"""Left and right of the words in a cell, in twentieths of a point."""
_NARROWEST = 8
"""Letters that there is room for in any column."""
_LONGEST_WHOLE = 30
"""Letters that may be the name of an account, which is never broken."""
_WHOLE, _NAME, _JOINED = range(3)
"""Kinds of words: never broken; a longer one with signs in it; a longer one of letters, of a language that joins words."""
_ROUND_A_WORD = ".,;:!?()[]\"'“”‘’„«»…"
_READING = _PADDING + 24 * CHARACTER
"""A column that a paragraph can be read in, or a share of the text equal to the others where these are many."""
_GLANCE = _PADDING + 12 * CHARACTER
"""One that takes some words in a line."""
_LONGEST_NAME = _PADDING + 44 * CHARACTER
"""What a longer name turns no page for."""
_LEAST_COLUMNS = 4
"""Fewer stand well on any page."""
_NARROW = _PADDING + 20 * CHARACTER
"""A column of fewer letters a line than these is none to read a paragraph in."""
_MANY_LINES = 6
"""More make a paragraph."""
_SOME_LINES = 30
"""Of a table, which take half an upright page at the most."""
_PAIR = 2
_BALANCED = 0.6
"""Of what the other says, that the column with less to say has where both are about even."""
LONG = 40
"""Rows beyond which a table is one to look something up in."""
_MOST = 0.8
"""Of its cells."""
_NEARLY = 1.1
"""Of a page: letters are reckoned a little broader than most are."""
_STEPS = (100, 300, 600)
"""How much width is tried elsewhere at once, in twentieths of a point."""
_WIDEST = 100
"""Characters in a line beyond which more width makes a column no easier to read."""


def column_widths(table: Table, text_width: int) -> tuple[int, ...]:
    """The columns' widths in twentieths of a point, which together fill the text width.

    No word is cut where all longest words fit beside each other and leave the others a width to read in; else the longest
    alone. What is left goes to the columns with most to say, and from there to where it saves lines. A table filled in by
    hand has the widths that it asks for, or equal ones.
    """
    asked = asked_widths(table)
    return _filled(asked, text_width) if asked else _kept_widths(_columns(table), text_width)


def asked_widths(table: Table) -> tuple[int, ...]:
    """The proportions of the columns of a table filled in by hand; nothing for one whose words decide."""
    columns = _columns(table)
    count = len(columns)
    if table.role == "records" and any(cell for _, *cells in columns for cell in cells):
        return ()
    return table.widths if len(table.widths) == count and min(table.widths) > 0 else (1,) * count


def in_steps(shares: Sequence[float], steps: int) -> tuple[int, ...]:
    """Proportions as whole steps of so many."""
    return _filled(shares, steps)


def is_squeezed(table: Table, text_width: int) -> bool:
    """Whether a table of records needs a wider page: names would break, or a cell run on for many lines in a narrow column.

    A page on its side leaves white above and below it, so a table of some lines alone is rather squeezed.
    """
    if table.role != "records" or len(table.columns) < _LEAST_COLUMNS:
        return False
    columns = _columns(table)
    longest = [_longest_word(column) for column in columns]
    if sum(max(whole, min(name, _LONGEST_NAME)) for whole, name, _ in longest) > text_width:
        return True
    widths = column_widths(table, text_width)
    lines = [
        [_lines([*map(len, cell.split())], width) for cell in cells]
        for (_, *cells), width in zip(columns, widths, strict=True)
    ]
    if sum(map(max, zip(*lines, strict=True))) <= _SOME_LINES:
        return False
    return any(width < _NARROW and max(told) > _MANY_LINES for told, width in zip(lines, widths, strict=True))


def _columns(table: Table) -> tuple[tuple[str, ...], ...]:
    """The words of a table by column, its heading first."""
    count = max([len(table.columns), *(len(row.cells) for row in table.rows), 1])
    cells = [[_measured(_shown(cell)) for cell in row.cells] + [""] * count for row in table.rows]
    heads = [*table.columns, *[""] * count]
    return tuple((heads[index], *(row[index] for row in cells)) for index in range(count))


def _measured(text: str) -> str:
    """A text of the same breadth, parted where a line may end: between any two letters of scripts that know no blanks."""
    joined = text.replace("\u00a0", "")
    return joined if joined.isascii() else _WIDE.sub(" 0", joined)


def _shown(cell: Sequence[Inline]) -> str:
    """The words of a cell, with the number of a rule for whatever refers to one."""
    return plain(tuple(_A_RULE if isinstance(inline, Reference) else inline for inline in cell))


def _are_balanced(columns: Sequence[Sequence[str]], text_width: int) -> bool:
    """Whether two columns say about as much: they are held against each other, and stand in equal widths."""
    if len(columns) != _PAIR or max(_narrowest(columns, text_width)) > text_width / _PAIR:
        return False
    said = sorted(sum(map(len, cells)) for _, *cells in columns)
    return said[0] >= _BALANCED * said[1]


@lru_cache(maxsize=1024)
def _kept_widths(columns: tuple[tuple[str, ...], ...], text_width: int) -> tuple[int, ...]:
    if _are_balanced(columns, text_width):
        return _filled((1, 1), text_width)
    least = _narrowest(columns, text_width)
    if len(columns[0]) > LONG and sum(usual := _usual(columns, least)) <= _NEARLY * text_width:
        return _filled(usual, text_width)
    return _filled(_fewest_lines(columns, least, _shares(columns, least, text_width)), text_width)


def _usual(columns: Sequence[Sequence[str]], least: Sequence[int]) -> list[int]:
    """Widths in which most cells of a long table take one line: a few long ones would else take the room of all others."""
    usual = [sorted(map(len, cells))[int(len(cells) * _MOST)] for _, *cells in columns]
    return [max(_PADDING + CHARACTER * length, width) for length, width in zip(usual, least, strict=True)]


def _fewest_lines(columns: Sequence[Sequence[str]], least: Sequence[int], shares: list[float]) -> list[float]:
    """Widths moved from column to column as long as that makes the table shorter, none below its longest word."""
    cells = [[[len(word) for word in cell.split()] for cell in column] for column in columns]
    known = dict[tuple[int, float], list[int]]()

    def height(widths: Sequence[float]) -> int:
        for key in enumerate(widths):
            if key not in known:
                known[key] = [_lines(words, key[1]) for words in cells[key[0]]]
        return sum(map(max, zip(*map(known.__getitem__, enumerate(widths)), strict=True)))

    best = list(shares)
    lines = height(best)
    while True:
        tries = [
            (height(moved), step, moved)
            for giving in range(len(columns))
            for taking in range(len(columns))
            for step in _STEPS
            if giving != taking and (moved := _moved(best, giving, taking, step))[giving] >= least[giving]
        ]
        if not tries or min(tries)[0] >= lines:
            return best
        lines, _, best = min(tries)


def _moved(widths: Sequence[float], giving: int, taking: int, step: int) -> list[float]:
    changed = list(widths)
    changed[giving] -= step
    changed[taking] += step
    return changed


def _lines(words: Sequence[int], width: float) -> int:
    """How many lines words of these lengths take in a column, about."""
    room = max(width - _PADDING, CHARACTER) / CHARACTER
    lines, left = 1, room
    for length in words:
        if length > left and left < room:
            lines, left = lines + 1, room
        broken = ceil(length / room) - 1
        lines += broken
        left -= length - broken * room + 1
    return lines


def _shares(columns: Sequence[Sequence[str]], least: Sequence[int], text_width: int) -> list[float]:
    """What each column needs, in twentieths of a point: its longest word, and of what is left as it has much to say."""
    whole = [_whole(column) for column in columns]
    room = text_width - sum(least)
    if room <= 0:
        return _levelled(least, text_width)
    wishes = [max(wanted - width, 0) for wanted, width in zip(whole, least, strict=True)]
    if sum(wishes) <= room:
        return [float(max(pair)) for pair in zip(whole, least, strict=True)]
    says = [
        sqrt(sum(map(len, column)) / len(column)) * sqrt(wish) for column, wish in zip(columns, wishes, strict=True)
    ]
    return _given(least, wishes, says, room)


def _whole(column: Sequence[str]) -> int:
    """What a column needs for its longest cell in one line."""
    return _PADDING + CHARACTER * min(max(map(len, column)), _WIDEST)


def _narrowest(columns: Sequence[Sequence[str]], text_width: int) -> list[int]:
    """What each column needs for its longest word, or for the pieces of one that leaves the others too little."""
    longest = [_longest_word(column) for column in columns]
    least = [max(breadths) for breadths in longest]
    kept = [breadth for breadth, _, _ in longest]
    for index in sorted(range(len(columns)), key=lambda index: -least[index]):
        whole, _, joined = longest[index]
        fair = min(_READING if joined == least[index] else _GLANCE, text_width // len(columns))
        others = (
            max(kept[other], min(_whole(columns[other]), fair)) for other in range(len(columns)) if other != index
        )
        word, room = least[index] - _PADDING, max(text_width - sum(others), fair) - _PADDING
        kept[index] = least[index] = max(whole, _PADDING + ceil(word / ceil(word / room)))
    return least


def _levelled(least: Sequence[int], text_width: int) -> list[float]:
    """Widths of which none is cut but the widest, to one level: there alone words break."""
    room = float(text_width)
    for count, width in zip(range(len(least), 0, -1), sorted(least), strict=True):
        if width * count > room:
            level = room / count
            break
        room -= width
    else:
        level = float(max(least))
    return [min(float(width), level) for width in least]


def _given(least: Sequence[int], wishes: Sequence[int], says: Sequence[float], room: float) -> list[float]:
    """Room given out by what columns have to say, to none more than it wishes for."""
    widths = [float(width) for width in least]
    open_ = [index for index, wish in enumerate(wishes) if wish > 0 and says[index] > 0]
    while open_ and room > 1:
        total = sum(says[index] for index in open_)
        full = [index for index in open_ if room * says[index] / total >= wishes[index] + least[index] - widths[index]]
        if not full:
            for index in open_:
                widths[index] += room * says[index] / total
            return widths
        for index in full:
            room -= least[index] + wishes[index] - widths[index]
            widths[index] = float(least[index] + wishes[index])
        open_ = [index for index in open_ if index not in full]
    return widths


def _longest_word(column: Sequence[str]) -> tuple[int, int, int]:
    """What a column needs for the longest of its words that are never broken, of longer names, and of longer words."""
    heading, *cells = column
    rooms = [_NARROWEST * CHARACTER, 0, 0]
    for share, text in ((1.0, " ".join(cells)), (_OF_HEADING, heading)):
        for kind, word in ((_kind(word), word) for word in text.split()):
            rooms[kind] = max(rooms[kind], round(CHARACTER * share * _breadth(word, is_thin=kind == _JOINED)))
    whole, name, joined = (_PADDING + room for room in rooms)
    return whole, name, joined


def _breadth(word: str, *, is_thin: bool) -> float:
    """How broad a word is, in letters of middling breadth; a name a little broader than it will be."""
    thin = _THIN * sum(map(word.count, _THIN_LETTERS)) if is_thin else 0
    return len(word) + 0.5 + _BROAD * sum(map(word.count, _BROAD_LETTERS)) - thin


def _kind(word: str) -> int:
    letters = word.strip(_ROUND_A_WORD)
    if len(letters) <= _LONGEST_WHOLE:
        return _WHOLE
    return _JOINED if letters.isalpha() else _NAME


def _filled(shares: Sequence[float], text_width: int) -> tuple[int, ...]:
    """Widths in these proportions that fill the text width to the last twentieth of a point."""
    total, reached, given, widths = sum(shares), 0.0, 0, list[int]()
    for share in shares:
        reached += share
        edge = round(text_width * reached / total)
        widths.append(edge - given)
        given = edge
    return tuple(widths)
