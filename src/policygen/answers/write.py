"""Answers as the text of an answers file: new, or an old text in which only what changed is changed."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from policygen import _yaml
from policygen.answers.migrate import FORMAT, migrate
from policygen.answers.model import Answerer
from policygen.conditions.model import Value
from policygen.library.model import Library
from policygen.questions.model import Questionnaire
from policygen.questions.typed import plain_blanks

_HEAD = """\
# Answers for policygen. Edit them by hand, or run `policygen new` in this folder to be asked.
# Only what somebody chose stands here; leave out what is not known.
"""


def plain(value: Value) -> object:
    """An answer as lists, mappings and texts."""
    if isinstance(value, tuple):
        return [plain(item) if not isinstance(item, str) else item for item in value]
    if isinstance(value, Mapping):
        return {key: plain(inner) if not isinstance(inner, (str, int)) else inner for key, inner in value.items()}
    return value


def _comment(questionnaire: Questionnaire, id: str) -> str:
    question = questionnaire.questions.get(id)
    return f"  # {question.ask}" if question else ""


def new_text(values: Mapping[str, Value], library: Library) -> str:
    """A new answers file, with the question above each answer."""
    lines = [_HEAD + f"policygen: {FORMAT}", f'library: "{library.version}"', "answers:" if values else "answers: {}"]
    for question in library.questionnaire.questions:
        if question in values:
            lines.append(_comment(library.questionnaire, question))
            lines.extend(_yaml.entry(question, plain(values[question]), 2))
    return "\n".join(lines) + "\n"


def changed_text(
    text: str, before: Mapping[str, Value], after: Mapping[str, Value], removed: Sequence[str] = ()
) -> str:
    """An answers file's text with changed answers put in; every other line, comments included, stays but for odd blanks.

    `removed` names further keys to take out, such as the former name of an answer that changed.
    """
    text = plain_blanks(text)
    data = _yaml.parse(text, "")[0].data
    bare = isinstance(data, Mapping) and migrate(cast("Mapping[str, Any]", data))[1]
    changes = {id: plain(value) for id, value in after.items() if before.get(id) != value}
    gone = [id for id in before if id not in after]
    return _yaml.rewrite(text, "" if bare else "answers", changes, [*gone, *removed])


def with_answerers(text: str, before: Mapping[str, Answerer], after: Mapping[str, Answerer]) -> str:
    """An answers file's text that says who gave which answer; every other line stays."""
    changes = {id: _answerer(who) for id, who in after.items() if before.get(id) != who}
    gone = [id for id in before if id not in after]
    if gone and not after:
        return _yaml.rewrite(text, "", {}, ["said"])
    return _yaml.rewrite(text, "said", changes, gone) if changes or gone else text


def _answerer(who: Answerer) -> dict[str, str]:
    return {"by": who.by, **({"on": who.on} if who.on else {})}
