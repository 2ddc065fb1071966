"""Data classes made in a tenth of the time that `dataclasses` of Python 3.11 takes, whose making was a fifth of a cold build.

What is written and what it means stay as they are: to change an import line is to be back with the standard library. For
each class that makes two classes and compiles six functions from their texts. Here one class is made, one function compiled
when a first value is made, and the others are shared.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(**options: bool) -> Callable[[type], type]:
        """`dataclasses.dataclass`, quicker for what is frozen and slotted."""
        return frozen if options == {"frozen": True, "slots": True} else dataclasses.dataclass(**options)


def frozen(written: type) -> type:
    """A data class with slots that nobody changes, as `dataclasses` would make it."""
    own, inherited = _own_fields(written), dict[str, dataclasses.Field[Any]]()
    for base in reversed(written.__mro__[1:]):
        inherited |= getattr(base, "__dataclass_fields__", {})
    fields = inherited | own
    init = _Init(tuple(each for each in fields.values() if each.init))
    compared = [name for name, each in fields.items() if each.compare]
    key: Callable[[Any], Any] = attrgetter(*compared) if compared else lambda _: ()

    def equal(self: object, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(key(self))

    kept = {name: value for name, value in vars(written).items() if name not in own and name not in _OF_NO_SLOTS}
    made = type(written)(
        written.__name__,
        written.__bases__,
        {
            **kept,
            **_SHARED,
            "__slots__": tuple(name for name in own if name not in inherited),
            "__dataclass_fields__": fields,
            "__match_args__": tuple(each.name for each in init.fields),
            "__init__": init,
            "__eq__": equal,
            "__hash__": hashed,
        },
    )
    made.__qualname__ = written.__qualname__
    init.made = made
    return made


_OF_NO_SLOTS = ("__dict__", "__weakref__")


def _own_fields(written: type) -> dict[str, dataclasses.Field[Any]]:
    """The fields that a class itself names."""
    found: dict[str, dataclasses.Field[Any]] = {}
    for name, hint in written.__annotations__.items():
        if getattr(hint, "__origin__", None) is not ClassVar:
            given = vars(written).get(name, dataclasses.MISSING)
            each: Any = given if isinstance(given, dataclasses.Field) else dataclasses.field(default=given)
            each.name, each.type, each.kw_only, each._field_type = name, hint, False, _IS_FIELD
            found[name] = each
    return found


class _Init:
    """The constructor of a class, compiled when it is first called for: of most classes a command makes no value."""

    def __init__(self, fields: tuple[dataclasses.Field[Any], ...]) -> None:
        self.fields = fields
        self.made: type = object

    def __get__(self, value: object, _: type) -> Any:
        init = _init(self.made, self.fields)
        self.made.__init__ = init  # type: ignore[misc]
        return init if value is None else init.__get__(value)


def _init(made: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    given, lines = ["self"], list[str]()
    scope: dict[str, Any] = {"put": object.__setattr__, "missing": dataclasses.MISSING}
    for field in fields:
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
    init.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
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


@dataclasses.dataclass(frozen=True, init=False, repr=False, eq=False)
class _Specimen:
    """What the standard library tells its own classes and fields by."""

    field: None


_IS_FIELD: Any = dataclasses.fields(_Specimen)[0]._field_type  # type: ignore[attr-defined]
_SHARED |= {"__dataclass_params__": _Specimen.__dataclass_params__}  # type: ignore[attr-defined]
