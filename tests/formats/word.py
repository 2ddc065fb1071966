"""Writing an example as Word and looking into the file."""

from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from policygen.document.model import Block, Document, Inline, Paragraph, Part, Text
from policygen.formats.docx.house_style import HouseStyle
from policygen.formats.docx.names import W
from policygen.formats.docx.template import prepare
from policygen.formats.docx.writer import write
from tests.formats.example_document import FULL_PROPERTIES, SHORT_PROPERTIES, part

TEMPLATES = Path(__file__).parents[2] / "templates"
TEMPLATE = TEMPLATES / "policy.docx"
RECORD = '{"parts":["title"],"name":"Harbour Street Café <&> ]]>"}'.encode()
DIGEST = sha256(RECORD).hexdigest()
NAMESPACES = {"w": W}


@cache
def house() -> HouseStyle:
    return prepare(TEMPLATE.read_bytes())


def written(document: Document, style: HouseStyle | None = None) -> bytes:
    return write(document, record=RECORD, digest=DIGEST, house=style or house())[0]


def full(*blocks: Block | Part) -> Document:
    """A full document of these parts; blocks alone become a part each."""
    return Document(FULL_PROPERTIES, tuple(_part(index, block) for index, block in enumerate(blocks)))


def short(*blocks: Block | Part) -> Document:
    return Document(SHORT_PROPERTIES, tuple(_part(index, block) for index, block in enumerate(blocks)))


def _part(index: int, block: Block | Part) -> Part:
    return block if isinstance(block, Part) else part(f"part-{index}", block)


def paragraph(*words: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(word) if isinstance(word, str) else word for word in words))


def content(data: bytes, name: str = "word/document.xml") -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def xml(data: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(content(data, name))


def find(root: Any, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces=NAMESPACES))


def attribute(element: Any, name: str) -> str | None:
    return element.get(f"{{{W}}}{name}")


def words(element: Any) -> str:
    """The words of an element as a reader sees them."""
    shown = {"t": lambda one: one.text or "", "tab": lambda _: "\t", "br": lambda _: "\n"}
    texts = [shown.get(etree.QName(one).localname, lambda _: "")(one) for one in find(element, ".//w:r/*")]
    return "".join(texts)


def style_of(paragraph: Any) -> str:
    return "".join(find(paragraph, "./w:pPr/w:pStyle/@w:val"))
