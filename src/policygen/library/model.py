"""What the library holds, once read."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Literal

from policygen._dataclass import dataclass
from policygen._on_use import InParts
from policygen.conditions.model import Condition
from policygen.conditions.places import Atlas
from policygen.findings import Location, Severity
from policygen.library.expectations import Contradiction, Expected
from policygen.library.regimes import Regimes
from policygen.library.template import Blocks, Inline, Records, Words, inlines, nodes
from policygen.platforms.model import Change, Registry
from policygen.questions.model import Questionnaire
from policygen.trades.model import TradeList

SPEAKERS = ("official", "professional", "personal")
"""For which use of social media a clause is."""

Appears = Literal["card", "short", "standard", "full"]
APPEARS: tuple[Appears, ...] = ("card", "short", "standard", "full")
"""The papers, each printing all that the one before it prints."""

Audience = Literal["everyone", "account_holders", "managers"]
AUDIENCES: tuple[Audience, ...] = ("everyone", "account_holders", "managers")
"""For whom a clause is, in the order in which a document turns to them."""

EDITS = ("law", "meaning", "wording")
"""What an edit of a clause can be, the weightiest first."""

OF_TRADES = frozenset({"trades", "sectors", "sector_rules"})
"""Questions whose answers say in which line of work an organisation is."""

ClauseKind = Literal["rule", "right", "meaning", "record", "form", "law"]
CLAUSE_KINDS: tuple[ClauseKind, ...] = ("rule", "right", "meaning", "record", "form", "law")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A sentence that a clause had, and that nobody should go on using."""

    date: str
    """ISO date from which we no longer write it."""
    words: str
    """The sentence, or its telling half, as it was printed; slots stand as `…`."""
    why: str
    instead: str
    """What to write."""
    severity: Severity
    places: tuple[str, ...] = ()
    """Where it can harm; empty: anywhere."""


@dataclass(frozen=True, slots=True)
class Clause(InParts):
    """One unit of policy text with an identity."""

    id: str
    section: str
    title: str
    why: str
    applies_to: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    rule: Blocks
    always: Blocks
    detail: Blocks
    appears: Appears = "standard"
    yields: int = 0
    """How early it makes room where a paper is full: 1 first; 0: never."""
    rows_beside_trade: int = 0
    """How many rows of its tables print beside one that a trade has of the same; 0: all."""
    group: str = ""
    """The group it stands in; empty: that of its topics, or else of its section."""
    audience: Audience = "everyone"
    kind: ClauseKind = "rule"
    points: tuple[str, ...] = ()
    when: Condition | None = None
    under: tuple[str, ...] = ()
    """Hosts of an addendum: it is printed under the first that is in."""
    part_of: tuple[str, ...] = ()
    """Clauses whose table says in one what this one says apart: in a document that prints one of them, it alone stands."""
    instead_of: str = ""
    binds_at: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    statutory: bool = False
    days_before: int = 0
    """Days that must lie between telling people and what the text is a notice of; 0 where no law counts them."""
    days_after: int = 0
    """Days from its first day within which everybody must have a copy; 0 where no law counts them."""
    verbatim: bool = False
    states: tuple[str, ...] = ()
    owner: str = ""
    interest: str = ""
    binds: Mapping[str, str] | None = None
    inside: tuple[Words, ...] = ()
    """Examples that break the rule."""
    outside: tuple[Words, ...] = ()
    consequence: str = ""
    rights: str = ""
    formerly: tuple[str, ...] = ()
    starts: str = ""
    """ISO date from which it is in force; empty: always."""
    ends: str = ""
    edited: str = ""
    reviewed_by: Mapping[str, str] | None = None
    changes: tuple[Change, ...] = ()
    """Its edits, the latest last, each of a kind of `EDITS`."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """Sentences it once had that can harm whoever still uses them."""
    gist: Words = ()
    """Its rule in a line for page one; empty: it has no line there."""
    looked_at: tuple[Words, ...] = ()
    """Lines on page one of what is looked at."""
    not_looked_at: tuple[Words, ...] = ()
    """Lines on page one of what is not looked at as a routine."""
    replaces: str = ""
    """In a pack: the edition (`edited`) of our clause that it was written over."""
    layer: str = "policygen"
    amended_by: str = ""
    """The pack that adds to it, or changes single fields."""
    location: Location = field(default_factory=Location)

    @property
    def is_law_text(self) -> bool:
        """Whether a law asks for it in writing, or in these very words."""
        return self.statutory or self.verbatim or self.section == "notices"

    @property
    def is_form(self) -> bool:
        """Whether it is a sheet to fill in or to copy, which binds nobody by itself."""
        return self.kind == "form"

    @property
    def tells_law(self) -> bool:
        """Whether it tells what a law or a body of some place asks, in our words."""
        return self.kind == "law"

    @property
    def tells_law_of_trade(self) -> bool:
        """Whether it tells what the law asks of some lines of work: an order, beside the rules of their trade."""
        if not self.tells_law or self.when is None:
            return False
        # A trade under `unless` has a law of its own elsewhere: for all others it is no order of their work.
        return not replace(self.when, unless=None).keys().isdisjoint(OF_TRADES)

    @property
    def stands_apart(self) -> bool:
        """Whether it is printed whole behind the rules: the law of a place for everybody, a notice or a form."""
        return self.statutory or self.is_form or (self.tells_law and not self.tells_law_of_trade)

    def nodes(self) -> Iterator[Inline | Records]:
        """Every inline and every table of records of its text, its examples included."""
        yield from (node for blocks in (self.rule, self.always, self.detail) for node in nodes(blocks))
        for words in (*self.inside, *self.outside, self.gist, *self.looked_at, *self.not_looked_at):
            yield from inlines(words)

    def weightiest_change(self, since: str) -> str:
        """The kind of the weightiest edit after a day (ISO), or empty where there was none."""
        kinds = {change.kind for change in self.changes if change.date > since}
        return next((kind for kind in EDITS if kind in kinds), "")


LayerKind = Literal["library", "pack"]


@dataclass(frozen=True, slots=True)
class Layer:
    """Our library, or a pack laid over it."""

    kind: LayerKind
    name: str
    """As its manifest says, and as documents bear it."""
    path: str
    """Where it lies, as findings name it: `clauses`, or the path of a pack."""
    version: str
    digest: str = ""
    """Of a pack's files; empty for our library, which its version names."""
    style: str = ""
    """`info`: what is only style in this pack is told, and no more."""
    format: int = 0
    """Of a pack: which format its files are written in."""


@dataclass(frozen=True, slots=True)
class Section:
    """Clauses that stand together, in order."""

    id: str
    title: str
    group: str  # of the short policy
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of a standard or full policy: what some sections, in order, have to say to one audience."""

    id: str
    title: str
    audience: Audience
    sections: tuple[str, ...]
    group: str = ""
    """What is for this audience in the sections of this group stands here if no chapter lists them."""
    gives: bool = False
    takes: tuple[str, ...] = ()
    """Groups: what stands in those, in the sections of a chapter that gives, stands here."""


@dataclass(frozen=True, slots=True)
class ShortGroup:
    """A heading of the short policy, what our work's own rules under it are about, and which topics' rules come `first`."""

    id: str
    title: str
    topics: frozenset[str] = frozenset()
    takes_rest: bool = False
    first: frozenset[str] = frozenset()
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A law, guidance or practice that a clause rests on, and how far we have read it."""

    id: str
    title: str
    kind: str
    says: str
    extent: tuple[str, ...]
    """Places where it holds; `anywhere` for a practice."""
    read: str
    confidence: str
    citation: str = ""
    url: str = ""
    sectors: tuple[str, ...] = ()
    checked: str = ""
    review_by: str = ""
    research: str = ""
    changes: tuple[Change, ...] = ()
    starts: str = ""
    ends: str = ""

    @property
    def is_read(self) -> bool:
        """Whether we have read some of it, or of somebody's account of it."""
        return self.read != "none"


@dataclass(frozen=True, slots=True)
class Advisory:
    """A warning on one surface: answers, the selection, or registry and dates."""

    id: str
    severity: Severity
    surface: str
    says: str
    do: str
    when: Condition
    missing: tuple[str, ...] = ()
    """Clauses of which one is not in the selection."""
    present: tuple[str, ...] = ()
    """Clauses of which one is in the selection."""
    sources: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    """For `block`: the clauses it stops, or `build` alone for the whole."""
    acceptable: bool = True
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Trap:
    """Wording found unlawful or risky, and where."""

    id: str
    applies_to: tuple[str, ...]
    places: tuple[str, ...]
    severity: Severity
    why: str
    instead: str
    unlawful_in: tuple[str, ...] = ()
    """Where the wording is unlawful on its face; elsewhere it is a risk, and never a reason to stop."""
    forbids: tuple[str, ...] = ()
    """Wordings that count where the sentence forbids them, punishes them or makes them wait for leave."""
    demands: tuple[str, ...] = ()
    """Wordings that count where somebody is told to do them, or is said to do them."""
    does: tuple[str, ...] = ()
    """Wordings that count where the organisation says it does or may do them."""
    allows: tuple[str, ...] = ()
    """Wordings that count where the sentence permits them."""
    says: tuple[str, ...] = ()
    """Wordings that count in any sentence that does not turn them round."""
    pattern: str = ""
    """A regular expression that counts as `says` does, and need not begin or end at a word."""
    unless: tuple[str, ...] = ()
    weighs: int = 0
    """The least that a sentence must weigh, in points; such a trap tells only of what no other one does."""
    at_any_weight: bool = False
    """It limits no private talk, which is what is weighed: it tells of a sentence however light that is."""
    sources: tuple[str, ...] = ()
    catches: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """One source, several spellings; and what the readability checks need to know of words."""

    words: Mapping[str, Mapping[str, str]]
    """For each English (`en-US` …) the British word in lower case to its own."""
    unavoidable: frozenset[str]
    imperatives: frozenset[str]
    abbreviations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alike:
    """Clauses that hang on one condition, which is weighed once for all of them."""

    when: Condition
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What the clauses say that a selection must know before it reads any of them."""

    alike: tuple[Alike, ...]
    """All that hang on a condition alone, by it. Those that are in force for a time are not among them."""
    variants: Mapping[str, tuple[str, ...]]
    """By clause, those that stand instead of it somewhere."""


@dataclass(frozen=True, slots=True)
class Library:
    """All content, of one or more layers."""

    name: str
    version: str
    digest: str
    """Of every file it was read from."""
    groups: tuple[ShortGroup, ...]
    audience_titles: Mapping[str, str]
    """What the part of a document for each audience is called."""
    chapters: tuple[Chapter, ...]
    """In order. Whatever a document prints of a section for an audience, one of them lists."""
    sections: tuple[Section, ...]
    clauses: Mapping[str, Clause]
    index: Index
    """Of the clauses; those laid over it without a condition may be missing in it."""
    questionnaire: Questionnaire
    registry: Registry
    atlas: Atlas
    trades: TradeList
    sources: Mapping[str, Source]
    advisories: Mapping[str, Advisory]
    traps: Mapping[str, Trap]
    spelling: Spelling
    trap_words: Mapping[str, tuple[str, ...]]
    """Classes of words that the wordings of traps name, and the grammar by which their sentences are read."""
    former_clauses: Mapping[str, str]
    forbidden: Mapping[str, str]
    """Clauses that a pack forbids, and which."""
    replaced: Mapping[str, Clause]
    """Clauses that a pack lies over, as they are without any."""
    grounds: tuple[str, ...]
    """Grounds on which people are harassed, named where a rule speaks of them."""
    topics: tuple[str, ...]
    """What clauses can be about; some topics demand an Always."""
    fair: tuple[str, ...]
    """The clauses whose promises plain fairness asks of everyone: the only ones printed that nobody made."""
    wording: Mapping[str, Words]
    """The words that the program itself writes, by id, with slots of their own."""
    contradictions: tuple[Contradiction, ...]
    expected: Mapping[str, Expected]
    regimes: Regimes
    layers: tuple[Layer, ...]
    """Our own first."""
    emergency_when: Condition | None = None
    """For whom page one says whom to call in danger; None: for nobody."""

    @property
    def editions(self) -> tuple[tuple[str, ...], ...]:
        """Name and version of each layer, and a pack's digest: what an issued document says it was made from."""
        return tuple(tuple(filter(None, (layer.name, layer.version, layer.digest))) for layer in self.layers)

    def order(self) -> tuple[str, ...]:
        """Every listed clause by id, in the order of the document."""
        return tuple(id for section in self.sections for id in section.clauses if id in self.clauses)

    def ordered(self) -> tuple[Clause, ...]:
        """Every listed clause, in the order of the document."""
        return tuple(self.clauses[id] for id in self.order())

    def section_title(self, section: str) -> str:
        """What a section is called."""
        return next((found.title for found in self.sections if found.id == section), section)
