"""What every sentence of a clause is: a rule, a promise, a right, a meaning, or a fact that somebody vouches for.

Told by verb and subject. A sentence that says what the organisation or its people do, have or are, without a modal verb and
without an answer that makes it true, is none of these: a claim, which a policy must not print.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from policygen._on_use import regex
from policygen.findings import Finding, Severity
from policygen.library.model import Clause, Library
from policygen.lint.source_locations import SourceLocations
from policygen.lint.texts import ClauseTexts, Sentence
from policygen.questions.kinds import kind_of

SentenceKind = Literal["rule", "promise", "right", "meaning", "stated", "to confirm", "claim"]

_IGNORE = re.IGNORECASE


def _any(words: str) -> str:
    """A pattern for one of some words or phrases, parted by commas."""
    return "(?:" + "|".join(word.strip() for word in words.split(",")) + ")"


_BEFORE_CLAUSES = _any(
    "if, when, where, while, until, unless, before, after, once, as, because, since, although, though, whatever, wherever,"
    "whoever, whenever, instead"
)
_BEFORE_NOUNS = _any(
    "in, on, at, for, with, from, by, under, outside, without, during, apart, here, then, so, also, next, to, inside, within,"
    "like, not"
)
_WITHIN = _any(
    "if, when, whenever, where, wherever, while, until, unless, before, after, once, because, since, as, that, which, whom,"
    "whose, what, whatever, whether, how, than, who"
)
_JOINS = _any("and, but, so, or, nor, yet")

_QUOTED = regex(r"“[^”]*”|\"[^\"]*\"|\([^)]*\)")
_FIRST = regex(rf"^(?:(?:{_BEFORE_CLAUSES}\b[^,:;]*|{_BEFORE_NOUNS}\b(?:(?!\bwe\b)[^,:;])*),\s*)+", _IGNORE)
_MAIN = regex(rf"(;|:|\s[–—]|,(?=\s{_JOINS}\s))\s+(?:{_JOINS}\s+)?", _IGNORE)
_AND_WE = regex(r"\s+(?:and|but)\s+(?=(?:we|everyone|everybody)\b)", _IGNORE)
_SUBJECTS = _any(
    "we, our, us, this, that, these, those, the, a, an, it, there, you, they, he, she, each, every, all, nobody, everyone,"
    "everybody, no, what"
)
_SAYS_ITSELF = regex(rf"^{_SUBJECTS}\b", _IGNORE)
_OPEN_LIST = regex(r"\b(?:if|when|where|because|whether|that|until|unless)\b[^,]*,[^,]*$", _IGNORE)
_LATER = regex(rf"\s{_WITHIN}\s.*$", _IGNORE)
_WHO = regex(
    r"\b(?:who|that)\s+(?:\w+\s+){0,3}?(?:for us|in our name|for our business|here|with us|on our behalf)\b", _IGNORE
)

_MODAL = _any(
    "will, must, should, may, can, cannot, could, would, might, need not, won't, can't, have to, has to, do not have to,"
    "does not have to, ought"
)
_ADVERBS = _any(
    "also, always, already, all, both, each, first, never, now, often, only, still, then, usually, not, do not"
)
_AT_TIMES = r"(?:at|in|on|from|every|each|once|twice)\s+(?:[\w-]+\s+){1,3}"
_WE = regex(rf"^(?:(?:and|but|so|that)\s+)?(?:{_AT_TIMES})?we\s+(?:{_ADVERBS}\s+)*(?P<verb>[\w']+)", _IGNORE)
_BODY = _any("organisation, company, business, firm, charity, council, club, school, team, board, works council, union")
_COUNTED = _any("accounts?, employees?, members? of staff, managers?, moderators?, passwords?, posts?")
_PEOPLE = _any(
    "staff, accounts, employees, managers, moderators, everyone, everybody, nobody, no one, people (?:who|that)"
)
_SOME = r"(?:(?:all|each|every|both|most|some|none|no)\s+(?:of\s+)?)?"
_OURS = regex(
    rf"^{_SOME}(?:our\b|the {_BODY}\b|{_PEOPLE}\b)|^(?:all|each|every)\s+(?:official\s+|social media\s+)?{_COUNTED}\b",
    _IGNORE,
)
_FACT_VERBS = _any(
    "is, are, was, were, has, have, had, does, do, did, uses, use, keeps, keep, trains, train, checks, check, records, record,"
    "monitors, monitor, reviews, review, tests, test, approves, approve, owns, meets, meet, complies, comply, receives,"
    "receive, signs, sign, logs, log, reads, read, looks, look, gets, get, follows, follow, knows, know, takes, take"
)
_VERB = regex(rf"\b(?:(?P<modal>{_MODAL})|(?P<fact>{_FACT_VERBS}))\b", _IGNORE)
_FREE = _any("yours, ours, theirs, free, welcome, covered, bound, protected, another, a separate, not")
_NOT_CLAIMED = regex(rf"^(?:is|are)\s+(?:also\s+|not\s+)?{_FREE}\b", _IGNORE)
_ACTS = _any(
    "trained, tested, approved, agreed, reviewed, audited, consulted, certified, checked, vetted, encrypted, assessed,"
    "insured, appointed, archived, monitored, logged, backed up, signed off, supervised, briefed, practised, informed,"
    "taken, kept, stored, recorded, saved, deleted, handed, named, used, shown, read, followed, looked"
)
_OFTEN = _any("also, now, all, always, regularly, fully, never, not")
_DONE = regex(rf"(?<!you )\b(?:is|are|was|were|has been|have been)\s+(?:{_OFTEN}\s+)*{_ACTS}\b", _IGNORE)
_PERFORMS = frozenset({"mean", "call", "want", "hope", "trust", "welcome", "thank", "need"})

_PROMISE = regex(
    r"\bwe (?:will|must|should|may|can|cannot|could|would)\b|\bwe'll\b|\byou will (?:be|get|hear|have)\b", _IGNORE
)
_RIGHT = regex(
    r"\byou (?:also |still |always )?(?:may|can|need not|do not (?:have|need) to|have no duty|are free)\b|\bnothing here\b|"
    r"\bfree to\b|\bnobody (?:may|has to)\b|\b(?:is|are) (?:yours|your own)\b|\bnever held against\b",
    _IGNORE,
)
_RULE = regex(
    r"\b(?:must|should)\b|\bonly\b.*\bmay\b|^(?:do not|never|always|only|no|not)\b|\bmay\b|\b(?:has|have) to\b", _IGNORE
)


def main_clauses(text: str) -> Iterator[str]:
    """What a sentence asserts by itself: its main clauses, without what is quoted, bracketed, conditional or attached."""
    plain = _QUOTED.sub("", text.replace("’", "'"))
    for piece in _asserted(plain):
        main = _WHO.sub("", _FIRST.sub("", piece.strip()))
        bare = _LATER.sub("", f" {main} ").strip()
        for part in _AND_WE.split(bare):
            yield " ".join(part.rstrip(".!").split())


def _asserted(text: str) -> Iterator[str]:
    """The pieces between strong stops: not what an instruction tells somebody to say, nor the rest of an open enumeration."""
    pieces = _MAIN.split(text)
    before = pieces[0]
    yield before
    for stop, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        told = stop == ":" and not _SAYS_ITSELF.match(before.strip())
        listed = stop == "," and _OPEN_LIST.search(before) is not None
        if told or listed:
            return
        yield piece
        before = piece


def claims(text: str) -> bool:
    """Whether a sentence says what we or our people do, have or are, with no modal verb."""
    for main in main_clauses(text):
        if main.endswith("?"):
            continue
        if _DONE.search(main) or _we_claim(main) or _ours_claim(main):
            return True
    return False


def _we_claim(main: str) -> bool:
    match = _WE.match(main)
    if match is None:
        return False
    verb = match["verb"].lower()
    return re.fullmatch(_MODAL, verb) is None and verb not in _PERFORMS


def _ours_claim(main: str) -> bool:
    match = _OURS.match(main)
    if match is None:
        return False
    verb = _VERB.search(main, match.end())
    if verb is None or verb["modal"]:
        return False
    if re.match(r"(?:has|have) to\b", main[verb.start() :], _IGNORE):
        return False
    return _NOT_CLAIMED.match(main[verb.start() :]) is None


class SentenceClassifier:
    """Tells what the sentences of one library are."""

    def __init__(self, library: Library) -> None:
        self.questions = library.questionnaire.questions
        self.imperatives = frozenset(word.lower() for word in library.spelling.imperatives)

    def classify(self, clause: Clause, sentence: Sentence) -> SentenceKind:
        """What one sentence of a clause is."""
        if sentence.guarded:
            return "to confirm"
        if sentence.continues:
            return self._plain(clause, sentence.lead)
        if sentence.text.rstrip().endswith("?"):
            return "meaning"
        if claims(sentence.text) and not (sentence.container == "cell" and not sentence.text.lower().startswith("we ")):
            return "stated" if clause.states or self._prints_answer(sentence) else "claim"
        return self._plain(clause, sentence.text)

    def _prints_answer(self, sentence: Sentence) -> bool:
        """Whether a sentence prints an answer, which is then what it says."""
        found = (self.questions.get(slot.partition(".")[0]) for slot in sentence.slots)
        return any(
            question is not None and not kind_of(question).names_people and not question.private for question in found
        )

    def _plain(self, clause: Clause, text: str) -> SentenceKind:
        """What a sentence is that claims nothing."""
        firsts = {piece.split()[0].strip("“\"'(*").lower() for piece in re.split(r"[,;:–—]", text) if piece.split()}
        if _PROMISE.search(text):
            return "promise"
        if clause.kind == "right" or _RIGHT.search(text):
            return "right"
        if _RULE.search(text) or firsts & self.imperatives:
            return "rule"
        return "meaning"


def check_claims(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Sentences that are claims, and clauses that state something their condition does not make true."""
    texts, classifier = ClauseTexts(library), SentenceClassifier(library)
    for clause in library.clauses.values():
        if clause.verbatim:
            continue
        sentences = texts.sentences(clause, ("rule", "always", "detail"))
        for sentence in sentences:
            if classifier.classify(clause, sentence) == "claim":
                message = f"'{clause.id}' says something about us that no answer makes true: “{_short(sentence.text)}”"
                hint = "Write the duty or the promise, name the question under 'states', or make it a fact to confirm."
                yield Finding("unguarded-claim", Severity.HIGH, message, where.words(clause, sentence.text), hint)
        yield from _unproven(library, where, clause, sentences)


def _unproven(
    library: Library, where: SourceLocations, clause: Clause, sentences: Sequence[Sentence]
) -> Iterator[Finding]:
    """A clause states an answer only if its condition tests it, it prints it, or its host's condition does."""
    hosts = [library.clauses[host] for host in clause.under if host in library.clauses]
    tested = frozenset[str]().union(*(found.when.keys() for found in (clause, *hosts) if found.when is not None))
    printed = {slot.partition(".")[0] for sentence in sentences for slot in sentence.slots}
    for question in clause.states:
        if question not in tested | printed:
            message = f"'{clause.id}' states the answer to '{question}', but prints whatever it is."
            location = where.clause(clause, "states")
            yield Finding("states-unproven", Severity.HIGH, message, location, "Test the question under 'when'.")


def _short(text: str) -> str:
    return text if len(text) < 90 else text[:87] + "…"
