"""What an update would do to an issued document that people have edited, part by part, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.answers.model import Answers
from policygen.app.brief_lines import rules_reworded, without_lines
from policygen.app.causes import SAYS_STATUS, Cause, Causes
from policygen.app.diff import AnswerChange, changed_answers
from policygen.app.issued import Issued, answers_beside, current_answers, issued_answers, open_issued, require_packs
from policygen.app.kept_depth import kept_depth
from policygen.app.kept_wording import KeptWording, keep_wording, told_of
from policygen.app.networks import network_changes
from policygen.app.next_text import NextText
from policygen.app.older_shapes import OlderShape, is_older, told
from policygen.app.set_depth import set_depth
from policygen.app.versions import standing_of
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DocumentKind
from policygen.document.comparison import block_keys
from policygen.document.model import Part, Properties
from policygen.errors import DocumentError
from policygen.findings import Finding, Severity
from policygen.library.model import Library
from policygen.library.succession import predecessors
from policygen.platforms.names import networks_in
from policygen.questions.kinds.lists import Platforms
from policygen.record.model import Record
from policygen.record.printed import printed_answers, question_of
from policygen.revision.answers import EditedAnswer, edited_answers
from policygen.revision.edits import edits_of
from policygen.revision.entry import PlanEntry
from policygen.revision.list_changes import Naming
from policygen.revision.own_words import words_said_otherwise
from policygen.revision.plan import Plan, plan
from policygen.revision.seen import seen_in
from policygen.revision.still_named import AlsoCalled, still_named
from policygen.revision.succession import in_their_place, successions
from policygen.selection.model import Selection, Status
from policygen.selection.select import select
from policygen.trades.model import own_words


@dataclass(frozen=True, slots=True)
class Revision:
    """What an update would do, and with which answers."""

    issued: Issued
    plan: Plan
    selection: Selection
    answers: Answers
    """As they were said."""
    answers_changed: tuple[AnswerChange, ...]
    """Against the answers it was made from, where those are known."""
    offers: tuple[EditedAnswer, ...]
    """Answers that somebody changed in the document itself, to be taken over into the answers first."""
    findings: tuple[Finding, ...]
    """About the answers and the working paper."""
    generated: tuple[Part, ...] = ()
    """The text as it would be issued now."""
    answers_path: Path | None = None
    """The file that the answers are in, if there is one."""
    changed: str = ""
    """What the history of versions is to say of it, where somebody said."""
    causes: Mapping[str, Cause] = field(default_factory=dict[str, Cause])
    """For each part that changes because of us, the cause that it has together with others, by id."""
    properties: Properties | None = None
    """What the text of now says of itself, where an update makes it a draft of another day or of the next version."""
    kept_wording: tuple[str, ...] = ()
    """The clauses that keep the words they were issued with, though ours are others by now, by id."""

    @property
    def out_of_date(self) -> bool:
        """Whether an update would change the document, or has something to offer for it."""
        return bool(self.to_change or self.plan.conflicts)

    @property
    def to_change(self) -> tuple[PlanEntry, ...]:
        """The parts that an update would change."""
        changes = (entry for entry in self.plan.entries if entry.theirs != entry.after or entry.highlighted)
        return tuple(entry for entry in changes if entry.decision != "not-found")

    @property
    def needs_a_person(self) -> bool:
        """Whether something is told that an update leaves to a person."""
        told = (*self.findings, *self.issued.theirs.findings, *self.plan.findings)
        return bool(self.offers) or any(finding.severity >= Severity.MEDIUM for finding in told)


def _kept(record: Record, selection: Selection, generated: tuple[Part, ...]) -> tuple[Part, ...]:
    """The newly generated parts, and those as issued whose clauses hang on an answer that is missing now.

    No clause is taken out of a document for want of an answer.
    """
    known = {part.origin.id for part in generated}
    missing = [
        part
        for part in record.document.parts
        if part.origin.id not in known
        and (decision := selection.decisions.get(part.origin.id)) is not None
        and decision.status is Status.UNKNOWN
    ]
    parts = list(generated)
    order = [part.origin.id for part in record.document.parts]
    for part in missing:
        before = order[: order.index(part.origin.id)]
        position = max((index + 1 for index, other in enumerate(parts) if other.origin.id in before), default=0)
        parts.insert(position, part)
    return tuple(parts)


def plan_update(
    path: Path,
    library: Library,
    date: str,
    answers: Path | None = None,
    *,
    renamed: bool = False,
    anew: bool = False,
    wording: bool = False,
) -> Revision:
    """What an update of a document would do.

    `renamed` says that the organisation has another name now, `anew` that the text is a draft of today and its next review
    is reckoned from today even where nothing else changes. `wording` asks for rules that only read otherwise by now, too.

    Raises: `DocumentError` when a guard stops it; `UnreadableError`.
    """
    issued = open_issued(path)
    require_packs(path, issued.record.layers, library)
    kind, base = _kind_to_update(issued), issued.record.document
    lying = answers or answers_beside(issued)
    given, findings = current_answers(issued, lying, library, renamed=renamed)
    depth = set_depth(issued, library)
    made_from = issued_answers(issued, library)
    then = at_depth(made_from, depth) if made_from is not None else None
    text = NextText(issued.record, kind, library, at_depth(given, depth), date)
    issued = _offered_anew(issued, text.as_dated.parts)
    naming = naming_of(library)
    asked = _Asked(issued, text, kind, then, library, anew=anew, wording=wording)
    drawn, generated, properties, kept = _drawn(asked, naming)
    changed = changed_answers(then, at_depth(given, depth)) if then is not None else ()
    older = _text_then(issued.record, text, kind, then)[1] if is_older(issued.record) else ()
    named = (*older, *base.parts)
    networks = tuple(network_changes(named, generated, library))
    drawn, causes = _explained(drawn, Causes(issued, kind, text, then, drawn, networks, kept))
    edited = edited_answers(base.parts, drawn.document, drawn.alignment, naming)
    offers = (*_still_open(edited, generated, naming), *_own_words(issued, drawn, given))
    left = still_named(named, generated, drawn, edits_of(drawn).changes, _other_names(library))
    drawn = replace(drawn, findings=(*drawn.findings, *seen_in(drawn), *left))
    of_shape = (told(issued),) if is_older(issued.record) else told_of(issued, kept, library)
    outgrown = kept_depth(given, library, (path,)) if kind.depth is None else None
    found = (*issued.findings, *findings, *of_shape, *([outgrown[1]] if outgrown is not None else []))
    revision = Revision(issued, drawn, text.selection, given, changed, offers, found, generated, lying)
    return replace(revision, causes=causes, properties=properties, kept_wording=kept)


def _offered_anew(issued: Issued, ours: Sequence[Part]) -> Issued:
    """The document, held against what stands in it where a change of ours was rejected and ours is another by now.

    What was rejected is not offered again; something else is, and is no conflict with words that nobody wrote.
    """
    if is_older(issued.record):  # which says by itself what is another thing now
        return issued
    document = issued.record.document
    refused, now = ({part.origin.id: block_keys(part.blocks) for part in side} for side in (document.parts, ours))
    other = {id for id in issued.rejected if now.get(id) != refused.get(id)}
    if other <= SAYS_STATUS:  # a status that was rejected comes with the next change
        return issued
    parts = tuple(issued.rejected[part.origin.id] if part.origin.id in other else part for part in document.parts)
    return replace(issued, record=replace(issued.record, document=replace(document, parts=parts)))


def _explained(drawn: Plan, causes: Causes) -> tuple[Plan, dict[str, Cause]]:
    """A plan whose entries say why; and the cause that each has together with others, by part."""
    entries = tuple(replace(entry, cause=causes.of(entry), shown_cause=causes.shown(entry)) for entry in drawn.entries)
    grouped = {entry.origin.id: cause for entry in entries if (cause := causes.group_of(entry)) is not None}
    return replace(drawn, entries=entries), grouped


_OURS = {"take-ours", "merged", "conflict", "new", "removed-by-us"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a plan is drawn from."""

    issued: Issued
    text: NextText
    kind: DocumentKind
    then: Answers | None
    library: Library
    anew: bool
    wording: bool

    @property
    def record(self) -> Record:
        return self.issued.record

    def with_words(self, parts: tuple[Part, ...]) -> KeptWording:
        """The text of now as an update offers it: in the words as issued where only the wording is another."""
        if self.wording or self.then is None:
            return KeptWording(parts)
        before = _text_then(self.record, self.text, self.kind, self.then)[1]
        return keep_wording(self.record, before, parts, self.library)


def _drawn(asked: _Asked, naming: Naming) -> tuple[Plan, tuple[Part, ...], Properties | None, tuple[str, ...]]:
    """The plan, the text it leads to, what that says of itself where it is a draft of another day, and what keeps its words.

    Another day or status alone is no change, unless the text is to be reckoned `anew`.
    """
    base, record, text = asked.record.document.parts, asked.record, asked.text

    def planned(parts: tuple[Part, ...]) -> tuple[Plan, tuple[Part, ...]]:
        kept = _kept(record, text.selection, parts)
        was, now = ({part.origin.id: None for part in side} for side in (base, kept))
        gone, come = [id for id in was if id not in now], [id for id in now if id not in was]
        taken = successions(base, kept, predecessors(asked.library, gone, come))
        kept = in_their_place(kept, taken)
        return plan(base, asked.issued.theirs, kept, taken, naming), kept

    if is_older(record):
        return *planned(_in_older_shape(record, text, asked.kind, asked.then)), None, ()

    def without_lines_left(parts: tuple[Part, ...]) -> tuple[Plan, tuple[Part, ...]]:
        """A plan, page one without a line on any rule that is its owner's by now."""
        found = planned(parts)
        rules = rules_reworded(found[0], base)
        left = without_lines(parts, rules) if rules else parts
        return planned(left) if left != parts else found

    if not asked.anew:
        worded = asked.with_words(text.as_dated.parts)
        drawn, generated = without_lines_left(worded.parts)
        ours = (entry for entry in drawn.entries if entry.decision in _OURS)
        if not any(entry.conflicts or entry.theirs != entry.after for entry in ours):
            return drawn, generated, None, worded.kept
    worded = asked.with_words(text.as_draft.parts)
    return *without_lines_left(worded.parts), text.as_draft.properties, worded.kept


def _in_older_shape(record: Record, text: NextText, kind: DocumentKind, then: Answers | None) -> tuple[Part, ...]:
    """The text of now in the shape that a document was issued in."""
    was, before = _text_then(record, text, kind, then)
    return OlderShape(record, was, before, text.selection, text.as_dated.parts).parts()


def _text_then(
    record: Record, text: NextText, kind: DocumentKind, then: Answers | None
) -> tuple[Selection, tuple[Part, ...]]:
    """What today's library made of the answers of then: it tells which words were answers, which older records do not."""
    was = select(text.selection.library, text.since_first_day(then), record.document.properties.date)
    return was, assemble(was, kind, standing_of(record), record.issue.shape).parts


def _kind_to_update(issued: Issued) -> DocumentKind:
    """The kind of a document. Raises: `DocumentError` for the owner's notes."""
    if issued.kind.is_for_owner:
        message = f"{issued.path} holds the owner's notes, which every build makes anew."
        raise DocumentError(message, hint="Name the policy beside its folder.")
    return issued.kind


_AND = regex(r"\s+(?:and|or|&)\s+")


def naming_of(library: Library) -> Naming:
    """What words in a document name as an answer: a network by today's name, whatever its owner calls it."""
    questions = library.questionnaire.questions

    def networks(said: str) -> tuple[str, ...]:
        if found := networks_in(said, library.registry):
            return tuple(platform.name for platform in found)
        pieces = _AND.split(said)
        if len(pieces) > 1:
            return tuple(name for piece in pieces for name in networks(piece))
        return () if said[:1].islower() else (said,)  # a name begins with a capital, where the script has any

    def naming(question: str, said: str) -> tuple[str, ...]:
        asked = questions.get(question)
        return networks(said) if asked is not None and asked.kind == Platforms.name else (said,)

    return naming


def _other_names(library: Library) -> AlsoCalled:
    """What an answer is called besides: a network by every name that it has or had, but for those that are words too."""
    questions = library.questionnaire.questions

    def names(path: str, said: str) -> tuple[str, ...]:
        asked = questions.get(question_of(path))
        network = library.registry.find(said) if asked is not None and asked.kind == Platforms.name else None
        if network is None:
            return ()
        every = (network.name, *network.former_names, *network.aliases)
        return tuple(name for name in dict.fromkeys(every) if name != said and name not in network.also_words)

    return names


def _still_open(offers: Sequence[EditedAnswer], generated: Sequence[Part], naming: Naming) -> tuple[EditedAnswer, ...]:
    """The offers that the answers do not follow already."""
    said = {
        (root, name)
        for path, words in printed_answers(generated)
        for root in (question_of(path),)
        for name in naming(root, words) or (words,)
    }
    known = {question for question, _ in said}

    def follows(root: str, words: str) -> bool:
        return bool(names := naming(root, words)) and all((root, name) in said for name in names)

    def followed(offer: EditedAnswer) -> bool:
        roots = {question_of(path) for path in offer.questions}
        if not offer.after:
            return all(root in known and not follows(root, offer.before) for root in roots)
        return all(follows(root, offer.after) for root in roots)

    return tuple(offer for offer in offers if not followed(offer))


def _own_words(issued: Issued, drawn: Plan, given: Answers) -> tuple[EditedAnswer, ...]:
    """Words that the document says otherwise throughout, and the answers do not yet."""
    base, said = issued.record.document.parts, own_words(given.values)
    found = words_said_otherwise(base, drawn.document, drawn.alignment, issued.record.issue.vocabulary)
    return tuple(offer for offer in found if said.get(offer.questions[0].partition(".")[2]) != offer.after)


def at_depth(answers: Answers, depth: str) -> Answers:
    """Answers for a document of a set of the depth it was issued at, whatever they say now."""
    return replace(answers, values={**answers.values, "depth": depth})
