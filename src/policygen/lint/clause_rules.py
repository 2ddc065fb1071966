"""Rules over single clauses: length, what limits a rule, the grammar of a ban on personal use, promises and their owners."""

import re
from collections.abc import Iterator

from policygen._on_use import regex
from policygen.findings import Finding, Severity, nearest
from policygen.language.readability import MOST_WORDS
from policygen.language.sentences import words
from policygen.library.model import Clause, Library
from policygen.lint.source_locations import SourceLocations
from policygen.lint.texts import ClauseTexts, wording_as_clauses

MAX_RULE_WORDS = 40
MAX_RULE_SENTENCES = 3
MAX_ALWAYS = 2
MAX_GIST_WORDS = 15
LISTED_SINCE = "2026-11-22"
"""The day of the first edition: later edits of our clauses stand in their `changes`."""

DEMANDS_ALWAYS = frozenset(
    {
        "confidentiality",
        "falsehood",
        "harassment",
        "images",
        "investigations",
        "logo",
        "media",
        "monitoring",
        "off-duty",
        "politics",
        "recording",
        "reporting",
    }
)
"""Topics on which a rule without its limits is easily unlawful."""

_BAN = regex(r"\b(?:must|may) (?:not|never)\b", re.IGNORECASE)
_PROMISE = regex(r"\bwe will\b|\bwe'll\b", re.IGNORECASE)
_GRAMMAR = ("interest", "binds", "examples", "consequence", "rights")


def check_clauses(library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Every rule over one clause at a time."""
    texts = ClauseTexts(library)
    roles = known_roles(library)
    for clause in library.clauses.values():
        yield from _length(clause, texts, where)
        yield from _topics(clause, library, where)
        yield from _dates(clause, where)
        yield from _edits(clause, library, where)
        yield from _yields(clause, library, where)
        yield from _group(clause, library, where)
        yield from _lines_of_page_one(clause, texts, where)
        yield from _limits(clause, where)
        yield from _grammar(clause, texts, where)
        yield from _owner(clause, texts, roles, where)
        yield from _statutory(clause, library, where)
    for entry in wording_as_clauses(library, where):
        yield from _length(entry, texts, where)


def known_roles(library: Library) -> tuple[str, ...]:
    """The roles that somebody can hold, as the questionnaire offers them."""
    question = library.questionnaire.questions.get("roles")
    fields = question.fields if question else ()
    return tuple(choice.value for field in fields if field.id == "role" for choice in field.choices)


def _length(clause: Clause, texts: ClauseTexts, where: SourceLocations) -> Iterator[Finding]:
    if clause.verbatim:
        return
    rule = tuple(sentence for sentence in texts.sentences(clause, ("rule",)) if sentence.container != "cell")
    count = sum(len(words(sentence.text)) for sentence in rule)
    if count > MAX_RULE_WORDS and not clause.statutory:
        message = f"The rule of '{clause.id}' has {count} words; {MAX_RULE_WORDS} are the most."
        location = where.words(clause, rule[0].text)
        yield Finding("long-rule", Severity.HIGH, message, location, "Move what explains it to Detail.")
    if len(rule) > MAX_RULE_SENTENCES and not clause.statutory:
        message = f"The rule of '{clause.id}' has {len(rule)} sentences; one or two short ones are meant."
        location = where.words(clause, rule[0].text)
        yield Finding("long-rule", Severity.MEDIUM, message, location, "Move what explains it to Detail.")
    for sentence in texts.sentences(clause):
        length = len(words(sentence.text))
        if not clause.statutory and length > MOST_WORDS:
            message = f"A sentence of '{clause.id}' has {length} words; {MOST_WORDS} are the most."
            location = where.words(clause, sentence.text)
            yield Finding("long-sentence", Severity.HIGH, message, location, f"“{sentence.text[:60]}…” Make two of it.")


def _topics(clause: Clause, library: Library, where: SourceLocations) -> Iterator[Finding]:
    """Topics that are none: high where one is like a topic that demands an Always, which it escapes."""
    for index, topic in enumerate(clause.topics):
        if library.topics and topic not in library.topics:
            message = f"'{clause.id}' has the topic '{topic}', which is not one of the library's."
            own = f"If it is your own, list it in pack.yaml: topics: [{topic}]."
            hint = f"{nearest(topic, library.topics)} {own}".lstrip()
            severity = Severity.HIGH if nearest(topic, DEMANDS_ALWAYS) else Severity.MEDIUM
            yield Finding("unknown-topic", severity, message, where.clause(clause, "topics", index), hint)


def _dates(clause: Clause, where: SourceLocations) -> Iterator[Finding]:
    if clause.starts and clause.ends and clause.ends < clause.starts:
        message = f"'{clause.id}' is never in force: it ends on {clause.ends}, before it begins on {clause.starts}."
        yield Finding("never-in-force", Severity.HIGH, message, where.clause(clause, "until"), "Mend one of the dates.")


def _yields(clause: Clause, library: Library, where: SourceLocations) -> Iterator[Finding]:
    """What must stand on every paper that prints it, and says that it makes room for the rest."""
    must_stand = clause.is_law_text or clause.kind == "right" or clause.id in library.fair
    if clause.yields and must_stand:
        message = f"'{clause.id}' makes room for other rules; rights, fairness and what a law asks for must stand."
        yield Finding("must-stand", Severity.HIGH, message, where.clause(clause, "yields"), "Take 'yields' out.")
    elif clause.yields < 0:
        message = f"'{clause.id}' yields {clause.yields}; 1 is the first to go."
        yield Finding("bad-value", Severity.HIGH, message, where.clause(clause, "yields"), "Write 1 or more.")


def _group(clause: Clause, library: Library, where: SourceLocations) -> Iterator[Finding]:
    groups = [group.id for group in library.groups]
    if clause.group and clause.group not in groups:
        message = f"'{clause.id}' stands under '{clause.group}', which is no heading of the short policy."
        hint = nearest(clause.group, groups) or f"There are: {', '.join(groups)}."
        yield Finding("unknown-group", Severity.HIGH, message, where.clause(clause, "group"), hint)


def _edits(clause: Clause, library: Library, where: SourceLocations) -> Iterator[Finding]:
    """An edit of ours that does not say what it is: an update could not tell law from wording."""
    latest = clause.changes[-1].date if clause.changes else LISTED_SINCE
    if clause.layer == library.name and clause.edited > latest:
        message = f"'{clause.id}' was edited on {clause.edited}, and its changes do not say what was."
        hint = f"Add to its changes: {{date: {clause.edited}, kind: law, meaning or wording, what: …}}."
        yield Finding("unmarked-edit", Severity.HIGH, message, where.clause(clause, "edited"), hint)


def _lines_of_page_one(clause: Clause, texts: ClauseTexts, where: SourceLocations) -> Iterator[Finding]:
    for sentence in texts.sentences(clause, ("page_one",)):
        if (length := len(words(sentence.text))) > MAX_GIST_WORDS:
            message = f"A line of '{clause.id}' for page one has {length} words; {MAX_GIST_WORDS} are the most."
            hint = "Say the rule, and not its reasons."
            yield Finding("long-gist", Severity.HIGH, message, where.words(clause, sentence.text), hint)


def _limits(clause: Clause, where: SourceLocations) -> Iterator[Finding]:
    demanded = sorted(DEMANDS_ALWAYS & set(clause.topics))
    if demanded and not clause.always and not clause.statutory and not clause.verbatim:
        message = f"'{clause.id}' has the topic '{demanded[0]}' and no Always."
        hint = "Say in one or two lines what the rule does not reach; they print wherever it prints."
        yield Finding("missing-always", Severity.BLOCK, message, where.clause(clause, "topics"), hint)
    if len(clause.always) > MAX_ALWAYS:
        message = f"'{clause.id}' has {len(clause.always)} paragraphs under Always; {MAX_ALWAYS} are the most."
        yield Finding("long-always", Severity.HIGH, message, where.clause(clause), "Move what explains it to Detail.")


def _grammar(clause: Clause, texts: ClauseTexts, where: SourceLocations) -> Iterator[Finding]:
    """A personal-use clause that bans something says why, whom, what for example, and what the law leaves free."""
    if "personal" not in clause.applies_to or clause.verbatim or clause.kind in {"right", "meaning"}:
        return
    bans = [
        sentence
        for sentence in texts.sentences(clause, ("rule", "always", "detail"))
        if _bans_reader(clause, sentence.text)
    ]
    if not bans:
        return
    lacking = [key for key in _GRAMMAR if key != "examples" and not getattr(clause, key)]
    if len(clause.inside) < 2 or not clause.outside:
        lacking.append("examples")
    if lacking:
        message = f"'{clause.id}' says 'must not' about personal use, but has no {', '.join(lacking)}."
        hint = (
            "A ban on personal use states interest, binds, two examples inside and one outside, consequence and rights."
        )
        yield Finding("missing-grammar", Severity.BLOCK, message, where.words(clause, bans[0].text), hint)


def _bans_reader(clause: Clause, sentence: str) -> bool:
    """Whether a sentence forbids staff something. In monitoring, what must not be done binds those who look."""
    match = _BAN.search(sentence)
    if match is None:
        return False
    subject = sentence[: match.start()].rstrip().lower()
    if "monitoring" in clause.topics:
        return subject.endswith(("you", "staff", "employees"))
    return re.search(r"\b(?:we|decision|notice|form|whoever decides)$", subject) is None


def _owner(clause: Clause, texts: ClauseTexts, roles: tuple[str, ...], where: SourceLocations) -> Iterator[Finding]:
    promises = [
        sentence for sentence in texts.sentences(clause, ("rule", "always", "detail")) if _PROMISE.search(sentence.text)
    ]
    if promises and not clause.owner and not clause.verbatim:
        message = f"'{clause.id}' promises something ('we will'), but has no owner."
        hint = "Write owner: policy_owner, or owner: role.…"
        yield Finding("missing-owner", Severity.BLOCK, message, where.words(clause, promises[0].text), hint)
    if not clause.owner or clause.owner == "policy_owner":
        return
    role = clause.owner.removeprefix("role.")
    if not clause.owner.startswith("role.") or role not in roles:
        hint = nearest(role, roles) or f"Use policy_owner or role. and one of: {', '.join(roles)}."
        message = f"'{clause.owner}' is no role that can own a promise."
        yield Finding("unknown-role", Severity.BLOCK, message, where.clause(clause, "owner"), hint)


def _statutory(clause: Clause, library: Library, where: SourceLocations) -> Iterator[Finding]:
    if not (clause.statutory or clause.verbatim):
        return
    kinds = {library.sources[source].kind for source in clause.sources if source in library.sources}
    if "law" not in kinds:
        message = f"'{clause.id}' prints because a law demands it, but none of its sources is a law."
        location = where.clause(clause, "sources")
        yield Finding(
            "statutory-without-law",
            Severity.BLOCK,
            message,
            location,
            "Name the law as a source, or take 'statutory' out.",
        )
