"""An answers file as answers, with every slip told by file and line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from policygen import _yaml
from policygen._command import to_type
from policygen._yaml import YamlFile
from policygen.answers.comments import cut_short
from policygen.answers.migrate import FORMAT, migrate
from policygen.answers.model import Accepted, Answerer, Answers, LeftOut
from policygen.brand.model import SIZES
from policygen.conditions.model import Value
from policygen.findings import Finding, Location, Severity, nearest
from policygen.language.lists import listed
from policygen.library.model import Library
from policygen.questions.kinds import read_answer
from policygen.questions.model import Questionnaire
from policygen.questions.typed import ODD_BLANKS, plain_blanks, without_invisible
from policygen.questions.values import MAX_TEXT, ValueReader

TOP_KEYS = (
    "policygen",
    "library",
    "packs",
    "brand",
    "reference",
    "body_size",
    "answers",
    "accepted",
    "leaves_out",
    "said",
)
_FILES = {"brand": "brand.yaml", "reference": "house.docx"}
MAX_TOLD = 100
"""Names that are no questions, told one by one; further ones are counted."""
ACCEPTANCE_KEYS = ("advisory", "reason", "by", "date")
LEAVING_KEYS = ("clause", "reason", "by", "date")
LEAVING_HINT = "Write {clause: personal.tagging, reason: …, by: …, date: …}."
SAID_HINT = "Write headcount: {by: Sam Okafor, on: 2026-11-30}."
ACCEPTANCE_HINT = "Write {advisory: W-73, reason: …, by: …, date: …}."


class _Reader:
    def __init__(self, file: YamlFile, library: Library) -> None:
        self.file = file
        self.library = library
        self.findings: list[Finding] = []

    def find(self, code: str, severity: Severity, message: str, hint: str, *path: str | int) -> None:
        self.findings.append(Finding(code, severity, message, self.file.location(*path), hint))

    def values(self, given: Mapping[str, Any], prefix: tuple[str, ...]) -> dict[str, Value]:
        questionnaire = self.library.questionnaire
        found: dict[str, Value] = {}
        answered: set[str] = set()
        unknown = 0
        for key, data in given.items():
            id = key if key in questionnaire.questions else questionnaire.former.get(key, "")
            question = questionnaire.questions.get(id)
            if question is None:
                unknown += 1
                if unknown > MAX_TOLD:
                    continue
                hint = _meant(key, questionnaire)
                self.find("unknown-answer", Severity.HIGH, f"There is no question '{key[:60]}'.", hint, *prefix, key)
                continue
            if id != key and (id in given or id in answered):
                message = f"'{key}' is the former name of '{id}', which is answered as well."
                self.find("answered-twice", Severity.HIGH, message, "Take one of them out.", *prefix, key)
                continue
            answered.add(id)
            value, slips = read_answer(question, data, self.library)
            self.findings += cut_short(self.file, question, (*prefix, key))
            for slip in slips:
                message = f"{key}: {slip.message}"
                self.find(slip.code, slip.severity, message, slip.hint, *prefix, key, *slip.path)
            if value is not None:
                found[id] = value
        if unknown > MAX_TOLD:
            message = f"There are {unknown - MAX_TOLD:,} more names that are no questions."
            self.find("unknown-answer", Severity.HIGH, message, "", *prefix)
        return {id: found[id] for id in questionnaire.questions if id in found}

    def content(self) -> tuple[Mapping[str, Any], bool] | None:
        """The file's keys in the present format, and whether answers stand among them; None when it is no answers file."""
        given, questions = self.file.data, self.library.questionnaire
        hint = f"To make one: {to_type('new')}"
        if not isinstance(given, Mapping):
            empty = "The file holds no answers."
            message = empty if given is None else "An answers file is a mapping of keys to values."
            self.find("no-answers", Severity.BLOCK, message, hint)
            return None
        data, bare, problem = migrate(cast("Mapping[str, Any]", given))
        if problem:
            self.find("file-format", Severity.BLOCK, problem, f"This policygen reads format {FORMAT}.", "policygen")
            return None
        if bare and not any(key in questions.questions or key in questions.former for key in data["answers"]):
            message = "This is no answers file: it has no 'answers:', and none of its keys is a question."
            self.find("no-answers", Severity.BLOCK, message, hint)
            return None
        return data, bare

    def top(self, data: Mapping[str, Any]) -> None:
        """Note the keys beside `answers:` that are none of an answers file."""
        for key in data:
            if key not in TOP_KEYS:
                hint = nearest(key, TOP_KEYS) or "Answers stand under 'answers:'."
                if key in self.library.questionnaire.questions:
                    hint = "It is a question: move it under 'answers:', two spaces in."
                self.find("unknown-key", Severity.HIGH, f"'{key[:60]}' is not a key of an answers file.", hint, key)

    def rows(self, data: Any, top: str, code: str, hint: str) -> Iterator[tuple[int, Any]]:
        """The entries of a list at the top of the file."""
        if data is not None and not isinstance(data, list):
            self.find(code, Severity.BLOCK, f"'{top}:' must be a list.", hint, top)
            return
        yield from enumerate(data or ())

    def row(self, entry: Any, where: tuple[str, int], keys: Sequence[str], what: str, hint: str) -> dict[str, str]:
        """An entry of texts and a date."""
        reader = ValueReader(self.library)
        row: dict[str, str] = {}
        for key, value in entry.items() if isinstance(entry, Mapping) else ():
            if key not in keys:
                message = f"'{key[:40]}' is not said of {what}."
                self.find("unknown-field", Severity.HIGH, message, nearest(key, keys) or hint, *where, key)
            elif value is not None:
                read = reader.day if key == "date" and value != "" else reader.text
                row |= {key: text} if (text := read(value, (key,))) else {}
        for slip in reader.slips:
            severity = min(slip.severity, Severity.HIGH) if slip.path == ("date",) else slip.severity
            self.find(slip.code, severity, f"{where[0]}: {slip.message}", slip.hint, *where, *slip.path)
        return row

    def leaves_out(self, data: Any) -> Iterator[LeftOut]:
        for index, entry in self.rows(data, "leaves_out", "bad-leaving", LEAVING_HINT):
            where = ("leaves_out", index)
            row = self.row(entry, where, LEAVING_KEYS, "a clause that is left out", LEAVING_HINT)
            if "clause" not in row or "reason" not in row:
                message = "A clause that is left out needs its id and a reason."
                self.find("bad-leaving", Severity.BLOCK, message, LEAVING_HINT, *where)
                continue
            id = self.library.former_clauses.get(row["clause"], row["clause"])
            if id not in self.library.clauses:
                message, hint = f"There is no clause '{row['clause']}'.", nearest(id, self.library.clauses)
                self.find("unknown-clause", Severity.HIGH, message, hint, *where, "clause")
                continue
            yield LeftOut(id, row["reason"], row.get("by", ""), row.get("date", ""))

    def packs(self, data: Any) -> tuple[str, ...]:
        names = data if isinstance(data, list) else [] if data is None else [data]
        if not all(isinstance(name, str) and name.strip() for name in names):
            self.find("bad-packs", Severity.BLOCK, "'packs:' is a list of folders.", "Write packs: [house].", "packs")
            return ()
        return tuple(name.strip() for name in names)

    def said(self, data: Any) -> dict[str, Answerer]:
        """Who gave which answer."""
        if data is not None and not isinstance(data, Mapping):
            self.find("bad-said", Severity.MEDIUM, "'said:' must be a mapping of questions.", SAID_HINT, "said")
        found: dict[str, Answerer] = {}
        for key, entry in data.items() if isinstance(data, Mapping) else ():
            id = self.library.questionnaire.former.get(str(key), str(key))
            by, on = (entry.get(name) for name in ("by", "on")) if isinstance(entry, Mapping) else (None, None)
            if id not in self.library.questionnaire.questions or not isinstance(by, str) or not by.strip():
                message = f"It cannot be read who answered '{str(key)[:60]}'."
                self.find("bad-said", Severity.MEDIUM, message, SAID_HINT, "said", key)
                continue
            day = ValueReader(self.library).day(on, ()) if on else None
            found[id] = Answerer(" ".join(by.split())[:MAX_TEXT], day or "")
        return found

    def file_named(self, data: Mapping[str, Any], key: str) -> str:
        name = data.get(key)
        if isinstance(name, str) or name is None:
            return (name or "").strip()
        self.find(f"bad-{key}", Severity.BLOCK, f"'{key}:' names one file.", f"Write {key}: {_FILES[key]}.", key)
        return ""

    def body_size(self, data: Mapping[str, Any]) -> str:
        """How large the words of the documents are, in points."""
        size = "" if data.get("body_size") is None else str(data["body_size"]).strip()
        if size in {"", *SIZES}:
            return size
        message = f"'body_size:' is {listed(tuple(SIZES), 'or')} points, not {size}."
        self.find("bad-body-size", Severity.BLOCK, message, "Write body_size: 12 for larger words.", "body_size")
        return ""

    def accepted(self, data: Any) -> tuple[Accepted, ...]:
        rows = self.rows(data, "accepted", "bad-acceptance", ACCEPTANCE_HINT)
        found = (self.acceptance(entry, index) for index, entry in rows)
        return tuple(entry for entry in found if entry is not None)

    def acceptance(self, entry: Any, index: int) -> Accepted | None:
        row = self.row(entry, ("accepted", index), ACCEPTANCE_KEYS, "an accepted advisory", ACCEPTANCE_HINT)
        if "advisory" not in row or "reason" not in row:
            message = "An accepted advisory needs its id and a reason."
            self.find("bad-acceptance", Severity.BLOCK, message, ACCEPTANCE_HINT, "accepted", index)
            return None
        known = {*self.library.advisories, *self.library.traps}
        if row["advisory"] not in known:
            hint = nearest(row["advisory"], known)
            message = f"There is no advisory '{row['advisory']}'."
            self.find("unknown-advisory", Severity.HIGH, message, hint, "accepted", index)
        return Accepted(row["advisory"], row["reason"], row.get("by", ""), row.get("date", ""))


def _meant(key: str, questionnaire: Questionnaire) -> str:
    """What somebody may have meant by a name that is no question."""
    if without_invisible(key).strip() in questionnaire.questions:
        return "The name holds a character that cannot be seen: type it anew."
    return nearest(key, questionnaire.questions) or f"For all questions: {to_type('schema')}"


def _odd_indentation(text: str, file: YamlFile) -> Iterator[Finding]:
    """The first line whose beginning holds a blank that only looks like a space."""
    odd = re.search(rf"^[ ]*(?:-[ ]*|[\w-]+:[ ]*)?([{ODD_BLANKS}])", text, re.MULTILINE)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        message = f"A blank of another kind (U+{ord(odd[1]):04X}) stands here, and was read as a space."
        location = Location(file.name, line)
        yield Finding("odd-blank", Severity.INFO, message, location, "Replace it, and others like it, by plain spaces.")


def read_answers(text: str, name: str, library: Library) -> tuple[Answers, tuple[Finding, ...]]:
    """The answers that a file's text gives, and what is wrong with them.

    A finding of severity `block` means that the answers do not say what somebody meant: nothing should be built of them.
    """
    file, slips = _yaml.parse(plain_blanks(text), name)
    odd = tuple(_odd_indentation(text, file))
    if slips:
        return Answers({}, file=file), (*odd, *slips)
    reader = _Reader(file, library)
    reader.findings += odd
    content = reader.content()
    if content is None:
        return Answers({}, file=file), tuple(reader.findings)
    data, bare = content
    reader.top(data)
    version = data.get("library")
    if isinstance(version, (Mapping, list, bool)):
        reader.find("wrong-type", Severity.HIGH, "'library:' must be one text.", 'Write library: "2026.11".', "library")
        version = ""
    given = data.get("answers")
    if not isinstance(given, Mapping):
        reader.find(
            "no-answers", Severity.BLOCK, "'answers:' must be a mapping of questions to answers.", "", "answers"
        )
        given = {}
    values = reader.values(cast("Mapping[str, Any]", given), () if bare else ("answers",))
    accepted = reader.accepted(data.get("accepted"))
    packs, left_out = reader.packs(data.get("packs")), tuple(reader.leaves_out(data.get("leaves_out")))
    look = (reader.file_named(data, "brand"), reader.file_named(data, "reference"), reader.body_size(data))
    said = reader.said(data.get("said"))
    return Answers(values, accepted, str(version or ""), file, packs, left_out, *look, said), tuple(reader.findings)
