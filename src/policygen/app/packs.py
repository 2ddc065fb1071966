"""The library for one answers file or document: ours, the packs its answers file names, and those a person named."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

import policygen
from policygen import _yaml
from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen._resources import keep_cached, read_cached, read_text
from policygen.app.issued import answers_behind
from policygen.errors import InvalidContentError, PolicygenError, UnreadableError
from policygen.findings import SEVERITIES, Finding, Location, Severity
from policygen.formats.registry import format_of
from policygen.library.load import load_library
from policygen.library.model import Library

_NAMES_PACKS = regex(r"^packs\s*:", re.MULTILINE)
_HINT = "Write packs: [house], each a folder in the answers file's own folder."


@dataclass(frozen=True, slots=True)
class Laid:
    """A library with packs over it, and what is wrong with the packs."""

    library: Library
    packs: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()
    """What stops a build (`block`) and what is high."""

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """What stops a build."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.BLOCK)


@dataclass(slots=True)
class Libraries:
    """Libraries by the packs over them, each read and checked once."""

    named: tuple[Path, ...]
    """Packs named on the command line: they lie over those that an answers file names."""
    date: str
    """ISO date that packs are checked on."""
    _known: dict[tuple[Path, ...], Laid] = field(default_factory=dict[tuple[Path, ...], Laid])

    def laid(self, packs: tuple[Path, ...]) -> Laid:
        """The library under some packs.

        Raises: `InvalidContentError`, `UnreadableError` when a pack cannot be used.
        """
        if packs not in self._known:
            library = load_library(packs)
            self._known[packs] = Laid(library, packs, pack_findings(library, packs, self.date))
        return self._known[packs]

    def of(self, path: Path) -> Laid:
        """The library for an answers file or a document of ours: with the packs that the answers file names.

        Raises: as `laid` does; `InvalidContentError` when the answers file names a pack that it may not.
        """
        return self.laid(packs_behind(path, self.named))


def packs_behind(path: Path, named: tuple[Path, ...]) -> tuple[Path, ...]:
    """The packs for an answers file, or for the one behind a document of ours, and over them those that a person named.

    Raises: as `packs_for`.
    """
    return packs_for(_answers_behind(path) if format_of(path) is not None else path, named)


def _answers_behind(document: Path) -> Path | None:
    """The answers file that the working paper of a document names; whatever is wrong with them, their own reader tells."""
    if not document.is_file():
        return None
    try:
        return answers_behind(document)
    except PolicygenError:
        return None


def packs_for(answers: Path | None, named: tuple[Path, ...]) -> tuple[Path, ...]:
    """The packs for an answers file: those it names, and over them those named on the command line.

    Raises: `InvalidContentError` when it names a folder outside its own that nobody named on the command line.
    """
    own = _named_in(answers, named) if answers is not None else ()
    taken = {pack.resolve() for pack in own}
    return (*own, *(pack for pack in named if pack.resolve() not in taken))


def _named_in(answers: Path, named: tuple[Path, ...]) -> tuple[Path, ...]:
    try:
        text = read_text(answers)
    except UnreadableError:
        return ()
    if not _NAMES_PACKS.search(text):
        return ()
    file, slips = _yaml.parse(text, str(answers))
    given = file.data.get("packs") if isinstance(file.data, dict) and "answers" in file.data and not slips else None
    names = given if isinstance(given, list) else [] if given is None else [given]
    known = {pack.resolve(): pack for pack in named}
    found: list[Path] = []
    for index, name in enumerate(names):
        location = file.location("packs", index) if isinstance(given, list) else file.location("packs")
        if not isinstance(name, str) or not name.strip():
            raise InvalidContentError(f"{location}: a pack is named by its folder.", hint=_HINT)
        found.append(_folder(answers, name.strip(), known, location))
    return tuple(dict.fromkeys(found))


def _folder(answers: Path, name: str, known: dict[Path, Path], location: Location) -> Path:
    pack = answers.parent / name
    whole, home = pack.resolve(), answers.parent.resolve()
    if whole in known:
        return known[whole]
    if home != whole and home not in whole.parents:
        message = f"{location}: the pack '{name}' lies outside the folder of the answers file."
        raise InvalidContentError(message, hint=f"Move it there, or name it on the command line as well: --pack {pack}")
    if not pack.is_dir():
        raise UnreadableError(f"{location}: there is no pack '{name}' here ({pack}).", hint=_HINT)
    return pack


# ---- what is wrong with packs ------------------------------------------------------------------------------------------


def pack_findings(library: Library, packs: Sequence[Path], date: str) -> tuple[Finding, ...]:
    """What is wrong with some packs from high up, on an ISO date; kept between runs, since reading them takes a second."""
    if not packs:
        return ()
    name = f"packs-{_rules_digest()[:16]}-{library.digest[:32]}-{date}.json"
    kept = _decoded(read_cached(name))
    if kept is not None:
        return kept
    from policygen.library.compile import compile_library
    from policygen.library.layers import digest, read_layers
    from policygen.lint.library_rules import check_packs

    layers = read_layers(packs)
    made = compile_library(layers, digest(layers))
    told = (*made.findings, *check_packs(made.library, date, made.locations))
    found = tuple(one for one in told if one.severity >= Severity.HIGH)
    keep_cached(name, json.dumps([finding.as_data() for finding in found]).encode())
    return found


def _rules_digest() -> str:
    """A digest of our code: rules stand on most of it, and findings of other code are never taken for theirs."""
    whole = hashlib.sha256()
    for file in sorted(Path(policygen.__file__).parent.rglob("*.py")):
        whole.update(file.read_bytes())
    return whole.hexdigest()


def _decoded(content: bytes | None) -> tuple[Finding, ...] | None:
    try:
        return tuple(
            Finding(
                one["code"],
                SEVERITIES[one["severity"]],
                one["message"],
                Location(one["file"], one["line"]),
                one["hint"],
            )
            for one in json.loads(content or b"")
        )
    except (ValueError, KeyError, TypeError):
        return None
