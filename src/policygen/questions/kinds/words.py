"""The kind of their own words for what every policy speaks of, in place of those of their trade."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from policygen.conditions.model import Value
from policygen.findings import Severity, nearest
from policygen.language.lists import listed
from policygen.questions.kinds.base import WORDS, Asked, QuestionKind, Schema
from policygen.questions.model import Choice, Context
from policygen.questions.values import MAX_TEXT, Path, ValueReader
from policygen.trades.model import FORMS, NOUNS

MOST = 40
"""Characters of one word."""


class OwnWords(QuestionKind):
    """Forms of words by their names: `{person: guest, a_person: a guest, people: guests}`."""

    name = "words"
    keyed = typed = any_words = True
    tried = ({"person": "guest", "a_person": "a guest", "people": "guests"},)
    example = "guests"

    def value(self, asked: Asked, data: Any, path: Path, reader: ValueReader) -> Mapping[str, str] | None:
        if not isinstance(data, Mapping):
            hint = "Write {person: guest, a_person: a guest, people: guests}."
            reader.slip(path, "wrong-type", "This must be words by what they stand for.", hint)
            return None
        found: dict[str, str] = {}
        for form, said in cast("Mapping[str, Any]", data).items():
            if form not in FORMS:
                hint = nearest(form, FORMS) or f"There are {', '.join(FORMS)}."
                reader.slip((*path, form), "unknown-word", f"'{form[:40]}' is no word that can be chosen.", hint)
            elif said is not None and (text := reader.text(said, (*path, form))):
                if len(text) > MOST:
                    message = f"This has {len(text)} characters, and stands inside sentences."
                    reader.slip((*path, form), "too-long", message, f"Write a word or two, {MOST} characters at most.")
                found[form] = text
        self._whole(found, path, reader)
        return found or None

    def _whole(self, found: Mapping[str, str], path: Path, reader: ValueReader) -> None:
        """Tell of a word that is given in some of its forms and not in others."""
        for forms in NOUNS.values():
            missing = [form for form in forms if form not in found]
            if len(missing) < len(forms) and missing:
                given = ", ".join(f"{form}: {found[form]}" for form in forms if form in found)
                verb = "is" if len(missing) == 1 else "are"
                hint = f"Add {listed(missing)} beside {given}. Until then ours prints there."
                reader.slip(path, "word-forms", f"{listed(missing)} {verb} not given.", hint, level=Severity.MEDIUM)

    def schema(self, asked: Asked, context: Context, *, needed: bool = False) -> Schema:
        word = {**WORDS, "maxLength": MAX_TEXT}
        return {
            "type": "object",
            "properties": {form: {"anyOf": [word, {"type": "null"}]} for form in FORMS},
            "additionalProperties": False,
        }

    def trials(self, asked: Asked, choices: Sequence[Choice], facts: Mapping[str, Value]) -> Iterator[Value]:
        yield from self.tried

    def entries(self, asked: Asked, value: Value, context: Context) -> list[str]:
        said = value if isinstance(value, Mapping) else {}
        return [", ".join(str(said[form]) for form in FORMS if form in said)]
