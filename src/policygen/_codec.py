"""Dataclasses as the plain data that `json` writes, and back: derived from their fields, with shape and type checked.

A dataclass is a mapping of its fields, those left out that hold their default, unless a form of its own says otherwise.
A union is told apart by what its members are written as: scalars by their type, dataclasses by their tag.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Protocol, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from policygen import _plain_data as plain
from policygen._dataclass import dataclass
from policygen._on_use import made_of
from policygen._plain_data import CodecError as CodecError
from policygen._plain_data import Data as Data
from policygen._plain_data import Read, refuse

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Listed:
    """The form of a dataclass that is a list: its tag, if it has one, and its fields in this order."""

    fields: tuple[str, ...]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Alone:
    """The form of a dataclass of one field that is that field's value and nothing else."""

    field: str


class Shelf(Protocol):
    """Where data is laid apart from the rest."""

    def lay(self, data: Data) -> int:
        """Lay data there; the number under which it is found again."""
        ...

    def take(self, number: Data) -> Data:
        """The data under a number. Raises: `CodecError` where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Apart:
    """The form of a dataclass that lies on a shelf: a mapping of such ones reads each when it is first asked for."""

    shelf: Shelf
    at_once: tuple[str, ...] = ()
    """The fields read with it, where the others lie apart once more, and are read when one of them is first asked for."""


Form = Listed | Alone | Apart


def tagged(*kinds: type) -> dict[type, Form]:
    """Forms for the members of a union: each a list of its name in lower case and its fields in order."""
    return {kind: Listed(tuple(field.name for field in fields(kind)), kind.__name__.lower()) for kind in kinds}


class _Writers(dict[type, Callable[[Any], Data]]):
    """The writer of each type, made when the first value of it comes by."""

    def __init__(self, forms: Mapping[type, Form]) -> None:
        super().__init__(dict.fromkeys((str, int, bool, NoneType), _as_it_is))
        self.forms = forms

    def write(self, value: Any) -> Data:
        return self[value.__class__](value)

    def __missing__(self, kind: type) -> Callable[[Any], Data]:
        self[kind] = made = self._made(kind)
        return made

    def _made(self, kind: type) -> Callable[[Any], Data]:
        form = self.forms.get(kind)
        if isinstance(form, Alone):
            return attrgetter(form.field)
        if isinstance(form, Listed):
            return self._list_writer(form)
        if isinstance(form, Apart):
            return self._apart_writer(kind, form)
        if is_dataclass(kind):
            return self._mapping_writer(kind)
        if issubclass(kind, Enum):
            return lambda value: value.value
        if issubclass(kind, (tuple, list)):
            return lambda value: [self[item.__class__](item) for item in value]
        if issubclass(kind, frozenset):
            return sorted
        if issubclass(kind, Mapping):
            return lambda value: {key: self[item.__class__](item) for key, item in value.items()}
        raise CodecError(f"a value of the type {kind.__name__} is not written")

    def _list_writer(self, form: Listed) -> Callable[[Any], Data]:
        head = [form.tag] if form.tag else []
        if len(form.fields) == 1:
            only = attrgetter(form.fields[0])
            return lambda value: [*head, self.write(only(value))]
        if not form.fields:
            return lambda _: list(head)
        several = attrgetter(*form.fields)
        return lambda value: [*head, *[self[item.__class__](item) for item in several(value)]]

    def _mapping_writer(self, kind: Any) -> Callable[[Any], Data]:
        known = [(field.name, field.default) for field in fields(kind) if field.init]

        def write(value: Any) -> Data:
            found = {}
            for name, default in known:
                inner = getattr(value, name)
                if default is MISSING or inner != default:
                    found[name] = self[inner.__class__](inner)
            return found

        return write

    def _apart_writer(self, kind: Any, form: Apart) -> Callable[[Any], Data]:
        whole, lay = self._mapping_writer(kind), form.shelf.lay
        if not form.at_once:
            return lambda value: lay(whole(value))

        def write(value: Any) -> Data:
            others = whole(value)
            first = {name: others.pop(name) for name in form.at_once if name in others}
            return lay([first, lay(others)])

        return write


def _as_it_is(value: Any) -> Data:
    return value


class Codec:
    """Writes and reads dataclasses; some of them in forms of their own."""

    def __init__(self, forms: Mapping[type, Form]) -> None:
        self._forms = forms
        self._writers = _Writers(forms)
        self._readers: dict[Any, Read] = {**plain.SCALARS}

    def encode(self, value: object) -> Data:
        """A value as data."""
        return self._writers.write(value)

    def decode(self, kind: type[_T], data: Data) -> _T:
        """The value of a type that data holds.

        Raises: `CodecError` for data of another shape or other types.
        """
        try:
            return cast("_T", self._reader(kind)(data))
        except RecursionError as error:
            raise CodecError("nested too deep") from error

    def _form(self, hint: Any) -> Form | None:
        return self._forms.get(hint) if isinstance(hint, type) else None

    # -- readers, each made once --

    def _reader(self, hint: Any) -> Read:
        found = self._readers.get(hint)
        if found is None:
            found = self._readers[hint] = self._made(hint)
        return found

    def _made(self, hint: Any) -> Read:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Literal:
            return plain.literal(arguments)
        if origin in {Union, UnionType}:
            return self._union(arguments)
        if origin is tuple and arguments[1:] == (...,):
            return plain.several(tuple, self._reader(arguments[0]))
        if origin is frozenset:
            return plain.several(frozenset, self._reader(arguments[0]))
        if origin is tuple:
            return plain.row([self._reader(argument) for argument in arguments])
        if origin is not None and issubclass(origin, Mapping):
            read = self._reader(arguments[1])
            return (plain.on_use if isinstance(self._form(arguments[1]), Apart) else plain.mapping)(read)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return plain.enumerated(hint)
        if is_dataclass(hint) and isinstance(hint, type):
            return self._formed(hint, self._forms.get(hint))
        raise TypeError(f"no data is read as {hint!r}")

    def _fields(self, kind: type) -> dict[str, Read]:
        """The reader of each field, in the order of the constructor."""
        made = [field for field in fields(cast("Any", kind)) if field.init]
        hints: dict[str, Any] = {field.name: field.type for field in made}
        if any(map(_names_another, hints.values())):  # working out the names of all classes takes as long as reading
            hints = get_type_hints(kind)
        return {field.name: self._reader(hints[field.name]) for field in made}

    def _object(self, kind: type) -> Read:
        wanted = f"a mapping for {kind.__name__}"
        read_some = self._some(kind, wanted)

        def read(data: Data) -> Any:
            try:
                return kind(**read_some(data))
            except TypeError as error:
                raise CodecError(f"not {wanted}") from error  # a field is missing

        return read

    def _some(self, kind: type, wanted: str, chosen: Callable[[str], bool] = bool) -> Callable[[Data], dict[str, Any]]:
        """A reader of the fields that a mapping holds, which must be among those chosen."""
        readers: dict[str, Read] = {}

        def read(data: Data) -> dict[str, Any]:
            if not readers:  # only now, since a dataclass may hold others of its kind
                readers.update((name, made) for name, made in self._fields(kind).items() if chosen(name))
            if data.__class__ is not dict or not data.keys() <= readers.keys():
                refuse(wanted)
            found = cast("dict[str, Any]", data.copy())
            for name, value in data.items():
                reader = readers[name]
                # A call for every text is what reading would cost.
                if reader is not plain.text or value.__class__ is not str:
                    found[name] = reader(value)
            return found

        return read

    def _apart(self, kind: type, form: Apart) -> Read:
        take, at_once = form.shelf.take, form.at_once
        if not at_once:
            whole = self._object(kind)
            return lambda number: whole(take(number))
        wanted = f"the parts of {kind.__name__}"
        first = self._part(kind, wanted, lambda name: name in at_once)
        others = self._part(kind, wanted, lambda name: name not in at_once)

        def read(number: Data) -> Any:
            parts = take(number)
            if parts.__class__ is not list or len(parts) != 2:
                refuse(wanted)
            return made_of(kind, first(parts[0]), lambda: others(take(parts[1])))

        return read

    def _part(self, kind: type, wanted: str, chosen: Callable[[str], bool]) -> Callable[[Data], dict[str, Any]]:
        """A reader of the fields chosen, those with a default included that data leaves out."""
        read_some = self._some(kind, wanted, chosen)
        known: tuple[Field[Any], ...] = fields(cast("Any", kind))
        usual = {each.name: _default(each) for each in known if each.init and chosen(each.name)}
        needed = {name for name, value in usual.items() if value is MISSING}

        def read(data: Data) -> dict[str, Any]:
            found = read_some(data)
            return {**usual, **found} if needed <= found.keys() else refuse(wanted)

        return read

    def _formed(self, kind: type, form: Form | None) -> Read:
        wanted = f"a {kind.__name__.lower()}"
        if form is None:
            return self._object(kind)
        if isinstance(form, Apart):
            return self._apart(kind, form)
        if isinstance(form, Alone):
            alone = self._fields(kind)[form.field]
            return lambda data: kind(alone(data))
        readers: list[tuple[int, Read]] = []
        length = len(form.fields) + bool(form.tag)

        def read(data: Data) -> Any:
            if data.__class__ is not list or len(data) != length or (form.tag and data[0] != form.tag):
                refuse(wanted)
            if not readers:
                first = length - len(form.fields)
                readers[:] = [(first + form.fields.index(name), reader) for name, reader in self._fields(kind).items()]
            return kind(*[reader(data[index]) for index, reader in readers])

        return read

    def _union(self, members: Iterable[Any]) -> Read:
        """A reader that goes by what data is: a list by its tag, anything else by its type."""
        by_type: dict[type, list[Read]] = {}
        by_tag: dict[str, Read] = {}
        for member in self._with_special_cases(members):
            form = self._form(member)
            if isinstance(form, Listed) and form.tag:
                by_tag[form.tag] = self._reader(member)
            else:
                reader = member if isinstance(form, Alone) else self._reader(member)  # its type is known by then
                by_type.setdefault(self._written_as(member), []).append(reader)
        if by_tag:
            by_type[list] = [plain.by_tag(by_tag)]
        single = {
            kind: readers[0] if len(readers) == 1 else plain.first_of(readers) for kind, readers in by_type.items()
        }

        def read(data: Data) -> Any:
            found = single.get(data.__class__)
            return found(data) if found is not None else refuse("one of several kinds")

        return read

    def _with_special_cases(self, members: Iterable[Any]) -> Iterable[Any]:
        """The members of a union, and those of their subclasses that have a form of their own."""
        for member in members:
            yield member
            if member in self._forms:
                yield from (special for special in member.__subclasses__() if special in self._forms)

    def _written_as(self, hint: Any) -> type:
        """The type of plain data that a value of some type becomes."""
        form = self._form(hint)
        if isinstance(form, Alone):
            return self._written_as(get_type_hints(hint)[form.field])
        if hint in plain.SCALARS:
            return cast("type", hint)
        origin = get_origin(hint)
        return list if form is not None or origin in {tuple, frozenset} else dict


def _names_another(hint: Any) -> bool:
    """Whether a type holds the name of a class in quotes."""
    if get_origin(hint) is Literal:
        return False
    return isinstance(hint, str) or any(map(_names_another, get_args(hint)))


def _default(known: Field[Any]) -> Any:
    """What a field holds that nobody gave; `MISSING` where somebody must."""
    return known.default if known.default_factory is MISSING else known.default_factory()
