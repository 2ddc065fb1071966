"""Builds every sample's documents beside its answers: `python scripts/build_samples.py`.

The day is fixed, so that the outputs change only when answers, library or writers do.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from policygen.app.answer_forms import write_form
from policygen.app.build import BuildOptions, build
from policygen.app.packs import Libraries
from policygen.app.papers import OWNERS_FOLDER
from policygen.app.sources import open_answers
from policygen.formats.registry import SHEET_FORMATS, format_of
from policygen.record.working_paper import ENDING

DAY = "2026-11-22"
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FORM = SAMPLES / "answer-form" / "harbour-street-cafe-questions.docx"


def main() -> int:
    """Rebuild all samples; returns 1 when one cannot be built."""
    libraries = Libraries((), DAY)
    failed = False
    for answers in sorted(SAMPLES.glob("*/answers.yaml")):
        with tempfile.TemporaryDirectory() as folder:
            options = BuildOptions(date=DAY, formats=("docx", "md"), out=Path(folder))
            laid = libraries.of(answers)
            result = build(answers, laid.library, options)
            if laid.findings or result.state != "built":
                failed = True
                sys.stderr.writelines(f"{finding}\n" for finding in (*laid.findings, *result.findings))
                continue
            for old in (*answers.parent.glob("*"), *answers.parent.glob(f"{OWNERS_FOLDER}/*")):
                if format_of(old) is not None or old.suffix in {form.ending for form in SHEET_FORMATS.values()}:
                    old.unlink()
            # The working paper beside a document is for its owner, and large; a sample does without.
            made = [path for path in result.written if not path.name.endswith(ENDING)]
            for path in made:
                target = answers.parent / path.relative_to(folder)
                target.parent.mkdir(exist_ok=True)
                shutil.copy(path, target)
        sys.stdout.write(f"{answers.parent.name}: {', '.join(path.name for path in made)}\n")
    build_form(libraries, FORM)
    return int(failed)


def build_form(libraries: Libraries, target: Path) -> None:
    """The questions as a form, with what a café has said so far filled in."""
    source = SAMPLES / "harbour-street-cafe" / "answers.yaml"
    library = libraries.of(source).library
    answers, _ = open_answers(source, library)
    target.unlink(missing_ok=True)
    write_form(library, answers, source, target, DAY, essential=False, replace=True)
    sys.stdout.write(f"{target.parent.name}: {target.name}\n")


if __name__ == "__main__":
    sys.exit(main())
