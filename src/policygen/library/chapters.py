"""The chapters of a policy: what each layer says of them, and a place for whatever no layer gives one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from policygen.findings import Severity, nearest
from policygen.library.draft import LibraryDraft
from policygen.library.fields import Fields
from policygen.library.model import AUDIENCES, Audience, Chapter

# ---- verbs of a manifest -----------------------------------------------------------------------------------------------


def audiences(draft: LibraryDraft, manifest: Fields) -> None:
    """Say what the part for each audience is called."""
    for fields in manifest.each("audiences", "An audience"):
        id, title = fields.text("id", required=True), fields.text("title", required=True)
        if id not in AUDIENCES:
            message = f"'{id}' is no audience."
            draft.report("unknown-audience", message, fields.location("id"), f"There are: {', '.join(AUDIENCES)}.")
        draft.audience_titles[id] = title
        fields.done()


def chapters(draft: LibraryDraft, manifest: Fields) -> None:
    """Add chapters, or sections to chapters, or entitle them anew. A pack may take a section out of another chapter.

    `after` names the chapter that one follows; else it stands last.
    """
    for fields in manifest.each("chapters", "A chapter"):
        id, title, after = fields.text("id", required=True), fields.text("title"), fields.text("after")
        known = draft.chapters.values.get(id)
        audience = _audience(fields.one_of("audience", AUDIENCES, known.audience if known else AUDIENCES[0]))
        listed, group, gives, takes = (
            fields.texts("sections"),
            fields.text("group"),
            fields.flag("gives"),
            fields.texts("takes"),
        )
        fields.done()
        for index, section in enumerate(listed):
            _check_section(draft, fields, index, section)
        groups = [group.id for group in draft.short_groups]
        for index, name in enumerate(takes):
            if name not in groups:
                message = f"A chapter takes the group '{name}', but the short policy has none."
                draft.report("unknown-group", message, fields.location("takes", index), nearest(name, groups))
        chapter = known or Chapter(id, title or id, audience, ())
        _take_out(draft, chapter, listed, fields)
        sections = tuple(dict.fromkeys((*chapter.sections, *listed)))
        chapter = replace(
            chapter,
            title=title or chapter.title,
            sections=sections,
            group=group or chapter.group,
            gives=gives or chapter.gives,
            takes=takes or chapter.takes,
        )
        draft.put(draft.chapters, "chapter", id, chapter, fields.entry())
        if after:
            _move_behind(draft, fields, id, after)


def _check_section(draft: LibraryDraft, fields: Fields, index: int, section: str) -> None:
    if section not in draft.sections.values:
        message = f"A chapter names the section '{section}', but there is none."
        hint = nearest(section, draft.sections.values)
        draft.report("unknown-section", message, fields.location("sections", index), hint)


def _audience(name: str) -> Audience:
    return next(audience for audience in AUDIENCES if audience == name)


def _take_out(draft: LibraryDraft, chapter: Chapter, listed: Iterable[str], fields: Fields) -> None:
    """Take sections out of the other chapters of an audience that have them; what one layer says twice is a fault."""
    for other in list(draft.chapters.values.values()):
        both = [section for section in other.sections if section in listed]
        if not both or other.audience != chapter.audience or other.id == chapter.id:
            continue
        if draft.chapters.below(other.id, draft.layer) is None:
            message = f"The section '{both[0]}' stands in two chapters for {chapter.audience.replace('_', ' ')}."
            draft.report("listed-twice", message, fields.location("sections"), f"The other is '{other.id}'.")
        kept = tuple(section for section in other.sections if section not in both)
        draft.chapters.values[other.id] = replace(other, sections=kept)


def _move_behind(draft: LibraryDraft, fields: Fields, chapter: str, after: str) -> None:
    order = [id for id in draft.chapters.values if id != chapter]
    if after not in order:
        message = f"'{after}' is no other chapter."
        draft.report("unknown-place", message, fields.location("after"), nearest(after, order))
        return
    order.insert(order.index(after) + 1, chapter)
    known = dict(draft.chapters.values)
    draft.chapters.values.clear()
    draft.chapters.values.update({id: known[id] for id in order})


# ---- placing -----------------------------------------------------------------------------------------------------------


def placed_chapters(draft: LibraryDraft) -> tuple[Chapter, ...]:
    """The chapters of all layers, with a place for every section that has something to say to an audience.

    What a pack leaves open goes to the chapter of its group; where there is none, a section is a chapter of its own.
    """
    found = dict(draft.chapters.values)
    places = {(chapter.audience, section): chapter.id for chapter in found.values() for section in chapter.sections}
    taking = {(chapter.audience, chapter.group): chapter.id for chapter in found.values() if chapter.group}
    for audience, section in _spoken(draft):
        if (audience, section) in places:
            continue
        known = draft.sections.values[section]
        place = taking.get((audience, known.group))
        if place is not None:
            found[place] = replace(found[place], sections=(*found[place].sections, section))
        else:
            id = section if section not in found else f"{section}-{audience}"
            found[id] = Chapter(id, known.title, audience, (section,))
        if draft.chapters.values and _is_ours(draft, section, audience):
            _report_unplaced(draft, section, audience)
    return tuple(sorted(found.values(), key=lambda chapter: AUDIENCES.index(chapter.audience)))


def _spoken(draft: LibraryDraft) -> Iterator[tuple[Audience, str]]:
    """Every audience that a section has a rule for, and everyone, who may add rules of their own."""
    clauses = draft.clauses.values
    for section in draft.sections.values.values():
        said = [clauses[id] for id in section.clauses if id in clauses and not clauses[id].stands_apart]
        for audience in AUDIENCES:
            if audience == "everyone" or any(clause.audience == audience for clause in said):
                yield audience, section.id


def _is_ours(draft: LibraryDraft, section: str, audience: Audience) -> bool:
    ids: Mapping[str, object] = dict.fromkeys(draft.sections.values[section].clauses)
    ours = draft.layers[0].name
    said = (clause for clause in draft.clauses.values.values() if clause.id in ids and clause.audience == audience)
    return any(clause.layer == ours and not clause.stands_apart and not clause.amended_by for clause in said)


def _report_unplaced(draft: LibraryDraft, section: str, audience: Audience) -> None:
    message = f"No chapter for {audience.replace('_', ' ')} lists the section '{section}'."
    location = draft.sections.entries[section].location()
    hint = "List it under a chapter of that audience in library.yaml."
    draft.report("unplaced-section", message, location, hint, Severity.HIGH)
