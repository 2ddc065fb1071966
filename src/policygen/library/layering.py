"""Laying one layer over a draft: what each of its files, and each verb of its manifest, adds or changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from policygen import _yaml
from policygen._yaml import YamlFile
from policygen.findings import Location, Severity, nearest
from policygen.library import reference_files, trade_file
from policygen.library.chapters import audiences, chapters
from policygen.library.clause_file import demand_keys, parse_amendment, parse_clause
from policygen.library.draft import LibraryDraft
from policygen.library.fields import Fields
from policygen.library.layers import LayerFiles
from policygen.library.locations import EntryLocation
from policygen.library.markdown import parse_blocks
from policygen.library.model import Appears, Layer, LayerKind, Section, ShortGroup, Spelling
from policygen.library.place_file import places
from policygen.library.question_file import parse_choice, parse_questions
from policygen.library.reference_files import keyed, listed
from policygen.library.regime_file import EXAMPLES, example, regime
from policygen.questions.model import Choice, Field, Question

Verb = Callable[[LibraryDraft, Fields], None]
"""What a key of a manifest does to a draft. It reads its own key, and no other."""

FileReader = Callable[[LibraryDraft, YamlFile], None]

MANIFESTS: Mapping[LayerKind, str] = {"library": "library.yaml", "pack": "pack.yaml"}


PACK_FORMAT = 2
"""Before it, `appears: full` meant whatever was not short, as there was nothing between."""

CONTENT_FOLDERS = ("questions/", "sections/", "notices/")


def lay(draft: LibraryDraft, files: LayerFiles) -> None:
    """Lay the files of a layer over a draft."""
    manifest = _manifest(draft, files)
    draft.layers.append(_layer(files, manifest))
    for name, read in FILES.items():
        if name in files.files:
            read(draft, _parsed(draft, files, name))
    for name in files.files:
        if _asks(name):
            _questions(draft, files, name)
    if manifest is not None:
        for verb in VERBS[files.kind]:
            verb(draft, manifest)
        manifest.done()
    for name in files.files:
        if name.endswith(".md") and name.startswith(CONTENT_FOLDERS[1:]):
            _clause(draft, files, name)
        elif name.startswith(EXAMPLES) and name.endswith(".yaml"):
            found = example(files, name)
            draft.examples[found.id] = found
        elif files.kind == "pack" and name not in {*FILES, MANIFESTS["pack"]} and not _asks(name):
            _unread(draft, files, name)


def _asks(name: str) -> bool:
    return name.startswith("questions/") and name.endswith(".yaml")


def _unread(draft: LibraryDraft, files: LayerFiles, name: str) -> None:
    """A file that looks like content and lies where nobody reads it. Notes and answers may lie anywhere."""
    near = nearest(name.replace(".yml", ".yaml"), FILES)
    is_clause = name.endswith(".md") and b"\nid:" in files.files[name][:400]
    if near or is_clause or (name.startswith(CONTENT_FOLDERS) and not name.endswith(".md")):
        homes = "A clause lies under sections/SECTION/ or notices/, and a file of questions under questions/."
        message = f"policygen does not read '{name}': a pack has no such file."
        draft.report("unread-file", message, Location(files.path_of(name)), near or homes, Severity.HIGH)


def _parsed(draft: LibraryDraft, files: LayerFiles, name: str) -> YamlFile:
    file, slips = _yaml.parse(files.text(name), files.path_of(name))
    draft.findings.extend(slips)
    return file


def _manifest(draft: LibraryDraft, files: LayerFiles) -> Fields | None:
    name = MANIFESTS[files.kind]
    if name not in files.files:
        return None
    return Fields(_parsed(draft, files, name), (), draft.findings, f"The {files.kind} file")


def _layer(files: LayerFiles, manifest: Fields | None) -> Layer:
    if manifest is None:
        return Layer(files.kind, files.path, files.path, "")
    name, version = manifest.text("name", required=True), manifest.text("version", required=True)
    if files.kind == "library":
        return Layer(files.kind, name, files.path, version)
    style = manifest.one_of("style", ("info", "as in the library"), "as in the library")
    written_in = manifest.number("format") or 1
    if written_in > PACK_FORMAT:
        hint = f"It was written for a newer policygen. This one reads packs up to format {PACK_FORMAT}."
        manifest.report("newer-pack", f"This pack is of format {written_in}.", "format", hint=hint)
    return Layer(files.kind, name, files.path, version, files.digest, style if style == "info" else "", written_in)


# ---- files -------------------------------------------------------------------------------------------------------------


def _sources(draft: LibraryDraft, file: YamlFile) -> None:
    for id, source, entry in keyed(file, draft.findings, "A source", reference_files.source):
        draft.put(draft.sources, "source", id, source, entry)


def _platforms(draft: LibraryDraft, file: YamlFile) -> None:
    for id, platform, entry in keyed(file, draft.findings, "A platform", reference_files.platform):
        draft.put(draft.platforms, "platform", id, platform, entry)


def _advisories(draft: LibraryDraft, file: YamlFile) -> None:
    for advisory, entry in listed(file, draft.findings, "An advisory", reference_files.advisory):
        draft.put(draft.advisories, "advisory", advisory.id, advisory, entry)


def _trap_words(draft: LibraryDraft, file: YamlFile) -> None:
    draft.trap_words |= reference_files.trap_words(file, draft.findings)


def _traps(draft: LibraryDraft, file: YamlFile) -> None:
    # Ours are tried by `library check`: to compile them all takes a quarter of the time that compiling the library takes.
    read = partial(reference_files.trap, words=draft.trap_words, try_patterns=draft.layer.kind == "pack")
    for trap, entry in listed(file, draft.findings, "A trap", read):
        draft.put(draft.traps, "trap", trap.id, trap, entry)


def _spelling(draft: LibraryDraft, file: YamlFile) -> None:
    known, added = draft.spelling, reference_files.spelling(file, draft.findings)
    draft.spelling = Spelling(
        {
            english: {**known.words.get(english, {}), **added.words.get(english, {})}
            for english in dict.fromkeys((*known.words, *added.words))
        },
        known.unavoidable | added.unavoidable,
        known.imperatives | added.imperatives,
        known.abbreviations | added.abbreviations,
    )


def _wording(draft: LibraryDraft, file: YamlFile) -> None:
    for id, words, entry in reference_files.wording_entries(file, draft.findings, draft.wording.values):
        draft.put(draft.wording, "wording", id, words, entry)


def _trades(draft: LibraryDraft, file: YamlFile) -> None:
    draft.general_words = {**draft.general_words, **trade_file.general_words(file, draft.findings)}
    for sector, words in trade_file.sector_words(file, draft.findings).items():
        draft.sector_words[sector] = {**draft.sector_words.get(sector, {}), **words}
    for id, trade, entry in trade_file.trades(file, draft.findings):
        draft.put(draft.trades, "trade", id, trade, entry)


def _contradictions(draft: LibraryDraft, file: YamlFile) -> None:
    draft.contradictions += listed(file, draft.findings, "A contradiction", reference_files.contradiction)


def _expected(draft: LibraryDraft, file: YamlFile) -> None:
    for expected, entry in listed(file, draft.findings, "Something expected", reference_files.expected):
        draft.put(draft.expected, "entry", expected.id, expected, entry)


def _regimes(draft: LibraryDraft, file: YamlFile) -> None:
    for id, found, entry in keyed(file, draft.findings, "A regime", regime):
        draft.put(draft.regimes, "regime", id, found, entry)


FILES: Mapping[str, FileReader] = {
    "sources.yaml": _sources,
    "platforms.yaml": _platforms,
    "advisories.yaml": _advisories,
    "trap-words.yaml": _trap_words,
    "traps.yaml": _traps,
    "spelling.yaml": _spelling,
    "places.yaml": places,
    "wording.yaml": _wording,
    "trades.yaml": _trades,
    "contradictions.yaml": _contradictions,
    "expected.yaml": _expected,
    "regimes.yaml": _regimes,
}
"""The files of one name that a layer may hold, besides questions, clauses and its manifest."""


def _questions(draft: LibraryDraft, files: LayerFiles, name: str) -> None:
    file = _parsed(draft, files, name)
    group, questions = parse_questions(file, draft.findings)
    draft.groups.setdefault(group.id, group)
    for question, entry in questions:
        draft.put(draft.questions, "question", question.id, question, entry)


def _clause(draft: LibraryDraft, files: LayerFiles, name: str) -> None:
    section = name.split("/")[1] if name.startswith("sections/") else "notices"
    clause, entry = parse_clause(files.text(name), files.path_of(name), section, draft.layer.name, draft.findings)
    clause = replace(clause, appears=_appears(clause.appears, draft.layer))
    below = draft.clauses.below(clause.id, draft.layer)
    if below is not None:
        draft.replaced.setdefault(clause.id, below)
    draft.put(draft.clauses, "clause", clause.id, clause, entry)


def _appears(said: Appears, layer: Layer) -> Appears:
    """The shortest paper that prints a clause, by what the file of a layer says."""
    return "standard" if said == "full" and layer.kind == "pack" and layer.format < PACK_FORMAT else said


# ---- verbs of a manifest -----------------------------------------------------------------------------------------------


def _grounds(draft: LibraryDraft, manifest: Fields) -> None:
    """Name the grounds on which people are harassed."""
    draft.grounds = manifest.texts("grounds") or draft.grounds


def _fair(draft: LibraryDraft, manifest: Fields) -> None:
    """Name the clauses whose promises plain fairness asks of everyone: ours alone says so."""
    draft.fair = draft.fair or manifest.texts("fair")


def _topics(draft: LibraryDraft, manifest: Fields) -> None:
    """Add names of what clauses are about."""
    draft.topics += manifest.texts("topics")


def _groups(draft: LibraryDraft, manifest: Fields) -> None:
    """Add headings to the short policy."""
    for fields in manifest.each("groups", "A group"):
        id, title = fields.text("id", required=True), fields.text("title", required=True)
        topics, first = frozenset(fields.texts("topics")), frozenset(fields.texts("first"))
        group = ShortGroup(id, title, topics, fields.flag("rest"), first, fields.flag("leads"))
        draft.short_groups.append(group)
        fields.done()


def _sections(draft: LibraryDraft, manifest: Fields) -> None:
    """List clauses under sections, those known or new ones; entitle a section anew.

    `after` names the section that a section follows, or the clause of it that its new clauses follow; else the end.
    """
    groups = {group.id for group in draft.short_groups}
    for fields in manifest.each("sections", "A section"):
        id = fields.text("id", required=True)
        title, group, added = fields.text("title"), fields.text("group"), fields.texts("clauses")
        after = fields.text("after")
        fields.done()
        if group and group not in groups and draft.layer.kind == "pack":
            message = f"The short policy has no group '{group}'."
            draft.report("unknown-group", message, fields.location("group"), nearest(group, groups) or _one_of(groups))
        for index, clause in enumerate(added):
            draft.listed.setdefault(clause, fields.location("clauses", index))
        known = draft.sections.values.get(id) or Section(id, id, "", ())
        new = tuple(clause for clause in added if clause not in known.clauses)
        at = known.clauses.index(after) + 1 if after in known.clauses else len(known.clauses)
        clauses = (*known.clauses[:at], *new, *known.clauses[at:])
        found = Section(id, title or known.title, group or known.group, clauses)
        draft.put(draft.sections, "section", id, found, fields.entry())
        if after in draft.sections.values and after != id:
            _move_behind(draft, id, after)
        elif after and after not in known.clauses:
            places = [*(other for other in draft.sections.values if other != id), *known.clauses]
            message = f"'{after}' is neither a section nor a clause of the section '{id}'."
            draft.report("unknown-place", message, fields.location("after"), nearest(after, places))


def _one_of(names: Iterable[str]) -> str:
    return f"There are: {', '.join(sorted(names))}." if names else ""


def _move_behind(draft: LibraryDraft, section: str, after: str) -> None:
    """Put a section right behind another."""
    sections = draft.sections.values
    moved = sections.pop(section)
    order = list(sections.items())
    at = [id for id, _ in order].index(after) + 1
    sections.clear()
    sections.update([*order[:at], (section, moved), *order[at:]])


def _amends(draft: LibraryDraft, manifest: Fields) -> None:
    """Change single fields of a clause, or add to its words, and leave the rest as the library has it."""
    for id in manifest.mapping("amends"):
        fields = manifest.inside("An amendment", "amends", id)
        clause = draft.clauses.values.get(id)
        if clause is None:
            hint = nearest(id, draft.clauses.values)
            draft.report("unknown-clause", f"'{id}' is amended, but there is no such clause.", fields.location(), hint)
            continue
        changed = parse_amendment(fields)
        if "appears" in changed:
            changed["appears"] = _appears(changed["appears"], draft.layer)
        for key in ("topics", "sources"):
            changed[key] = tuple(dict.fromkeys((*changed.get(key, getattr(clause, key)), *fields.texts(f"{key}_add"))))
        words = {part: fields.text(f"{part}_add") for part in ("always", "detail")}
        lines = {part: fields.location(f"{part}_add").line + ("\n" in text) for part, text in words.items()}
        added = {part: parse_blocks(text, fields.report_at, lines[part]) for part, text in words.items() if text}
        if added and "gist" not in changed:
            changed["gist"] = ()  # it told the rule as it was
        amended = replace(
            clause,
            **changed,
            always=(*clause.always, *added.get("always", ())),
            detail=(*clause.detail, *added.get("detail", ())),
            amended_by=draft.layer.name,
            location=fields.location(),
        )
        fields.done()
        demand_keys(amended, fields)
        draft.replaced.setdefault(id, clause)
        body = "\n".join(words.values())
        draft.put(draft.clauses, "clause", id, amended, fields.entry(body, fields.location().line))


def _adds_choices(draft: LibraryDraft, manifest: Fields) -> None:
    """Offer more choices of a question, or of a field of its records (`roles.role`), before those that stand alone."""
    for name in manifest.mapping("adds_choices"):
        id, _, inner = name.partition(".")
        question = draft.questions.values.get(id)
        field = next((field for field in question.fields if field.id == inner), None) if question else None
        asked = field if inner else question
        if question is None or asked is None or not asked.choices:
            location, hint = manifest.location("adds_choices", name), nearest(name, draft.questions.values)
            draft.report("unknown-question", f"'{name}' is no question with choices.", location, hint)
            continue
        known = {choice.value for choice in asked.choices}
        added: list[Choice] = []
        for index in range(len(manifest.inside("New choices", "adds_choices").mappings(name))):
            fields = manifest.inside("A choice", "adds_choices", name, index)
            choice = parse_choice(fields)
            if choice.value in known:
                fields.report("duplicate-id", f"'{name}' has a choice '{choice.value}' already.", "value")
            known.add(choice.value)
            added.append(choice)
            draft.added_choices[f"{name}.{choice.value}"] = fields.entry()
        alone = [choice for choice in asked.choices if choice.exclusive or choice.unknown]
        choices = (*(choice for choice in asked.choices if choice not in alone), *added, *alone)
        changed = (
            replace(question, choices=choices)
            if field is None
            else _with_field(question, replace(field, choices=choices))
        )
        draft.questions.values[id] = changed


def _with_field(question: Question, changed: Field) -> Question:
    return replace(question, fields=tuple(changed if field.id == changed.id else field for field in question.fields))


def _forbids(draft: LibraryDraft, manifest: Fields) -> None:
    """Keep clauses out of every document."""
    for index, id in enumerate(manifest.texts("forbids")):
        draft.forbidden[id] = (draft.layer, EntryLocation(manifest.file, ("forbids", index)))


_OF_EVERY_LAYER: tuple[Verb, ...] = (_grounds, _fair, _topics, _groups, _sections, audiences, chapters)

VERBS: Mapping[LayerKind, tuple[Verb, ...]] = {
    "library": _OF_EVERY_LAYER,
    "pack": (*_OF_EVERY_LAYER, _amends, _adds_choices, _forbids),
}
"""What the manifest of a layer can do, besides saying its name and version."""
