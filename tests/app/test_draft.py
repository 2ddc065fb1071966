"""The answers file while an interview goes on."""

from pathlib import Path
from typing import Any

import pytest

from policygen.answers.model import Answerer
from policygen.answers.read import read_answers
from policygen.app.draft import open_draft
from policygen.errors import InvalidContentError, UnreadableError
from policygen.findings import Severity
from policygen.library.model import Library
from policygen.workspace.naming import answers_path, naming
from tests.support.library import the_library, tiny

LIBRARY = tiny("""
    ask name: text fact
        essential: true
    ask pace: one_of choice (slow fast)
        formerly: [speed]
    ask colour: text fact
    clause rules.base: You must ask first.
""")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def values(path: Path, library: Library = LIBRARY) -> dict[str, Any]:
    answers, findings = read_answers(path.read_text(encoding="utf-8"), str(path), library)
    assert all(finding.severity is Severity.INFO for finding in findings)
    return dict(answers.values)


def test_a_new_file_stands_in_the_order_of_the_questions_whatever_the_order_of_answering(tmp_path: Path) -> None:
    draft = open_draft(tmp_path / "a.yaml", LIBRARY)
    draft.save({"colour": "red"})
    draft.save({"colour": "red", "name": "A: b"})
    text = draft.path.read_text(encoding="utf-8")
    assert text.index("name:") < text.index("colour:")
    assert values(draft.path) == {"name": "A: b", "colour": "red"}


def test_comments_and_what_is_not_ours_stay(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.yaml", "policygen: 1\nanswers:\n  # ask Jo first\n  name: A\n  colour: red # or blue\n"
    )
    draft = open_draft(path, LIBRARY)
    draft.save({"name": "B", "colour": "red", "pace": "fast"})
    text = path.read_text(encoding="utf-8")
    assert "# ask Jo first" in text
    assert "colour: red # or blue" in text
    assert values(path) == {"name": "B", "colour": "red", "pace": "fast"}


def test_an_answer_taken_back_leaves_the_file(tmp_path: Path) -> None:
    draft = open_draft(written(tmp_path / "a.yaml", "# mine\nanswers:\n  name: A\n  colour: red\n"), LIBRARY)
    draft.save({"colour": "red"})
    assert values(draft.path) == {"colour": "red"}


def test_what_somebody_writes_into_the_file_meanwhile_is_not_lost(tmp_path: Path) -> None:
    draft = open_draft(tmp_path / "a.yaml", LIBRARY)
    draft.save({"name": "A"})
    written(draft.path, draft.path.read_text(encoding="utf-8") + "  colour: green # added in an editor\n")
    draft.save({"name": "A", "pace": "slow"})
    assert values(draft.path) == {"name": "A", "colour": "green", "pace": "slow"}
    assert "added in an editor" in draft.path.read_text(encoding="utf-8")


def test_a_former_name_gives_way_to_the_present_one(tmp_path: Path) -> None:
    draft = open_draft(written(tmp_path / "a.yaml", "answers:\n  speed: slow # for now\n"), LIBRARY)
    draft.save({"pace": "fast"})
    assert values(draft.path) == {"pace": "fast"}


def test_bare_answers_are_put_under_answers(tmp_path: Path) -> None:
    draft = open_draft(written(tmp_path / "a.yaml", "name: A # hers\ncolour: red\n"), LIBRARY)
    draft.save({"name": "A", "colour": "blue"})
    assert values(draft.path) == {"name": "A", "colour": "blue"}
    assert "# hers" in draft.path.read_text(encoding="utf-8")


def test_accepted_risks_stay(tmp_path: Path, library: Library) -> None:
    text = "answers:\n  headcount: 6\naccepted:\n  - {advisory: W-73, reason: We know.}\n"
    draft = open_draft(written(tmp_path / "a.yaml", text), library)
    draft.save({"headcount": 7})
    answers, _ = read_answers(draft.path.read_text(encoding="utf-8"), "a", library)
    assert (answers.values["headcount"], answers.accepted[0].advisory) == (7, "W-73")


def test_a_file_that_says_something_wrong_is_not_gone_on_with(tmp_path: Path) -> None:
    path = written(tmp_path / "a.yaml", "answers:\n  pace: breakneck\n")
    with pytest.raises(InvalidContentError, match="breakneck"):
        open_draft(path, LIBRARY)


def test_an_empty_file_is_a_beginning(tmp_path: Path) -> None:
    draft = open_draft(written(tmp_path / "a.yaml", "\n"), LIBRARY)
    draft.save({"name": "A"})
    assert values(draft.path) == {"name": "A"}


def test_a_folder_where_the_file_should_be_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="folder"):
        open_draft(tmp_path, LIBRARY)


def test_answers_that_cannot_be_saved_in_their_file_are_kept_in_another(tmp_path: Path) -> None:
    folder = tmp_path / "clients"
    draft = open_draft(folder / "a.yaml", LIBRARY)
    draft.save({"name": "A"})
    (folder / "a.yaml").unlink()
    folder.rmdir()
    written(folder, "in the way")
    with pytest.raises(UnreadableError) as told:
        draft.save({"name": "A", "colour": "red"})
    kept = Path(told.value.hint.rsplit(" kept in ", 1)[1].rstrip("."))
    assert values(kept) == {"name": "A", "colour": "red"}
    kept.unlink()


def test_a_file_of_any_name_is_gone_on_with(tmp_path: Path) -> None:
    path = written(tmp_path / "quay lane.yaml", "# ours\nanswers:\n  name: A\n")
    assert answers_path(path) == path
    draft = open_draft(path, LIBRARY)
    draft.save({"name": "A", "colour": "red"})
    assert values(path) == {"name": "A", "colour": "red"}
    assert "# ours" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("named", "file", "again"),
    [
        (".", "answers.yaml", ""),
        ("clients", "clients/answers.yaml", "clients"),
        ("clients/quay.yaml", "clients/quay.yaml", "clients/quay.yaml"),
        ("quay.yml", "quay.yml", "quay.yml"),
        ("clients/answers.yaml", "clients/answers.yaml", "clients"),
        ("answers.yaml", "answers.yaml", ""),
        ("Quay Lane/q.yaml", "Quay Lane/q.yaml", "Quay Lane/q.yaml"),
    ],
)
def test_a_folder_or_a_file_may_be_named_and_is_named_again_in_what_comes_next(
    named: str, file: str, again: str
) -> None:
    path = answers_path(Path(named))
    assert path == Path(file)
    assert naming(path) == ((Path(again),) if again else ())


def test_a_folder_that_is_called_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").mkdir()
    assert answers_path(tmp_path / "odd.yaml") == tmp_path / "odd.yaml" / "answers.yaml"


# ---- somebody else at the same file ------------------------------------------------------------------------------------


def test_a_file_that_only_we_write_has_not_changed(tmp_path: Path) -> None:
    draft = open_draft(tmp_path / "a.yaml", LIBRARY)
    assert not draft.changed_meanwhile()
    draft.save({"name": "A"})
    assert not draft.changed_meanwhile()
    path = tmp_path / "crlf.yaml"
    path.write_bytes(b"\xef\xbb\xbfpolicygen: 1\r\nanswers:\r\n  name: A\r\n")
    draft = open_draft(path, LIBRARY)
    assert not draft.changed_meanwhile()
    draft.save({"name": "B"})
    assert not draft.changed_meanwhile()


def test_what_somebody_else_wrote_is_noticed_once_and_read(tmp_path: Path) -> None:
    one, other = (open_draft(tmp_path / "a.yaml", LIBRARY) for _ in range(2))
    one.save({"name": "First"})
    assert other.changed_meanwhile()
    assert dict(other.answers.values) == {"name": "First"}
    assert not other.changed_meanwhile()


def test_answers_moved_aside_leave_the_file_as_it_is(tmp_path: Path) -> None:
    path = written(tmp_path / "a.yaml", "answers:\n  name: Theirs\n")
    written(tmp_path / "a-2.yaml", "answers:\n  name: Older\n")
    draft = open_draft(path, LIBRARY)
    draft.move_aside()
    draft.save({"name": "Mine", "colour": "red"})
    assert draft.path == tmp_path / "a-3.yaml"
    assert values(draft.path) == {"name": "Mine", "colour": "red"}
    assert values(path) == {"name": "Theirs"}


@pytest.mark.parametrize("broken", [b"answers: [", b"\xff\xfe\x00", b"answers:\n  pace: sideways\n"])
def test_a_file_that_nobody_can_go_on_with_is_left_and_all_that_was_said_is_kept_beside_it(
    broken: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "a.yaml"
    draft = open_draft(path, LIBRARY)
    draft.save({"name": "Mine"})
    path.write_bytes(broken)
    with pytest.raises(InvalidContentError) as stopped:
        draft.changed_meanwhile()
    assert path.read_bytes() == broken
    assert values(tmp_path / "a-2.yaml") == {"name": "Mine"}
    assert f"policygen new {tmp_path / 'a-2.yaml'}" in stopped.value.hint


def test_a_file_that_is_gone_is_written_anew(tmp_path: Path) -> None:
    draft = open_draft(tmp_path / "a.yaml", LIBRARY)
    draft.save({"name": "Mine"})
    draft.path.unlink()
    assert not draft.changed_meanwhile()
    draft.save({"name": "Mine"})
    assert values(draft.path) == {"name": "Mine"}


def test_who_gave_an_answer_stands_by_it_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(
        "answers:\n  headcount: 6\nsaid:  # kept\n  headcount: {by: Sam, on: 2026-11-30}\n", encoding="utf-8"
    )
    draft = open_draft(path, the_library())
    assert draft.answers.said == {"headcount": Answerer("Sam", "2026-11-30")}
    draft.save({**draft.answers.values, "short_name": "Quay"}, Answerer("Ann"))
    assert draft.answers.said == open_draft(path, the_library()).answers.said
    assert set(draft.answers.said) == {"headcount", "short_name"}
    draft.save({"headcount": 7})
    assert path.read_text(encoding="utf-8") == "answers:\n  headcount: 7\n"
    path.write_text("answers: {headcount: 6}\nsaid: {headcount: 5, town: {by: Ann}}\n", encoding="utf-8")
    assert [finding.code for finding in open_draft(path, the_library()).findings] == ["bad-said", "bad-said"]
