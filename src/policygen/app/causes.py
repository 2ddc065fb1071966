"""Why our text of a part changed, found by trying: the library, the day, each answer, one after the other.

What no trial explains is said to be not known.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal

from policygen._dataclass import dataclass
from policygen.answers.model import Answers
from policygen.app.brief_lines import PAGE_ONE, lines_of, rules_reworded
from policygen.app.issued import Issued
from policygen.app.networks import NetworkChange
from policygen.app.next_text import NextText
from policygen.app.older_shapes import is_older
from policygen.app.versions import version_of
from policygen.assembly.documents import DocumentKind
from policygen.document.comparison import ComparisonKey, block_keys
from policygen.language.dates import spelled_date
from policygen.language.lists import listed
from policygen.revision.entry import PlanEntry
from policygen.revision.plan import Plan
from policygen.revision.succession import in_their_place
from policygen.selection.reasons import why

_OURS = {"take-ours", "merged", "conflict", "new", "removed-by-us"}
"""Decisions that rest on a change of ours."""

SAYS_STATUS = {"title", "control"}
"""The parts in which a document says which text it is."""

CauseKind = Literal["law", "platform", "answer", "library", "day", "rule", "unknown"]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something of ours changed, as a plan is told by causes."""

    kind: CauseKind
    text: str
    """In a sentence, for the owner of the document."""


Texts = Mapping[str, ComparisonKey]
"""What each part of a text says, by id."""


class Causes:
    """The causes of one plan. Texts are made only when a part asks for them."""

    def __init__(
        self,
        issued: Issued,
        kind: DocumentKind,
        text: NextText,
        made_from: Answers | None,
        drawn: Plan,
        networks: Sequence[NetworkChange] = (),
        kept_wording: Collection[str] = (),
    ) -> None:
        """`drawn` is the plan whose causes they are, and `networks` what became of those that the document names.

        Clauses of `kept_wording` keep the words they were issued with: that ours are others is no cause.
        """
        self._taken = {entry.origin.id: entry.issued_as for entry in drawn.entries if entry.issued_as}
        self._networks = networks
        self._kept_wording = kept_wording
        self._record = issued.record
        self._paper = issued.paper
        self._kind = kind
        self._text = text
        self._now = text.selection
        self._library = text.selection.library
        self._made_from = made_from
        self._given = text.said
        lines = {key for part in self._record.document.parts if part.origin.id == PAGE_ONE for key in lines_of(part)}
        self._reworded = sorted(rules_reworded(drawn, self._record.document.parts) & lines)

    def of(self, entry: PlanEntry) -> str:
        """Why our text of a part changed; empty where ours did not decide."""
        if entry.decision not in _OURS:
            return ""
        if self._made_from is None:
            return f"{self._as_far_as_known(entry)}{self._now_because(entry)}"
        return f"{self._found(entry)}{self._now_because(entry)}"

    def shown(self, entry: PlanEntry) -> str:
        """The cause as it may stand in the document: it names no answer that is kept private, and no reason."""
        if entry.decision not in _OURS:
            return ""
        if self._made_from is None:
            return self._as_far_as_known(entry)
        return f"{self._found(entry, in_document=True)}{self._no_room(entry)}"

    def group_of(self, entry: PlanEntry) -> Cause | None:
        """The cause that a change of ours has together with others; None where ours did not decide."""
        if entry.decision not in _OURS:
            return None
        networks = self._by_networks(entry)
        if self._made_from is None:
            return Cause("platform" if networks else "unknown", self._as_far_as_known(entry))
        library = self._by_library(entry)
        day, answers = self._by_day(entry), self._by_answers(entry, in_document=False)
        if (library or day) and self._edit_of(entry.origin.id) == "law":
            return Cause("law", " ".join(library or day))
        if networks:
            return Cause("platform", " ".join([*networks, *library, *answers]))
        rules = self._by_rules(entry)
        if rules and not (library or answers):
            return Cause("rule", " ".join(rules))
        kind: CauseKind = "answer" if answers else "library" if library else "day" if day else "unknown"
        return Cause(kind, " ".join(answers or library or day) or "The cause is not known.")

    def _as_far_as_known(self, entry: PlanEntry) -> str:
        """The cause where nobody knows what the document was made from."""
        unknown = "The cause is not known, since the answers it was made from are not."
        return " ".join(self._by_networks(entry)) or unknown

    def _found(self, entry: PlanEntry, *, in_document: bool = False) -> str:
        found = [*self._by_rules(entry), *self._by_networks(entry), *self._by_library(entry), *self._by_day(entry)]
        return " ".join([*found, *self._by_answers(entry, in_document=in_document)]) or "The cause is not known."

    # -- the texts between the one issued and the one generated now --

    def _texts(self, answers: Answers, *, as_dated: bool = False) -> Texts:
        text = NextText(self._record, self._kind, self._library, answers, self._now.made_on)
        made = text.as_issued if as_dated else text.as_draft
        parts = in_their_place(made.parts, self._taken)
        return {self._then(part.origin.id): block_keys(part.blocks) for part in parts}

    @cached_property
    def _as_issued(self) -> Texts:
        return {part.origin.id: block_keys(part.blocks) for part in self._record.document.parts}

    @property
    def _issued_on(self) -> str:
        return self._record.document.properties.date

    @cached_property
    def _with_this_library(self) -> Texts:
        return self._texts(self._answers_then, as_dated=True)

    @cached_property
    def _on_this_day(self) -> Texts:
        return self._texts(self._answers_then)

    @property
    def _answers_then(self) -> Answers:
        return self._made_from or self._given

    @cached_property
    def _with_answers_now(self) -> Texts:
        return self._texts(self._given)

    @cached_property
    def _changed(self) -> tuple[str, ...]:
        then, now = self._answers_then.values, self._given.values
        return tuple(key for key in dict.fromkeys((*then, *now)) if then.get(key) != now.get(key))

    @cached_property
    def _with_one_answer(self) -> Mapping[str, Texts]:
        """The text that each changed answer makes by itself."""
        return {key: self._texts(self._but_for(key)) for key in self._changed}

    def _but_for(self, key: str) -> Answers:
        values = {**self._answers_then.values}
        values.pop(key, None)
        if key in self._given.values:
            values[key] = self._given.values[key]
        return replace(self._answers_then, values=values)

    # -- each cause in words --

    def _by_rules(self, entry: PlanEntry) -> list[str]:
        """That page one goes on to state no rule which its owner put otherwise."""
        if entry.origin.id != PAGE_ONE or not self._reworded or is_older(self._record):
            return []
        titles = [self._library.clauses[id].title for id in self._reworded if id in self._library.clauses]
        return [f"Its line on a rule that you reworded or took out goes: {listed([f'“{title}”' for title in titles])}."]

    def _by_networks(self, entry: PlanEntry) -> list[str]:
        """That a network which the part named has another name now, or has closed."""
        return [change.said for change in self._networks if change.concerns(entry.before)]

    def _by_library(self, entry: PlanEntry) -> list[str]:
        id = entry.origin.id
        if is_older(
            self._record
        ):  # nothing of the library's came over but what a law changed in words that stand there
            is_there = self._then(id) in self._as_issued
            return ["A law changed since it was issued."] if is_there and self._edit_of(id) == "law" else []
        if id in self._kept_wording or self._said(self._with_this_library, entry) == self._said(self._as_issued, entry):
            return []
        was = set(self._record.layers) | {layer[:2] for layer in self._record.layers if len(layer) == 2}
        now = [" ".join(layer[:2]) for layer in self._library.editions if not {layer, layer[:2]} & was]
        kind = self._edit_of(id)
        if not now:
            return [f"We changed this rule since ({kind})."] if kind else []
        if not kind and self._by_networks(entry):  # the registry of networks is part of the library
            return []
        kind = f" ({kind})" if kind else ""
        return [f"Another library: {listed(now)}{kind}."]

    def _edit_of(self, id: str) -> str:
        """The kind of the weightiest edit of a clause since the words that the document has; empty where there was none."""
        clause = self._library.clauses.get(id)
        return clause.weightiest_change(self._record.edition_of(self._then(id))) if clause is not None else ""

    def _then(self, id: str) -> str:
        """The id under which a part was issued."""
        return self._taken.get(id, id)

    def _said(self, texts: Texts, entry: PlanEntry) -> tuple[ComparisonKey | None, ...]:
        """What a text says in the place of an entry: its own part, and those that stand in one paragraph with it."""
        return tuple(texts.get(id) for id in (self._then(entry.origin.id), *entry.joined))

    def _by_day(self, entry: PlanEntry) -> list[str]:
        if self._said(self._on_this_day, entry) == self._said(self._with_this_library, entry):
            return []
        if entry.origin.id in SAYS_STATUS and version_of(self._record):
            return (
                []
                if is_older(self._record)
                else ["A version that changes is a draft of the next one, until that is issued."]
            )
        english = self._record.document.properties.language
        now, then = spelled_date(self._now.made_on, english), spelled_date(self._issued_on, english)
        return [f"Made on {now} instead of {then}."]

    def _by_answers(self, entry: PlanEntry, *, in_document: bool) -> list[str]:
        before = self._said(self._on_this_day, entry)
        if self._said(self._with_answers_now, entry) == before:
            return []
        alone = [key for key, texts in self._with_one_answer.items() if self._said(texts, entry) != before]
        questions = self._library.questionnaire.questions
        keys = alone or self._changed
        if in_document:
            keys = [key for key in keys if key in questions and not questions[key].private]
        labels = [questions[key].label if key in questions else key for key in keys]
        if in_document and not labels:
            return ["An answer changed that is kept apart from this document."]
        return [f"Answered otherwise: {listed(labels)}."] if labels else []

    def _no_room(self, entry: PlanEntry) -> str:
        """For a clause that goes though it holds: that others, for which there is less reason to go, need its room."""
        decision = self._now.decisions.get(entry.origin.id)
        if decision is None or decision.cause != "room" or entry.decision != "removed-by-us":
            return ""
        because = why(self._now, decision)
        return f" It still holds, but {because}."

    def _now_because(self, entry: PlanEntry) -> str:
        """For a clause that comes in or goes out: why it was in, and why it is what it is now."""
        decision = self._now.decisions.get(entry.origin.id)
        if decision is None or entry.decision not in {"new", "removed-by-us"}:
            return ""
        now = why(self._now, decision)
        was = self._paper.clauses.get(entry.origin.id) if self._paper and entry.decision == "removed-by-us" else None
        return f" It was in because: {was.why}. Now: {now}." if was and was.why else f" Now: {now}."
