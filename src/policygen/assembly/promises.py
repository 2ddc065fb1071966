"""What a policy promises in its organisation's name: every *we will* it prints, and who has to keep it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policygen.assembly.assemble import assemble
from policygen.assembly.terms import Terms, printed
from policygen.document.model import Block, Exact, Inline, ItemList, Paragraph, Reference, Table, Text
from policygen.document.walk import plain, runs
from policygen.selection.model import Selection

_WE_WILL = re.compile(r"\bwe will\b", re.I)
_WHAT_WE_WILL = re.compile(r"\b(?:what|how|when|whether|which) we will\b", re.I)
_SENTENCE_END = re.compile(r"(?<=[.!?])[’”\"')]*\s+(?=\S)")
_HELD = re.compile("\ue000(\\d+)\ue001")
_LEADS_ELSEWHERE = re.compile("\\s*\\(see \ue002\\)")


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise."""

    sentence: str
    """As the policy prints it."""
    owner: str
    """Who keeps it, in words: a name, or a post."""
    clause: str
    """The clause that makes it."""
    title: str
    """What that clause is called."""


def promises(selection: Selection) -> tuple[Promise, ...]:
    """Every promise of the policy that a selection makes, in its order, each once."""
    library = selection.library
    terms = Terms(selection)
    found: dict[str, Promise] = {}
    for part in assemble(selection).parts:
        clause = library.clauses.get(part.origin.id)
        if clause is None or not clause.owner:
            continue
        owner = plain(printed(terms.term(clause.owner), ()))
        for sentence in _sentences(part.blocks):
            if _promises(sentence, clause.title):
                found.setdefault(sentence, Promise(sentence, owner, clause.id, clause.title))
    return tuple(found.values())


def _promises(sentence: str, title: str) -> bool:
    return bool(_WE_WILL.search(_WHAT_WE_WILL.sub("", sentence))) and sentence.rstrip(".") != title


def _sentences(blocks: Sequence[Block]) -> Iterator[str]:
    """Every sentence of some blocks; one that leads to a list holds what is listed."""
    lead = ""
    for block in blocks:
        if isinstance(block, ItemList) and lead:
            listed = "; ".join(" ".join(split_sentences(item.content)).rstrip(".;") for item in block.items)
            yield f"{lead} {listed}."
            lead = ""
            continue
        if isinstance(block, (Paragraph, ItemList, Table)):
            told = [sentence for run in runs(block) for sentence in split_sentences(run)]
            lead = told.pop() if told and isinstance(block, Paragraph) and told[-1].endswith(":") else ""
            yield from told


def split_sentences(run: Sequence[Inline]) -> list[str]:
    """The sentences of a run, without its cross-references. A full stop inside what somebody typed ends none."""
    held: list[str] = []

    def hold(inline: Inline) -> Inline:
        if isinstance(inline, Exact):
            held.append(inline.value)
            return Text(f"\ue000{len(held) - 1}\ue001")
        return Text("\ue002") if isinstance(inline, Reference) else inline

    text = _LEADS_ELSEWHERE.sub("", plain([hold(inline) for inline in run])).replace("\ue002", "")
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return [_HELD.sub(lambda match: held[int(match.group(1))], part) for part in parts if part]
