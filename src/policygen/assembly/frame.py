"""What stands round the clauses: title, document control, acknowledgement."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from policygen.assembly.documents import SIGNATURE, SIGNED
from policygen.assembly.edition import Edition
from policygen.assembly.shapes import BY_TOPIC, RUN_ON, SIGNED_FIRST
from policygen.assembly.terms import SPECIALISTS, Terms, listing, printed
from policygen.assembly.wording import Words
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import Record
from policygen.document.model import (
    BLANK,
    Answer,
    Block,
    Confirm,
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
from policygen.document.walk import plain
from policygen.language.dates import spelled_date
from policygen.language.lists import listed
from policygen.library.model import Clause
from policygen.selection.model import Selection

READS = frozenset(
    {
        "organisation_name",
        "short_name",
        "people_served",
        "policy_owner",
        "names_in_policy",
        "approved_by",
        "effective_date",
        "review_months",
        "acknowledgement",
        "headcount",
        "organisation_type",
        "spelling",
        "trades",
        "work_locations",
    }
)
"""Questions whose answers stand round the clauses, or change how all of them are written."""


def name_of(terms: Terms) -> Words:
    """The organisation's name, with the short one people know it by, or a bracket."""
    name, short = printed(terms.term("organisation_name"), ()), terms.facts.get("short_name")
    return (*name, Text(" ("), Answer(str(short), "short_name"), Text(")")) if short else name


def next_review(terms: Terms) -> str:
    """When the rules are reviewed next."""
    return spelled_date(terms.review_day(), terms.english)


def owner(terms: Terms) -> Words:
    """The policy's owner with post and address, or a bracket."""
    person = terms.facts.get("policy_owner")
    if not isinstance(person, Mapping):
        return printed(terms.missing("policy_owner"), ())
    return _contact(terms, person, "policy_owner")


def owner_by_name(terms: Terms) -> str:
    """The policy's owner as the policy names people, or empty."""
    person = terms.facts.get("policy_owner")
    return plain(terms.person(person, "policy_owner")) if isinstance(person, Mapping) else ""


def _contact(terms: Terms, person: Record, path: str) -> Words:
    """Somebody with post and address, as far as the policy names people."""
    named = (
        terms.facts.get("names_in_policy") == "names_and_roles"
        or "names_in_policy" in terms.selection.situation.defaulted
    )
    name, role = person.get("name"), person.get("role")
    if not (named and name):
        words: list[Inline] = list(terms.person(person, path))
    else:  # whom to ask is named, unless somebody decided that nobody is
        words = [Answer(str(name), f"{path}.name")]
        words += [Text(", "), Answer(str(role), f"{path}.{'job' if person.get('job') else 'role'}")] if role else []
    if person.get("email") and terms.facts.get("names_in_policy") != "roles_only":
        email = str(person["email"])
        words += [Text(", "), Link(f"mailto:{email}", (Answer(email, f"{path}.email"),))]
    return tuple(words)


ENOUGH_FOR_A_SECOND = 50
"""People from whom on a policy asks for somebody to go to beside its owner; fewer write in who stands in."""

ENOUGH_BEFORE = 10
"""The same up to shape 7, which had no place to write it in."""


def title_part(terms: Terms, title: str, depth: str, edition: Edition, *, names_contacts: bool = True) -> Part:
    """The document's name, and in a short policy its control line, with whom to ask unless that stands elsewhere."""
    blocks: list[Block] = [Paragraph((Text(title),), "title"), Paragraph(name_of(terms), "subtitle")]
    if depth == "short":
        review = next_review(terms)
        lines = (edition.title_line(review), edition.changed_line())
        blocks += (Paragraph(line, "meta") for line in lines if line)
    if depth == "short" and names_contacts:
        blocks.append(Paragraph(terms.wording.inlines("title.questions", owner=owner(terms)), "meta"))
        if second := _second(terms, edition.shape):
            blocks.append(Paragraph(terms.wording.inlines("title.second", second=second), "meta"))
    return Part(Origin("title", "title", title), tuple(blocks))


def _second(terms: Terms, shape: int) -> Words:
    """Whom to tell beside the owner of a short policy: a bracket where enough work and nobody was named, else nothing."""
    second, people = terms.term("concern_contact"), terms.facts.get("headcount")
    enough = ENOUGH_FOR_A_SECOND if shape >= RUN_ON else ENOUGH_BEFORE
    is_asked = second.items or (isinstance(people, int) and people >= enough)
    return printed(second, ()) if is_asked else ()


def card_part(terms: Terms, looked_at: Sequence[Words], shape: int) -> Part:
    """What closes a card: whom to tell, what of theirs we look at, and where all the rules stand."""
    wording, policy = terms.wording, terms.wording.text("title.policy")
    rows: dict[str, Words] = {"owner": owner(terms), "second": _second(terms, shape)}
    if looked_at:
        rows["looked-at"] = tuple(inline for line in looked_at for inline in (Text("; "), *line))[1:]
    asked = printed(terms.term("policy_owner"), ())
    rows["policy"] = wording.inlines("card.policy-where", policy=(Text(policy),), owner=asked)
    title = wording.text("card.title")
    heading = Heading(1, (Text(title),), numbered=False)
    made = tuple(Row(key, (wording.inlines(f"card.{key}"), words)) for key, words in rows.items() if words)
    return Part(Origin("control", "control", title), (heading, Table("control", ("", ""), made, "control", (1, 3))))


def _specialists(terms: Terms, roles: Collection[str], shape: int) -> Iterator[Row]:
    """Who holds each role that the policy sends people to beside its owner's; the rest fall to the owner, or were brackets."""
    open_posts: list[str] = []
    for role in (role for role in SPECIALISTS if role in roles):
        holder, post = terms.holder(role), terms.post(role)
        label = (Text(post[:1].upper() + post[1:]),)
        if holder:
            yield Row(f"role.{role}", (label, _contact(terms, *holder)))
        elif terms.is_specialist(role) and shape < BY_TOPIC:
            yield Row(f"role.{role}", (label, (Confirm("roles", terms.wording.inlines("control.who")),)))
        elif terms.is_specialist(role):
            open_posts.append(post)
    if open_posts:
        posts = listed(open_posts)
        falls_to = terms.wording.inlines("control.until-named", owner=printed(terms.term("policy_owner"), ()))
        yield Row("role.unnamed", ((Text(posts[:1].upper() + posts[1:]),), falls_to))


def _second_contact(terms: Terms) -> Row:
    """Whom to tell when it is about the owner of the policy, or a bracket that asks."""
    about = terms.wording.inlines("control.second", owner=printed(terms.term("policy_owner"), ()))
    return Row("second", (about, printed(terms.term("concern_contact"), ())))


def control_part(selection: Selection, terms: Terms, roles: Collection[str], edition: Edition) -> Part:
    """Document control of a longer policy: edition, owner, who holds its roles, approval, review, places, versions."""
    facts = selection.situation.facts
    approver = facts.get("approved_by")
    places = [
        (Answer(selection.library.atlas.name(place), f"work_locations.{number}"),)
        for number, place in enumerate(values_of(facts.get("work_locations", ())))
    ]
    rows: dict[str, Words] = {"edition": edition.dated(), "owner": owner(terms)}
    if edition.standing.is_issued:
        rows["approval"] = edition.approver()
    elif approver:
        rows["approval"] = (Answer(str(approver), "approved_by"),)
    rows["review"] = (Text(next_review(terms) or "–"),)
    rows["places"] = listing(places) if places else printed(terms.missing("work_locations"), ())
    labels = {"approval": "approved"} if edition.standing.is_issued else {}
    labelled = [
        Row(key, (terms.wording.inlines(f"control.{labels.get(key, key)}"), words))
        for key, words in rows.items()
        if words
    ]
    labelled += edition.history_rows()
    labelled[2:2] = [_second_contact(terms), *_specialists(terms, roles, edition.shape)]
    title = terms.wording.text("control.title")
    return Part(Origin("control", "control", title), (Table("control", ("", ""), tuple(labelled), "control", (1, 3)),))


def approval_part(terms: Terms) -> Part:
    """Where whoever owns a short policy signs it, at the end of its rules."""
    say = terms.wording
    columns = tuple(say.text(f"signature.{column}") for column in ("approval", "signature", "date"))
    rows = (Row("owner", (printed(terms.term("policy_owner"), ()), BLANK, BLANK)),)
    table = Table("approval", columns, rows, "signature")
    return Part(Origin("approval", "signature", say.text("signature.approval")), (table,))


FEWEST_TO_SIGN, MOST_TO_SIGN = 3, 10
"""Rows of the sheet that the people of a small firm sign together."""


def signature_part(selection: Selection, terms: Terms, clauses: Sequence[Clause], shape: int) -> Iterator[Part]:
    """The sheet that people sign or confirm, where that was chosen: one for all of a small firm, else a slip for each.

    It names the notices of a document that prints some clauses, and stands on the page of its forms when it is short. In
    earlier shapes whoever owns the policy signs first on the sheet for all.
    """
    facts, say = selection.situation.facts, terms.wording
    chosen = facts.get("acknowledgement")
    if chosen not in SIGNED:
        return
    is_shared = selection.depth == "short"
    has_notices = any(clause.statutory for clause in clauses)
    among_forms = is_shared and any(clause.is_form for clause in clauses)
    columns = ("name", "signature", "date") if chosen == "signed" or is_shared else ("name", "date")
    cells = tuple(say.text(f"signature.{column}") for column in columns)
    people = _people_to_sign(facts.get("headcount"), shape) if is_shared else 1
    rows = [Row(str(n + 1), (BLANK,) * len(cells)) for n in range(people)]
    if is_shared and RUN_ON <= shape < SIGNED_FIRST:
        owner = say.inlines("signature.for-us", owner=printed(terms.term("policy_owner"), ()))
        rows.insert(0, Row("owner", (owner, *rows[0].cells[1:])))
    blank = Table("signature", cells, tuple(rows), "signature")
    title = say.text("signature.title")
    heading = Heading(2 if among_forms else 1, (Text(title),), numbered=False)
    lead: tuple[Block, ...] = (PageBreak(), heading) if selection.depth == "full" else (heading,)
    said = say.inlines("signature.with-notices" if has_notices else "signature.text")
    more = (
        (Text(" "), *say.inlines("signature.more"))
        if is_shared and shape >= BY_TOPIC and people == MOST_TO_SIGN
        else ()
    )
    words = Paragraph((*said, Text(" "), *say.inlines("signature.means"), *more))
    yield Part(Origin(SIGNATURE, "signature", title), (*lead, words, blank))


def _people_to_sign(headcount: object, shape: int) -> int:
    """Lines beside that of whoever owns the policy, who is one of those who work there."""
    people = headcount - (shape >= BY_TOPIC) if isinstance(headcount, int) else MOST_TO_SIGN
    return min(max(people, FEWEST_TO_SIGN), MOST_TO_SIGN)
