"""Sources, advisories, traps, platforms, places, spelling, wording and contradictions as data of the library."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, cast

from policygen._yaml import YamlFile
from policygen.conditions.model import Condition
from policygen.conditions.places import PlaceName
from policygen.findings import Finding, Severity, nearest
from policygen.library.expectations import Contradiction, Expected
from policygen.library.fields import CONFIDENCE, Fields
from policygen.library.locations import EntryLocation
from policygen.library.markdown import parse_words
from policygen.library.model import EDITS, Advisory, Source, Spelling, Trap
from policygen.library.template import Claim, Refer, Slot, Words, inlines
from policygen.library.trap_words import MOODS, TrapWords, UnknownWordsError, fault_of_pattern, wording
from policygen.platforms.model import USES, HandleRule, Platform

READ = ("whole", "opening", "secondary", "none")
PLATFORM_CHANGES = ("name", "owner", "status", "rules")
"""What a change of a network is about; `status`: it closed, or opened again."""
ENGLISHES = {
    "us": "en-US",
    "ca": "en-CA",
    "au": "en-AU",
    "nz": "en-NZ",
    "za": "en-ZA",
    "ie": "en-IE",
    "in": "en-IN",
    "sg": "en-SG",
}

_T = TypeVar("_T")


def keyed(
    file: YamlFile, findings: list[Finding], what: str, read: Callable[[str, Fields], _T]
) -> Iterator[tuple[str, _T, EntryLocation]]:
    """The entries of a mapping of ids to entries, and where each stands."""
    data: Any = file.data
    if data is not None and not isinstance(data, dict):
        _wrong_shape(file, findings, "a mapping of ids to entries")
    for key in data if isinstance(data, dict) else ():
        fields = Fields(file, (key,), findings, what)
        yield key, read(key, fields), fields.entry()
        fields.done()


def _wrong_shape(file: YamlFile, findings: list[Finding], wanted: str) -> None:
    findings.append(Finding("bad-value", Severity.BLOCK, f"The file must hold {wanted}.", file.location()))


def listed(
    file: YamlFile, findings: list[Finding], what: str, read: Callable[[Fields], _T], key: str = ""
) -> Iterator[tuple[_T, EntryLocation]]:
    """The entries of a list, or of the list under a key, and where each stands."""
    data: Any = file.data
    under: Any = data if isinstance(data, dict) else {}
    items = under.get(key) if key else data
    if data is not None and not isinstance(items, list):
        _wrong_shape(file, findings, f"a list under '{key}:'" if key else "a list")
    path: tuple[str, ...] = (key,) if key else ()
    for index in range(len(items) if isinstance(items, list) else 0):
        fields = Fields(file, (*path, index), findings, what)
        yield read(fields), fields.entry()
        fields.done()


def source(id: str, fields: Fields) -> Source:
    """One entry of sources.yaml."""
    return Source(
        id=id,
        title=fields.text("title", required=True),
        kind=fields.one_of("kind", ("law", "case", "guidance", "practice", "convention"), "practice", required=True),
        says=fields.text("says", required=True),
        extent=fields.texts("extent"),
        read=fields.one_of("read", READ, "none", required=True),
        confidence=fields.one_of("confidence", CONFIDENCE, "unverified", required=True),
        citation=fields.text("citation"),
        url=fields.text("url"),
        sectors=fields.texts("sectors"),
        checked=fields.date("checked"),
        review_by=fields.date("review_by"),
        research=fields.text("research"),
        changes=fields.changes(EDITS),
        starts=fields.date("from"),
        ends=fields.date("until"),
    )


def advisory(fields: Fields) -> Advisory:
    """One entry of advisories.yaml."""
    return Advisory(
        id=fields.text("id", required=True),
        severity=fields.severity("severity"),
        surface=fields.one_of("on", ("answers", "selection", "registry"), "answers"),
        says=fields.text("says", required=True),
        do=fields.text("do", required=True),
        when=fields.condition("when") or Condition(),
        missing=fields.texts("missing"),
        present=fields.texts("present"),
        sources=fields.texts("sources"),
        stops=fields.texts("stops"),
        acceptable=fields.flag("acceptable", default=True),
        starts=fields.date("from"),
        ends=fields.date("until"),
    )


def trap(fields: Fields, words: TrapWords, *, try_patterns: bool) -> Trap:
    """One entry of traps.yaml, written in some words; with `try_patterns` a broken regular expression is told at once."""
    found = Trap(
        id=fields.text("id", required=True),
        forbids=fields.texts("forbids"),
        demands=fields.texts("demands"),
        does=fields.texts("does"),
        allows=fields.texts("allows"),
        says=fields.texts("says"),
        pattern=fields.text("pattern"),
        unless=fields.texts("unless"),
        weighs=fields.number("weighs") or 0,
        at_any_weight=fields.flag("at_any_weight"),
        applies_to=fields.texts("applies_to"),
        places=fields.texts("places"),
        unlawful_in=fields.texts("unlawful_in"),
        severity=fields.severity("severity"),
        why=fields.text("why", required=True),
        instead=fields.text("instead", required=True),
        sources=fields.texts("sources"),
        catches=fields.texts("catches"),
        spares=fields.texts("spares"),
    )
    if not any(getattr(found, key) for key in MOODS):
        fields.report("missing-key", f"A trap has none of {', '.join(MOODS)}: it catches nothing.")
    for key in (*MOODS, "unless"):
        try:
            pattern = wording(found, key, words)
        except UnknownWordsError as error:
            fields.report(
                "unknown-words", f"There are no words called '{error}'.", key, hint=nearest(str(error), words)
            )
        else:
            if try_patterns:
                _check_pattern(key, pattern, fields)
    return found


def trap_words(file: YamlFile, findings: list[Finding]) -> dict[str, tuple[str, ...]]:
    """The whole of trap-words.yaml."""
    fields = Fields(file, (), findings, "The file of words for traps")
    found = {name: fields.texts(name) for name in fields.data}
    fields.done()
    return found


def _check_pattern(key: str, pattern: str, fields: Fields) -> None:
    if fault := fault_of_pattern(key, pattern):
        fields.report("bad-pattern", fault, key)


def _handle(fields: Fields) -> HandleRule:
    if fields.raw("handle") == "none":
        return HandleRule(note="has no handles")
    if not fields.mapping("handle"):
        return HandleRule()
    given = fields.inside("A rule for handles", "handle")
    rule = HandleRule(
        least=given.number("least") or 0,
        most=given.number("most") or 0,
        pattern=given.text("pattern"),
        note=given.text("note"),
        confidence=given.one_of("confidence", CONFIDENCE, "unverified"),
    )
    _check_pattern("pattern", rule.pattern, given)
    given.done()
    return rule


def _former_names(fields: Fields) -> tuple[str, ...]:
    """Names that a network had: texts, or mappings with a name and dates."""
    given = fields.raw("former_names")
    if given is not None and not isinstance(given, list):
        fields.report("bad-value", "'former_names' must be a list.", "former_names")
    names: list[str] = []
    for index, entry in enumerate(cast("list[object]", given) if isinstance(given, list) else ()):
        if isinstance(entry, dict):
            inner = fields.inside("A former name", "former_names", index)
            names.append(inner.text("name", required=True))
            inner.date("until", partial=True)
            inner.done()
        elif isinstance(entry, str):
            names.append(entry)
        else:
            fields.report("bad-value", "A former name is a text.", "former_names", index)
    return tuple(names)


def _minimum_age(fields: Fields) -> int:
    if isinstance(fields.raw("minimum_age"), dict):
        inner = fields.inside("A minimum age", "minimum_age")
        years = inner.number("years") or 0
        inner.one_of("confidence", CONFIDENCE)
        inner.done()
        return years
    return fields.number("minimum_age") or 0


def platform(id: str, fields: Fields) -> Platform:
    """One entry of platforms.yaml."""
    return Platform(
        id=id,
        name=fields.text("name", required=True),
        category=fields.text("category", required=True),
        status=fields.one_of("status", ("active", "unstable", "renamed", "closed"), "active"),
        owner=fields.text("owner"),
        aliases=fields.texts("aliases"),
        former_names=_former_names(fields),
        also_words=fields.texts("also_words"),
        found_by=fields.texts("found_by"),
        use=fields.one_of("use", USES, "usual"),
        status_date=fields.date("status_date", partial=True),
        successor=fields.text("successor"),
        rule=fields.text("rule"),
        au16=fields.one_of("au16", ("listed", "self_assessed", "not_listed", "unknown"), "unknown"),
        byte_dance=fields.flag("byte_dance"),
        federated=fields.flag("federated"),
        ephemeral=fields.flag("ephemeral"),
        minimum_age=_minimum_age(fields),
        confidence=fields.one_of("confidence", CONFIDENCE, "unverified"),
        as_of=fields.date("as_of"),
        handle=_handle(fields),
        changes=fields.changes(PLATFORM_CHANGES),
    )


def place(fields: Fields) -> PlaceName:
    """One entry of places.yaml."""
    name = fields.text("name", required=True)
    return PlaceName(
        code=fields.text("code", required=True),
        name=name,
        in_sentence=fields.text("in_sentence") or name,
        aliases=fields.texts("aliases"),
    )


def spelling(file: YamlFile, findings: list[Finding]) -> Spelling:
    """The whole of spelling.yaml."""
    fields = Fields(file, (), findings, "The spelling file")
    words: dict[str, dict[str, str]] = {}
    for entry in fields.mappings("words"):
        british = str(entry.get("gb", "")).lower()
        for short, english in ENGLISHES.items():
            if british and (other := entry.get(short)) and str(other) != british:
                words.setdefault(english, {})[british] = str(other)
    for entry in fields.mappings("glossary"):
        ours, house = str(entry.get("ours", "")).lower(), str(entry.get("house", ""))
        if not (ours and house) or set(entry) - {"ours", "house"}:
            fields.report("bad-value", "An entry of the glossary is {ours: customer, house: guest}.", "glossary")
        for english in ("en-GB", *ENGLISHES.values()):
            words.setdefault(english, {})[ours] = house
    found = Spelling(
        words,
        frozenset(word.lower() for word in fields.texts("unavoidable")),
        frozenset(fields.texts("imperatives")),
        frozenset(fields.texts("abbreviations")),
    )
    fields.done()
    return found


def contradiction(fields: Fields) -> Contradiction:
    """One entry of contradictions.yaml."""
    found = Contradiction(fields.text("because", required=True), fields.texts("clauses"), fields.texts("against"))
    if len(found.clauses) + len(found.against) < 2 or not found.clauses:
        fields.report("missing-key", "A contradiction names at least two clauses.")
    return found


def expected(fields: Fields) -> Expected:
    """One entry of expected.yaml."""
    found = Expected(
        fields.text("id", required=True), fields.text("about", required=True), fields.texts("words"), fields.text("do")
    )
    if not found.words:
        fields.report("missing-key", f"'{found.id}' has no 'words': it would be found in no policy.", "words")
    return found


def wording_entries(
    file: YamlFile, findings: list[Finding], known: Mapping[str, Words]
) -> Iterator[tuple[str, Words, EntryLocation]]:
    """The entries of wording.yaml. Over words that are known, only the same ids may stand, each with the same slots."""
    fields = Fields(file, (), findings, "The wording file")
    ours = dict(known)
    for id in fields.data:

        def report(code: str, message: str, _line: int, id: str = id) -> None:
            fields.report(code, message, id)

        text = parse_words(fields.text(id, required=True), report, file.location(id).line)
        for node in inlines(text):
            if isinstance(node, Claim | Refer) or (isinstance(node, Slot) and (node.filters or "." in node.path)):
                message = f"In '{id}' only slots without filters can stand, and no facts to confirm or references."
                fields.report("bad-slot", message, id)
        if ours and id not in ours:
            fields.report("unknown-wording", f"The library has no wording '{id}'.", id, hint=nearest(id, ours))
        elif ours and _slots(text) != (slots := _slots(ours[id])):
            hint = f"It has {', '.join(f'{{{{ {slot} }}}}' for slot in sorted(slots))}." if slots else "It has none."
            fields.report("bad-slot", f"'{id}' does not have the slots of the library's own wording.", id, hint=hint)
        yield id, text, EntryLocation(file, (id,))


def _slots(words: Words) -> set[str]:
    return {node.path for node in inlines(words) if isinstance(node, Slot)}
