"""What people type is words: in Markdown it is never markup, in Word never a field or a link, and nothing is lost of it."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policygen.answers.write import plain
from policygen.library.model import Library
from tests.cli.reading import docx_lines, markdown_body, markdown_lines, tokens
from tests.cli.running import answers_file, outputs, policygen
from tests.support.hostile import FOREIGN, MARKUP, UNPRINTABLE
from tests.support.strategies import sample

TYPED = {"text", "texts", "contact", "contacts", "records"}
WORDS = (*MARKUP, *FOREIGN)


class Retyped:
    """A sample's answers with every word that somebody typed put in other words."""

    def __init__(self, word: Callable[[int], str]) -> None:
        self.word = word
        self.typed: list[str] = []

    def text(self) -> str:
        typed = " ".join(self.word(len(self.typed)).split()) + f" {len(self.typed)}"
        self.typed.append(typed)
        return typed

    def value(self, value: Any, kinds: dict[str, str], key: str = "") -> Any:
        if isinstance(value, list):
            return [self.value(item, kinds, key) for item in value]
        if isinstance(value, dict):
            return {inner: self.value(item, kinds, inner) for inner, item in value.items()}
        if not isinstance(value, str) or key == "email" or kinds.get(key, "text") not in {"text", "contact"}:
            return value
        return self.text()

    def answers(self, name: str, library: Library) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for id, value in sample(name).values.items():
            question = library.questionnaire.questions[id]
            kinds = {field.id: field.kind for field in question.fields}
            found[id] = self.value(plain(value), kinds, "") if question.kind in TYPED else plain(value)
        found["platforms"] = [*found.get("platforms", []), self.text()]
        found["work_locations"] = [*found["work_locations"], self.text()]
        return found


def written(folder: Path, answers: dict[str, Any]) -> tuple[list[Path], list[Path]]:
    outcome = policygen("build", answers_file(folder, **answers), "--out", folder / "out")
    assert outcome.code == 0, outcome.said
    return outputs(folder / "out", "docx"), outputs(folder / "out", "md")


def skeleton(text: str) -> list[object]:
    """The marks of a Markdown text without its words."""
    found: list[object] = []
    for token in tokens(markdown_body(text)):
        if token.type in {"text", "inline"}:
            continue
        what = token.content if token.type in {"html_block", "html_inline", "code_inline", "fence"} else ""
        attributes = {key: value for key, value in token.attrs.items() if not str(value).startswith("mailto:")}
        found.append((token.type, token.tag, token.nesting, what, tuple(attributes.items())))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "turn"), [("lakeshore-dental", 0), ("lakeshore-dental", 17), ("thornmere-county-council", 9)]
)
def test_markup_that_people_type_stays_words(name: str, turn: int, library: Library, tmp_path: Path) -> None:
    hostile = Retyped(lambda index: WORDS[(index + turn) % len(WORDS)])
    harmless = Retyped(lambda index: "Quay")
    word, markdown = written(tmp_path / "hostile", hostile.answers(name, library))
    _, plain_markdown = written(tmp_path / "harmless", harmless.answers(name, library))
    said = "\n".join(line for path in markdown for line in markdown_lines(path.read_text(encoding="utf-8")))
    for path, other in zip(markdown, plain_markdown, strict=True):
        assert skeleton(path.read_text(encoding="utf-8")) == skeleton(other.read_text(encoding="utf-8"))
    plainly = "\n".join(line for path in plain_markdown for line in markdown_lines(path.read_text(encoding="utf-8")))
    in_word = "\n".join(line for path in word for line in docx_lines(path.read_bytes()))
    printed = [
        typed for typed, other in zip(hostile.typed, harmless.typed, strict=True) if re.search(rf"{other}\b", plainly)
    ]
    assert len(printed) > 10
    for typed in printed:
        assert " ".join(typed.split()) in said
        assert " ".join(typed.split()) in in_word


@pytest.mark.wide
@pytest.mark.parametrize("name", ["copperline-creative", "tidewise-software"])
@pytest.mark.parametrize("word", WORDS)
def test_each_hostile_word_stays_words(name: str, word: str, library: Library, tmp_path: Path) -> None:
    hostile, harmless = Retyped(lambda _: word), Retyped(lambda _: "Quay")
    _, markdown = written(tmp_path / "hostile", hostile.answers(name, library))
    _, other = written(tmp_path / "harmless", harmless.answers(name, library))
    for one, two in zip(markdown, other, strict=True):
        assert skeleton(one.read_text(encoding="utf-8")) == skeleton(two.read_text(encoding="utf-8"))


def test_no_bare_address_that_somebody_typed_becomes_a_link(tmp_path: Path) -> None:
    owner = {"name": "see www.evil.example and HTTP://evil.example", "role": "ftp://x.example"}
    _, (markdown,) = written(
        tmp_path, {"organisation_name": "https://evil.example/?q=1", "headcount": 6, "policy_owner": owner}
    )
    assert not re.search(r"(?i)(https?|ftp)://|www\.", markdown_body(markdown.read_text(encoding="utf-8")))


@pytest.mark.slow
def test_an_address_for_mail_is_the_only_link_a_person_can_make(tmp_path: Path) -> None:
    for email in (
        "<script>@x.example",
        'a"onclick=b@x.example',
        "a)b@x.example",
        "javascript:x@y.example",
        "é@ü.example",
    ):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        (word,), (markdown,) = written(
            folder, {"organisation_name": "Quay", "headcount": 6, "policy_owner": {"name": "Sam", "email": email}}
        )
        links = [
            token.attrs["href"] for token in tokens(markdown.read_text(encoding="utf-8")) if token.type == "link_open"
        ]
        assert all(str(link).startswith(("mailto:", "#")) for link in links)
        assert all(
            token.content.startswith(("<!--", "<a id=", "</a>", "<strong>", "</strong>", "<em>", "</em>"))
            for token in tokens(markdown_body(markdown.read_text(encoding="utf-8")))
            if token.type in {"html_inline", "html_block"}
        )
        with zipfile.ZipFile(word) as package:
            for part in package.namelist():
                if part.endswith(".rels"):
                    targets = re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', package.read(part).decode())
                    assert all(target.startswith("mailto:") for target in targets)


def test_what_people_type_is_no_field_of_word(tmp_path: Path) -> None:
    typed = 'QUOTE "x" DDEAUTO c:\\windows\\system32\\cmd.exe =1+1'
    (word,), _ = written(
        tmp_path, {"organisation_name": typed, "headcount": 6, "policy_owner": {"name": typed, "role": "=cmd()"}}
    )
    with zipfile.ZipFile(word) as package:
        for part in package.namelist():
            if part.startswith("word/") and part.endswith(".xml"):
                instructions = re.findall(
                    r"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)\"", package.read(part).decode()
                )
                assert not any("DDEAUTO" in text for found in instructions for text in found)


@pytest.mark.parametrize("text", UNPRINTABLE, ids=repr)
@pytest.mark.some_every_day(3)
def test_what_cannot_be_printed_is_left_out_and_told(text: str, tmp_path: Path) -> None:
    outcome = policygen(
        "build",
        answers_file(tmp_path, organisation_name=text, headcount=6, policy_owner={"name": text}),
        "--out",
        tmp_path,
    )
    assert outcome.code == 0, outcome.said
    for path in (*outputs(tmp_path, "docx"), *outputs(tmp_path, "md")):
        content = path.read_bytes()
        said = "\n".join(docx_lines(content)) if path.suffix == ".docx" else markdown_body(content.decode())
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]", said)
    if "\u2028" not in text and "\t" not in text:
        assert f"{tmp_path / 'answers.yaml'}:3: " in outcome.err
        assert "left out" in outcome.err


def test_nothing_in_a_file_can_steer_the_terminal(tmp_path: Path) -> None:
    steering = "\x1b[2J\x1b]0;x\x07\u202egnp\x9b1m"
    path = answers_file(
        tmp_path, organisation_name=steering, headcount=steering, sectors=[steering], platforms=[steering],
        work_locations=[steering], policy_owner={steering: 1}, **{steering: 1},
    )  # fmt: skip
    path.write_text(
        path.read_text(encoding="utf-8")
        + 'accepted:\n  - {advisory: "\\e[2J", reason: "\\e[2J\\u202e", "\\e[1m": x}\n',
        encoding="utf-8",
    )
    for command in ("build", "check", "explain"):
        outcome = policygen(command, path)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", outcome.said), outcome.said


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.some_every_day(4)
def test_a_name_of_any_script_stands_in_the_document_and_in_the_name_of_its_file(name: str, tmp_path: Path) -> None:
    (word,), (markdown,) = written(tmp_path, {"organisation_name": name, "headcount": 6})
    assert name in "\n".join(docx_lines(word.read_bytes()))
    assert name in "\n".join(markdown_lines(markdown.read_text(encoding="utf-8")))
    assert word.name.endswith("-social-media-policy.docx")
    assert not word.name.startswith("-")
