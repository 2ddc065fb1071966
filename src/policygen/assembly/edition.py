"""Which text a document is: a draft, until somebody issued it; then a version in force from a day."""

from collections.abc import Iterator

from policygen._dataclass import dataclass
from policygen.assembly.shapes import BY_TOPIC, RUN_ON, SHAPE
from policygen.assembly.wording import Wording, Words
from policygen.document.model import Answer, Exact, Row, Text
from policygen.errors import UsageError
from policygen.language.dates import spelled_date
from policygen.record.model import Version

DRAFT = "draft"
"""The version of a text that nobody has issued."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a document was issued."""

    history: tuple[Version, ...] = ()
    """Every version that was issued, the latest last."""
    is_issued: bool = False
    """The text is the last of them, and no draft of the next."""

    @property
    def version(self) -> str:
        """The number of the text, or that it is a draft."""
        return self.history[-1].number if self.is_issued else DRAFT

    @property
    def in_force(self) -> str:
        """ISO date of the first day of an issued text; empty for a draft."""
        return self.history[-1].in_force if self.is_issued else ""

    @property
    def approved_by(self) -> str:
        """Who approved an issued text; empty for a draft."""
        return self.history[-1].approved_by if self.is_issued else ""

    @property
    def changed(self) -> str:
        """What an issued text changed against the version before it; empty for the first."""
        return self.history[-1].changed if self.is_issued and len(self.history) > 1 else ""

    @property
    def next_number(self) -> str:
        """The number of the version that is issued next.

        Raises: `UsageError` when the last one was called by no number.
        """
        if not self.history:
            return "1"
        whole = self.history[-1].number.partition(".")[0]
        if not whole.isdecimal():
            message = f"What comes after version “{self.history[-1].number}” is for you to say."
            raise UsageError(message, hint="Name it with --version.")
        return str(int(whole) + 1)


NEVER_ISSUED = Standing()
"""How a document stands that nobody has issued."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The words that say which text a document is, in its English."""

    standing: Standing
    wording: Wording
    english: str
    made_on: str
    """ISO date."""
    starts: str = ""
    """ISO date of the day that a draft is meant for; empty where nobody said."""
    shape: int = SHAPE

    def words(self) -> Words:
        """As title and properties say it: a draft of a day, or a version in force from a day."""
        if self.standing.is_issued:
            day = Answer(spelled_date(self.standing.in_force, self.english), "effective_date")
            number = (Text(self.standing.version),)
            return self.wording.inlines("edition.in-force", number=number, day=(day,))
        day_made = (Text(spelled_date(self.made_on, self.english)),)
        if self.standing.history:
            number = (Text(self.standing.next_number),)
            return self.wording.inlines("edition.draft-next", number=number, day=day_made)
        return self.wording.inlines("edition.draft", day=day_made)

    def approver(self) -> Words:
        """Who approved the text; nothing where nobody is named."""
        return (Answer(self.standing.approved_by, "approved_by"),) if self.standing.approved_by else ()

    def dated(self) -> Words:
        """Which text it is, a draft with the day that it is meant for, if that is to come."""
        if self.standing.is_issued or self.starts <= self.made_on or self.shape < RUN_ON:
            return self.words()
        day = Answer(spelled_date(self.starts, self.english), "effective_date")
        line = "title.starts" if self.shape >= BY_TOPIC else "title.to-start"
        return self.wording.inlines(line, edition=self.words(), day=(day,))

    def approved(self) -> Words:
        """Which text it is, and who approved it where that is known."""
        if not self.approver():
            return self.dated()
        return self.wording.inlines("title.approved", edition=self.words(), who=self.approver())

    def title_line(self, review: str) -> Words:
        """The line under the title of a short document, with the day of the next review in words, if there is one."""
        if not review:
            return self.approved()
        return self.wording.inlines("title.next-review", edition=self.approved(), day=(Text(review),))

    def changed_line(self) -> Words:
        """The line under it: what changed since the version before; nothing for a draft or a first version."""
        if not self.standing.changed:
            return ()
        changed = (Exact(self.standing.changed),)
        return self.wording.inlines("title.changed", number=(Text(self.standing.version),), changed=changed)

    def history_rows(self) -> Iterator[Row]:
        """The versions that were issued, a row of document control each."""
        for version in self.standing.history:
            label = self.wording.inlines("control.version", number=(Text(version.number),))
            day = (Text(spelled_date(version.in_force, self.english)),)
            words = self.wording.inlines("control.version-day", day=day)
            if version.approved_by:
                words = self.wording.inlines("control.version-by", line=words, who=(Exact(version.approved_by),))
            changed = (Exact(version.changed),) if version.changed else self.wording.inlines("control.version-first")
            if version.changed or version is self.standing.history[0]:
                words = self.wording.inlines("control.version-what", line=words, changed=changed)
            yield Row(f"version.{version.number}", (label, words))
