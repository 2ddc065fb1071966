"""Data classes made in a third of the time that `dataclasses` of Python 3.11 takes, whose making was a fifth of a cold build.

What is written and what it means stay as they are: to change an import line is to be back with the standard library. For
each class that compiles six functions from their texts; here one is compiled, and the others are shared.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(**options: bool) -> Callable[[type], type]:
        """`dataclasses.dataclass`, quicker for what is frozen and slotted."""
        return frozen if options == {"frozen": True, "slots": True} else dataclasses.dataclass(**options)


def frozen(written: type) -> type:
    """A data class with slots that nobody changes, as `dataclasses` would make it."""
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(written)
    fields: tuple[dataclasses.Field[Any], ...] = dataclasses.fields(made)
    compared = [field.name for field in fields if field.compare]
    key: Callable[[Any], Any] = attrgetter(*compared) if compared else lambda _: ()

    def equal(self: object, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(key(self))

    for name, method in {"__init__": _init(made, fields), "__eq__": equal, "__hash__": hashed, **_SHARED}.items():
        setattr(made, name, method)
    return made


def _init(made: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    given, lines = ["self"], list[str]()
    scope: dict[str, Any] = {"put": object.__setattr__, "missing": dataclasses.MISSING}
    for field in (field for field in fields if field.init):
        value = field.name
        if field.default_factory is not dataclasses.MISSING:
            scope[f"make_{field.name}"] = field.default_factory
            given.append(f"{field.name}=missing")
            value = f"make_{field.name}() if {field.name} is missing else {field.name}"
        elif field.default is not dataclasses.MISSING:
            scope[f"default_{field.name}"] = field.default
            given.append(f"{field.name}=default_{field.name}")
        else:
            given.append(field.name)
        lines.append(f" put(self, {field.name!r}, {value})")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(  # noqa: S102 -- of the names of our own fields, as `dataclasses` does it too
        f"def __init__({', '.join(given)}):\n" + "\n".join(lines or [" pass"]), scope
    )
    init: Callable[..., None] = scope["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    init.__annotations__ = {field.name: field.type for field in fields if field.init} | {"return": None}
    return init


def _shown(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED = {
    "__repr__": _shown,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
