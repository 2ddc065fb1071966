"""What stands on which page of a document, as LibreOffice sets it, and what should not stand so."""

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from policygen.document.model import (
    Block,
    Confirm,
    Contents,
    Document,
    Emphasis,
    Exact,
    Heading,
    Inline,
    ItemList,
    Link,
    Paragraph,
    Strong,
    Table,
    Text,
)
from policygen.formats.docx.names import w
from policygen.formats.outline import outline
from tests.formats.word import find, xml
from tests.support.office import needed

SHORT = 1 / 6
"""How full a last page must be at least."""
_LONGEST = 40
_LIMITS = ("always", "rights")
_RULES = ("rule", "numbered-rule", "titled-rule", "always")


@dataclass(frozen=True)
class Piece:
    """A paragraph, an item or a row, by the words that open it."""

    kind: str
    """`heading`, the role of a paragraph, `item`, or `row` with the number of its table."""
    words: str
    page: int = 0
    """The page it begins on, from 1; 0 where its words were not found."""
    opens: bool = False
    """Whether it is the first of a part that may begin a page: no addendum to the one before, or one with a table."""


@dataclass(frozen=True)
class Pages:
    """A document on its pages."""

    pieces: tuple[Piece, ...]
    count: int
    last: float
    """How much of the last page is filled, from 0 to 1."""


def lines_of(data: bytes, folder: Path) -> list[str]:
    """The lines of a Word file as LibreOffice sets them."""
    (folder / "lined.docx").write_bytes(data)
    _set([folder / "lined.docx"], folder)
    shown = subprocess.run(
        [needed("pdftotext"), "-bbox-layout", str(folder / "lined.pdf"), "-"], check=True, capture_output=True
    )
    lines = re.findall(r"<line.*?</line>", shown.stdout.decode(), re.DOTALL)
    return [" ".join(re.findall(r">([^<]+)</word>", line)) for line in lines]


def words_on_pages(data: bytes, folder: Path) -> list[str]:
    """The words on each page of a Word file, without spaces."""
    (folder / "paged.docx").write_bytes(data)
    _set([folder / "paged.docx"], folder)
    shown = subprocess.run(
        [needed("pdftotext"), "-raw", str(folder / "paged.pdf"), "-"], check=True, capture_output=True
    )
    return [squashed(page) for page in shown.stdout.decode().split("\f")[:-1]]


def _set(files: Sequence[Path], folder: Path) -> None:
    """PDFs of Word files, beside them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        needed("soffice"),
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=900)


def pages_of(documents: Mapping[str, tuple[Document, bytes]], folder: Path) -> dict[str, Pages]:
    """Documents and their Word files on pages, by name."""
    reader = needed("pdftotext")
    for name, (_, data) in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    _set([folder / f"{name}.docx" for name in documents], folder)
    found: dict[str, Pages] = {}
    for name, (document, data) in documents.items():
        raw, boxes = (
            subprocess.run([reader, way, str(folder / f"{name}.pdf"), "-"], check=True, capture_output=True, timeout=60)
            for way in ("-raw", "-bbox-layout")
        )
        texts = raw.stdout.decode().split("\f")[:-1]
        found[name] = Pages(
            tuple(_placed(document, texts)),
            len(texts),
            _fullness(boxes.stdout.decode(), *_margins(data), _to_sign(data)),
        )
    return found


def faults(pages: Pages) -> Counter[str]:
    """What stands where it should not, counted: stranded headings, parted rules, single rows."""
    found: Counter[str] = Counter()
    known = [piece for piece in pages.pieces if piece.page]
    for piece, following in pairwise(pages.pieces):
        if piece.page == following.page or not (piece.page and following.page):
            continue
        if piece.kind == "heading":
            found["stranded heading"] += 1
        elif following.opens:
            continue
        elif piece.kind in _RULES and (following.kind in _LIMITS or following.kind.startswith("row")):
            found["parted rule"] += 1
        elif piece.kind == "lead" and following.kind == "item":
            found["parted list"] += 1
    tables: dict[str, list[int]] = {}
    for piece in known:
        if piece.kind.startswith("row"):
            tables.setdefault(piece.kind, []).append(piece.page)
    for rows in tables.values():
        counted = Counter(rows[1:])  # the first heads the others
        if len(counted) > 1 and len(rows) > 4 and 1 in (counted[rows[1]], counted[rows[-1]]):
            found["single row"] += 1
    return found


def _pieces(document: Document) -> Iterator[tuple[str, str, bool]]:
    for number, part in enumerate(document.parts):
        opens = part.origin.kind != "addendum" or any(isinstance(block, Table) for block in part.blocks)
        for place, block in enumerate(part.blocks):
            for kind, words in _of_block(block, document, f"row {number}.{place}"):
                yield kind, words, opens
                opens = False


def _of_block(block: Block, document: Document, row: str) -> Iterator[tuple[str, str]]:
    match block:
        case Paragraph(content, role):
            yield role, _opening(content)
        case Heading(_, content):
            yield "heading", _opening(content)
        case ItemList(items):
            yield from (("item", _opening(item.content)) for item in items)
        case Contents(title):
            yield "contents", title
            yield from (("contents", _opening(entry.heading.content)) for entry in outline(document))
        case Table() if block.role == "records":
            yield row, " ".join(block.columns)
            yield from ((row, _opening(each.cells[0])) for each in block.rows)
        case _:
            pass


def _opening(content: Sequence[Inline]) -> str:
    """The words at the beginning, as far as they are printed as they stand."""
    words = ""
    for inline in content:
        match inline:
            case Text(value) | Exact(value):
                words += value
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                words += _opening(inner)
            case Confirm():
                return words
            case _:
                return words
    return words


def squashed(text: str) -> str:
    """Words without spaces, as a PDF and a document have them alike."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _placed(document: Document, texts: Sequence[str]) -> Iterator[Piece]:
    """The pieces in order, each found behind the one before."""
    printed = [squashed(text) for text in texts]
    page, at = 0, 0
    for kind, words, opens in _pieces(document):
        wanted = squashed(words)[:_LONGEST]
        place = next(
            (
                (number, found)
                for number in range(page, min(page + 3, len(printed)))
                if (found := printed[number].find(wanted, at if number == page else 0)) >= 0
            ),
            None,
        )
        if len(wanted) < 3 or place is None:
            yield Piece(kind, words, opens=opens)
            continue
        page, at = place[0], place[1] + len(wanted)
        yield Piece(kind, words, page + 1, opens)


_PAGE = re.compile(r'<page width="[\d.]+" height="([\d.]+)">')
_LINE = re.compile(r'<line xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">')


def _margins(data: bytes) -> tuple[float, float]:
    """White above and below the text of a page, in points."""
    margins = find(xml(data), ".//w:sectPr/w:pgMar")[-1]
    return int(margins.get(w("top"))) / 20, int(margins.get(w("bottom"))) / 20


def _to_sign(data: bytes) -> float:
    """Height of the empty rows to sign in that end a file, in points: no words stand there."""
    last = find(xml(data), ".//w:body/w:tbl[following-sibling::w:p[1]/following-sibling::*[1][self::w:sectPr]]")
    heights = find(last[-1], "./w:tr/w:trPr/w:trHeight/@w:val") if last else []
    return sum(map(int, heights)) / 20


def _fullness(boxes: str, top: float, bottom: float, to_sign: float) -> float:
    """How far down the last page words and rows to sign stand, from 0 to 1."""
    last = boxes.rpartition("<page ")[2]
    height = float(_PAGE.match("<page " + last).group(1))  # type: ignore[union-attr]
    lines = [float(end) for begin, end in _LINE.findall(last) if top - 5 < float(begin) < height - bottom]
    return (max(lines, default=top) + to_sign - top) / (height - top - bottom)
