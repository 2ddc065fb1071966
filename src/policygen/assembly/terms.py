"""What a slot prints: answers as they read inside a sentence."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from policygen._dataclass import dataclass
from policygen.assembly.shapes import SHAPE, SIGNED_FIRST
from policygen.assembly.wording import Wording, Words
from policygen.conditions.evaluate import values_of
from policygen.conditions.model import FieldValue, Record, Value
from policygen.document.model import Answer, Confirm, Exact, Inline, Text
from policygen.language.dates import months_later, spelled_date
from policygen.questions.flow import as_called
from policygen.questions.kinds import kind_of
from policygen.questions.model import Question
from policygen.questions.signals import same_person
from policygen.selection.model import Selection, Status
from policygen.trades.model import FORMS, OWN_WORDS, own_words

BENCHMARKS = {"daily": (3, 90), "several_a_week": (3, 40), "weekly": (6, 26), "less": (6, 20)}
"""How many months of history make a benchmark, and how many posts that is, by how often one posts.

A house convention: about 20 posts at the least.
"""

AT_RISK = frozenset({"under_16s", "other_children", "pupils", "patients", "adults_at_risk"})
"""People served who need a safeguarding lead."""

WRITTEN_IN = {"safeguarding": "escalation.numbers-at-risk"}
"""Roles that somebody is written in for by hand, by the clause that has the place for it."""
SPECIALISTS = ("safeguarding", "data_protection", "security", "hr")
"""Roles that where more people work others hold than the owner of the policy: a bracket at its head asks who."""

ALL_KNOW_EACH_OTHER = 15
"""People below whom a short policy names its owner where nobody was named for such a role; a school has a post for it."""

COMPANY_ENDINGS = frozenset({
    "ltd", "limited", "inc", "incorporated", "llc", "llp", "lp", "plc", "gmbh", "ag", "sas", "sarl", "corp", "co.", "pty",
    "cic", "cio",
})  # fmt: skip
"""Words that tell a legal form. `Co` without a stop may be part of a name."""


@dataclass(frozen=True, slots=True)
class Term:
    """What stands behind a slot's name: one or several things, or a question nobody answered."""

    items: tuple[Words, ...]
    question: str = ""
    """When there are no items: the question whose answer is missing."""
    label: str = ""


def short_name(name: str) -> str:
    """An organisation's name without the endings that say its legal form; `& Co.` belongs to the name."""
    words = name.split()
    while len(words) > 1 and _is_ending(words[-1]) and words[-2].casefold() not in {"&", "and", "und", "et", "+"}:
        words.pop()
        words[-1] = words[-1].rstrip(",")
    return " ".join(words)


def _is_ending(word: str) -> bool:
    bare = word.casefold().rstrip(",")
    return bare in COMPANY_ENDINGS or bare.rstrip(".") in COMPANY_ENDINGS


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A slot that is no question: worked out from answers, the library, or the day."""

    term: Callable[["Terms"], Term]
    reads: tuple[str, ...] = ()
    """The questions whose answers it prints."""
    example: str = ""
    """Words as long as it usually prints, for a clause that is read without any answers."""
    many: bool = False
    """It prints several things."""


def _word_slots(word: Callable[..., Term]) -> dict[str, WorkedOut]:
    """A slot for each form of each word that trades have."""
    reads = ("trades", "sectors", "spelling", OWN_WORDS)
    return {f"word.{form}": WorkedOut(partial(word, form=form), reads, form.replace("_", " ")) for form in FORMS}


class Terms:
    """Every slot's name and what it prints for one selection."""

    def __init__(self, selection: Selection, shape: int = SHAPE) -> None:
        self.selection = selection
        self.shape = shape
        self.library = selection.library
        self.facts = selection.situation.facts
        self.english = str(self.facts.get("spelling", "en-GB"))
        self.wording = Wording(self.library.wording)

    def term(self, path: str) -> Term:
        """What a slot's name stands for."""
        if path in self.SLOTS:
            return self.SLOTS[path].term(self)
        name, _, field = path.partition(".")
        if name == "role":
            return self._role(field)
        if name == "word":
            return self._word(*field.split("."))
        value = self.facts.get(name)
        if value is None:
            return self.missing(name)
        if field and isinstance(value, tuple):
            return self._in_row(path, value, field)
        if field and isinstance(value, Mapping):
            part = None if field == "phone" and self.names_posts_alone else value.get(field)
            return Term(((Answer(str(part), path),),)) if part else self.missing(name)
        items = tuple(self._items(name, value))
        return Term(items) if items else self.missing(name)

    def _in_row(self, path: str, rows: Sequence[object], within: str) -> Term:
        """One field of one row, named by the row's number from 0: `own_rules.0.rule`."""
        number, _, field = within.partition(".")
        row = rows[int(number)] if number.isdecimal() and int(number) < len(rows) else None
        text = row.get(field) if isinstance(row, Mapping) else None
        return Term(((Answer(str(text), path),),)) if text else self.missing(path.partition(".")[0])

    def missing(self, question: str) -> Term:
        """A question nobody answered."""
        found = self.library.questionnaire.questions.get(question)
        return Term((), question, found.label if found else question.replace("_", " "))

    # -- values --

    def _items(self, name: str, value: Value) -> Sequence[Words]:
        if isinstance(value, Mapping):
            return [self.person(value, name)]
        if isinstance(value, int):
            return [self.words(name, str(value))]
        rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, tuple) else []
        if rows:
            return [self.person(row, f"{name}.{number}") for number, row in enumerate(rows)]
        question = self.library.questionnaire.questions.get(name)
        several = isinstance(value, tuple)
        texts = enumerate(values_of(value))
        return [self.value(question, text, f"{name}.{number}" if several else name) for number, text in texts]

    def value(self, question: Question | None, text: str, path: str) -> Words:
        """One value, from a place in the answers, as it reads inside a sentence."""
        choice = question.choice(text) if question else None
        if choice is not None:
            return (Text(choice.reads or choice.label[:1].lower() + choice.label[1:]),)
        if question is not None:
            text = kind_of(question).in_sentence(text, self.library, self.english)
        return self.words(path, text)

    def words(self, path: str, text: str) -> Words:
        """Words from a place in the answers: ours, spelled as the document is, where nobody gave them."""
        given = path.partition(".")[0] not in self.selection.situation.defaulted
        return (Answer(text, path),) if given else (Text(text),)

    @property
    def names_posts_alone(self) -> bool:
        """Whether people stand in no text by name, nor their numbers."""
        return self.facts.get("names_in_policy") in {"roles_only", "separate_contact_sheet"}

    def person(self, person: Mapping[str, FieldValue], path: str) -> Words:
        """Somebody by name or by post, as the policy names people; of any other record what it says first.

        `path` is where the person stands in the answers.
        """
        name, post = str(person.get("name") or ""), str(person.get("job") or person.get("role") or "")
        if post and (not name or self.names_posts_alone):
            has_article = post.casefold().startswith(("the ", "our ", "a ", "an "))
            printed_post = post[:1].lower() + post[1:] if has_article else post
            said = (Answer(printed_post, f"{path}.{'job' if person.get('job') else 'role'}"),)
            return said if has_article else self.wording.inlines("terms.by-post", post=said)
        if name:
            return (Answer(name, f"{path}.name"),)
        given = ((key, str(field)) for key, field in person.items() if isinstance(field, (str, int)))
        key, words = next(given, ("", "–"))
        return (Answer(words, f"{path}.{key}") if key else Exact(words),)

    # -- special names --

    def _word(self, form: str, trade: str = "") -> Term:
        """Their own word, else that of the trade named or the main one; as stored, so that spelling leaves it alone."""
        trades = (trade,) if trade else values_of(self.facts.get("trades", ()))
        sectors = values_of(self.facts.get("sectors", ()))
        word = self.library.trades.word(form, self.english, trades, sectors, own_words(self.facts))
        return Term(((Exact(word),),)) if word else self.missing("trades")

    def _short_name(self) -> Term:
        given = self.facts.get("short_name")
        name = self.facts.get("organisation_name")
        if given is None and name is None:
            return self.missing("organisation_name")
        said = Answer(str(given), "short_name") if given else Exact(short_name(str(name)))
        return Term(((said,),))

    def holder(self, role: str) -> tuple[Record, str] | None:
        """Whoever was named for a role, and where in the answers."""
        rows = self.facts.get("roles")
        for number, row in enumerate(rows if isinstance(rows, tuple) else ()):
            if isinstance(row, Mapping) and row.get("role") == role:
                return {**row, "role": str(row.get("job") or "")}, f"roles.{number}"
        return None

    def post(self, role: str) -> str:
        """A role as it reads inside a sentence: `safeguarding lead`."""
        question = self.library.questionnaire.questions.get("roles")
        choices = (
            choice for field in (question.fields if question else ()) if field.id == "role" for choice in field.choices
        )
        held = (as_called(choice, self.facts, self.library.atlas) for choice in choices if choice.value == role)
        return next((choice.reads for choice in held), role.replace("_", " "))

    def is_specialist(self, role: str) -> bool:
        """Whether somebody else than the owner of the policy has to hold a role here."""
        place = self.selection.decisions.get(WRITTEN_IN.get(role, ""))
        if place is not None and place.status is Status.IN:
            return not self._all_know_the_owner()
        if role == "safeguarding" and AT_RISK.isdisjoint(values_of(self.facts.get("people_served", ()))):
            return False
        return role in SPECIALISTS and self.selection.depth != "short"

    def _all_know_the_owner(self) -> bool:
        """Whether so few people work here that a worry goes to the owner by name until somebody is written in."""
        people = self.facts.get("headcount")
        is_few = self.selection.depth == "short" and isinstance(people, int) and people < ALL_KNOW_EACH_OTHER
        return self.shape >= SIGNED_FIRST and is_few and self.facts.get("organisation_type") != "school"

    def _role(self, role: str) -> Term:
        """Who holds a role; where nobody was named the policy's owner, or in a longer policy the post for some.

        `role.crisis.phone` is a field of whoever was named, and `role.crisis.post` the role itself.
        """
        role, _, field = role.partition(".")
        holder = self.holder(role)
        if field == "post":
            return Term((self.wording.inlines("terms.by-post", post=(Text(self.post(role)),)),))
        if field:
            said = holder[0].get(field) if holder and not self.names_posts_alone else None
            return Term(((Answer(str(said), f"{holder[1]}.{field}"),),)) if holder and said else self.missing("roles")
        if holder is not None:
            return Term((self.person(*holder),))
        if self.is_specialist(role):
            return Term((self.wording.inlines("terms.by-post", post=(Text(self.post(role)),)),))
        owner = self.facts.get("policy_owner")
        if not isinstance(owner, Mapping):
            return self.missing("policy_owner")
        return Term((self.person(owner, "policy_owner"),))

    def _concern_contact(self) -> Term:
        owner = self.facts.get("policy_owner")
        rows = self.facts.get("concern_contacts")
        for number, row in enumerate(rows if isinstance(rows, tuple) else ()):
            if isinstance(row, Mapping) and not (isinstance(owner, Mapping) and same_person(row, owner)):
                return Term((self.person(row, f"concern_contacts.{number}"),))
        return self.missing("concern_contacts")

    def _emergency(self) -> Term:
        """The emergency number of the place, or words for it where places have several or none is known."""
        return self._number(self.library.atlas.emergency_in, self.wording.text("emergency.services"))

    def _crisis_line(self) -> Term:
        """Who listens there to people who may harm themselves, or words for it where places have several or none."""
        return self._number(self.library.atlas.crisis_line_in, self.wording.text("emergency.crisis-line"))

    def _number(self, in_place: Callable[[str], str], otherwise: str) -> Term:
        numbers = set(map(in_place, values_of(self.facts.get("work_locations", ()))))
        said = next(iter(numbers)) if len(numbers) == 1 else ""
        return Term(((Text(said or otherwise),),))

    def _review_every(self) -> Term:
        months = self.facts.get("review_months")
        if not isinstance(months, int):
            return self.missing("review_months")
        number, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
        if number == 1:
            words = self.wording.text(f"terms.every-{unit}")
        else:
            words = self.wording.text(f"terms.every-{unit}s", number=str(number))
        return Term((self.words("review_months", words),))

    def review_day(self) -> str:
        """The ISO date of the next review, or empty."""
        months = self.facts.get("review_months")
        start = str(self.facts.get("effective_date") or self.selection.date)
        return months_later(start, months) if isinstance(months, int) else ""

    def _document_date(self) -> Term:
        return Term(((Text(spelled_date(self.selection.made_on, self.english)),),))

    def _protected_grounds(self) -> Term:
        return Term(tuple((Text(ground),) for ground in self.library.grounds))

    def _review_date(self) -> Term:
        day = self.review_day()
        return Term(((Text(spelled_date(day, self.english)),),)) if day else self.missing("review_months")

    def _benchmark_months(self) -> Term:
        rate = BENCHMARKS.get(str(self.facts.get("posting_frequency")))
        if rate is None:
            return self.missing("posting_frequency")
        return Term(((Text(self.wording.text("terms.months", number=str(rate[0]))),),))

    def _benchmark_posts(self) -> Term:
        rate = BENCHMARKS.get(str(self.facts.get("posting_frequency")))
        return Term(((Text(str(rate[1])),),)) if rate else self.missing("posting_frequency")

    SLOTS: ClassVar[Mapping[str, WorkedOut]] = {
        "short_name": WorkedOut(_short_name, ("short_name", "organisation_name"), "Example"),
        "concern_contact": WorkedOut(_concern_contact, ("concern_contacts",), "Kim"),
        "emergency": WorkedOut(_emergency, ("work_locations",), "112"),
        "crisis_line": WorkedOut(_crisis_line, ("work_locations",), "a crisis line"),
        "review_every": WorkedOut(_review_every, ("review_months",), "every year"),
        "review_date": WorkedOut(_review_date, ("review_months",), "1 May 2027"),
        "document_date": WorkedOut(_document_date, (), "1 May 2026"),
        "benchmark_months": WorkedOut(_benchmark_months, ("posting_frequency",), "6 months"),
        "benchmark_posts": WorkedOut(_benchmark_posts, ("posting_frequency",), "26"),
        "protected_grounds": WorkedOut(_protected_grounds, many=True),
        **_word_slots(_word),
    }
    """Every slot that is no question, by its name."""


def join(items: Sequence[Words], joining: str) -> Words:
    """`A, B and C`; `A, B, or C and D` where one of several has a joining word of its own."""
    own = any(
        f" {word} " in inline.value
        for words in items
        for inline in words
        if isinstance(inline, Text | Answer)
        for word in ("and", "or")
    )
    last = f", {joining} " if own else f" {joining} "
    joined: list[Inline] = []
    for index, words in enumerate(items):
        if index:
            joined.append(Text(last if index == len(items) - 1 else ", "))
        joined.extend(words)
    return tuple(joined)


def listing(items: Sequence[Words]) -> Words:
    """`A, B, C`."""
    return tuple(inline for number, words in enumerate(items) for inline in ((Text(", "),) if number else ()) + words)


def boxes(items: Sequence[Words]) -> Words:
    """`☐ A ☐ B`, no box parted from what it is for."""
    return tuple(
        inline for number, words in enumerate(items) for inline in (Text(f"{' ' if number else ''}☐\u00a0"), *words)
    )


def printed(term: Term, filters: Sequence[Sequence[str]]) -> Words:
    """A term as a slot prints it."""
    if not term.items and any(name == "if_known" for name, *_ in filters):
        return ()
    if not term.items:
        return (Confirm(term.question, (Text(term.label),)),)
    joining = "and"
    for name, *arguments in filters:
        if name == "any_of":
            joining = "or"
        elif name == "boxes":
            return boxes(term.items)
        elif name == "count":
            return (Text(arguments[0] if len(term.items) == 1 else arguments[1]),)
    return join(term.items, joining)
