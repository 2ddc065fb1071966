"""The library as shipped, compiled by the last run of the tests, for as long as neither it nor the program changed."""

import shutil
from hashlib import sha256
from pathlib import Path

from policygen.library import compiled
from policygen.library.layers import digest, read_layers

_SOURCE = Path(compiled.__file__).parents[1]


class CompiledLibrary:
    """What one run leaves for the next in a folder of pytest's: to compile it takes each worker five seconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = compiled.cache_name(digest(read_layers(())))
        program = sha256(b"".join(path.read_bytes() for path in sorted(_SOURCE.rglob("*.py"))))
        self._kept = folder / f"{program.hexdigest()[:20]}-{self._name}"
        """Any change of the program is taken for one of the compiler."""

    def bring(self, cache: Path) -> None:
        """Lay it into a cache, if it is there."""
        if self._kept.exists():
            shutil.copyfile(self._kept, cache / self._name)

    def keep(self, cache: Path) -> None:
        """Keep it from a cache, and no other."""
        if (cache / self._name).exists() and not self._kept.exists():
            shutil.rmtree(self._folder)
            self._folder.mkdir()
            shutil.copyfile(cache / self._name, self._kept)
