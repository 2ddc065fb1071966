"""What is made when it is first asked for: the entries of a mapping, the further fields of a data class, patterns."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, AnyStr, TypeVar, cast

_T = TypeVar("_T")


class OnUse(Mapping[str, _T]):
    """A mapping whose keys are known and whose values are read one by one, each when it is first asked for."""

    def __init__(self, unread: Mapping[str, Any], read: Callable[[Any], _T]) -> None:
        self._unread = unread
        self._read = read
        self._found: dict[str, _T] = {}

    def __getitem__(self, key: str) -> _T:
        try:
            return self._found[key]
        except KeyError:
            found = self._found[key] = self._read(self._unread[key])
            return found

    def __contains__(self, key: object) -> bool:
        return key in self._unread

    def __iter__(self) -> Iterator[str]:
        return iter(self._unread)

    def __len__(self) -> int:
        return len(self._unread)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


class InParts:
    """A data class with slots of which an instance may be `made_of` some fields and a way to read the others."""

    __slots__ = ("_others",)

    if not TYPE_CHECKING:  # which would take it for a class that has any attribute

        def __getattr__(self, name: str) -> Any:
            """A field whose slot is empty still."""
            if name == "_others":  # all fields were given
                raise AttributeError(name)
            _fill(self, self._others())
            return object.__getattribute__(self, name)


def made_of(kind: type[_T], fields: Mapping[str, Any], others: Callable[[], Mapping[str, Any]]) -> _T:
    """An instance of an `InParts` that has some fields, and reads the others when one of them is first asked for."""
    made = object.__new__(kind)
    _fill(made, fields)
    object.__setattr__(made, "_others", others)
    return made


def _fill(made: object, fields: Mapping[str, Any]) -> None:
    put = partial(object.__setattr__, made)
    for name, value in fields.items():
        put(name, value)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression that is compiled when it is first used: most of those in a module are not, in most commands."""
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))


class _Regex:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled one, kept as our own."""
        pattern, flags = self._written
        method = getattr(re.compile(pattern, flags), name)
        setattr(self, name, method)
        return method
