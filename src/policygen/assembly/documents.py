"""The documents of a set, one entry each: what it holds, how deep, what stands round it, when it is made and for whom.

A new document is an entry here, and a title in the library's wording.
"""

from collections.abc import Callable, Mapping
from dataclasses import field

from policygen._dataclass import dataclass
from policygen.assembly.shapes import JOINED, SHAPE
from policygen.document.model import Depth
from policygen.library.model import Clause
from policygen.selection.model import Selection
from policygen.selection.room import SHORT, Budget


@dataclass(frozen=True, slots=True)
class FormBudget:
    """What the forms of a document may hold at most: one page when it is short, four when it is standard, eight when full."""

    words: int
    """Of all that they say, tables counted too."""
    rows: int
    """To fill in by hand, with the row over them."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One document of a set."""

    id: str
    """Stands in every record, so it is the same for ever. Its title is `title.<id>` of the library's wording."""
    purpose: str
    """What it is for, in a few words to its owner."""
    prints: Callable[[Selection, Clause], bool]
    """Whether a clause that holds for the organisation stands in it."""
    is_usual: Callable[[Selection], bool]
    """Whether it is made when nobody names the documents."""
    depth: Depth | None = None
    """None: that of the selection."""
    has_front: bool = False
    """Page one, and a table of edition, owner, review and places, open it; a short one its rules in brief."""
    has_titles: bool = False
    """Each rule opens with its title, also where it is short."""
    yourself_last: bool = False
    """What a reader may do and say stands behind what holds when they post for us: in a column of its own."""
    closes_with_contacts: bool = False
    """Whom to tell, what is looked at and where all the rules stand close it, instead of a line under its title."""
    is_signed: bool = False
    """The page that people sign or confirm closes it, where that was chosen."""
    leaves_details: bool = False
    """What only those who run the accounts need stands apart: in an annex, or where it is full in their handbook."""
    is_for_owner: bool = False
    """For the owner of the policy, never for staff: it is made anew by every build, and lies in a folder of its own."""
    is_sheet: bool = False
    """A spreadsheet that others go on with: a build begins it, and leaves it alone once somebody wrote in it."""
    formats: tuple[str, ...] = ()
    """Names of the only formats it is written in; empty: all that are asked for."""
    budgets: Mapping[Depth, Budget] = field(default_factory=dict[Depth, Budget])
    """What it may hold at each depth that has a bound."""
    form_budgets: Mapping[Depth, FormBudget] = field(default_factory=dict[Depth, FormBudget])
    """What its forms may hold at each depth; without one it has none."""

    def clauses(self, selection: Selection, shape: int = SHAPE) -> tuple[list[Clause], list[Clause]]:
        """The clauses that stand in it, in order; and those whose tables one of these gives as part of its own."""
        found = [clause for clause in selection.standing() if self.prints(selection, clause)]
        ids = {clause.id for clause in found} if shape >= JOINED else set[str]()
        joined = [each for each in found if not ids.isdisjoint(each.part_of)]
        return [each for each in found if ids.isdisjoint(each.part_of)], joined

    def has_annex(self, depth: Depth) -> bool:
        """Whether what is for those who run the accounts stands behind all else in it."""
        return depth == "standard" and self.leaves_details

    def has_handbook(self, depth: Depth) -> bool:
        """Whether those who run the accounts read how it is done in a handbook beside it."""
        return depth == "full" and self.leaves_details

    @property
    def is_apart(self) -> bool:
        """Whether it is no text of the policy: for the owner alone, or a spreadsheet. It is never issued."""
        return self.is_for_owner or self.is_sheet


def is_for_account_holders(clause: Clause) -> bool:
    """Whether a clause is for those alone who run the accounts."""
    return clause.audience == "account_holders"


def _binds(clause: Clause) -> bool:
    """Whether a clause binds people by itself: forms and the law of a place are for reference, in the policy alone."""
    return not (clause.is_form or clause.tells_law)


def _in_policy(selection: Selection, clause: Clause) -> bool:
    """What is printed; of what the handbook beside a full policy holds as well, the rules alone that a short policy has."""
    is_left = _is_in_handbook_beside(selection, clause) and (
        clause.is_form or clause.kind == "record" or clause.appears not in {"card", "short"}
    )
    return selection.printed(clause.id) and not is_left


def _is_in_handbook_beside(selection: Selection, clause: Clause) -> bool:
    is_text_of_law = clause.statutory or clause.tells_law
    return selection.depth == "full" and is_for_account_holders(clause) and not is_text_of_law


def _on_card(selection: Selection, clause: Clause) -> bool:
    return selection.printed(clause.id) and clause.appears == "card" and _binds(clause)


def _in_handbook(selection: Selection, clause: Clause) -> bool:
    if clause.is_form:
        return _is_in_handbook_beside(selection, clause) and selection.printed(clause.id)
    return is_for_account_holders(clause) and _binds(clause)


POLICY = DocumentKind(
    id="policy",
    purpose="the policy, for your staff",
    prints=_in_policy,
    is_usual=lambda _: True,
    has_front=True,
    has_titles=True,
    is_signed=True,
    leaves_details=True,
    budgets={"short": SHORT, "standard": Budget(3500), "full": Budget(6000)},
    form_budgets={"short": FormBudget(270, 26), "standard": FormBudget(1_400, 33), "full": FormBudget(900, 33)},
)
CARD = DocumentKind(
    id="card",
    purpose="the rules on a card",
    prints=_on_card,
    is_usual=lambda _: False,
    depth="short",
    yourself_last=True,
    closes_with_contacts=True,
    budgets={"short": Budget(350, rules=15)},
)
HANDBOOK = DocumentKind(
    id="handbook",
    purpose="for those who run your accounts",
    prints=_in_handbook,
    is_usual=lambda selection: selection.depth == "full",
    depth="full",
    form_budgets={"full": FormBudget(1_800, 32)},
)

NOTES = DocumentKind(
    id="notes",
    purpose="for you alone: what to do before anyone signs",
    prints=lambda _selection, _clause: False,
    is_usual=lambda _: True,
    depth="short",
    is_for_owner=True,
)


def _runs_accounts_in_full(selection: Selection) -> bool:
    return selection.depth == "full" and selection.situation.facts.get("platforms") not in (None, (), ("none",))


def _sheet(id: str, *, purpose: str, is_for_owner: bool) -> DocumentKind:
    """A spreadsheet that a full set begins for whoever goes on with it."""
    return DocumentKind(
        id=id,
        purpose=purpose,
        prints=lambda _selection, _clause: False,
        is_usual=_runs_accounts_in_full,
        is_for_owner=is_for_owner,
        is_sheet=True,
        formats=("xlsx",),
    )


REGISTER = _sheet("register", purpose="the register of your accounts, to keep up: not for staff", is_for_owner=True)
LOG = _sheet("log", purpose="a row for each post and its figures, for those who run your accounts", is_for_owner=False)

DOCUMENTS: Mapping[str, DocumentKind] = {kind.id: kind for kind in (POLICY, CARD, HANDBOOK, NOTES, REGISTER, LOG)}
"""By id, in the order they are made."""


def usual_documents(selection: Selection) -> tuple[DocumentKind, ...]:
    """What is made of a selection when nobody names the documents."""
    return tuple(kind for kind in DOCUMENTS.values() if kind.is_usual(selection))


DETAIL = "+detail"
"""Behind the id of a clause: all that explains it, which only some documents print."""


SIGNATURE = "signature"
"""The sheet that people sign or confirm: no clause, and printed where one of these was chosen."""
SIGNED = frozenset({"read_and_understood", "signed"})


def printed_in_set(selection: Selection) -> frozenset[str]:
    """What some text of the usual set prints: clauses by id, `DETAIL` behind those whose detail is, and `SIGNATURE`."""
    kinds = [kind for kind in usual_documents(selection) if not kind.is_apart]
    stands = {clause.id for kind in kinds for clause in kind.clauses(selection)[0]}
    printed = [clause for clause in selection.standing() if clause.id in stands]
    decisions, is_full = selection.decisions, selection.depth == "full"
    explained = (
        clause.id
        for clause in printed
        if clause.detail and (clause.stands_apart or (is_full and not decisions[clause.id].is_brief))
    )
    sheets = [SIGNATURE] if selection.situation.facts.get("acknowledgement") in SIGNED else []
    return frozenset([*(clause.id for clause in printed), *(id + DETAIL for id in explained), *sheets])
