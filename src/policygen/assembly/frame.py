"""What stands round the clauses: title, document control, acknowledgement."""

from collections.abc import Mapping

from policygen.assembly.terms import Terms, listing, printed
from policygen.assembly.wording import Wording, Words
from policygen.conditions.evaluate import values_of
from policygen.document.model import (
    Answer,
    Block,
    Heading,
    Inline,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Table,
    Text,
)
from policygen.language.dates import spelled_date
from policygen.selection.model import Selection


def name_of(terms: Terms) -> Words:
    """The organisation's name, with the short one people know it by, or a bracket."""
    name, short = printed(terms.term("organisation_name"), ()), terms.facts.get("short_name")
    return (*name, Text(" ("), Answer(str(short), "short_name"), Text(")")) if short else name


def edition(selection: Selection, terms: Terms) -> Words:
    """Which text this is: a draft of a day, or a version in force from a day."""
    effective = selection.situation.facts.get("effective_date")
    if effective:
        day = Answer(spelled_date(str(effective), terms.english), "effective_date")
        return terms.wording.inlines("edition.in-force", day=(day,))
    return terms.wording.inlines("edition.draft", day=(Text(spelled_date(selection.made_on, terms.english)),))


def next_review(terms: Terms) -> str:
    """When the rules are reviewed next."""
    return spelled_date(terms.review_day(), terms.english)


def owner(terms: Terms) -> Words:
    """The policy's owner with post and address, or a bracket."""
    person = terms.facts.get("policy_owner")
    if not isinstance(person, Mapping):
        return printed(terms.missing("policy_owner"), ())
    named = (
        terms.facts.get("names_in_policy") == "names_and_roles"
        or "names_in_policy" in terms.selection.situation.defaulted
    )
    name, role = person.get("name"), person.get("role")
    if not (named and name):
        words: list[Inline] = list(terms.person(person, "policy_owner"))
    else:  # whom to ask is named, unless somebody decided that nobody is
        words = [Answer(str(name), "policy_owner.name")]
        words += [Text(", "), Answer(str(role), "policy_owner.role")] if role else []
    if person.get("email") and terms.facts.get("names_in_policy") != "roles_only":
        email = str(person["email"])
        words += [Text(", "), Link(f"mailto:{email}", (Answer(email, "policy_owner.email"),))]
    return tuple(words)


def title_part(selection: Selection, terms: Terms, title: str, depth: str) -> Part:
    """The document's name, and in a short policy its control line."""
    blocks: list[Block] = [Paragraph((Text(title),), "title"), Paragraph(name_of(terms), "subtitle")]
    if depth == "short":
        review = next_review(terms)
        line = edition(selection, terms)
        if review:
            line = terms.wording.inlines("title.next-review", edition=line, day=(Text(review),))
        blocks.append(Paragraph(line, "meta"))
        blocks.append(Paragraph(terms.wording.inlines("title.questions", owner=owner(terms)), "meta"))
    return Part(Origin("title", "title", title), tuple(blocks))


def control_part(selection: Selection, terms: Terms) -> Part:
    """Document control of a full policy: edition, owner, approval, review, places."""
    facts = selection.situation.facts
    approver = facts.get("approved_by")
    places = [
        (Answer(selection.library.atlas.name(place), f"work_locations.{number}"),)
        for number, place in enumerate(values_of(facts.get("work_locations", ())))
    ]
    rows: dict[str, Words] = {"edition": edition(selection, terms), "owner": owner(terms)}
    if approver:
        rows["approval"] = (Answer(str(approver), "approved_by"),)
    rows["review"] = (Text(next_review(terms) or "–"),)
    rows["places"] = listing(places) if places else printed(terms.missing("work_locations"), ())
    labelled = tuple(Row(key, (terms.wording.inlines(f"control.{key}"), words)) for key, words in rows.items())
    title = terms.wording.text("control.title")
    return Part(Origin("control", "control", title), (Table("control", ("", ""), labelled, "control", (1, 3)),))


def signature_part(selection: Selection, wording: Wording, depth: str) -> Part | None:
    """The page that people sign or confirm, where that was chosen."""
    chosen = selection.situation.facts.get("acknowledgement")
    if chosen not in {"read_and_understood", "signed"}:
        return None
    columns = ("name", "signature", "date") if chosen == "signed" else ("name", "date")
    cells = tuple(wording.text(f"signature.{column}") for column in columns)
    blank = Table("signature", cells, (Row("1", tuple((Text("\u00a0"),) for _ in cells)),), "signature")
    title = wording.text("signature.title")
    heading = Heading(1, (Text(title),), numbered=False)
    lead: tuple[Block, ...] = (PageBreak(), heading) if depth == "full" else (heading,)
    return Part(Origin("signature", "signature", title), (*lead, Paragraph(wording.inlines("signature.text")), blank))
