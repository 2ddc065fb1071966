"""The library, from its files or from what was compiled of them."""

from collections.abc import Sequence
from pathlib import Path

from policygen._resources import keep_cached, read_cached
from policygen.errors import InvalidContentError
from policygen.findings import Finding, Severity
from policygen.library import compiled
from policygen.library.layers import digest, read_layers
from policygen.library.model import Library


def load_library(packs: Sequence[Path] = ()) -> Library:
    """The library with some packs over it.

    Raises: `InvalidContentError` when the content cannot be used; `UnreadableError` when a pack cannot be read.
    """
    layers = read_layers(packs)
    known = digest(layers)
    kept = read_cached(compiled.cache_name(known))
    library = compiled.decode(kept) if kept else None
    if library is not None and library.digest == known:
        return library
    from policygen.library.compile import compile_library  # parsing costs 200 ms that a compiled library saves

    library, findings = compile_library(layers, known)
    faults = [finding for finding in findings if finding.severity is Severity.BLOCK]
    if faults:
        raise InvalidContentError(_told(faults), hint="Run 'policygen library check' for all of it.")
    keep_cached(compiled.cache_name(known), compiled.encode(library))
    return library


def _told(faults: Sequence[Finding]) -> str:
    more = f"\nand {len(faults) - 5} more" if len(faults) > 5 else ""
    return "The library cannot be used:\n" + "\n".join(str(fault) for fault in faults[:5]) + more
