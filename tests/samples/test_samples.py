"""The shipped samples are what their answers make, and nothing else."""

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from policygen.answers.read import read_answers
from policygen.app.answer_forms import write_form
from policygen.app.build import BuildOptions, build
from policygen.app.packs import Libraries, packs_for
from policygen.library.load import load_library
from policygen.library.model import Library
from tests.support.library import the_library

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/answers.yaml"))


@cache
def laid(packs: tuple[Path, ...]) -> Library:
    return load_library(packs) if packs else the_library()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_there_are_fifteen_samples_and_one_lays_a_pack() -> None:
    assert len(NAMES) == 15
    assert [path.parent.name for path in SAMPLES.glob("*/*/pack.yaml")] == ["brightwater"]


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_what_its_answers_make(name: str, tmp_path: Path) -> None:
    answers = SAMPLES / name / "answers.yaml"
    options = BuildOptions(date="2026-11-22", formats=("docx", "md"), out=tmp_path)

    result = build(answers, laid(packs_for(answers, ())), options)

    assert result.state == "built", result.findings
    documents = sorted(path for path in tmp_path.iterdir() if path.suffix in {".docx", ".md", ".xlsx"})
    given = {"answers.yaml", "brand.yaml", "logo.png", "logo-on-dark.png"}
    shipped = {path.name for path in (SAMPLES / name).iterdir() if path.is_file()} - given
    assert {path.name for path in documents} == shipped, "run python scripts/build_samples.py"
    for made in documents:
        kept = (SAMPLES / name / made.name).read_bytes()
        if made.suffix == ".docx":
            assert parts(made.read_bytes()) == parts(kept), "run python scripts/build_samples.py, and read what changed"
        elif made.suffix == ".xlsx":
            words = "xl/sharedStrings.xml"  # all else is for the library that writes it to change
            assert parts(made.read_bytes())[words] == parts(kept)[words], "run python scripts/build_samples.py"
        else:
            assert made.read_bytes() == kept, "run python scripts/build_samples.py, and read what changed"


def test_the_form_is_the_one_that_its_answers_make(tmp_path: Path) -> None:
    source, made = SAMPLES / "harbour-street-cafe" / "answers.yaml", tmp_path / "questions.docx"
    answers = read_answers(source.read_text(encoding="utf-8"), str(source), the_library())[0]
    write_form(the_library(), answers, source, made, "2026-11-22", essential=False, replace=False)
    for kept in SAMPLES.glob("answer-form/*.docx"):
        assert parts(made.read_bytes()) == parts(kept.read_bytes()), "run python scripts/build_samples.py"


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", NAMES)
def test_no_sample_raises_an_advisory_that_stops_it_or_has_wrong_answers(name: str, tmp_path: Path) -> None:
    answers = SAMPLES / name / "answers.yaml"
    result = build(answers, laid(packs_for(answers, ())), BuildOptions(date="2026-11-22", out=tmp_path))

    # Nobody has read the law of Kenya for the library, and a sample shows how that is told.
    assert {finding.code for finding in result.findings} <= {"law-not-held"}
    assert not [raised for raised in result.raised if raised.advisory.severity.word in {"block", "high"}]


@pytest.mark.slow
def test_nothing_is_wrong_with_the_pack_of_a_sample() -> None:
    for manifest in SAMPLES.glob("*/*/pack.yaml"):
        laid_over = Libraries((), "2026-11-22").of(manifest.parents[1] / "answers.yaml")
        assert laid_over.packs == (manifest.parent,)
        assert laid_over.findings == ()
