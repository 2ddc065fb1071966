"""What a policy binds its organisation to: what it will and will not do, the rights it grants, and who has to keep them."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.assembly.assemble import assemble
from policygen.assembly.terms import Terms, printed
from policygen.document.model import Block, Document, Exact, Inline, ItemList, Paragraph, Reference, Table
from policygen.document.walk import plain, runs
from policygen.language.sentences import split_sentences
from policygen.library.model import Clause
from policygen.library.template import Slot
from policygen.selection.model import Selection
from policygen.selection.own_rules import is_own
from policygen.selection.reasons import defaults_behind, questions_behind

DEFAULT_OWNER = "policy_owner"
"""Who keeps what a clause grants without naming anybody."""


_WE_WILL = regex(r"\bwe will\b", re.I)
_WHAT_WE_WILL = regex(r"\b(?:what|how|when|whether|which) we will\b", re.I)
_WHAT_WE_DO = regex(r"(?:[^,]+, )?we (?:do not|never|only|look|keep|read|record|log|review|delete)\b", re.I)
"""How a sentence begins that says what we do, or do not, with what people post."""
_WHAT_YOU_MAY = regex(r"(?:[^,]+, )?you (?:may (?!not\b)|can |need not|never need|are free)", re.I)
"""How a sentence begins that grants somebody a right."""
_LEADS_ELSEWHERE = regex(r"\s*\(see \Z")


_CLOCK = regex(
    r"\b(?:within|by the end of|for|after|every|each|at least|no later than) (?:[\w-]+ ){0,4}"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|quarters?)\b|\b(?:daily|weekly|monthly|yearly|quarterly)\b",
    re.I,
)
"""How a sentence says by when, or how often."""

PromiseKind = Literal["promise", "right"]
Basis = Literal[
    "said",  # somebody answered that it is so
    "chosen",  # somebody chose it, or our usual choice stands
    "ours",  # plain fairness asks it of everyone: the library's closed list
    "law",  # a law asks for the text
    "unasked",  # nobody was asked, and nothing asks for it: it can be left out
]


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing a policy binds its organisation to."""

    sentence: str
    """As the policy prints it."""
    kind: PromiseKind
    """What the organisation will or will not do itself, or what it lets people do."""
    owner: str
    """Who keeps it, in words: a name, or a post."""
    clause: str
    """The clause that makes it."""
    title: str
    """What that clause is called."""
    by_default: tuple[str, ...]
    """The questions behind the clause that nobody was asked, by id; empty when somebody chose it, or none decides it."""
    basis: Basis
    """Who made it."""
    clock: str
    """By when or how often, as the sentence says; empty for most."""
    questions: tuple[str, ...] = ()
    """Those whose answers the clause hangs on or prints, by id."""

    def as_data(self) -> dict[str, object]:
        """The promise for `--json`."""
        return {
            "promise": self.sentence,
            "kind": self.kind,
            "owner": self.owner,
            "clause": self.clause,
            "basis": self.basis,
            "by_default": list(self.by_default),
            "clock": self.clock,
        }


def promises(selection: Selection, policy: Document | None = None) -> tuple[Promise, ...]:
    """Every promise of the policy that a selection makes and every right it grants, in its order, each once.

    `policy` is that document, where somebody made it already.
    """
    library = selection.library
    terms = Terms(selection)
    found: dict[str, Promise] = {}
    for part in (policy or assemble(selection)).parts:
        clause = library.clauses.get(part.origin.id)
        if clause is None:
            continue
        owner = plain(printed(terms.term(clause.owner or DEFAULT_OWNER), ()))
        basis, behind = basis_of(selection, clause)
        questions = asked_behind(selection, clause)
        for sentence in _sentences(part.blocks):
            kind = _kind(sentence, clause)
            if kind is not None:
                clock = _CLOCK.search(sentence) if kind == "promise" else None
                when = clock.group() if clock else ""
                made = Promise(sentence, kind, owner, clause.id, clause.title, behind, basis, when, questions)
                found.setdefault(sentence, made)
    return tuple(found.values())


def basis_of(selection: Selection, clause: Clause) -> tuple[Basis, tuple[str, ...]]:
    """Who made the promises of a clause, and the questions behind it that nobody was asked."""
    decision, given = selection.decisions[clause.id], selection.situation.given
    questions = selection.library.questionnaire.questions
    behind = defaults_behind(selection, decision)
    if is_own(clause):
        return "said", ()
    if clause.is_law_text:
        return "law", behind
    if clause.id in selection.library.fair:
        return "ours", ()
    asked = asked_behind(selection, clause)
    decided = [id for id in asked if questions[id].says != "fact" or id in clause.states]
    if any(id in given and questions[id].says == "fact" for id in decided):
        return "said", behind
    by_default = tuple(id for id in decided if id in selection.situation.defaulted)
    return ("chosen" if decided else "unasked"), tuple(dict.fromkeys((*behind, *by_default)))


def asked_behind(selection: Selection, clause: Clause) -> tuple[str, ...]:
    """The questions whose answers a clause hangs on or prints, by id."""
    asked = dict.fromkeys((*questions_behind(selection, selection.decisions[clause.id]), *_printed_questions(clause)))
    return tuple(id for id in asked if id in selection.library.questionnaire.questions)


def _printed_questions(clause: Clause) -> Iterator[str]:
    """The questions whose answers a clause prints."""
    for node in clause.nodes():
        if isinstance(node, Slot):
            name = node.path.partition(".")[0]
            yield from Terms.SLOTS[name].reads if name in Terms.SLOTS else (name,)


def _kind(sentence: str, clause: Clause) -> PromiseKind | None:
    if sentence.rstrip(".") == clause.title and not is_own(clause):
        return None
    if _WE_WILL.search(_WHAT_WE_WILL.sub("", sentence)):
        return "promise"
    if clause.kind == "meaning" or "?" in sentence:
        return None
    if _WHAT_WE_DO.match(sentence):
        return "promise"
    ours_alone = set(clause.applies_to) == {"official"}
    return "right" if _WHAT_YOU_MAY.match(sentence) and not ours_alone else None


def _sentences(blocks: Sequence[Block]) -> Iterator[str]:
    """Every sentence of some blocks; one that leads to a list holds what is listed."""
    lead = ""
    for block in blocks:
        if isinstance(block, ItemList) and lead:
            listed = "; ".join(" ".join(sentences_of(item.content)).rstrip(".;") for item in block.items)
            yield f"{lead} {listed}."
            lead = ""
            continue
        if isinstance(block, (Paragraph, ItemList, Table)):
            told = [sentence for run in runs(block) for sentence in sentences_of(run)]
            lead = told.pop() if told and isinstance(block, Paragraph) and told[-1].endswith(":") else ""
            yield from told


def sentences_of(run: Sequence[Inline]) -> list[str]:
    """The sentences of a run, without its cross-references. A full stop inside what somebody typed ends none."""
    text, names, is_open = "", list[tuple[int, int]](), False
    for inline in run:
        if isinstance(inline, Reference):
            is_open = _LEADS_ELSEWHERE.search(text) is not None
            text = _LEADS_ELSEWHERE.sub("", text)
            continue
        words = plain((inline,)).removeprefix(")" if is_open else "")
        is_open = False
        if isinstance(inline, Exact):
            names.append((len(text), len(text) + len(words)))
        text += words
    return [sentence for _, sentence in split_sentences(text, whole=names)]
