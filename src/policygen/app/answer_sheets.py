"""Tables of answers on disk: a row for each client, written from answers files and read back into them."""

from collections.abc import Sequence
from pathlib import Path

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen._resources import OWNER_MODE, read_file
from policygen.answer_form.combine import Combined, Take, combine
from policygen.answer_form.model import Told
from policygen.answer_form.sheet import ClientRow, read_sheet, sheet_text
from policygen.answers.model import Answerer, Answers
from policygen.app.draft import open_draft
from policygen.app.packs import Libraries
from policygen.errors import PolicygenError, UnreadableError, UsageError
from policygen.library.model import Library
from policygen.workspace.naming import slug
from policygen.workspace.writing import Write, Written, carry_out

MAX_SHEET = 20_000_000
"""Bytes of a table of answers: two thousand clients of ten thousand."""
_ENDINGS = {".yaml", ".yml"}


def write_sheet(clients: Sequence[tuple[Path, Answers]], library: Library, out: Path, *, replace: bool) -> Written:
    """The table of some answers files. One that lies there is never written over, unless `replace`.

    Raises: as `carry_out`.
    """
    folders = {path.parent for path, _ in clients}
    home = next(iter(folders)) if len(folders) == 1 else Path()
    rows = [(_name(path, home), answers.values) for path, answers in clients]
    content = sheet_text(rows, library).encode()
    return carry_out([Write(out, content, lambda _: False, OWNER_MODE, "a row for each client")], replace=replace)


def _name(path: Path, home: Path) -> str:
    return path.relative_to(home).as_posix() if path.is_relative_to(home) else path.as_posix()


@dataclass(frozen=True, slots=True)
class ClientTaken:
    """What became of one row of a table."""

    row: ClientRow
    path: Path | None
    """The answers file; None where none was written or could be named."""
    combined: Combined | None
    is_changed: bool = False
    problem: str = ""
    """Why the row could not be taken, in words."""


def open_sheet(path: Path) -> str:
    """The text of a table: UTF-8, what Excel calls Unicode text, or an older spreadsheet's Western letters.

    Raises: `UnreadableError` when it cannot be read.
    """
    content = read_file(path, MAX_SHEET)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        hint = "Save it as “CSV UTF-8” in the spreadsheet program, then read that."
        raise UnreadableError(f"{path} is a spreadsheet, not a table of text.", hint=hint)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableError(f"{path} is no text that we can read.", hint="Save it as “CSV UTF-8”.")


def take_back_sheet(
    sheet: Path, libraries: Libraries, folder: Path, take: Take, who: Answerer | None
) -> tuple[ClientTaken, ...]:
    """Read a table into a folder: a file for each client, begun or not. Only what a row answers is changed in its file.

    Raises: `UnreadableError` when the table cannot be read.
    """
    reader = _SheetReader(open_sheet(sheet), libraries, folder, take, who)
    return tuple(map(reader.taken, reader.rows(libraries.laid(libraries.named).library)))


class _SheetReader:
    """Reads the rows of one table, each with the questions of the packs that its answers file names."""

    def __init__(self, text: str, libraries: Libraries, folder: Path, take: Take, who: Answerer | None) -> None:
        self.text, self.libraries, self.folder, self.who = text, libraries, folder, who
        self.take: Take = take
        self.read: dict[int, tuple[ClientRow, ...]] = {}
        self.seen: set[Path] = set()

    def rows(self, library: Library) -> tuple[ClientRow, ...]:
        """Every row, read once with each library."""
        if id(library) not in self.read:
            self.read[id(library)] = read_sheet(self.text, library)
        return self.read[id(library)]

    def taken(self, row: ClientRow) -> ClientTaken:
        """What became of a row; what is wrong with it stops no other."""
        try:
            target = _target(self.folder, row)
            if target in self.seen:
                raise UsageError(f"{target} is named by another row as well.", hint="Give each row a file of its own.")
            self.seen.add(target)
            return self.into(target, row)
        except PolicygenError as error:
            return ClientTaken(row, None, None, problem=f"{error.message} {error.hint}".strip())

    def into(self, target: Path, row: ClientRow) -> ClientTaken:
        """A row read into its file."""
        libraries = self.libraries
        library = (libraries.of(target) if target.exists() else libraries.laid(libraries.named)).library
        row = next(each for each in self.rows(library) if each.line == row.line)
        draft = open_draft(target, library)
        combined = combine(library, draft.answers.values, row.form, self.take)
        is_changed = dict(combined.values) != dict(draft.answers.values)
        draft.save(combined.values, self.who)
        return ClientTaken(row, target, combined, is_changed)


def _target(folder: Path, row: ClientRow) -> Path:
    """The answers file of a row: the one it names, in the folder or below it, else one called after the organisation.

    Raises: `UsageError` when it names another place, or nothing.
    """
    organisation = str(row.form.values.get("organisation_name", ""))
    if not row.name and not organisation:
        raise UsageError("The row names neither a file nor an organisation.", hint="Fill in one of them.")
    name = row.name or f"{slug(organisation)}.yaml"
    path = Path(name if Path(name).suffix.lower() in _ENDINGS else f"{name}.yaml")
    outside = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
    if outside or (folder.resolve() not in (folder / path).resolve().parents):
        raise UsageError(f"'{name[:80]}' lies outside {folder}.", hint="Name a file in the folder.")
    return folder / path


def unread(taken: Sequence[ClientTaken]) -> list[tuple[ClientTaken, Told]]:
    """All that could not be read, with the row it stands in."""
    return [(each, told) for each in taken for told in each.row.form.unread]


def hint_for(sheet: Path) -> str:
    """How to name the folder that a table is read into."""
    return f"Name the folder: {to_type('questions', '--read', sheet, '--out', 'clients')}"
