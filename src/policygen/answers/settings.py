"""An answer given in one line as `question=answer`, read as its question is: a text whole, a list by its commas."""

import csv
from typing import Any

from policygen import _yaml
from policygen.errors import UsageError
from policygen.questions.kinds import KINDS, kind_of
from policygen.questions.model import Questionnaire
from policygen.questions.typed import without_quotes


def read_setting(setting: str, questionnaire: Questionnaire) -> tuple[str, Any]:
    """A question's id and what an answers file would say in answer to it; None when nothing stands after the `=`.

    A list is `a,b`, with quotes round an entry that holds a comma, or `[a, b]`. People and records are written as in an
    answers file, `{name: A, role: B}`; a person's name may stand alone.

    Raises: `UsageError` when it is no setting, or is not written as an answers file would say it.
    """
    name, equals, text = (part.strip() for part in setting.partition("="))
    if not equals or not name:
        raise UsageError(f"'{setting}' is not QUESTION=ANSWER.", hint="Write --set monitoring=none.")
    question = questionnaire.questions.get(questionnaire.former.get(name, name))
    kind = kind_of(question) if question else KINDS["text"]
    if not text:
        return name, None
    if text[0] in "[{" and (kind.many or kind.keyed):
        return name, _written(name, text)
    if kind.many and not kind.keyed:
        return name, _entries(text)
    return name, without_quotes(text)


def _entries(text: str) -> list[str]:
    """The entries of a list with commas; one in quotes may hold some."""
    (row,) = csv.reader([text.replace("“", '"').replace("”", '"').replace("\n", " ")], skipinitialspace=True)
    return [entry.strip() for entry in row if entry.strip()]


def _written(name: str, text: str) -> Any:
    """A value written in brackets, as in an answers file."""
    whole = text if text[0] == "[" or text.count("{") == 1 else f"[{text}]"
    file, faults = _yaml.parse(whole, "--set")
    if faults:
        hint = f"Write it as in an answers file: --set '{name}={{name: Ann Lee, role: Owner}}'."
        raise UsageError(f"'{text}' cannot be read: {faults[0].message}", hint=hint)
    return file.data
