"""Every kind of question, and of a field of a record, by the name that a library's files give it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from policygen.conditions.model import Value
from policygen.questions.kinds.base import Asked, QuestionKind
from policygen.questions.kinds.lists import Contacts, Places, Platforms, Records, Texts, Trades
from policygen.questions.kinds.scalars import FIELD_KINDS
from policygen.questions.kinds.words import OwnWords
from policygen.questions.model import Context, Question
from policygen.questions.values import Slip, ValueReader

KINDS: Mapping[str, QuestionKind] = MappingProxyType(
    {
        **FIELD_KINDS,
        **{kind.name: kind for kind in (Contacts(), Records(), Places(), Platforms(), Texts(), Trades(), OwnWords())},
    }
)
"""The kinds that a question may have."""


def kind_of(asked: Asked) -> QuestionKind:
    """What a question, or a field of a record, asks for."""
    return KINDS[asked.kind]


def read_answer(question: Question, data: Any, context: Context) -> tuple[Value | None, tuple[Slip, ...]]:
    """What an answer comes to, None when it is unknown or wrong; and every slip in it."""
    reader = ValueReader(context)
    value = None if data is None else kind_of(question).read(question, data, (), reader)
    return value, tuple(reader.slips)
