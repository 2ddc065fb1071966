"""The other documents of a set that lie beside one."""

from collections.abc import Iterator
from pathlib import Path

from policygen.app.document_status import DocumentStatus, status_of
from policygen.app.issued import Issued, open_issued, read_record, same_name
from policygen.assembly.documents import DOCUMENTS
from policygen.errors import DocumentError, UnreadableError
from policygen.formats.registry import FORMATS


def others_of_set(issued: Issued) -> Iterator[DocumentStatus]:
    """The documents of the same organisation that lie beside one and are issued with it, in every format.

    One of each kind: where an updated one and the one before it lie there, the one that bears the same word in its name.
    """
    for path, _ in files_of_set(issued, texts_beside(issued.path)):
        yield status_of(open_issued(path))


def files_of_set(issued: Issued, lying: list[Path]) -> Iterator[tuple[Path, str]]:
    """Those of some files that are of the set of a document, each with its kind; one of each kind, as above."""
    kind, stem = issued.record.document.properties.kind, issued.path.stem
    chosen = {kind: stem}
    known = [(path, found) for path in lying if (found := _kind_beside(issued, path))]
    for suffix in dict.fromkeys((Path(stem).suffix, "")):
        for path, found in known:
            if Path(path.stem).suffix == suffix:
                chosen.setdefault(found, path.stem)
    yield from ((path, found) for path, found in known if chosen.get(found) == path.stem)


def texts_beside(document: Path) -> list[Path]:
    """The files beside a document that are in a format of its own kind, in order of name."""
    endings = {each.ending for each in FORMATS.values()}
    lying = sorted(document.parent.iterdir())
    return [path for path in lying if path.suffix.lower() in endings and path != document and path.is_file()]


def _kind_beside(issued: Issued, path: Path) -> str:
    """Which document of the set of the same organisation a file is; empty for any other."""
    try:
        properties = read_record(path).document.properties
    except (DocumentError, UnreadableError):
        return ""
    kind = DOCUMENTS.get(properties.kind)
    is_of_set = kind is not None and not kind.is_apart
    organisation = issued.record.document.properties.organisation
    return properties.kind if is_of_set and same_name(properties.organisation, organisation) else ""
