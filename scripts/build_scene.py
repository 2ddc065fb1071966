"""Builds the sample of a year later: issued, edited by hand, reviewed and updated: `python scripts/build_scene.py`.

Days and edits are fixed, so that the files change only when answers, library or writers do. Where LibreOffice and poppler
are there, a picture of one page of each is made too.
"""

import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path

import docx
from docx.text.paragraph import Paragraph
from lxml import etree

from policygen.app import libreoffice
from policygen.app.build import BuildOptions, build
from policygen.app.issue import IssueTerms, issue, prepare_issue
from policygen.app.packs import Libraries
from policygen.app.review import carry_out_review
from policygen.app.review_decisions import outcome_of, read_decisions
from policygen.app.review_matters import agenda_of
from policygen.formats.docx.names import Element, w
from policygen.formats.docx.package import Part, open_package
from policygen.formats.docx.schema import put

MADE, IN_FORCE, REVIEWED = "2026-11-22", "2026-12-01", "2027-12-06"
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SCENE = SAMPLES / "a-year-later"
"""Holds `decisions.yaml`, what was said in the review, and what this script makes."""
ANSWERS = SAMPLES / "harbour-street-cafe" / "answers.yaml"
ISSUED, EDITED, UPDATED, ANSWERS_AFTER = "1-issued.docx", "2-edited.docx", "3-updated.docx", "answers-after.yaml"
OWN = "On market days nobody posts from the counter between eleven and two."
REWORDED = ("Not sure? Ask first.", "Not sure, or in a hurry? Ask first, and post tomorrow.")


def make(folder: Path) -> dict[str, bytes]:
    """The files of the scene by name, made in an empty folder."""
    answers = folder / "answers.yaml"
    shutil.copy(ANSWERS, answers)
    library = Libraries((), MADE).of(answers).library
    built = build(answers, library, BuildOptions(date=MADE, formats=("docx",)))
    policy = next(path for path in built.written if path.suffix == ".docx" and path.parent == folder)
    terms = IssueTerms(MADE, approved_by="The partners", in_force=IN_FORCE, accept_open=True)
    issue(prepare_issue(policy, terms, library), library, terms)
    made = {ISSUED: policy.read_bytes()}
    edit(policy)
    made[EDITED] = policy.read_bytes()
    agenda = agenda_of(policy, library, REVIEWED)
    outcome = outcome_of(agenda, read_decisions(SCENE / "decisions.yaml"), library)
    if outcome.faults or outcome.undecided:
        told = [str(fault) for fault in outcome.faults] + [f"{matter.id}: {matter.ask}" for matter in outcome.undecided]
        raise SystemExit("decisions.yaml does not decide everything:\n" + "\n".join(told))
    result = carry_out_review(agenda, outcome, library)
    made[UPDATED] = result.updates[0].writes[0].content
    made[ANSWERS_AFTER] = answers.read_bytes()
    return made


def edit(path: Path) -> None:
    """What somebody at the café did in Word during the year: a rule in their own words, and a paragraph of their own."""
    document = docx.Document(str(path))
    rule = next(paragraph for paragraph in document.paragraphs if REWORDED[0] in paragraph.text)
    for run in rule.runs:
        run.text = run.text.replace(*REWORDED)
    heading = next(paragraph for paragraph in document.paragraphs if _is_heading(paragraph))
    heading.insert_paragraph_before(OWN)
    document.save(str(path))


# ---- a page of each, as somebody sees it -------------------------------------------------------------------------------

SHOWN = "Who posts for us."
"""What the page that is shown holds: the rule that somebody reworded, and that two names changed in."""
MARKS = {"ins": ("u", "single"), "del": ("strike", "1")}
"""How what came and what went looks."""
MARKED = "B5651D"
DOTS = 80
"""Of the pictures, in an inch."""


def picture_of(document: bytes) -> bytes:
    """One page of a Word document as a PNG: what waits is shown as it waits, comments are not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(libreoffice.pdf_of(as_marked(document)))
        texts = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout.decode()
        number = str(
            next(number for number, text in enumerate(texts.split("\f"), 1) if SHOWN in " ".join(text.split()))
        )
        page = ["-f", number, "-l", number, "-r", str(DOTS), "-hide-annotations"]
        return as_png(subprocess.run(["pdftoppm", *page, str(path)], check=True, capture_output=True).stdout)


def as_marked(document: bytes) -> bytes:
    """A document in which what came and went has the look of it and is no change.

    LibreOffice 7.4 counts a rule with struck words as gone, and would show other numbers than Word.
    """
    package = open_package(document)
    body = package.xml(package.main)
    if body is None:
        raise ValueError("a document has a body")
    for kind, look in MARKS.items():
        for change in list(body.iter(w(kind))):
            parent = change.getparent()
            for run in change.iter(w("r")):
                _mark(run, *look)
            if parent is not None:
                at = parent.index(change)
                parent[at : at + 1] = list(change)
    package.put(Part(package.main, package.content_type(package.main), etree.tostring(body)))
    return package.save()


def _mark(run: Element, tag: str, value: str) -> None:
    properties = run.find(w("rPr"))
    if properties is None:
        run.insert(0, properties := etree.Element(w("rPr")))
    put(properties, w(tag), {w("val"): value})
    put(properties, w("color"), {w("val"): MARKED})
    for words in run.iter(w("delText")):
        words.tag = w("t")


def as_png(pixels: bytes) -> bytes:
    """A picture of few colours, small in bytes, from the pixels of a PPM: each channel in eight steps."""
    _, size, _, body = pixels.split(b"\n", 3)
    width, height = map(int, size.split())
    step = bytes(round(value * 7 / 255) for value in range(256))
    stepped = body.translate(step)
    colours = [stepped[at : at + 3] for at in range(0, len(stepped), 3)]
    palette = {colour: number for number, (colour, _) in enumerate(Counter(colours).most_common())}
    rows = (
        b"\0" + bytes(min(palette[colour], 255) for colour in colours[start : start + width])
        for start in range(0, width * height, width)
    )
    entries = b"".join(bytes(value * 255 // 7 for value in colour) for colour in list(palette)[:256])
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", entries),
        (b"IDAT", zlib.compress(b"".join(rows), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def pictures(made: dict[str, bytes]) -> dict[str, bytes]:
    """A picture of each document by name; none where a program that draws them is missing."""
    if libreoffice.program() is None or shutil.which("pdftoppm") is None:
        return {}
    return {
        f"{name.removesuffix('.docx')}.png": picture_of(content)
        for name, content in made.items()
        if name.endswith(".docx")
    }


def _is_heading(paragraph: Paragraph) -> bool:
    style = paragraph.style
    return style is not None and (style.name or "").startswith("Heading 2")


def main() -> int:
    """Rebuild the scene."""
    with tempfile.TemporaryDirectory() as folder:
        made = make(Path(folder))
        for name, content in (made | pictures(made)).items():
            (SCENE / name).write_bytes(content)
            sys.stdout.write(f"{SCENE.name}: {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
