"""A policy in a site that Docusaurus builds, as a docs team has one: every link leads somewhere and every rule is there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from policygen.document.model import Paragraph
from policygen.document.walk import numbered, plain
from policygen.library.model import Library
from tests.formats.test_markdown_renderers import issued, squeezed

CONFIGURATION = """
module.exports = {
  title: "Handbook", url: "https://example.com", baseUrl: "/", onBrokenLinks: "throw",
  presets: [["classic", { docs: { routeBasePath: "/", sidebarPath: false }, blog: false, pages: false, theme: {} }]],
};
"""
LIMIT = 900
"""Seconds for a site of one page: a bundler is slow on a busy machine."""


def docusaurus() -> Path:
    """The folder in which Docusaurus is installed."""
    named = os.environ.get("POLICYGEN_DOCUSAURUS", "")
    if not (named and shutil.which("node")):
        pytest.skip(
            "NOT TRIED: POLICYGEN_DOCUSAURUS does not name a folder with Docusaurus (npm @docusaurus/core), or node is missing"
        )
    return Path(named)


def built(text: str, folder: Path) -> html.HtmlElement:
    """The page that Docusaurus makes of a text, with its own settings and none of ours."""
    installed = docusaurus()
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(text, encoding="utf-8")
    (folder / "docusaurus.config.js").write_text(CONFIGURATION, encoding="utf-8")
    (folder / "package.json").write_text('{"name": "handbook", "private": true}', encoding="utf-8")
    (folder / "node_modules").symlink_to(installed / "node_modules", target_is_directory=True)
    program = str(installed / "node_modules" / "@docusaurus" / "core" / "bin" / "docusaurus.mjs")
    command = ["node", program, "build", str(folder), "--out-dir", str(folder / "site"), "--no-minify"]
    # It keeps what it packed in the folder it is started in.
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=LIMIT, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    page: html.HtmlElement = html.parse(str(folder / "site" / "index.html")).getroot()
    return page


@pytest.mark.slow
@pytest.mark.parametrize("name", ["harbour-street-cafe"])
def test_docusaurus_builds_a_policy_whose_rules_and_links_are_all_there(
    name: str, library: Library, tmp_path: Path
) -> None:
    document, text = issued(name, library)
    article = built(text, tmp_path).xpath("//article")[0]
    shown = squeezed(article.text_content())
    for _, block, number in numbered(document.parts):
        if isinstance(block, Paragraph) and number and "(see" not in plain(block.content):
            assert squeezed(plain(block.content)) in shown
    # Docusaurus counts no anchor but those of its own headings, and warns of ours: they are on the page all the same.
    ids = set(article.xpath("//@id"))
    links = {link[1:] for link in article.xpath(".//a/@href") if link.startswith("#") and len(link) > 1}
    assert links <= ids
    assert "<!--" not in article.text_content()
