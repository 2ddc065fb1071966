"""What lies where documents are to be written: whose it is, and whether somebody's words are in it.

A file with the words it was issued with is replaced, whatever program saved it. An edited one is never lost: the new
text goes beside it, or, when somebody says so, the old file is kept beside the new.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace as changed
from itertools import count
from pathlib import Path, PurePosixPath

from policygen._dataclass import dataclass
from policygen.app.issued import (
    Issued,
    answers_file,
    is_recorded,
    kind_named,
    open_issued,
    read_bytes,
    read_record,
    require_packs,
    same_name,
)
from policygen.app.papers import OWNERS_FOLDER, paper_path, papers_in, read_paper
from policygen.errors import DocumentError, NewerDocumentError, UnreadableError
from policygen.formats.registry import FORMATS, format_of
from policygen.library.model import Library
from policygen.record.working_paper import ENDING, WorkingPaper
from policygen.workspace.naming import BEFORE
from policygen.workspace.writing import Write

NEW = "new"
"""What is put into the name of a document that is written beside an edited one."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A file with somebody's words in it."""

    path: Path
    differences: tuple[str, ...] = ()
    """In plain words: `2 parts changed`. None for a file that policygen did not make."""
    is_copy: bool = False
    """Whether it is a copy to read, of which it cannot be told who changed it."""

    def __str__(self) -> str:
        if self.is_copy:
            return f"{self.path} is not as policygen writes it: somebody changed it, or it is another's."
        if not self.differences:
            return f"{self.path} was not made by policygen."
        return f"{self.path} has been edited since policygen wrote it: {', '.join(self.differences)}."


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a plan of writes goes, so that nobody's words are lost."""

    writes: tuple[Write, ...]
    edited: tuple[Edited, ...] = ()
    """What somebody's words are in."""
    kept: tuple[Path, ...] = ()
    """The names under which replaced files are kept."""

    @property
    def is_in_place(self) -> bool:
        """Whether the new documents bear their own names."""
        return bool(self.kept) or not self.edited


def decide_placement(
    plan: Sequence[Write], source: Path, organisation: str, library: Library, *, replace: bool
) -> Placement:
    """Where the documents of a plan go: in their place, or beside files that somebody edited.

    With `replace` they go in their place all the same, and what lies there is kept beside them.

    Raises: `DocumentError` when a file there belongs to another client, was made with a pack that is not laid, or by a newer
    policygen, and `replace` does not say to go on; `UnreadableError`.
    """
    edited: tuple[Edited, ...] = ()
    in_the_way = True
    try:
        edited = edited_among(plan, source, organisation, library)
        in_the_way = bool(edited)
    except DocumentError:
        if not replace:
            raise
    if not in_the_way:
        return Placement(tuple(plan))
    if not replace:
        return Placement(beside(plan, source, organisation, library), edited)
    kept = kept_before(plan)
    return Placement((*kept, *plan), edited, tuple(write.path for write in kept))


def is_free(write: Write) -> bool:
    """Whether nobody wrote in what lies where a file goes."""
    return not write.path.is_file() or write.untouched(read_bytes(write.path))


def beside_edited(plan: Sequence[Write]) -> tuple[Write, ...]:
    """A plan of papers that every build makes anew: one that somebody wrote in is left, and the new one lies beside it."""
    return tuple(
        write if is_free(write) else changed(write, path=write.path.with_stem(f"{write.path.stem}.{NEW}"))
        for write in plan
    )


# ---- what lies in the way ----------------------------------------------------------------------------------------------


def edited_among(plan: Sequence[Write], source: Path, organisation: str, library: Library) -> tuple[Edited, ...]:
    """The files of a plan that somebody edited, or that are none of ours.

    Raises: `DocumentError` as `decide_placement` does.
    """
    found: list[Edited] = []
    for write in plan:
        present = read_bytes(write.path) if write.path.is_file() else None
        if present is None or present == write.content:
            continue
        if write.path.name.endswith(ENDING):
            paper = read_paper(write.path)
            if paper is None:
                found.append(Edited(write.path))
            else:
                _require_own(write.path, write.path, paper, "", source, organisation)
        else:
            found += _document_edited(write, present, source, organisation, library)
    return tuple(found)


def _document_edited(
    write: Write, present: bytes, source: Path, organisation: str, library: Library
) -> Iterator[Edited]:
    path = write.path
    form = format_of(path)
    if form is None:  # a copy to read, which names neither its client nor its answers
        if not write.untouched(present):
            yield Edited(path, is_copy=True)
        return
    if write.untouched(present):
        at = paper_path(path)
        if form.digest_of(present) is not None and not is_recorded(path):
            return  # its working paper is gone, but nobody's words are in it
        record, paper = read_record(path), read_paper(at)
    else:
        try:
            issued = open_issued(path)
        except NewerDocumentError:
            raise
        except (DocumentError, UnreadableError):
            yield Edited(path)
            return
        record, paper, at = issued.record, issued.paper, issued.paper_path or path
        if told := _differences(issued):
            yield Edited(path, told)
    kind_named(path, record)
    _require_own(path, at, paper, record.document.properties.organisation, source, organisation)
    require_packs(path, record.layers, library)


def edited_by_hand(path: Path) -> bool:
    """Whether a document of ours says something other than its record.

    Raises: as `open_issued` does.
    """
    return bool(_differences(open_issued(path)))


def _differences(issued: Issued) -> tuple[str, ...]:
    from policygen.app.document_status import differences, status_of  # reads and aligns; most builds meet no such file

    return differences(status_of(issued))


def _require_own(path: Path, at: Path, paper: WorkingPaper | None, named: str, source: Path, organisation: str) -> None:
    """Go on only where a document, or its working paper, was made from these answers, wherever they lie now."""
    was = answers_file(at, paper) if paper is not None else None
    if was is not None and source.exists() and was.samefile(source):
        return
    name = PurePosixPath(paper.answers_file).name if paper is not None else ""
    named = named or str(paper.answers.get("organisation_name", "") if paper is not None else "")
    if was is None and name in {"", source.name} and same_name(named, organisation):
        return
    whose = f"of “{named}”" if named else "that names no organisation"
    whose = f"{whose}, made from {was or name}" if was or name else whose
    hint = (
        "Choose another folder with --out. If it is the same client, build with --replace: the old file is kept beside."
    )
    raise DocumentError(f"{path} is another client's: a document {whose}, not from {source}.", hint=hint)


def edited_of(source: Path) -> tuple[Edited, ...]:
    """The documents beside an answers file that were made from it and that somebody has edited since."""
    found: list[Edited] = []
    for at in papers_in(source.parent):
        paper = read_paper(at)
        was = answers_file(at, paper) if paper is not None else None
        if was is None or not source.exists() or not was.samefile(source):
            continue
        for each in FORMATS.values():
            folder = at.parent.parent if at.parent.name == OWNERS_FOLDER else at.parent
            path = folder / f"{at.name.removesuffix(ENDING)}{each.ending}"
            try:
                told = _differences(open_issued(path)) if path.is_file() else ()
            except (DocumentError, UnreadableError):
                continue
            if told:
                found.append(Edited(path, told))
    return tuple(found)


# ---- where to write instead --------------------------------------------------------------------------------------------


def renamed(path: Path, word: str) -> Path:
    """A document's or working paper's path with a word put before its ending."""
    ending = ENDING if path.name.endswith(ENDING) else path.suffix
    return path.with_name(f"{path.name.removesuffix(ending)}.{word}{ending}")


def beside(plan: Sequence[Write], source: Path, organisation: str, library: Library) -> tuple[Write, ...]:
    """The plan under names of its own, where nobody's words lie either."""
    for word in (NEW if number == 1 else f"{NEW}-{number}" for number in count(1)):
        moved = tuple(changed(write, path=renamed(write.path, word)) for write in plan)
        try:
            if not edited_among(moved, source, organisation, library):
                return moved
        except DocumentError:
            continue
    raise AssertionError(plan)


def kept_before(plan: Sequence[Write]) -> tuple[Write, ...]:
    """Writes that keep what is to be replaced beside it: documents that differ, and their working papers."""
    kept: list[Write] = []
    words = (BEFORE if number == 1 else f"{BEFORE}-{number}" for number in count(1))
    word = next(word for word in words if not any(renamed(write.path, word).exists() for write in plan))
    for write in plan:
        present = read_bytes(write.path) if write.path.is_file() else None
        if present is not None and present != write.content:
            kept.append(changed(write, path=renamed(write.path, word), content=present))
    return tuple(kept)
