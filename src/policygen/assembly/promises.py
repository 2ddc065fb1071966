"""What a policy binds its organisation to: what it will and will not do, the rights it grants, and who has to keep them."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from policygen._dataclass import dataclass
from policygen.assembly.assemble import assemble
from policygen.assembly.terms import Terms, printed
from policygen.document.model import Block, Exact, Inline, ItemList, Paragraph, Reference, Table
from policygen.document.walk import plain, runs
from policygen.language.sentences import split_sentences
from policygen.library.model import Clause
from policygen.selection.model import Selection
from policygen.selection.reasons import defaults_behind

DEFAULT_OWNER = "policy_owner"
"""Who keeps what a clause grants without naming anybody."""


_WE_WILL = re.compile(r"\bwe will\b", re.I)
_WHAT_WE_WILL = re.compile(r"\b(?:what|how|when|whether|which) we will\b", re.I)
_WHAT_WE_DO = re.compile(r"(?:[^,]+, )?we (?:do not|never|only|look|keep|read|record|log|review|delete)\b", re.I)
"""How a sentence begins that says what we do, or do not, with what people post."""
_WHAT_YOU_MAY = re.compile(r"(?:[^,]+, )?you (?:may (?!not\b)|can |need not|never need|are free)", re.I)
"""How a sentence begins that grants somebody a right."""
_LEADS_ELSEWHERE = re.compile(r"\s*\(see \Z")


PromiseKind = Literal["promise", "right"]


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

    def as_data(self) -> dict[str, object]:
        """The promise for `--json`."""
        return {
            "promise": self.sentence,
            "kind": self.kind,
            "owner": self.owner,
            "clause": self.clause,
            "by_default": list(self.by_default),
        }


def promises(selection: Selection) -> tuple[Promise, ...]:
    """Every promise of the policy that a selection makes and every right it grants, in its order, each once."""
    library = selection.library
    terms = Terms(selection)
    found: dict[str, Promise] = {}
    for part in assemble(selection).parts:
        clause = library.clauses.get(part.origin.id)
        if clause is None:
            continue
        owner = plain(printed(terms.term(clause.owner or DEFAULT_OWNER), ()))
        behind = defaults_behind(selection, selection.decisions[clause.id])
        for sentence in _sentences(part.blocks):
            kind = _kind(sentence, clause)
            if kind is not None:
                found.setdefault(sentence, Promise(sentence, kind, owner, clause.id, clause.title, behind))
    return tuple(found.values())


def _kind(sentence: str, clause: Clause) -> PromiseKind | None:
    if sentence.rstrip(".") == clause.title:
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
