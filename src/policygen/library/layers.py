"""The files of the library and of the packs over it, as texts, and their digest."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen._on_use import OnUse
from policygen._resources import MAX_BYTES, data_root, decode_text, keep_cached, read_cached, read_file
from policygen.errors import UnreadableError
from policygen.library.model import LayerKind

SUFFIXES = (".md", ".yaml", ".yml")
"""The last is no content of ours, and told as such."""
MOST_FILES, MOST_BYTES, MOST_FOLDERS = 2_000, 32_000_000, 3
"""Of one layer: how many files, how much in them, and how deep they lie. Ours has 900 files and 3 MB, two deep."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What the disk says of the files of a folder: it changes whenever one of them does, and is told without reading them."""

    folder: str
    stamp: str
    changed: int
    """When one of them changed last, in nanoseconds of the disk's clock."""


@dataclass(frozen=True, slots=True)
class LayerFiles:
    """The files of one layer."""

    kind: LayerKind
    path: str
    """Where they lie, for findings: `clauses`, or the path of a pack."""
    files: Mapping[str, bytes]
    """Path inside the folder to content."""
    state: "FolderState | None" = field(default=None, compare=False)
    """Of files that are read when they are asked for; None: they were read."""

    def path_of(self, file: str) -> str:
        """One file as findings name it."""
        return f"{self.path}/{file}"

    def text(self, file: str) -> str:
        """The text of one file.

        Raises: `UnreadableError` when it is not UTF-8 text.
        """
        return decode_text(self.files[file], self.path_of(file))

    @property
    def digest(self) -> str:
        """SHA-256 over every name and content, whatever ends its lines: what tells two states of a pack apart."""
        whole = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            text = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            for piece in (os.fsencode(name), text):
                whole.update(len(piece).to_bytes(8, "big"))
                whole.update(piece)
        return whole.hexdigest()


def _walk(folder: str | Path, prefix: str = "") -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(folder) as entries:  # every start reads some hundred files: half the time of `Path.iterdir`
        children = sorted(entries, key=lambda entry: entry.name)
    for child in children:
        if child.name.startswith("."):
            continue
        if child.is_dir():
            if prefix.count("/") < MOST_FOLDERS:  # a link that leads back to its own folder ends here too
                yield from _walk(child.path, f"{prefix}{child.name}/")
        elif child.name.endswith(SUFFIXES):
            yield prefix + child.name, child


def _pack_files(pack: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    size = 0
    for name, child in _walk(pack):
        files[name] = read_file(child.path, MAX_BYTES)
        size += len(files[name])
        if len(files) > MOST_FILES or size > MOST_BYTES:
            message = f"The pack {pack} holds more than {MOST_FILES} files, or {MOST_BYTES // 1_000_000} MB of text."
            raise UnreadableError(message, hint="Put the pack into a folder of its own, with nothing else in it.")
    return files


def _library_files(folder: Path) -> LayerFiles:
    """Our own library, of which no file is read before it is asked for."""
    found = dict(_walk(folder))
    whole, changed = hashlib.sha256(), 0
    for name, child in found.items():
        told = child.stat()
        moments = told.st_mtime_ns, told.st_ctime_ns  # the second cannot be set by hand: an installer may set the first
        changed = max(changed, *moments)
        whole.update(os.fsencode(f"{name}\0{told.st_size} {told.st_ino} {moments}\n"))
    files = OnUse({name: child.path for name, child in found.items()}, partial(read_file, most=MAX_BYTES))
    return LayerFiles("library", "clauses", files, FolderState(str(folder), whole.hexdigest(), changed))


def read_layers(packs: Sequence[Path]) -> tuple[LayerFiles, ...]:
    """Our library, unread still, and the packs over it, ours first.

    Raises: `UnreadableError` when a pack is no folder, has no `pack.yaml`, or is too large.
    """
    layers = [_library_files(data_root() / "clauses")]
    for pack in packs:
        if not pack.is_dir():
            raise UnreadableError(f"The pack {pack} is not a folder.", hint="Name the folder that holds pack.yaml.")
        if not os.path.lexists(pack / "pack.yaml"):
            hint = f"To begin one: {to_type('library new-pack FOLDER')}"
            raise UnreadableError(f"The pack {pack} has no pack.yaml.", hint=hint)
        layers.append(LayerFiles("pack", str(pack), _pack_files(pack)))
    return tuple(layers)


def digest(layers: Sequence[LayerFiles]) -> str:
    """SHA-256 over every kind, path and digest, in hexadecimal."""
    whole = hashlib.sha256()
    for layer in layers:
        for piece in (layer.kind.encode(), os.fsencode(layer.path), _digest(layer).encode()):
            whole.update(len(piece).to_bytes(8, "big"))
            whole.update(piece)
    return whole.hexdigest()


SETTLED = 2_000_000_000
"""Nanoseconds after which a file that changes once more says so: clocks of disks are coarse."""


def _digest(layer: LayerFiles) -> str:
    """The digest of a layer: as kept from an earlier run where the disk says that no file has changed since."""
    state = layer.state
    if state is None:
        return layer.digest
    name = f"files-{hashlib.sha256(os.fsencode(state.folder)).hexdigest()[:32]}.txt"
    stamp, _, known = (read_cached(name, state.changed + SETTLED) or b"").decode("ascii", "replace").partition(" ")
    if stamp != state.stamp:
        known = layer.digest
        keep_cached(name, f"{state.stamp} {known}".encode())
    return known
