"""Dataclasses as the plain data that `json` writes, and back: derived from their fields, with shape and type checked.

A dataclass is a mapping of its fields, those left out that hold their default, unless a form of its own says otherwise.
A union is told apart by what its members are written as: scalars by their type, dataclasses by their tag.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, NoReturn, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from policygen._dataclass import dataclass

Data = Any
"""Mappings, lists, texts, whole numbers, booleans and None."""

Read = Callable[[Data], Any]

_T = TypeVar("_T")


class CodecError(ValueError):
    """Data of another shape or type than what was asked for."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The form of a dataclass that is a list: its tag, if it has one, and its fields in this order."""

    fields: tuple[str, ...]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Alone:
    """The form of a dataclass of one field that is that field's value and nothing else."""

    field: str


Form = Listed | Alone


def tagged(*kinds: type) -> dict[type, Form]:
    """Forms for the members of a union: each a list of its name in lower case and its fields in order."""
    return {kind: Listed(tuple(field.name for field in fields(kind)), kind.__name__.lower()) for kind in kinds}


def _refuse(wanted: str) -> NoReturn:
    raise CodecError(f"not {wanted}")


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


def _as_it_is(value: Any) -> Data:
    return value


class Codec:
    """Writes and reads dataclasses; some of them in forms of their own."""

    def __init__(self, forms: Mapping[type, Form]) -> None:
        self._forms = forms
        self._writers = _Writers(forms)
        self._readers: dict[Any, Read] = {**_SCALARS}

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

    # -- readers, each made once --

    def _reader(self, hint: Any) -> Read:
        found = self._readers.get(hint)
        if found is None:
            found = self._readers[hint] = self._made(hint)
        return found

    def _made(self, hint: Any) -> Read:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Literal:
            return _literal(arguments)
        if origin in {Union, UnionType}:
            return self._union(arguments)
        if origin is tuple and arguments[1:] == (...,):
            return _several(tuple, self._reader(arguments[0]))
        if origin is frozenset:
            return _several(frozenset, self._reader(arguments[0]))
        if origin is tuple:
            return _row([self._reader(argument) for argument in arguments])
        if origin is not None and issubclass(origin, Mapping):
            return _mapping(self._reader(arguments[1]))
        if isinstance(hint, type) and issubclass(hint, Enum):
            return _enumerated(hint)
        if is_dataclass(hint) and isinstance(hint, type):
            form = self._forms.get(hint)
            return self._object(hint) if form is None else self._formed(hint, form)
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
        readers: dict[str, Read] = {}

        def read(data: Data) -> Any:
            if not readers:  # only now, since a dataclass may hold others of its kind
                readers.update(self._fields(kind))
            if data.__class__ is not dict or not data.keys() <= readers.keys():
                _refuse(wanted)
            found = data.copy()
            for name, value in data.items():
                reader = readers[name]
                if (
                    reader is not _text or value.__class__ is not str
                ):  # a call for every text is what reading would cost
                    found[name] = reader(value)
            try:
                return kind(**found)
            except TypeError as error:
                raise CodecError(f"not {wanted}") from error  # a field is missing

        return read

    def _formed(self, kind: type, form: Form) -> Read:
        wanted = f"a {kind.__name__.lower()}"
        if isinstance(form, Alone):
            alone = self._fields(kind)[form.field]
            return lambda data: kind(alone(data))
        readers: list[tuple[int, Read]] = []
        length = len(form.fields) + bool(form.tag)

        def read(data: Data) -> Any:
            if data.__class__ is not list or len(data) != length or (form.tag and data[0] != form.tag):
                _refuse(wanted)
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
            form = self._forms.get(member) if isinstance(member, type) else None
            if isinstance(form, Listed) and form.tag:
                by_tag[form.tag] = self._reader(member)
            else:
                reader = member if isinstance(form, Alone) else self._reader(member)  # its type is known by then
                by_type.setdefault(self._written_as(member), []).append(reader)
        if by_tag:
            by_type[list] = [_by_tag(by_tag)]
        single = {kind: readers[0] if len(readers) == 1 else _first_of(readers) for kind, readers in by_type.items()}

        def read(data: Data) -> Any:
            found = single.get(data.__class__)
            return found(data) if found is not None else _refuse("one of several kinds")

        return read

    def _with_special_cases(self, members: Iterable[Any]) -> Iterable[Any]:
        """The members of a union, and those of their subclasses that have a form of their own."""
        for member in members:
            yield member
            if member in self._forms:
                yield from (special for special in member.__subclasses__() if special in self._forms)

    def _written_as(self, hint: Any) -> type:
        """The type of plain data that a value of some type becomes."""
        form = self._forms.get(hint) if isinstance(hint, type) else None
        if isinstance(form, Alone):
            return self._written_as(get_type_hints(hint)[form.field])
        if hint in _SCALARS:
            return cast("type", hint)
        origin = get_origin(hint)
        return list if form is not None or origin in {tuple, frozenset} else dict


def _names_another(hint: Any) -> bool:
    """Whether a type holds the name of a class in quotes."""
    if get_origin(hint) is Literal:
        return False
    return isinstance(hint, str) or any(map(_names_another, get_args(hint)))


def _scalar(kind: type, wanted: str) -> Read:
    def read(data: Data) -> Any:
        return data if data.__class__ is kind else _refuse(wanted)

    return read


_text = _scalar(str, "a text")

_SCALARS: Mapping[type, Read] = {
    str: _text,
    int: _scalar(int, "a whole number"),
    bool: _scalar(bool, "true or false"),
    NoneType: _scalar(NoneType, "nothing"),
}


def _literal(values: tuple[Any, ...]) -> Read:
    kinds = {value.__class__ for value in values}
    allowed = frozenset(values)

    def read(data: Data) -> Any:
        return data if data.__class__ in kinds and data in allowed else _refuse(f"one of {values}")

    return read


def _enumerated(kind: type[Enum]) -> Read:
    members: dict[Any, Enum] = {member.value: member for member in kind}

    def read(data: Data) -> Any:
        return members[data] if data.__class__ in {str, int} and data in members else _refuse(kind.__name__)

    return read


def _several(kind: Callable[[Iterable[Any]], Any], read_one: Read) -> Read:
    def read(data: Data) -> Any:
        return kind(map(read_one, data)) if data.__class__ is list else _refuse("a list")

    return read


def _row(readers: list[Read]) -> Read:
    def read(data: Data) -> Any:
        if data.__class__ is not list or len(data) != len(readers):
            _refuse(f"a list of {len(readers)}")
        return tuple(read(value) for read, value in zip(readers, data, strict=True))

    return read


def _mapping(read_one: Read) -> Read:
    def read(data: Data) -> Any:
        if data.__class__ is not dict:
            _refuse("a mapping")
        return {key: read_one(value) for key, value in data.items()}

    return read


def _by_tag(readers: Mapping[str, Read]) -> Read:
    def read(data: Data) -> Any:
        found = readers.get(data[0]) if data and data[0].__class__ is str else None
        return found(data) if found is not None else _refuse("a list with a known name")

    return read


def _first_of(readers: Iterable[Read]) -> Read:
    """For members that are written alike: the first that takes the data."""

    def read(data: Data) -> Any:
        for reader in readers:
            try:
                return reader(data)
            except CodecError:
                continue
        return _refuse("one of several kinds")

    return read
