"""The words that the program itself writes: all of them in the library, each used, and a pack's over ours."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import policygen
from policygen.assembly.tables import Tables
from policygen.assembly.wording import Wording
from policygen.errors import InvalidContentError
from policygen.formats.markdown.front_matter import FOR_MKDOCS
from policygen.library.layers import LayerFiles
from policygen.library.model import Library
from tests.assembly.small import QUESTIONS
from tests.support.answers import words, written
from tests.support.library import compiled_with_findings, layer, tiny

PACKAGE = Path(policygen.__file__).parent

NO_WRITERS = {"reader.py", "body.py", "package.py", "xml.py", "names.py", "schema.py"} | {
    "branding.py",
    "reference.py",
    "reference_styles.py",
    "style.py",
}
"""What opens a file, and what says it is none; the names by which Word knows things; what is told of a company's own file; and
style sheets."""

WRITERS = sorted(
    path
    for room in ("assembly", "formats")
    for path in (PACKAGE / room).rglob("*.py")
    if "reading" not in path.parts and path.name not in NO_WRITERS
)
"""The modules that make a document or write it out."""

WORDS = {
    "assembly": re.compile(r"[A-Za-z]{2,} |^[A-Z][a-z]+"),
    "formats": re.compile(r"[A-Za-z]{2,}[:.·]? [A-Za-z]|[A-Za-z]: $"),
}
"""What reads like words of a policy: in a format, two words or a word that leads to others; in assembly, any that begins so."""

NOT_FOR_READERS = {
    "[Confirm: ": "the mark of a bracket, by which a check and an update find it again",
    FOR_MKDOCS: "a remark in front matter, for whoever sets up a site",
    "US Letter": "the name of a paper, said of somebody's file",
    "img-src data:; ": "what a browser may load",
    "MS Gothic": "a typeface that has boxes to tick",
    "Table Heading": "the name of a style, by which LibreOffice knows head cells",
    " or ": "what stands between clauses of which one is enough",
    "owner: ": "a key of front matter",
    "Columns: ": "what a screen reader says of a table before its headings",
}

MARKUP = re.compile(r"<[^<>]*(?:>|$)|^[^<>]*>")
"""What of a text is a tag, or a piece of one."""

NOT_PRINTED = frozenset({"Finding", "_finding", "compile", "regex", "startswith", "WorkedOut"})
"""Calls whose texts are messages, patterns, words looked for, or examples for the checks."""


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module with their lines; without docstrings, and what is said to somebody at the screen."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spared: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Raise() | ast.Expr(value=ast.Constant()):
                spared.update(ast.walk(node))
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in NOT_PRINTED:
                spared.update(ast.walk(node))
            case ast.Assign(targets=[ast.Name(id="message" | "hint")]) | ast.keyword(arg="purpose"):
                spared.update(ast.walk(node))
            case ast.AnnAssign(target=ast.Name(id="NOT_READ")):
                spared.update(ast.walk(node))
            case ast.AnnAssign():
                spared.update(ast.walk(node.annotation))
            case _:
                pass
    for node in ast.walk(tree):
        if node not in spared and isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def policy_text(path: Path) -> Iterator[str]:
    """What stands in a module and reads like text of a policy."""
    name = path.relative_to(PACKAGE).as_posix()
    pattern = WORDS[name.split("/")[0]]
    for line, text in texts(path):
        if pattern.search(MARKUP.sub("", text)) and text not in NOT_FOR_READERS:
            yield f"{name}:{line}: {text!r}"


def test_no_text_of_a_policy_stands_in_the_program() -> None:
    assert [found for path in WRITERS for found in policy_text(path)] == []


def test_text_of_a_policy_in_the_program_would_be_found(tmp_path: Path) -> None:
    module = tmp_path / "frame.py"
    module.write_text(
        '"""Says what it is."""\n\nTITLE = "Acknowledgement"\n\n\ndef line(x: str) -> str:\n    return f"{x} always comes first."\n'
    )
    assert [text for _, text in texts(module) if WORDS["assembly"].search(text)] == [
        "Acknowledgement",
        " always comes first.",
    ]


def ids_in_code() -> tuple[set[str], set[str]]:
    """The ids of wording that assembly asks for: whole ones, and the beginnings of those put together there."""
    whole: set[str] = set()
    begun: set[str] = set()
    for path in (*WRITERS, *(PACKAGE / "answer_form").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="text" | "inlines"), args=[ast.Constant(value=str(id)), *_]):
                    whole.add(id)
                case ast.Call(
                    func=ast.Attribute(attr="say"), args=[ast.JoinedStr(values=[ast.Constant(value=str(start)), *_])]
                ) if path.name == "sheets.py":
                    begun.add(start)
                case ast.Call(
                    func=ast.Attribute(attr="text" | "inlines"),
                    args=[ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]), *_],
                ):
                    begun.add(start)
                case _:
                    pass
    return whole, begun


def test_every_wording_is_used_and_every_wording_used_is_there(library: Library) -> None:
    whole, begun = ids_in_code()
    unused = [id for id in library.wording if id not in whole and not id.startswith(tuple(begun))]
    assert unused == []
    assert whole <= library.wording.keys()
    columns = {f"columns.{name}.{column}" for name, table in Tables.TABLES.items() for column in table.columns}
    assert columns == {id for id in library.wording if id.startswith("columns.")}


# ---- a pack's own words ------------------------------------------------------------------------------------------------


def firm(text: str) -> LayerFiles:
    return layer("", name="firm", extra={"wording.yaml": text})


def test_a_pack_words_what_stands_round_the_clauses() -> None:
    pack = firm(
        "title.policy: Social media code\n"
        "title.questions: 'Ask {{ owner }} about anything.'\n"
        "title.next-review: '{{ edition }}. We look at it again on {{ day }}.'\n"
    )
    document = written(tiny(QUESTIONS, pack), policy_owner="Kim", organisation_name="Quay")
    assert document.properties.title == "Social media code"
    assert document.properties.subject == "Social media code of Quay"
    assert "Ask Kim about anything." in words(document)
    assert "For signature, 22 November 2026. We look at it again on 22 November 2027." in words(document)


def test_what_a_pack_words_is_spelled_as_the_document_is() -> None:
    pack = firm("title.questions: 'Organise your colour with {{ owner }}'\n")
    document = written(tiny(QUESTIONS, pack), spelling="en-US", policy_owner="Colour Organiser")
    assert "Organize your color with Colour Organiser" in words(document)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("title.polcy: X\n", "unknown-wording", "Did you mean 'title.policy'?"),
        ("edition.draft: Draft\n", "bad-slot", "It has {{ day }}."),
        ("title.policy: A {{ day }}\n", "bad-slot", "It has none."),
        ("scope.elsewhere: Not in {{ places | any_of }}.\n", "bad-slot", ""),
        ("scope.elsewhere: '[Not in {{ places }}](confirm:x)'\n", "bad-slot", ""),
        ("title.policy: ''\n", "bad-markdown", ""),
        ("title.policy: [a]\n", "bad-value", ""),
    ],
)
def test_what_is_wrong_with_the_words_of_a_pack_is_told_with_its_line(text: str, code: str, hint: str) -> None:
    _, findings = compiled_with_findings(layer(QUESTIONS), firm(f"contents.title: Contents\n{text}"))
    told = next(finding for finding in findings if finding.code == code)
    assert str(told.location) == "firm/wording.yaml:2"
    assert told.hint == hint


def test_a_library_without_a_wording_says_which_and_what_to_do() -> None:
    with pytest.raises(InvalidContentError, match=r"no wording 'title\.policy'") as told:
        Wording({}).text("title.policy")
    assert "wording.yaml" in told.value.hint


# ---- roles -------------------------------------------------------------------------------------------------------------

ROLES = """
    ask organisation_name: text fact
    ask roles: records fact
        key: role
        fields: [{id: role, kind: one_of, label: Role, choices: [{value: brand, label: Looks after the brand}, {value: hr, label: Personnel, table: People and employment}]}, {id: name, kind: text, label: Name}]
    ask depth: one_of choice (auto short standard full)
        default: full
    ask review_months: integer choice
        default: 12
    ask work_locations: places fact
    ask policy_owner: contact fact
    clause rules.roles: Ask them.
        detail: |
          {{ table.roles }}
"""


def test_a_role_stands_in_the_table_as_its_choice_says() -> None:
    document = written(tiny(ROLES), roles=[{"role": "brand", "name": "Kim"}, {"role": "hr", "name": "Lee"}])
    text = words(document, "rules.roles")
    assert "Looks after the brand\tKim" in text
    assert "People and employment\tLee" in text
