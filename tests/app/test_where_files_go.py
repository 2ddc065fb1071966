"""Where new documents go when something lies in the way: in their place, beside it, or nowhere; and what is kept."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policygen.app import replacing
from policygen.app.carrying_out import free_path, out_path
from policygen.app.replacing import Edited, decide_placement, edited_among, is_free, kept_before, renamed
from policygen.errors import DocumentError, UsageError
from policygen.library.model import Library
from policygen.record.working_paper import ENDING
from policygen.workspace.writing import Write
from tests.cli.running import TODAY, answers_file, built, outputs
from tests.cli.test_update_status import QUAY


def write(path: Path, content: bytes = b"New.") -> Write:
    return Write(path, content, lambda present: present == b"Ours.")


def placed(plan: list[Write], *, do_replace: bool) -> replacing.Placement:
    return decide_placement(plan, Path("answers.yaml"), "Quay", None, replace=do_replace)  # type: ignore[arg-type]


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Says what lies under which name: somebody's words, or another client's document."""

    def says(edited: set[str], of_another: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        def among(plan: list[Write], *_: object) -> tuple[Edited, ...]:
            if any(each.path.name in of_another for each in plan):
                raise DocumentError("It is another client's.")
            return tuple(Edited(each.path) for each in plan if each.path.name in edited)

        monkeypatch.setattr(replacing, "edited_among", among)

    return says


@pytest.mark.parametrize("do_replace", [True, False])
def test_where_nothing_lies_in_the_way_documents_go_in_their_place(
    do_replace: bool, lying: Any, tmp_path: Path
) -> None:
    lying(set())
    plan = [write(tmp_path / "a.docx")]
    found = placed(plan, do_replace=do_replace)
    assert (found.writes, found.edited, found.kept, found.is_in_place) == (tuple(plan), (), (), True)


@pytest.mark.parametrize(
    ("edited", "of_another", "name"),
    [
        ({"a.docx"}, set(), "a.new.docx"),
        ({"a.docx", "a.new.docx"}, set(), "a.new-2.docx"),
        ({"a.docx"}, {"a.new.docx"}, "a.new-2.docx"),
        ({"a.docx", "a.new-2.docx"}, {"a.new.docx"}, "a.new-3.docx"),
    ],
)
def test_beside_somebodys_words_they_go_under_the_next_name_that_nobody_has(
    edited: set[str], of_another: set[str], name: str, lying: Any, tmp_path: Path
) -> None:
    lying(edited, of_another)
    found = placed([write(tmp_path / "a.docx")], do_replace=False)
    assert [each.path.name for each in found.writes] == [name]
    assert [each.path.name for each in found.edited] == ["a.docx"]
    assert not found.is_in_place


def test_another_clients_document_stops_them_unless_somebody_says_to_replace_it(lying: Any, tmp_path: Path) -> None:
    lying(set(), {"a.docx"})
    path = tmp_path / "a.docx"
    path.write_bytes(b"Another's.")
    with pytest.raises(DocumentError, match="another client"):
        placed([write(path)], do_replace=False)
    found = placed([write(path)], do_replace=True)
    assert [(each.path.name, each.content) for each in found.writes] == [
        ("a.before.docx", b"Another's."),
        ("a.docx", b"New."),
    ]
    assert (found.kept, found.edited, found.is_in_place) == ((tmp_path / "a.before.docx",), (), True)


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_document_of_another_client_stops_them_though_nobody_wrote_in_it(
    ending: str, tmp_path: Path, library: Library
) -> None:
    built(answers_file(tmp_path, **QUAY), "--date", TODAY)
    plan = [Write(path, b"New.", lambda _: True) for path in outputs(tmp_path, ending)]
    assert plan
    assert edited_among(plan, tmp_path / "answers.yaml", "Quay Works", library) == ()
    with pytest.raises(DocumentError, match="another client"):
        edited_among(plan, tmp_path / "other.yaml", "Bell Foundry", library)


def test_of_what_is_replaced_only_what_differs_is_kept_and_under_a_name_that_is_free(tmp_path: Path) -> None:
    for name, content in {"a.docx": b"Old.", "b.docx": b"New.", "c.before.docx": b"x"}.items():
        (tmp_path / name).write_bytes(content)
    plan = [write(tmp_path / name) for name in ("a.docx", "b.docx", "c.docx")]
    assert [(each.path.name, each.content) for each in kept_before(plan)] == [("a.before-2.docx", b"Old.")]
    assert [each.path.name for each in kept_before(plan[:2])] == ["a.before.docx"]


@pytest.mark.parametrize(
    ("name", "new"), [("a.docx", "a.new.docx"), ("a.b.md", "a.b.new.md"), (f"a{ENDING}", f"a.new{ENDING}")]
)
def test_a_word_in_a_name_stands_before_its_ending(name: str, new: str) -> None:
    assert renamed(Path("f") / name, "new") == Path("f") / new


def test_where_nothing_lies_or_nobody_wrote_a_file_may_go(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert is_free(write(path))
    path.write_bytes(b"Ours.")
    assert is_free(write(path))
    path.write_bytes(b"Mine.")
    assert not is_free(write(path))
    (beside,) = replacing.beside_edited([write(path)])
    assert beside == replace(write(path), path=tmp_path / "a.new.docx", untouched=beside.untouched)


def test_an_update_is_never_written_over_a_file_that_is_there(tmp_path: Path) -> None:
    document, other = tmp_path / "a.docx", tmp_path / "b.docx"
    assert free_path(document, None) == out_path(document) == tmp_path / "a.updated.docx"
    assert free_path(document, other) == other
    other.write_bytes(b"")
    with pytest.raises(UsageError, match="is there already"):
        free_path(document, other)
    document.write_bytes(b"")
    with pytest.raises(UsageError, match=r"b\.docx is there already"):
        free_path(document, other)
    with pytest.raises(UsageError, match="is the document itself"):
        free_path(document, document)
