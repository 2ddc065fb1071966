"""From the texts of all layers to one library, with every slip told."""

from collections.abc import Mapping, Sequence
from typing import Any

from policygen import _yaml
from policygen._yaml import YamlFile
from policygen.conditions.places import Atlas, PlaceName
from policygen.findings import Finding, Place, Severity, nearest
from policygen.library import reference_files
from policygen.library.clause_file import parse_clause
from policygen.library.fields import Fields
from policygen.library.layers import Layer
from policygen.library.model import Advisory, Clause, Library, Section, ShortGroup, Source, Spelling, Trap
from policygen.library.question_file import parse_questions
from policygen.platforms.model import Platform, Registry
from policygen.questions.model import Group, Question, Questionnaire


class _Compiler:
    """Everything read so far, later layers over earlier ones."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.clauses: dict[str, Clause] = {}
        self.groups: list[Group] = []
        self.questions: dict[str, Question] = {}
        self.sources: dict[str, Source] = {}
        self.platforms: dict[str, Platform] = {}
        self.places: dict[str, PlaceName] = {}
        self.unions: dict[str, frozenset[str]] = {}
        self.needs_subdivision: frozenset[str] = frozenset()
        self.spelling_by_place: dict[str, str] = {}
        self.paper_by_place: dict[str, str] = {}
        self.advisories: dict[str, Advisory] = {}
        self.traps: dict[str, Trap] = {}
        self.spelling = Spelling({}, frozenset(), frozenset(), frozenset())
        self.sections: dict[str, Section] = {}
        self.short_groups: list[ShortGroup] = []
        self.forbidden: dict[str, str] = {}
        self.listed_at: dict[str, Place] = {}
        self.forbidden_at: dict[str, Place] = {}
        self.names: list[tuple[str, str]] = []
        self.manifest: YamlFile | None = None
        self.grounds: tuple[str, ...] = ()

    def yaml(self, layer: Layer, name: str) -> YamlFile | None:
        if name not in layer.files:
            return None
        file, slips = _yaml.parse(layer.text(name), f"{layer.name}/{name}")
        self.findings.extend(slips)
        return file

    # -- one layer --

    def add(self, layer: Layer, *, pack: bool) -> None:
        self.reference(layer)
        for name in layer.files:
            if name.startswith("questions/"):
                self.add_questions(layer, name)
        manifest = self.yaml(layer, "pack.yaml" if pack else "library.yaml")
        if manifest is not None:
            self.add_manifest(manifest, pack=pack)
        seen: dict[str, str] = {}
        for name in layer.files:
            if name.endswith(".md") and name.startswith(("sections/", "notices/")):
                self.add_clause(layer, name, seen)

    def reference(self, layer: Layer) -> None:
        findings = self.findings
        if file := self.yaml(layer, "sources.yaml"):
            self.sources |= reference_files.keyed(file, findings, "A source", reference_files.source)
        if file := self.yaml(layer, "platforms.yaml"):
            self.platforms |= reference_files.keyed(file, findings, "A platform", reference_files.platform)
        if file := self.yaml(layer, "advisories.yaml"):
            for advisory in reference_files.listed(file, findings, "An advisory", reference_files.advisory):
                self.unique(self.advisories, advisory.id, file, pack=layer.name != "clauses")
                self.advisories[advisory.id] = advisory
        if file := self.yaml(layer, "traps.yaml"):
            for trap in reference_files.listed(file, findings, "A trap", reference_files.trap):
                self.unique(self.traps, trap.id, file, pack=layer.name != "clauses")
                self.traps[trap.id] = trap
        if file := self.yaml(layer, "spelling.yaml"):
            self.spelling = reference_files.spelling(file, findings)
        if file := self.yaml(layer, "places.yaml"):
            self.add_places(file)

    def unique(self, known: dict[str, Any], id: str, file: YamlFile, *, pack: bool) -> None:
        if id in known and not pack:
            message = f"The id '{id}' is used twice."
            self.findings.append(Finding("duplicate-id", Severity.BLOCK, message, Place(file.name)))

    def add_places(self, file: YamlFile) -> None:
        for place in reference_files.listed(file, self.findings, "A place", reference_files.place, "places"):
            self.unique(self.places, place.code, file, pack=False)
            self.places[place.code] = place
        fields = Fields(file, (), self.findings, "The list of places")
        fields.raw("places")
        if fields.mapping("groups"):
            groups = Fields(file, ("groups",), self.findings, "The groups of places")
            self.unions |= {name: frozenset(groups.texts(name)) for name in groups.data}
        self.needs_subdivision |= frozenset(fields.texts("needs_subdivision"))
        self.spelling_by_place |= fields.text_mapping("by_default_spelling")
        self.paper_by_place |= fields.text_mapping("paper")
        fields.done()

    def add_questions(self, layer: Layer, name: str) -> None:
        group, questions, slips = parse_questions(layer.text(name), f"{layer.name}/{name}")
        self.findings.extend(slips)
        if all(known.id != group.id for known in self.groups):
            self.groups.append(group)
        for question in questions:
            if question.id in self.questions and layer.name == "clauses":
                message = f"The question id '{question.id}' is used twice."
                self.findings.append(Finding("duplicate-id", Severity.BLOCK, message, Place(f"{layer.name}/{name}")))
            self.questions[question.id] = question

    def add_clause(self, layer: Layer, name: str, seen: dict[str, str]) -> None:
        section = name.split("/")[1] if name.startswith("sections/") else "notices"
        file = f"{layer.name}/{name}"
        clause, slips = parse_clause(layer.text(name), file, section, self.names[-1][0] if self.names else layer.name)
        self.findings.extend(slips)
        if clause.id in seen:
            message = f"The clause id '{clause.id}' is used twice; the other stands in {seen[clause.id]}."
            self.findings.append(Finding("duplicate-id", Severity.BLOCK, message, clause.place))
        seen[clause.id] = file
        self.clauses[clause.id] = clause

    def add_manifest(self, file: YamlFile, *, pack: bool) -> None:
        fields = Fields(file, (), self.findings, "The pack file" if pack else "The library file")
        self.names.append((fields.text("name", required=True), fields.text("version", required=True)))
        for index, id in enumerate(fields.texts("forbids") if pack else ()):
            self.forbidden[id] = self.names[-1][0]
            self.forbidden_at[id] = file.place("forbids", index)
        self.grounds = fields.texts("grounds") or self.grounds
        for inner in fields.each("groups", "A group"):
            self.short_groups.append(ShortGroup(inner.text("id", required=True), inner.text("title", required=True)))
            inner.done()
        for inner in fields.each("sections", "A section"):
            self.add_section(inner)
        fields.done()
        self.manifest = self.manifest or file

    def add_section(self, fields: Fields) -> None:
        id = fields.text("id", required=True)
        title, group, added = fields.text("title"), fields.text("group"), fields.texts("clauses")
        fields.done()
        for index, clause in enumerate(added):
            self.listed_at.setdefault(clause, fields.file.place(*fields.path, "clauses", index))
        known = self.sections.get(id)
        if known is None:
            self.sections[id] = Section(id, title or id, group, added)
        else:
            more = tuple(clause for clause in added if clause not in known.clauses)
            self.sections[id] = Section(id, title or known.title, group or known.group, (*known.clauses, *more))

    # -- the whole --

    def library(self, digest: str) -> Library:
        former = self.former("clause", self.clauses)
        return Library(
            name=self.names[0][0] if self.names else "",
            version=self.names[0][1] if self.names else "",
            digest=digest,
            groups=tuple(self.short_groups),
            sections=tuple(self.sections.values()),
            clauses=self.clauses,
            questionnaire=Questionnaire(tuple(self.groups), self.questions, self.former("question", self.questions)),
            registry=Registry(self.platforms),
            atlas=Atlas(self.places, self.unions, self.needs_subdivision, self.spelling_by_place, self.paper_by_place),
            sources=self.sources,
            advisories=self.advisories,
            traps=self.traps,
            spelling=self.spelling,
            former_clauses=former,
            forbidden={former.get(id, id): pack for id, pack in self.forbidden.items()},
            grounds=self.grounds,
            layers=tuple(self.names),
        )

    def former(self, what: str, known: dict[str, Any]) -> dict[str, str]:
        """Earlier ids to present ones; an earlier id that is used again is a fault."""
        former: dict[str, str] = {}
        for id, item in known.items():
            for old in item.formerly:
                if old in known or old in former:
                    message = f"The {what} '{id}' was formerly '{old}', but that id is in use."
                    self.findings.append(Finding("renamed-id", Severity.BLOCK, message, _place_of(item)))
                former[old] = id
        return former

    def check_listed(self) -> None:
        """Every clause is listed once, in its own section; every listed clause exists."""
        listed = [(section.id, id) for section in self.sections.values() for id in section.clauses]
        ids = [id for _, id in listed]
        for id in sorted({id for id in ids if ids.count(id) > 1}):
            self.findings.append(
                Finding("listed-twice", Severity.BLOCK, f"'{id}' is listed twice.", self.listed_at[id])
            )
        for id in ids:
            if id not in self.clauses:
                message = f"'{id}' is listed, but there is no such clause."
                self.findings.append(
                    Finding("unknown-clause", Severity.BLOCK, message, self.listed_at[id], nearest(id, self.clauses))
                )
        former = {old for clause in self.clauses.values() for old in clause.formerly}
        for id, place in self.forbidden_at.items():
            if id not in self.clauses and id not in former:
                message = f"'{id}' is forbidden, but there is no such clause."
                self.findings.append(
                    Finding("unknown-clause", Severity.BLOCK, message, place, nearest(id, self.clauses))
                )
        for clause in self.clauses.values():
            if clause.id not in ids:
                message = f"The clause '{clause.id}' is not listed."
                hint = "List it under its section in library.yaml, in a pack in pack.yaml."
                self.findings.append(Finding("unlisted-clause", Severity.BLOCK, message, clause.place, hint))

    def check_circles(self) -> None:
        """No clause waits, through hosts and variants, for the decision about itself."""
        waits_for = {id: set(clause.under) & self.clauses.keys() for id, clause in self.clauses.items()}
        for clause in self.clauses.values():
            if clause.instead_of in waits_for:
                waits_for[clause.instead_of].add(clause.id)
        for id, clause in self.clauses.items():
            if _leads_back(id, waits_for):
                message = f"The clause '{id}' stands under itself, through its hosts or variants."
                hint = "Take one 'under' out."
                self.findings.append(Finding("circular-under", Severity.BLOCK, message, clause.place, hint))


def _leads_back(start: str, waits_for: Mapping[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(waits_for[start])
    while waiting:
        if (id := waiting.pop()) == start:
            return True
        if id not in seen:
            seen.add(id)
            waiting += waits_for[id]
    return False


def _place_of(item: Clause | Question) -> Place:
    return item.place if isinstance(item, Clause) else Place()


def compile_library(layers: Sequence[Layer], digest: str) -> tuple[Library, tuple[Finding, ...]]:
    """The library that some layers make, and everything wrong with their form."""
    compiler = _Compiler()
    for layer in layers:
        compiler.add(layer, pack=layer is not layers[0])
    compiler.check_listed()
    compiler.check_circles()
    return compiler.library(digest), tuple(compiler.findings)
