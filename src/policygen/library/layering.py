"""Laying one layer over a draft: what each of its files, and each verb of its manifest, adds or changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from policygen import _yaml
from policygen._yaml import YamlFile
from policygen.library import reference_files
from policygen.library.clause_file import parse_clause
from policygen.library.draft import Draft
from policygen.library.fields import Fields
from policygen.library.layers import LayerFiles
from policygen.library.locations import Entry
from policygen.library.model import Layer, LayerKind, Section, ShortGroup
from policygen.library.question_file import parse_questions
from policygen.library.reference_files import keyed, listed

Verb = Callable[[Draft, Fields], None]
"""What a key of a manifest does to a draft. It reads its own key, and no other."""

FileReader = Callable[[Draft, YamlFile], None]

MANIFESTS: Mapping[LayerKind, str] = {"library": "library.yaml", "pack": "pack.yaml"}


def lay(draft: Draft, files: LayerFiles) -> None:
    """Lay the files of a layer over a draft."""
    manifest = _manifest(draft, files)
    draft.layers.append(_layer(files, manifest))
    for name, read in FILES.items():
        if name in files.files:
            read(draft, _parsed(draft, files, name))
    for name in files.files:
        if name.startswith("questions/"):
            _questions(draft, files, name)
    if manifest is not None:
        for verb in VERBS[files.kind]:
            verb(draft, manifest)
        manifest.done()
    for name in files.files:
        if name.endswith(".md") and name.startswith(("sections/", "notices/")):
            _clause(draft, files, name)


def _parsed(draft: Draft, files: LayerFiles, name: str) -> YamlFile:
    file, slips = _yaml.parse(files.text(name), files.place(name))
    draft.findings.extend(slips)
    return file


def _manifest(draft: Draft, files: LayerFiles) -> Fields | None:
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
    return Layer(files.kind, name, files.path, version, files.digest, style if style == "info" else "")


# ---- files -------------------------------------------------------------------------------------------------------------


def _sources(draft: Draft, file: YamlFile) -> None:
    for id, source, entry in keyed(file, draft.findings, "A source", reference_files.source):
        draft.put(draft.sources, "source", id, source, entry)


def _platforms(draft: Draft, file: YamlFile) -> None:
    for id, platform, entry in keyed(file, draft.findings, "A platform", reference_files.platform):
        draft.put(draft.platforms, "platform", id, platform, entry)


def _advisories(draft: Draft, file: YamlFile) -> None:
    for advisory, entry in listed(file, draft.findings, "An advisory", reference_files.advisory):
        draft.put(draft.advisories, "advisory", advisory.id, advisory, entry)


def _trap_words(draft: Draft, file: YamlFile) -> None:
    draft.trap_words |= reference_files.trap_words(file, draft.findings)


def _traps(draft: Draft, file: YamlFile) -> None:
    read = partial(reference_files.trap, words=draft.trap_words)
    for trap, entry in listed(file, draft.findings, "A trap", read):
        draft.put(draft.traps, "trap", trap.id, trap, entry)


def _spelling(draft: Draft, file: YamlFile) -> None:
    draft.spelling = reference_files.spelling(file, draft.findings)


def _places(draft: Draft, file: YamlFile) -> None:
    for place, entry in listed(file, draft.findings, "A place", reference_files.place, "places"):
        draft.put(draft.places, "place", place.code, place, entry)
    fields = Fields(file, (), draft.findings, "The list of places")
    fields.raw("places")
    unions: dict[str, frozenset[str]] = {}
    if fields.mapping("groups"):
        groups = fields.inside("The groups of places", "groups")
        unions = {name: frozenset(groups.texts(name)) for name in groups.data}
    known = draft.atlas
    draft.atlas = replace(
        known,
        groups={**known.groups, **unions},
        needs_subdivision=known.needs_subdivision | frozenset(fields.texts("needs_subdivision")),
        spelling={**known.spelling, **fields.text_mapping("by_default_spelling")},
        paper={**known.paper, **fields.text_mapping("paper")},
    )
    fields.done()


def _wording(draft: Draft, file: YamlFile) -> None:
    for id, words, entry in reference_files.wording_entries(file, draft.findings, draft.wording.values):
        draft.put(draft.wording, "wording", id, words, entry)


def _contradictions(draft: Draft, file: YamlFile) -> None:
    draft.contradictions += listed(file, draft.findings, "A contradiction", reference_files.contradiction)


FILES: Mapping[str, FileReader] = {
    "sources.yaml": _sources,
    "platforms.yaml": _platforms,
    "advisories.yaml": _advisories,
    "trap-words.yaml": _trap_words,
    "traps.yaml": _traps,
    "spelling.yaml": _spelling,
    "places.yaml": _places,
    "wording.yaml": _wording,
    "contradictions.yaml": _contradictions,
}
"""The files of one name that a layer may hold, besides questions, clauses and its manifest."""


def _questions(draft: Draft, files: LayerFiles, name: str) -> None:
    file = _parsed(draft, files, name)
    group, questions = parse_questions(file, draft.findings)
    draft.groups.setdefault(group.id, group)
    for question, entry in questions:
        draft.put(draft.questions, "question", question.id, question, entry)


def _clause(draft: Draft, files: LayerFiles, name: str) -> None:
    section = name.split("/")[1] if name.startswith("sections/") else "notices"
    clause, entry = parse_clause(files.text(name), files.place(name), section, draft.layer.name, draft.findings)
    below = draft.clauses.below(clause.id, draft.layer)
    if below is not None:
        draft.replaced.setdefault(clause.id, below)
    draft.put(draft.clauses, "clause", clause.id, clause, entry)


# ---- verbs of a manifest -----------------------------------------------------------------------------------------------


def _grounds(draft: Draft, manifest: Fields) -> None:
    """Name the grounds on which people are harassed."""
    draft.grounds = manifest.texts("grounds") or draft.grounds


def _groups(draft: Draft, manifest: Fields) -> None:
    """Add headings to the short policy."""
    for fields in manifest.each("groups", "A group"):
        draft.short_groups.append(ShortGroup(fields.text("id", required=True), fields.text("title", required=True)))
        fields.done()


def _sections(draft: Draft, manifest: Fields) -> None:
    """List clauses under sections, those known or new ones behind them; entitle a section anew."""
    for fields in manifest.each("sections", "A section"):
        id = fields.text("id", required=True)
        title, group, added = fields.text("title"), fields.text("group"), fields.texts("clauses")
        fields.done()
        for index, clause in enumerate(added):
            draft.listed.setdefault(clause, fields.place("clauses", index))
        known = draft.sections.values.get(id) or Section(id, id, "", ())
        clauses = (*known.clauses, *(clause for clause in added if clause not in known.clauses))
        found = Section(id, title or known.title, group or known.group, clauses)
        draft.put(draft.sections, "section", id, found, fields.entry())


def _forbids(draft: Draft, manifest: Fields) -> None:
    """Keep clauses out of every document."""
    for index, id in enumerate(manifest.texts("forbids")):
        draft.forbidden[id] = (draft.layer, Entry(manifest.file, ("forbids", index)))


_OF_EVERY_LAYER: tuple[Verb, ...] = (_grounds, _groups, _sections)

VERBS: Mapping[LayerKind, tuple[Verb, ...]] = {"library": _OF_EVERY_LAYER, "pack": (*_OF_EVERY_LAYER, _forbids)}
"""What the manifest of a layer can do, besides saying its name and version."""
