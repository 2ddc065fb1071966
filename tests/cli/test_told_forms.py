"""What a terminal says of answer forms, of a table of them and of copies that are combined: each line, and no other."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from policygen.answer_form.combine import Combined, Contradiction
from policygen.answer_form.model import FormRead, Told
from policygen.app.coverage import coverage_of_answers
from policygen.cli import _answer_forms, _coverage, _reissued, combine
from policygen.cli._folders import tell_left_out
from policygen.document.carried import CarriedWords
from policygen.library.model import Library
from policygen.revision import combining
from policygen.revision.combining import Clash
from tests.support.answers import TODAY, answers
from tests.support.library import compiled_with_findings, layer, tiny


@pytest.fixture(scope="module")
def asked() -> Library:
    return tiny("ask pace: one_of fact (slow fast)\nask size: integer fact\nclause rules.a: Ask.")


@pytest.fixture(autouse=True)
def bold_between_stars(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (_answer_forms, _reissued, combine):
        monkeypatch.setattr(module, "styled", lambda text, bold=False, **look: f"**{text}**" if bold else text)


TOLD = Told("size", "row 3", "twelve", "12 was read.", "Look it over.")


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines() if line.strip()]


def combined(asked: Library, **found: Any) -> Combined:
    parts: dict[str, Any] = {"values": {}, "added": (), "replaced": (), "left": (), "silent": (), **found}
    return Combined(**parts)


def differing(asked: Library, in_form: object = "fast") -> tuple[Contradiction, ...]:
    return (Contradiction(asked.questionnaire.questions["pace"], "slow", in_form),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("read", "found", "told"),
    [
        ({}, {}, []),
        ({"inferred": (TOLD,)}, {}, ["**Read by inference: look these over (1)**", "row 3: “twelve” 12 was read.", "Look it over."]),
        ({"noticed": (TOLD,)}, {}, ["**To know (1)**", "row 3: “twelve” 12 was read.", "Look it over."]),
        ({"unread": (TOLD,)}, {}, ["**Could not be read: nothing of this is in the answers (1)**", "row 3: “twelve” 12 was read.", "Look it over."]),
        ({"noticed": (Told("", "", "", "It is so."),)}, {}, ["**To know (1)**", "It is so."]),
        ({"noticed": (Told("", "", "six", "“six” is 6."),)}, {}, ["**To know (1)**", "“six” is 6."]),
        ({"open": ("pace", "size")}, {}, ["Not sure yet: pace and size."]),
        ({}, {"silent": ("pace",)}, ["Left blank on the form, so the answers stand: pace."]),
        ({}, {"replaced": "fast"}, ["**Changed by the form (1)**", "“What is pace?” (pace)", "answers: Slow; form: Fast"]),
        ({}, {"left": "fast"}, [
            "**The form and the answers differ: the answers stand (1)**", "“What is pace?” (pace)", "answers: Slow; form: Fast",
            "To let the form's stand: --take form. To keep the answers: --take file.",
        ]),
        ({"partial": frozenset({"pace"})}, {"left": None}, [
            "**The form and the answers differ: the answers stand (1)**", "“What is pace?” (pace)", "answers: Slow; form: not sure yet",
        ]),
    ],
)  # fmt: skip
def test_of_a_form_that_came_back_is_told_what_there_is_to_tell(
    asked: Library, read: dict[str, Any], found: dict[str, Any], told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    form = FormRead({"size": 6}, **read)
    made = {key: what if key == "silent" else differing(asked, what) for key, what in found.items()}
    taken = SimpleNamespace(
        form=form, combined=combined(asked, added=("size",), **made), path=Path("a.yaml"), is_changed=not found
    )
    _answer_forms.report_form(taken, Path("f.docx"), asked)  # type: ignore[arg-type]
    first, *middle, file, following = lines(capsys)
    assert first == "f.docx: 1 answer read, 1 of them new."
    assert middle == told
    assert file == f"a.yaml {'stays as it is' if found else 'written'}"
    assert following.startswith("Next: ")


def client(asked: Library, **changes: Any) -> Any:
    row = SimpleNamespace(name="Quay", line=2, form=changes.pop("form", FormRead({"size": 6})))
    return SimpleNamespace(
        **{
            "row": row,
            "path": Path("a.yaml"),
            "combined": combined(asked),
            "is_changed": False,
            "problem": "",
            **changes,
        }
    )


def test_of_a_table_a_row_a_client_is_told_and_under_its_heading_what_is_to_be_looked_at(
    asked: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    _answer_forms.report_sheet(
        [
            client(asked, is_changed=True, combined=combined(asked, added=("size",))),
            client(asked, combined=combined(asked, left=differing(asked)), form=FormRead({}, unread=(TOLD,))),
            client(asked, path=None, combined=None, problem="It lies outside.", form=FormRead({}, inferred=(TOLD,))),
        ]
    )
    assert lines(capsys) == [
        "Answers Read New Differ Unread File",
        "a.yaml 1 1 0 0 written",
        "a.yaml 0 0 1 1 as it is",
        "Quay 0 0 0 0 not written",
        "Line 2: It lies outside.",
        "**Answers that differ: those in the files stand (1)**",
        "a.yaml: pace",
        "To let the table's stand: --take form. To keep the files': --take file.",
        "**Read by inference: look these over (1)**",
        "Answers Where As it stands Why",
        "Quay row 3 twelve 12 was read. Look it over.",
        "**Could not be read (1)**",
        "Answers Where As it stands Why",
        "a.yaml row 3 twelve 12 was read. Look it over.",
    ]


def test_a_table_of_which_nothing_is_to_be_told_has_no_headings(
    asked: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    _answer_forms.report_sheet([client(asked)])
    assert lines(capsys) == ["Answers Read New Differ Unread File", "a.yaml 1 0 0 0 as it is"]


@pytest.mark.parametrize(("count", "told"), [(0, 0), (1, 1), (5, 5), (6, 1)])
@pytest.mark.parametrize("to_be_named", [True, False])
def test_what_was_passed_over_is_told_by_name_or_where_it_is_much_by_number(
    count: int, told: int, to_be_named: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    left = [SimpleNamespace(path=f"f{number}", why="no answers", to_be_named=to_be_named) for number in range(count)]
    tell_left_out(left, "send")  # type: ignore[arg-type]
    found = lines(capsys)
    assert len(found) == told
    ending = " Name it to send it." if to_be_named else ""
    assert all(line.startswith("Left out: ") and line.endswith(f"(no answers).{ending}") for line in found)


# ---- copies combined ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stands", "other", "told"),
    [
        ("Ask Ann first.", "", "Ben took out what stands: “Ask Ann first.”"),
        ("", "Ask Ben first.", "it is taken out; Ben has “Ask Ben first.”"),
        ("one two three Ann five six seven", "one two three Ben five six seven", "“two three Ann five six” stands; Ben has “two three Ben five six”"),
        ("Ask Ann", "Ask Ann first.", "“Ask Ann” stands; Ben has “Ask Ann first.”"),
        ("Ask Ann first.", "Ask Ann", "“Ask Ann first.” stands; Ben has “Ask Ann”"),
        ("Do ask Ann", "ask Ann", "“Do ask Ann” stands; Ben has “ask Ann”"),
        ("no no", "no no no", "“no no” stands; Ben has “no no no”"),
        ("x" * 91, "y", f"“{'x' * 89}…” stands; Ben has “y”"),
        ("x" * 90, "y", f"“{'x' * 90}” stands; Ben has “y”"),
    ],
)  # fmt: skip
def test_of_a_clash_the_words_that_differ_are_told_with_two_beside_them(stands: str, other: str, told: str) -> None:
    assert combine._clash_words(Clash("Ask", "", stands, "Ben", other)) == told


@pytest.mark.parametrize(
    ("before", "after", "also", "told"),
    [
        ("Ann", "Ben", (), "Ann, Ask: “Ann” → “Ben”"),
        ("", "Ben", (1,), "Ann and Ben, Ask: put in “Ben”"),
        ("Ann", "", (1, 2), "Ann and Ben and Cyd, Ask: took out “Ann”"),
    ],
)
def test_a_change_is_told_with_everybody_who_made_it(
    before: str, after: str, also: Sequence[int], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change = combining.Told("Ann", "Ask", before, after, tuple(also))
    reviewers = [SimpleNamespace(name=name) for name in ("Ann", "Ben", "Cyd")]
    combine._tell_changes(SimpleNamespace(combination=SimpleNamespace(told=[change]), reviewers=reviewers))  # type: ignore[arg-type]
    assert lines(capsys) == [told]


def test_a_plan_says_that_nothing_was_written_and_what_could_not_be_tracked(capsys: pytest.CaptureFixture[str]) -> None:
    found = SimpleNamespace(
        findings=(),
        reviewers=(
            SimpleNamespace(name="Ann", also=("Cyd",), changes=1, path="a.docx"),
            SimpleNamespace(name="Ben", also=(), changes=2, path="b.docx"),
        ),
        alike=0,
        combination=SimpleNamespace(told=(), clashes=(Clash("Ask", "", "Ann", "Ben", ""),)),
        made=SimpleNamespace(refused=((1, "A column."), (2, "A column."))),
    )
    combine._tell(found, ())  # type: ignore[arg-type]
    told = [
        "Ann: 1 change, with those of Cyd that wait in it (a.docx)",
        "Ben: 2 changes (b.docx)",
        "Clash in Ask: Ben took out what stands: “Ann”",
        "2 changes could not be tracked in place, which a comment there says:",
        "A column.",
    ]
    assert lines(capsys) == [*told, "Nothing was written: this is the plan."]
    found.alike = 1
    combine._tell(found, (SimpleNamespace(path="c.docx"),))  # type: ignore[arg-type]
    assert lines(capsys) == [
        *told[:2], "1 change made alike by more than one: each stands once.", *told[2:],
        "Wrote c.docx. Open it in Word or LibreOffice and accept or reject each change.", "Every copy is as it was.",
    ]  # fmt: skip


def test_what_became_of_words_of_theirs_is_told_with_the_part_they_stand_in_and_why(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = (
        CarriedWords("placed", "Ask first", "On market days nobody posts."),
        CarriedWords("not-carried", "", "Ring\nthe bell.", why="It has no place."),
    )
    made = SimpleNamespace(
        told=told, offers=(), findings=(), issued=None, document=SimpleNamespace(properties=None), selection=None
    )
    monkeypatch.setattr(_reissued, "reissue", lambda *_, **__: made)
    monkeypatch.setattr(_reissued, "laid_for", lambda *_: None)
    monkeypatch.setattr(_reissued, "changes", lambda _: ("full instead of short",))
    asked = _reissued.Asked(Path("a.docx"), None, None, (), "2026-11-22", "full", False, only_plan=True, as_json=False)
    assert _reissued.reissue_and_tell(asked) == 4
    assert lines(capsys) == [
        "Not in the new document (1):", "No part: “Ring the bell.” It has no place.",
        "Written by you alone (1):", "Ask first: “On market days nobody posts.”",
        "It would be full instead of short. Nothing was written: this is the plan.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headcount", "told"), [(300, ["rules.base, rules.late"]), (3, ["rules.base, rules.late", "not in these documents: rules.late"])]
)  # fmt: skip
def test_a_point_is_told_with_the_clauses_that_are_not_in_these_documents_and_only_with_those(
    headcount: int, told: list[str]
) -> None:
    notation = """
        ask headcount: integer fact
        clause rules.base: Ask.
        clause rules.late: Wait.
            when: {headcount: {at_least: 25}}
    """
    files = {
        "regimes.yaml": "body:\n  name: A body\n  sources: [practice]\n"
        "  points: [{id: a, asks: Ask and wait., clauses: [rules.base, rules.late]}]\n"
    }
    library, _ = compiled_with_findings(layer(notation, extra=files))
    report = coverage_of_answers(library, answers(library, headcount=headcount), TODAY, library.regimes.known["body"])
    lines = [line.strip() for line in _coverage.told(report, in_full=True).splitlines()]
    at = next(at for at, line in enumerate(lines) if "Ask and wait." in line)
    assert [line for line in lines[at + 1 :] if line][:-1] == told
