"""The text that a document would have now: under the status and the days that it bears, and as a draft of what comes next.

A day that passed, or another status, is no change by itself. Where something else of ours changes, a version is one no more:
what becomes of it is a draft of the next, reckoned from today.
"""

from dataclasses import replace
from functools import cached_property

from policygen.answers.model import Answers
from policygen.app.versions import since_first_day, standing_of, until_next_version
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DocumentKind
from policygen.assembly.edition import Standing
from policygen.document.model import Document
from policygen.library.model import Library
from policygen.record.model import Record
from policygen.selection.model import Selection
from policygen.selection.select import select


class NextText:
    """What some answers make of a document on a day. `answers` as they were said, at the depth of the document."""

    def __init__(self, record: Record, kind: DocumentKind, library: Library, answers: Answers, today: str) -> None:
        self._record = record
        self._kind = kind
        self._library = library
        self.said = answers
        self._today = today
        self._standing = standing_of(record)
        self._shape = record.issue.shape

    @cached_property
    def answers(self) -> Answers:
        """The answers, with the day that what comes next is reckoned from."""
        return until_next_version(self.said, self._standing, self._today)

    def since_first_day(self, answers: Answers | None = None) -> Answers:
        """These or other answers, with the first day of the version that the document is."""
        return since_first_day(answers or self.said, self._standing)

    @cached_property
    def selection(self) -> Selection:
        """What becomes of every clause today."""
        return select(self._library, self.answers, self._today)

    @cached_property
    def as_dated(self) -> Document:
        """The text of today, under the status and the days that the document bears."""
        date = self._record.document.properties.date
        then = select(self._library, self.since_first_day(), date)
        dated = replace(self.selection, situation=then.situation, date=then.date, made_on=date)
        return assemble(dated, self._kind, self._standing, self._shape)

    @cached_property
    def as_issued(self) -> Document:
        """The text of the day on which the document was made, by the law of that day."""
        then = select(self._library, self.since_first_day(), self._record.document.properties.date)
        return assemble(then, self._kind, self._standing, self._shape)

    @cached_property
    def as_draft(self) -> Document:
        """The text of today, as a draft of today."""
        return assemble(self.selection, self._kind, Standing(self._standing.history), self._shape)
