"""The commands here, too, are handed a library that was loaded once."""

from tests.cli.conftest import one_library

__all__ = ["one_library"]
