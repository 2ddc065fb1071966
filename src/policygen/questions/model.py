"""Questions and their choices."""

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar, Literal, Protocol

from policygen._dataclass import dataclass
from policygen._on_use import InParts
from policygen.conditions.model import Condition, Value
from policygen.conditions.places import Atlas
from policygen.platforms.model import Registry
from policygen.questions.slipped import Holds
from policygen.trades.model import TradeList

Says = Literal["fact", "choice", "promise"]


@dataclass(frozen=True, slots=True)
class Called:
    """What a choice is called instead, where a condition holds."""

    when: Condition
    label: str
    reads: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question."""

    value: str
    label: str
    description: str = ""
    reads: str = ""
    """The words it stands for inside a sentence; empty: the label."""
    table: str = ""
    """The words it stands for in a table of records; empty: the label."""
    called: tuple[Called, ...] = ()
    """Where it has another name: the first whose condition holds."""
    found_by: tuple[str, ...] = ()
    """Words that people look for it by."""
    otherwise: bool = False
    """For those whom no other choice fits."""
    exclusive: bool = False
    """Cannot be chosen together with others."""
    unknown: bool = False
    """Choosing it says that the answer is not known."""
    neutral: str = ""
    """Why choosing it rightly changes nothing in the document; empty when it changes something."""
    when: Condition | None = None
    """Offered only when this holds."""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    id: str
    kind: str
    label: str
    choices: tuple[Choice, ...] = ()
    required: bool = False
    private: bool = False
    """Never stands in an issued file, though the rest of the record may."""
    holds: Holds = ""
    """What its line of words is meant to hold."""
    only_if: tuple[str, str] = ("", "")
    """An earlier field of the row and the value that it must have for this one to be asked; both empty: it is always asked."""
    made: bool = False
    """Asked of nobody: made of the row's other words when it is first read, and kept from then on. The row's name for ever."""
    least: int | None = None
    most: int | None = None

    fields: ClassVar[tuple["Field", ...]] = ()
    """A field holds no rows of its own."""
    key: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class Default:
    """What a choice is taken to be when nobody chose, if a condition holds."""

    when: Condition
    value: Value
    english_of: str = ""
    """A question of places: instead of the value, the English usual in the first of them."""


@dataclass(frozen=True, slots=True)
class Question(InParts):
    """One thing asked."""

    id: str
    group: str
    kind: str
    says: Says
    ask: str
    why: str
    """Help: why it is asked, one sentence."""
    label: str
    """A noun phrase for `[Confirm: …]` and for tables of answers."""
    essential: bool = False
    private: bool = False
    """Never stands in an issued file."""
    when: Condition | None = None
    choices: tuple[Choice, ...] = ()
    fields: tuple[Field, ...] = ()
    key: tuple[str, ...] = ()
    """The fields that together tell one record from another."""
    rows_from: str = ""
    """A question whose entries the rows begin with, one after the other."""
    categories: tuple[str, ...] = ()
    """For platforms: the categories of the registry that are offered; empty: all."""
    defaults: tuple[Default, ...] = ()
    preselect: Value | None = None
    least: int | None = None
    most: int | None = None
    formerly: tuple[str, ...] = ()
    neutral: str = ""
    """Why the question rightly changes nothing in the document."""
    duty: str = ""
    """What may be a duty of theirs by the answer, as a task for the owner; empty where none hangs on it."""
    holds: Holds = ""
    """What its lines of words are meant to hold."""
    of_staff: bool = False
    """Asks about people who work for somebody: one person alone is not asked it in an interview."""
    essential_when: Condition | None = None
    """For whom it is essential, where it is not so for everybody."""

    def choice(self, value: str) -> Choice | None:
        """The choice of a value."""
        return next((choice for choice in self.choices if choice.value == value), None)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Every question in the order asked."""

    groups: tuple[Group, ...]
    questions: Mapping[str, Question]
    former: Mapping[str, str] = field(default_factory=dict[str, str])
    """Earlier ids to present ones."""


class Context(Protocol):
    """What is asked, and the networks, places and trades that answers are read and told by; a library is one."""

    @property
    def questionnaire(self) -> Questionnaire:
        """Every question."""
        ...

    @property
    def registry(self) -> Registry:
        """Every network."""
        ...

    @property
    def atlas(self) -> Atlas:
        """Every place."""
        ...

    @property
    def trades(self) -> TradeList:
        """Every trade."""
        ...
