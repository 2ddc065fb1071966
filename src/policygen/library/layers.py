"""The files of the library and of the packs over it, as texts, and their digest."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from policygen._command import to_type
from policygen._dataclass import dataclass
from policygen._resources import MAX_BYTES, data_root, decode_text, read_file
from policygen.errors import UnreadableError
from policygen.library.model import LayerKind

SUFFIXES = (".md", ".yaml", ".yml")
"""The last is no content of ours, and told as such."""
MOST_FILES, MOST_BYTES, MOST_FOLDERS = 2_000, 32_000_000, 3
"""Of one layer: how many files, how much in them, and how deep they lie. Ours has 420 files and 2 MB, two deep."""


@dataclass(frozen=True, slots=True)
class LayerFiles:
    """The files of one layer."""

    kind: LayerKind
    path: str
    """Where they lie, for findings: `clauses`, or the path of a pack."""
    files: dict[str, bytes]
    """Path inside the folder to content."""

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


def _walk(folder: str | Path, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    with os.scandir(folder) as entries:  # every start reads some hundred files: half the time of `Path.iterdir`
        children = sorted(entries, key=lambda entry: entry.name)
    for child in children:
        if child.name.startswith("."):
            continue
        if child.is_dir():
            if prefix.count("/") < MOST_FOLDERS:  # a link that leads back to its own folder ends here too
                yield from _walk(child.path, f"{prefix}{child.name}/")
        elif child.name.endswith(SUFFIXES):
            yield prefix + child.name, read_file(child.path, MAX_BYTES)


def _pack_files(pack: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    size = 0
    for name, content in _walk(pack):
        files[name] = content
        size += len(content)
        if len(files) > MOST_FILES or size > MOST_BYTES:
            message = f"The pack {pack} holds more than {MOST_FILES} files, or {MOST_BYTES // 1_000_000} MB of text."
            raise UnreadableError(message, hint="Put the pack into a folder of its own, with nothing else in it.")
    return files


def read_layers(packs: Sequence[Path]) -> tuple[LayerFiles, ...]:
    """Our library and the packs over it, ours first.

    Raises: `UnreadableError` when a pack is no folder, has no `pack.yaml`, or is too large.
    """
    layers = [LayerFiles("library", "clauses", dict(_walk(data_root() / "clauses")))]
    for pack in packs:
        if not pack.is_dir():
            raise UnreadableError(f"The pack {pack} is not a folder.", hint="Name the folder that holds pack.yaml.")
        if not os.path.lexists(pack / "pack.yaml"):
            hint = f"To begin one: {to_type('library new-pack FOLDER')}"
            raise UnreadableError(f"The pack {pack} has no pack.yaml.", hint=hint)
        layers.append(LayerFiles("pack", str(pack), _pack_files(pack)))
    return tuple(layers)


def digest(layers: Sequence[LayerFiles]) -> str:
    """SHA-256 over every kind, name and content, in hexadecimal."""
    whole = hashlib.sha256()
    for layer in layers:
        for name, content in layer.files.items():
            for piece in (layer.kind.encode(), os.fsencode(layer.path), os.fsencode(name), content):
                whole.update(len(piece).to_bytes(8, "big"))
                whole.update(piece)
    return whole.hexdigest()
