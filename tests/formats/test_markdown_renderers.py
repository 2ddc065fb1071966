"""Our Markdown in the programs that people read it with: each shows every rule under its number, with all that belongs to it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt

from policygen.app.build import BuildOptions, make
from policygen.app.sources import open_answers
from policygen.document.model import Document, Paragraph, Table
from policygen.document.walk import numbered, plain
from policygen.formats.registry import FORMATS
from policygen.library.model import Library
from policygen.record.model import decode_record
from policygen.record.working_paper import ENDING, decode_paper
from tests.support.office import needed
from tests.support.strategies import SAMPLES

DAY = "2026-11-22"
SHORT = ("harbour-street-cafe", "hollins-and-daughter", "lakeshore-dental")
MKDOCS = """
site_name: Ours
theme: mkdocs
markdown_extensions: [sane_lists]
plugins: []
"""


def run(*arguments: str, text: str = "") -> str:
    done = subprocess.run(arguments, input=text, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def mkdocs() -> Path:
    """The program of MkDocs, whose Python has Python's Markdown."""
    named = os.environ.get("POLICYGEN_MKDOCS") or shutil.which("mkdocs")
    if not named:
        message = "NOT TRIED: neither is mkdocs installed nor does POLICYGEN_MKDOCS name it"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return Path(str(named))


def by_cmark(text: str, _: Path) -> str:
    return run(needed("cmark-gfm"), "--unsafe", "-e", "table", "-e", "autolink", text=text)


def by_pandoc(text: str, _: Path) -> str:
    return run(needed("pandoc"), "-f", "gfm", "-t", "html", text=text)


def by_markdown_it(text: str, _: Path) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(text))


def by_python_markdown(text: str, _: Path) -> str:
    python = str(mkdocs().with_name("python"))
    program = (
        "import sys, markdown\nprint(markdown.markdown(sys.stdin.read(), extensions=['tables', 'sane_lists', 'meta']))"
    )
    return run(python, "-X", "utf8", "-c", program, text=text)


def by_mkdocs(text: str, folder: Path) -> str:
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    run(str(mkdocs()), "build", "--strict", "-q", "-f", str(folder / "mkdocs.yml"))
    page = html.parse(str(folder / "site" / "index.html")).getroot()
    return etree.tostring(page.xpath("//*[@role='main']")[0], encoding="unicode", method="html")


RENDERERS: tuple[Callable[[str, Path], str], ...] = (by_cmark, by_pandoc, by_markdown_it, by_python_markdown, by_mkdocs)


def issued(name: str, library: Library) -> tuple[Document, str]:
    """The policy of a sample, as a tree and as Markdown."""
    path = SAMPLES / name / "answers.yaml"
    answers, _ = open_answers(path, library)
    made = make(answers, path, library, BuildOptions(DAY, ("md",), ("policy",)))
    (paper,) = [write.content for write in made.outputs if write.path.name.endswith(ENDING)]
    record = decode_paper(paper).record
    assert record is not None
    (text,) = [write.content for write in made.outputs if write.path.suffix == FORMATS["md"].ending]
    return decode_record(record).document, text.decode()


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.wide
@pytest.mark.parametrize("name", SHORT)
@pytest.mark.parametrize("render", RENDERERS, ids=lambda each: each.__name__)
def test_every_rule_bears_its_number_and_holds_what_belongs_to_it(
    render: Callable[[str, Path], str], name: str, library: Library, tmp_path: Path
) -> None:
    document, text = issued(name, library)
    page = html.fromstring(f"<div>{render(text, tmp_path)}</div>")
    shown: dict[str, html.HtmlElement] = {}
    for each in page.xpath("//ol[not(ancestor::li)]"):
        for count, item in enumerate(each.xpath("./li"), int(each.get("start", 1))):
            shown[str(count)] = item
    for part, block, number in numbered(document.parts):
        if not (isinstance(block, Paragraph) and number):
            continue
        words = squeezed(shown[number].text_content())
        for other in part.blocks:
            if isinstance(other, Paragraph) and "(see" not in plain(other.content):
                assert squeezed(plain(other.content)) in words
        tables = sum(isinstance(other, Table) for other in part.blocks)
        assert len(shown[number].xpath(".//table")) >= tables  # an addendum may bring another
    assert not page.xpath("//a[descendant::a]")
    assert "\\" not in page.text_content()


@pytest.mark.wide
@pytest.mark.parametrize("render", RENDERERS, ids=lambda each: each.__name__)
def test_every_link_of_a_long_policy_leads_somewhere_and_its_contents_have_two_levels(
    render: Callable[[str, Path], str], library: Library, tmp_path: Path
) -> None:
    _, text = issued("thornmere-county-council", library)
    page = html.fromstring(f"<div>{render(text, tmp_path)}</div>")
    links = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
    names = set(page.xpath("//@id"))
    assert links
    assert links <= names
    assert page.xpath("//li/ul/li/a[starts-with(@href, '#group__')]")
