"""Building as a use case: what the result tells, and the digest that says whether answers have changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from policygen.answers.model import Accepted
from policygen.app.build import BuildOptions, answers_digest, build, build_answers, make
from policygen.app.document_set import is_paper
from policygen.app.papers import paper_path, read_paper
from policygen.app.replacing import edited_of
from policygen.app.sources import is_folder, open_answers
from policygen.app.update import plan_update
from policygen.assembly.documents import DOCUMENTS
from policygen.document.model import DEPTHS
from policygen.errors import DocumentError, UnreadableError
from policygen.findings import Severity
from policygen.library.model import Library
from tests.support.answers import TODAY, answers
from tests.support.strategies import SAMPLES, sample_names


def test_the_digest_is_of_what_was_said_and_not_of_how_it_was_written(library: Library, tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("policygen: 1\nlibrary: '2020.01'\nanswers:\n  headcount: 6 # people\n  organisation_name: 'Quay'\n")
    two.write_text("# ours\nanswers: {organisation_name: Quay, headcount: '6'}\n")
    assert answers_digest(open_answers(one, library)[0]) == answers_digest(open_answers(two, library)[0])


def test_every_answer_and_every_acceptance_counts_in_the_digest(library: Library) -> None:
    digests = {
        answers_digest(answers(library, organisation_name="Quay", headcount=6)),
        answers_digest(answers(library, organisation_name="Quay", headcount=7)),
        answers_digest(answers(library, organisation_name="Quay")),
        answers_digest(answers(library, organisation_name="Quay", headcount=6, platforms=["x", "instagram"])),
        answers_digest(answers(library, organisation_name="Quay", headcount=6, platforms=["instagram", "x"])),
        answers_digest(answers(library, organisation_name="Quay", accepted=(Accepted("W-70", "We know"),))),
        answers_digest(answers(library, organisation_name="Quay", accepted=(Accepted("W-70", "We do not"),))),
    }
    assert len(digests) == 7


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_the_result_tells_what_was_written_and_what_is_to_confirm(name: str, library: Library, tmp_path: Path) -> None:
    result = build(SAMPLES / name / "answers.yaml", library, BuildOptions(TODAY, ("md",), out=tmp_path))
    assert result.state == "built"
    assert result.organisation
    assert set(result.written) == {path for path in tmp_path.rglob("*") if path.is_file()}
    assert result.depth in DEPTHS
    assert set(result.brackets) <= library.questionnaire.questions.keys()
    assert all(raised.advisory.severity < Severity.HIGH or raised.accepted for raised in result.raised)
    again = build(SAMPLES / name / "answers.yaml", library, BuildOptions(TODAY, ("md",), out=tmp_path))
    assert set(again.same) == set(result.written)
    assert again.written == ()


def test_answers_that_were_never_in_a_file_can_be_built(library: Library, tmp_path: Path) -> None:
    said = answers(library, organisation_name="Quay", headcount=6)
    result = build_answers(said, tmp_path / "answers.yaml", library, BuildOptions(TODAY, ("md",)))
    assert [path.parent for path in result.written] == [tmp_path, tmp_path, *[tmp_path / "for-the-owner"] * 2]


PAPER = b'{"policygen": 2, "record": "x", "answers": {}}'


def test_a_working_paper_is_told_from_other_files() -> None:
    assert is_paper(PAPER)
    for other in (b"", b"{}", b"[]", b"null", b"\xff", b'{"policygen": 1}', b"[" * 100_000):
        assert not is_paper(other)


def test_a_working_paper_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    paper = paper_path(tmp_path / "a.docx")
    assert read_paper(paper) is None
    for content in (b"", b"\xff", b"[]", b"{}", b'{"answers": []}', b"[" * 100_000):
        paper.write_bytes(content)
        assert read_paper(paper) is None
    paper.write_bytes(PAPER)
    assert read_paper(paper) is not None
    paper.unlink()
    paper.mkdir()
    assert read_paper(paper) is None


@pytest.mark.parametrize(
    ("name", "what"),
    [("a.policygen.json", "the working paper of a document"), ("a.docx", "a document"), ("A.MD", "a document")],
)
def test_what_is_named_for_an_answers_file_and_is_none_is_called_what_it_is(
    tmp_path: Path, name: str, what: str
) -> None:
    with pytest.raises(UnreadableError, match=f" is {what}, not an answers file"):
        open_answers(tmp_path / name, None)  # type: ignore[arg-type]


def test_documents_that_somebody_edited_are_found_by_the_answers_they_were_made_from(
    library: Library, tmp_path: Path
) -> None:
    names = [tmp_path / f"{name}.yaml" for name in ("quay", "lane")]
    for path in names:
        path.write_text(f"answers: {{organisation_name: {path.stem}, headcount: 6}}\n", encoding="utf-8")
        build(path, library, BuildOptions(TODAY, ("md",), ("card",)))
    assert [edited_of(path) for path in (*names, tmp_path / "gone.yaml")] == [(), (), ()]
    (card,) = [path for path in tmp_path.glob("*.md") if path.name.startswith("quay")]
    card.write_text(card.read_text(encoding="utf-8") + "\nOur own words.\n", encoding="utf-8")
    assert [[found.path for found in edited_of(path)] for path in names] == [[card], []]


def test_a_name_too_long_for_any_file_is_no_folder() -> None:
    assert not is_folder(Path("x" * 10_000))
    with pytest.raises(UnreadableError):
        open_answers(Path("x" * 10_000), None)  # type: ignore[arg-type]


def test_a_document_of_one_format_is_written_in_no_other(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = {**DOCUMENTS, "card": replace(DOCUMENTS["card"], formats=("md",))}
    monkeypatch.setattr("policygen.app.build.DOCUMENTS", table)
    options = BuildOptions(TODAY, ("docx", "md"), ("card",), tmp_path)
    made = make(answers(library, organisation_name="Elm Row"), tmp_path / "answers.yaml", library, options)
    assert [write.path.suffix for write in made.outputs] == [".md", ".json"]


def test_every_file_written_is_told_with_what_it_is_for(library: Library, tmp_path: Path) -> None:
    said = answers(library, organisation_name="Elm Row", headcount=6)
    options = BuildOptions(TODAY, ("docx", "md"), ("policy", "card"))
    result = build_answers(said, tmp_path / "answers.yaml", library, options)
    assert result.purposes.keys() == {*result.written}
    purposes = {path.name.removeprefix("elm-row-social-media-"): words for path, words in result.purposes.items()}
    assert purposes["policy.md"] == purposes["policy.docx"] == DOCUMENTS["policy"].purpose
    assert purposes["rules.docx"] == DOCUMENTS["card"].purpose
    assert purposes["rules.policygen.json"] == "keep; not for staff"


def test_a_policy_built_again_keeps_its_depth_until_somebody_chooses_another(tmp_path: Path, library: Library) -> None:
    source = tmp_path / "answers.yaml"

    def built(headcount: int, **more: str) -> tuple[str, list[str]]:
        source.write_text(f"answers:\n  organisation_name: Example\n  headcount: {headcount}\n", encoding="utf-8")
        result = build(source, library, BuildOptions(date=TODAY, formats=("md",), **more))  # type: ignore[arg-type]
        return result.depth, [finding.message for finding in result.findings if finding.code == "kept-depth"]

    assert built(60) == ("standard", [])
    depth, told = built(12)
    assert depth == "standard"
    assert "would be short now" in told[0]
    assert built(12, depth="short") == ("short", [])
    assert built(12) == ("short", [])


def built_notes(folder: Path, library: Library, **options: object) -> list[Path]:
    said = answers(library, organisation_name="Quay", headcount=6)
    build_answers(said, folder / "answers.yaml", library, replace(BuildOptions(TODAY, ("docx", "md")), **options))
    return sorted((folder / "for-the-owner").glob("*notes*"))


def test_notes_for_the_owner_lie_in_a_folder_of_their_own_and_only_the_owner_may_read_them(
    library: Library, tmp_path: Path
) -> None:
    word, markdown = built_notes(tmp_path, library)
    assert [path.name for path in (word, markdown)] == ["quay-notes-for-the-owner.docx", "quay-notes-for-the-owner.md"]
    assert not word.stat().st_mode & 0o007
    assert not [path for path in tmp_path.iterdir() if "notes" in path.name]


def test_a_copy_for_staff_has_no_notes(library: Library, tmp_path: Path) -> None:
    assert built_notes(tmp_path, library, documents=("policy",)) == []


def test_notes_that_somebody_wrote_in_are_left_and_stand_in_no_ones_way(library: Library, tmp_path: Path) -> None:
    _, markdown = built_notes(tmp_path, library)
    markdown.write_text(markdown.read_text(encoding="utf-8").replace("What to do", "Done"), encoding="utf-8")
    said = markdown.read_bytes()
    found = built_notes(tmp_path, library, date="2027-01-01")
    assert markdown.read_bytes() == said
    assert [path.name for path in found if ".new." in path.name] == ["quay-notes-for-the-owner.new.md"]


def test_notes_are_made_anew_and_never_updated(library: Library, tmp_path: Path) -> None:
    word, _ = built_notes(tmp_path, library)
    with pytest.raises(DocumentError, match="makes anew"):
        plan_update(word, library, TODAY)
