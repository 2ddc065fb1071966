"""`policygen library`: the clauses listed and shown, and a consultant's pack that replaces, forbids and adds."""

import json
from pathlib import Path
from random import Random

import pytest

from policygen.library.model import Library
from tests.cli.reading import docx_lines
from tests.cli.running import CAFE, TODAY, Outcome, outputs, policygen, text_file

VIEWS = """\
---
id: personal.own-views
title: Your own words
applies_to: [personal]
appears: card
topics: [disclaimers, personal-responsibility]
sources: [practice-own-views]
why: Our clients have asked for this wording.
edited: 2026-11-22
---
Say what you like on your own accounts, in your own name and not in ours.

## Always

You never need our permission to do so.
"""
TOOLS = """\
---
id: content.planning-board
title: Plan posts on the board
applies_to: [official]
appears: short
topics: [content]
sources: [our-board]
why: Two people planning apart post twice.
edited: 2026-11-22
---
Put every planned post on the planning board first.
"""
SOURCES = """\
our-board:
  title: How our clients plan
  kind: convention
  citation: Our own practice
  extent: [anywhere]
  read: whole
  confidence: primary
  checked: 2026-11-22
  review_by: 2027-11-22
  says: Posts are planned in one place.
"""
LISTED = """\
---
id: accounts.listed
title: One name
applies_to: [official]
appears: short
topics: [accounts]
sources: [our-board]
why: One name is found.
edited: 2026-11-22
---
Use one name.
"""
MANIFEST = """\
name: firm
version: "3"
forbids: [accounts.listed]
sections:
  - {id: content, clauses: [content.planning-board]}
"""


def written_pack(folder: Path) -> Path:
    """A pack begun with new-pack, in which one clause is replaced, one forbidden and one added."""
    assert policygen("library", "new-pack", folder).code == 0
    (folder / "sections" / "content" / "tone.md").unlink()
    text_file(folder, MANIFEST, "pack.yaml")
    text_file(folder, SOURCES, "sources.yaml")
    text_file(folder / "sections" / "personal", VIEWS, "own-views.md")
    text_file(folder / "sections" / "content", TOOLS, "planning-board.md")
    return folder


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good pack, which no test changes: it is compiled once."""
    return written_pack(tmp_path_factory.mktemp("packs") / "our firm")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of this test alone."""
    return written_pack(tmp_path / "our firm")


def cafe(*options: object, folder: Path) -> tuple[Outcome, str]:
    out = folder / "out"
    outcome = policygen("build", CAFE, "--out", out, "--date", TODAY, *options)
    words = "\n".join(line for path in outputs(out, "docx") for line in docx_lines(path.read_bytes()))
    return outcome, words


def test_every_clause_is_listed_under_its_section(library: Library) -> None:
    told = policygen("library", "list")
    assert told.code == 0
    listed = [line.split()[0] for line in told.out.splitlines() if line.startswith("  ")]
    assert listed == [id for section in library.sections for id in section.clauses]
    headings = [line.rsplit(" (", 1)[0] for line in told.out.splitlines() if not line.startswith("  ")]
    assert headings == [section.title for section in library.sections]
    data = json.loads(policygen("library", "list", "--json").out)
    assert [entry["id"] for entry in data] == listed
    assert {entry["layer"] for entry in data} == {"policygen"}


def test_one_section_can_be_listed(library: Library) -> None:
    data = json.loads(policygen("library", "list", "--section", "monitoring", "--json").out)
    assert {entry["section"] for entry in data} == {"monitoring"}
    outcome = policygen("library", "list", "--section", "monitorng")
    assert outcome.code == 2
    assert "Did you mean 'monitoring'?" in outcome.err


def test_a_clause_is_shown_as_its_file_says_it() -> None:
    told = policygen("library", "show", "personal.disclosure")
    assert told.code == 0
    assert told.out.startswith("---\nid: personal.disclosure\n"), "what is printed can be saved as it is"
    assert told.err == "clauses/sections/personal/disclosure.md\n"
    assert "## Always" in told.out
    outcome = policygen("library", "show", "personal.disclosur")
    assert outcome.code == 2
    assert "Did you mean 'personal.disclosure'?" in outcome.err


@pytest.mark.parametrize(
    "count",
    [5, pytest.param(60, marks=pytest.mark.slow), pytest.param(None, marks=pytest.mark.wide, id="all")],
)
def test_every_clause_can_be_shown_by_every_name_it_has_or_had(
    library: Library, chance: Random, count: int | None
) -> None:
    names = [*library.clauses, *library.former_clauses]
    for name in chance.sample(names, count or len(names)):
        assert policygen("library", "show", name).err.startswith("clauses/")


@pytest.mark.some_in_ci(1)
@pytest.mark.parametrize("name", ["Our firm: clauses & more", "firm", "no", "[x]", "1.10"])
def test_a_new_pack_works_as_it_is(name: str, tmp_path: Path) -> None:
    told = policygen("library", "new-pack", tmp_path / name)
    assert told.code == 0, told.err
    assert str(tmp_path / name / "pack.yaml") in told.out
    checked = policygen("library", "check", "--pack", tmp_path / name, "--date", TODAY)
    assert (checked.code, ", 0 findings" in checked.out) == (0, True), checked.out
    outcome, words = cafe("--pack", tmp_path / name, folder=tmp_path / "with")
    assert outcome.code == 0, outcome.err
    assert "in the words you would use across a table" in words


def test_a_new_pack_can_be_begun_in_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "firm").mkdir()
    monkeypatch.chdir(tmp_path / "firm")
    assert policygen("library", "new-pack", ".").code == 0
    assert "name: firm" in (tmp_path / "firm" / "pack.yaml").read_text(encoding="utf-8")


def test_a_new_pack_overwrites_nothing(tmp_path: Path) -> None:
    kept = text_file(tmp_path, "mine", "notes.txt")
    for folder in (tmp_path, kept, kept / "inside"):
        outcome = policygen("library", "new-pack", folder)
        assert outcome.code == 1
        assert str(folder) in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.slow
def test_a_pack_replaces_forbids_and_adds(firm: Path, tmp_path: Path) -> None:
    _, before = cafe(folder=tmp_path / "a")
    outcome, after = cafe("--pack", firm, folder=tmp_path / "b")
    assert outcome.code == 0, outcome.err
    assert "On your own accounts you may speak for yourself" in before or "speak for yourself" in before
    assert "in your own name and not in ours" in after
    assert "Our accounts are on" in before
    assert "Our accounts are on" not in after
    assert "planning board" not in before
    assert "Put every planned post on the planning board first." in after


@pytest.mark.slow
def test_the_ledger_tells_what_came_from_a_pack_and_what_a_pack_forbade(firm: Path) -> None:
    data = json.loads(policygen("explain", CAFE, "--pack", firm, "--json", "--date", TODAY).out)
    entries = {entry["clause"]: entry for entry in data["clauses"]}
    assert entries["personal.own-views"]["layer"] == "firm"
    assert entries["personal.own-views"]["status"] == "in"
    assert entries["content.planning-board"]["layer"] == "firm"
    assert entries["accounts.listed"]["status"] == "out"
    assert "firm" in entries["accounts.listed"]["why"]
    told = policygen("explain", CAFE, "content.planning-board", "--pack", firm)
    assert "How our clients plan" in told.out


@pytest.mark.slow
def test_a_clause_of_a_pack_is_listed_and_shown_from_the_pack(firm: Path) -> None:
    data = json.loads(policygen("library", "list", "--json", "--pack", firm).out)
    layers = {entry["id"]: entry["layer"] for entry in data}
    assert layers["personal.own-views"] == layers["content.planning-board"] == "firm"
    assert layers["content.true"] == "policygen"
    told = policygen("library", "show", "personal.own-views", "--pack", firm)
    assert told.err == f"{firm}/sections/personal/own-views.md\n"
    assert "not in ours" in told.out


@pytest.mark.slow
def test_the_document_says_which_pack_it_was_made_with(firm: Path, tmp_path: Path) -> None:
    cafe("--pack", firm, folder=tmp_path)
    (word,) = outputs(tmp_path / "out", "docx")
    told = policygen("check", word, "--pack", firm, "--date", TODAY)
    assert "other-pack" not in told.out
    told = policygen("check", word, "--date", TODAY)
    assert "made with the pack “firm” 3, which is not laid now" in told.out


@pytest.mark.slow
def test_the_document_says_that_its_pack_has_a_later_version(pack: Path, tmp_path: Path) -> None:
    cafe("--pack", pack, folder=tmp_path)
    (word,) = outputs(tmp_path / "out", "docx")
    text_file(pack, MANIFEST.replace('"3"', '"4"'), "pack.yaml")
    assert "made with the pack “firm” 3; this is 4" in policygen("check", word, "--pack", pack, "--date", TODAY).out


@pytest.mark.slow
def test_a_pack_may_lie_in_a_folder_of_the_name_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written_pack(tmp_path / "clauses")
    asked = "group: own\ntitle: Own\nquestions:\n  - {id: short_name, kind: text, says: fact, ask: How are you called?, why: It helps., label: our short name}\n"
    text_file(tmp_path / "clauses" / "questions", asked, "own.yaml")
    monkeypatch.chdir(tmp_path)
    told = policygen("library", "show", "personal.own-views", "--pack", "clauses")
    assert "not in ours" in told.out
    _, words = cafe("--pack", "clauses", folder=tmp_path)
    assert "in your own name and not in ours" in words


@pytest.mark.slow
def test_a_pack_may_forbid_a_clause_by_an_earlier_id(pack: Path, tmp_path: Path) -> None:
    text_file(pack, MANIFEST.replace("accounts.listed", "accounts.handle"), "pack.yaml")
    renamed = LISTED.replace("edited:", "formerly: [accounts.handle]\nedited:")
    text_file(pack / "sections" / "accounts", renamed, "listed.md")
    new = "accounts.listed"
    data = json.loads(policygen("explain", CAFE, "--pack", pack, "--json").out)
    (entry,) = [entry for entry in data["clauses"] if entry["clause"] == new]
    assert (entry["status"], entry["cause"]) == ("out", "forbidden")


@pytest.mark.slow
def test_two_packs_lie_over_each_other_in_the_order_given(pack: Path, tmp_path: Path) -> None:
    second = tmp_path / "client"
    text_file(second, 'name: client\nversion: "1"\n', "pack.yaml")
    text_file(second / "sections" / "personal", VIEWS.replace("not in ours", "never in ours"), "own-views.md")
    _, words = cafe("--pack", pack, "--pack", second, folder=tmp_path / "a")
    assert "never in ours" in words
    _, words = cafe("--pack", second, "--pack", pack, folder=tmp_path / "b")
    assert "not in ours" in words


def test_every_fault_of_a_pack_is_told_at_once_with_its_file_and_line(pack: Path) -> None:
    text_file(
        pack,
        MANIFEST.replace("listed", "listde").replace("planning", "planing") + "forbidden: [x]\n",
        "pack.yaml",
    )
    text_file(pack / "sections" / "content", TOOLS.replace("applies_to: [official]\n", ""), "planning-board.md")
    text_file(pack / "sections" / "content", "no front matter", "bare.md")
    text_file(pack, "our-board: {title: x}\n", "sources.yaml")
    outcome = policygen("library", "check", "--pack", pack, "--json")
    assert outcome.code == 3
    told = json.loads(outcome.out)
    for file, line, words in (
        ("pack.yaml", 3, "'accounts.listde' is forbidden, but there is no such clause"),
        ("pack.yaml", 5, "'content.planing-board' is listed, but there is no such clause"),
        ("pack.yaml", 6, "forbidden"),
        ("sections/content/planning-board.md", 2, "applies_to"),
        ("sections/content/planning-board.md", 1, "is not listed"),
        ("sections/content/bare.md", 1, ""),
        ("sources.yaml", 1, "kind"),
    ):
        assert [
            found for found in told
            if found["file"] == f"{pack}/{file}" and found["line"] == line and words in found["message"]
        ], (file, line, words, told)  # fmt: skip
    hints = {found["message"]: found["hint"] for found in told}
    assert hints["'accounts.listde' is forbidden, but there is no such clause."] == "Did you mean 'accounts.listed'?"


@pytest.mark.some_in_ci(4)
@pytest.mark.parametrize(
    ("file", "content", "place", "said"),
    [
        ("pack.yaml", "name: firm\n", "pack.yaml", "version"),
        ("pack.yaml", MANIFEST + "forbidden: [x]\n", "pack.yaml:6", "forbids"),
        ("pack.yaml", MANIFEST.replace("listed", "listde"), "pack.yaml:3", "accounts.listed"),
        ("pack.yaml", "name: [\n", "pack.yaml", "YAML"),
        ("pack.yaml", MANIFEST.replace("planning-board", "planing-board"), "pack.yaml:5", "content.planning-board"),
        ("sections/content/planning-board.md", TOOLS.replace("applies_to: [official]\n", ""), "planning-board.md", "applies_to"),
        ("sections/content/planning-board.md", TOOLS + "{{ headcount + 1 }}", "planning-board.md", ""),
        ("sections/content/planning-board.md", "no front matter", "planning-board.md", ""),
        ("sections/content/planning-board.md", "", "planning-board.md", ""),
        ("sections/content/unlisted.md", TOOLS.replace("planning-board", "unlisted"), "unlisted.md", "not listed"),
        ("sources.yaml", "our-board: {title: x}\n", "sources.yaml", ""),
    ],
)  # fmt: skip
def test_a_fault_in_a_pack_is_told_with_its_file_and_what_was_meant(
    pack: Path, file: str, content: str, place: str, said: str
) -> None:
    text_file(pack, content, file)
    for command in (("build", CAFE, "--out", pack.parent / "out"), ("explain", CAFE), ("library", "list")):
        outcome = policygen(*command, "--pack", pack)
        assert outcome.code == 1, outcome.said
        assert place in outcome.err
        assert said in outcome.err
    outcome = policygen("library", "check", "--pack", pack)
    assert outcome.code == 3
    assert place in outcome.out
    assert said in outcome.out


def test_what_is_no_pack_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder, said in (
        (tmp_path / "gone", "is not a folder"),
        (CAFE, "is not a folder"),
        (tmp_path / "empty", "has no pack.yaml"),
    ):
        outcome = policygen("build", CAFE, "--out", tmp_path, "--pack", folder)
        assert outcome.code == 1
        assert said in outcome.err
        assert str(folder) in outcome.err
    latin = tmp_path / "latin"
    text_file(latin, "name: Caf\xe9\n".encode("latin-1"), "pack.yaml")
    outcome = policygen("library", "list", "--pack", latin)
    assert outcome.code == 1
    assert f"{latin}/pack.yaml is not UTF-8 text" in outcome.err


@pytest.mark.slow
def test_the_wording_of_a_pack_is_checked_with_file_and_line(pack: Path) -> None:
    text_file(
        pack / "sections" / "personal",
        VIEWS.replace("not in ours.", "not in ours. You must not be disloyal or unprofessional."),
        "own-views.md",
    )
    outcome = policygen("library", "check", "--pack", pack, "--json")
    assert outcome.code == 3
    told = [found for found in json.loads(outcome.out) if found["file"] == f"{pack}/sections/personal/own-views.md"]
    assert told
    assert all(found["line"] > 0 for found in told)


def test_coverage_tells_the_points_of_a_regulator_with_their_clauses() -> None:
    told = policygen("library", "coverage", "--regime", "wls-welsh-regime", "--date", TODAY)
    assert told.code == 0
    assert "content.language-cy" in told.out
    assert "not read" in told.out
    data = json.loads(policygen("library", "coverage", "--regime", "gb-food-adverts", "--json", "--date", TODAY).out)
    assert "not at this size" in [line["status"] for line in data["regimes"][0]["lines"]]
    mistyped = policygen("library", "coverage", "--regime", "gb-vape")
    assert mistyped.code == 2
    assert "gb-vapes" in mistyped.err


def test_coverage_of_answers_names_who_binds_and_who_may(tmp_path: Path) -> None:
    adviser = (
        "policygen: 1\nanswers:\n  organisation_name: Example\n  organisation_type: company\n  headcount: 60\n"
        "  trades: [financial_adviser]\n  work_locations: [GB-ENG]\n  platforms: [linkedin]\n"
    )
    told = policygen("library", "coverage", "--answers", text_file(tmp_path, adviser), "--date", TODAY)
    assert told.code == 0
    assert "These may bind you too" in told.out
    assert "gb-fca" in told.out
