"""The library, from its files or from what was compiled of them."""

import gc
from collections.abc import Sequence
from pathlib import Path

from policygen._command import to_type, with_packs
from policygen._resources import keep_cached, read_cached
from policygen.errors import InvalidContentError
from policygen.findings import Finding, Severity
from policygen.library import compiled
from policygen.library.layers import LayerFiles, digest, read_layers
from policygen.library.model import Library


def load_library(packs: Sequence[Path] = ()) -> Library:
    """The library with some packs over it.

    Raises: `InvalidContentError` when the content cannot be used; `UnreadableError` when a pack cannot be read.
    """
    return load_layers(read_layers(packs))


_loaded: dict[str, Library] = {}
"""The last few libraries of this process by digest: commands that read several files ask for the same one again."""

_MOST_LOADED = 4


def load_layers(layers: Sequence[LayerFiles]) -> Library:
    """The library that the files of some layers make, ours first.

    Raises: `InvalidContentError` when the content cannot be used.
    """
    known = digest(layers)
    if known not in _loaded:
        while len(_loaded) >= _MOST_LOADED:
            del _loaded[next(iter(_loaded))]
        _loaded[known] = _from_cache_or_compiled(layers, known)
    return _loaded[known]


def _from_cache_or_compiled(layers: Sequence[LayerFiles], known: str) -> Library:
    library = _kept(known)
    if library is not None and library.digest == known:
        return library
    from policygen.library.compile import compile_library  # parsing costs 200 ms that a compiled library saves

    made = compile_library(layers, known)
    faults = [finding for finding in made.findings if finding.severity is Severity.BLOCK]
    if faults:
        packs = with_packs(Path(layer.path) for layer in layers if layer.kind == "pack")
        raise InvalidContentError(_in_words(faults), hint=f"For all of it: {to_type('library check', *packs)}")
    keep_cached(compiled.cache_name(known), compiled.encode(made.library))
    return made.library


def _kept(known: str) -> Library | None:
    """The library of a digest as compiled before, if it is there and whole."""
    content = read_cached(compiled.cache_name(known))
    if content is None:
        return None
    was_collecting = gc.isenabled()
    gc.disable()  # the library stays as long as the process: looking for garbage in it, now or later, finds none
    try:
        return compiled.decode(content)
    finally:
        gc.freeze()
        if was_collecting:
            gc.enable()


def _in_words(faults: Sequence[Finding]) -> str:
    more = f"\nand {len(faults) - 5} more" if len(faults) > 5 else ""
    return "The library cannot be used:\n" + "\n".join(str(fault) for fault in faults[:5]) + more
