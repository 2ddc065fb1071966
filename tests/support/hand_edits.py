"""Edits that a person might make in a Word file, drawn by chance and made in its markup."""

import copy
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph
from docx.text.run import Run

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OWN = ("byhand", "zebra", "marmalade", "quickly", "never", "Friday", "Nairobi", "door")
"""Words that no policy of ours has."""


def edited_by_chance(path: Path, chance: Random, most: int = 6) -> list[str]:
    """Up to so many edits, made in the file. Gives back the words that only its owner wrote, each once."""
    document = docx.Document(str(path))
    said: list[str] = []
    for number in range(chance.randint(0, most)):
        every = [Paragraph(found, document) for found in document.element.body.iter(f"{{{W}}}p")]
        paragraph = chance.choice([found for found in every if found._p.find(f".//{{{W}}}fldChar") is None])
        chance.choice(_EDITS)(paragraph, chance, f"byhand{number}", said)
    document.save(str(path))
    return said


def _runs(paragraph: Paragraph) -> list[Run]:
    return [run for run in paragraph.runs if len(run.text) > 3]


def _in_cell(paragraph: Paragraph) -> bool:
    return paragraph._p.getparent().tag != f"{{{W}}}body"


def _bare_copy(paragraph: Paragraph) -> Paragraph:
    """A paragraph of the same properties behind another, without words."""
    bare = copy.deepcopy(paragraph._p)
    for child in [child for child in bare if not child.tag.endswith("}pPr")]:
        bare.remove(child)
    paragraph._p.addnext(bare)
    return Paragraph(bare, paragraph._parent)


def _word(paragraph: Paragraph, chance: Random, own: str, said: list[str]) -> None:
    for run in chance.sample(_runs(paragraph), min(1, len(_runs(paragraph)))):
        found = run.text.split(" ")
        found.insert(chance.randint(0, len(found)), own)
        run.text = " ".join(found)
        said.append(own)


def _replace(paragraph: Paragraph, chance: Random, own: str, said: list[str]) -> None:
    for run in chance.sample(_runs(paragraph), min(1, len(_runs(paragraph)))):
        said[:] = [words for words in said if words not in run.text.split()]  # its owner writes over an edit of theirs
        run.text = " ".join([own, *chance.choices(OWN, k=7)])
        said.append(own)


def _delete(paragraph: Paragraph, _chance: Random, _own: str, said: list[str]) -> None:
    gone = paragraph.text
    if not _in_cell(paragraph) and paragraph._p.getnext() is not None:
        paragraph._p.getparent().remove(paragraph._p)
        said[:] = [word for word in said if word not in gone]


def _insert(paragraph: Paragraph, chance: Random, own: str, said: list[str]) -> None:
    if not _in_cell(paragraph):
        _bare_copy(paragraph).add_run(" ".join([own, *chance.choices(OWN, k=8)]))
        said.append(own)


def _split(paragraph: Paragraph, chance: Random, _own: str, _said: list[str]) -> None:
    if _runs(paragraph) and not _in_cell(paragraph):
        run = chance.choice(_runs(paragraph))
        half = run.text.find(" ", len(run.text) // 2)
        if half > 0:
            run.text, rest = run.text[:half], run.text[half:]
            _bare_copy(paragraph).add_run(rest)


def _cut_runs(paragraph: Paragraph, chance: Random, _own: str, _said: list[str]) -> None:
    for run in _runs(paragraph):
        at = chance.randint(1, len(run.text) - 1)
        second = copy.deepcopy(run._r)
        run.text, rest = run.text[:at], run.text[at:]
        run._r.addnext(second)
        Run(second, paragraph).text = rest


def _bold(paragraph: Paragraph, chance: Random, _own: str, _said: list[str]) -> None:
    for run in chance.sample(_runs(paragraph), min(1, len(_runs(paragraph)))):
        run.bold = True


def _track(paragraph: Paragraph, _chance: Random, own: str, said: list[str]) -> None:
    """Words that somebody else put in and nobody accepted yet."""
    run = f'<w:r><w:t xml:space="preserve"> {own}.</w:t></w:r>'
    change = f'<w:ins xmlns:w="{W}" w:id="9001" w:author="Ann" w:date="2027-01-05T09:00:00Z">{run}</w:ins>'
    paragraph._p.append(parse_xml(change))
    said.append(own)


_EDITS: tuple[Callable[[Paragraph, Random, str, list[str]], None], ...] = (
    *(_word, _word, _replace, _delete, _insert, _split, _cut_runs, _bold, _track),
)


def answers_by_chance(chance: Random) -> dict[str, Any]:
    """Other answers than those a policy was made from."""
    choices: dict[str, tuple[Any, ...]] = {
        "policy_owner": tuple(
            {"name": name, "role": role} for name in ("Priya Nair", "O") for role in ("Owner", "Chair")
        ),
        "platforms": (["x"], ["facebook", "tiktok"], ["x", "bluesky", "threads", "facebook"]),
        "monitoring": (["none"], ["listening"], ["managed_accounts", "reactive"]),
        "headcount": (1, 3, 12, 60),
        "posting_rule": ("owner_only",),
        "work_locations": (["US-NY"], ["IE"], ["GB-ENG", "GB-SCT"]),
        "concern_contacts": ([{"name": "Ann Lee", "role": "Bookkeeper"}],),
        "review_months": (6,),
    }
    return {key: chance.choice(choices[key]) for key in chance.sample(sorted(choices), chance.randint(1, 3))}
