"""Reasons why policygen cannot go on. What is merely wrong with somebody's content is a finding."""

from typing import ClassVar


class PolicygenError(Exception):
    """The root of every error a user can meet: what happened, and what to do about it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What happened and where, one sentence."""
        self.hint = hint
        """What to do next, or empty."""


class UsageError(PolicygenError):
    """The command line asks for something that cannot be meant."""

    exit_code = 2


class UnreadableError(PolicygenError):
    """A file is missing, is a folder, is not text, or is not what its name says."""


class InvalidContentError(PolicygenError):
    """Content has findings so severe that nothing can be made of it."""


class DocumentError(PolicygenError):
    """A document cannot be read, or is not one of ours."""


class NewerDocumentError(DocumentError):
    """A document or working paper that only a newer policygen can read."""


class NotOursError(DocumentError):
    """A document that bears no sign of having been made by policygen."""


class InterruptedByUserError(PolicygenError):
    """The person stopped; what they had said is kept."""

    exit_code = 130
