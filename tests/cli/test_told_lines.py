"""What a terminal shows is what the data say: every line of a ledger, a comparison, a registry entry, and no other."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from policygen.cli import _check_folders, _console, _explain_document, _folders, diff, library, platforms
from policygen.cli._ledger import BASES
from policygen.document.model import Origin
from policygen.findings import Finding, Location, Severity
from policygen.library.model import Clause, Library
from policygen.selection.reasons import NOBODY_ASKED
from tests.cli.running import CAFE, CLINIC, SAMPLES, TODAY, policygen
from tests.support.library import tiny

pytestmark = pytest.mark.share_every_day(3)

BROKER = SAMPLES / "alder-quay-securities" / "answers.yaml"


def both(*arguments: object) -> tuple[list[str], Any]:
    """What a person is shown, by line, and the data."""
    told, data = (policygen(*arguments, *more, "--date", TODAY) for more in ((), ("--json",)))
    assert told.code == data.code == 0
    return told.out.splitlines(), json.loads(data.out)


@pytest.mark.parametrize("answers", [CAFE, BROKER], ids=["café", "broker"])
def test_the_ledger_shows_each_clause_in_the_order_of_the_data_with_its_reason(answers: Path) -> None:
    lines, data = both("explain", answers, "--all")
    text = "\n".join([*lines, ""])
    pairs = [
        f"\n  {each['clause']}  {each['title']}\n      {each['why']}\n"
        for each in data["clauses"]
        if each["status"] != "unknown"
    ]
    assert [text.count(pair) for pair in pairs] == [1] * len(pairs)
    among = text.split("\nIn (")[1]
    order = [among.index(pair) for pair in pairs if pair in among]
    assert order == sorted(order)
    raised = [line for each in data["advisories"] for line in (
        f"  {each['id']} {each['severity']}: {each['says']}", f"      {each['do']}" + (f" Accepted: {each['accepted']}" if each["accepted"] else ""),
    )]  # fmt: skip
    heading = [f"Advisories ({len(data['advisories'])})"] if raised else []
    assert lines[len(lines) - len(raised) - len(heading) :] == [*heading, *raised]


def test_what_is_for_others_is_told_by_twelve_titles_and_the_number_of_the_rest() -> None:
    lines, _ = both("explain", CAFE)
    kinds = [found for line in lines if (found := re.fullmatch(r"  (\w.*) \((\d+)\): (.*)\.", line))]
    assert any(int(found[2]) > 12 for found in kinds)
    for found in kinds:
        more = int(found[2]) - 12
        assert found[3].endswith(f"; and {more} more") if more > 0 else " more" not in found[3][-9:]
        assert len(found[3].split("; ")) <= 12 + (more > 0)


@pytest.mark.parametrize("answers", [CAFE, BROKER], ids=["café", "broker"])
def test_promises_are_shown_with_who_keeps_each_and_rights_after_them(answers: Path) -> None:
    lines, data = both("explain", answers, "--promises")
    wanted: list[str] = []
    for kind, heading in (("promise", "What your policy promises"), ("right", "What it lets people do")):
        made = [each for each in data if each["kind"] == kind]
        wanted += [*([""] if wanted else []), f"{heading} ({len(made)})"]
        for each in made:
            who = NOBODY_ASKED if each["basis"] == "chosen" and each["by_default"] else BASES[each["basis"]]
            wanted += [f"  {each['promise']}", f"      kept by {each['owner']} · {each['clause']} · {who}"]
    assert lines[: len(wanted)] == wanted
    clocks = {each["clock"] for each in data if each["clock"]}
    assert re.match(rf"{len(clocks)} clocks?: ", lines[-1])


def test_choices_nobody_made_are_shown_with_what_rests_on_them() -> None:
    lines, data = both("explain", CAFE, "--defaults")
    assert len(lines) == 2 * len(data) + 2
    for each, words, rest in zip(data, lines[1::2], lines[2::2], strict=False):
        assert words == f"  {each['label']}: {each['value']}"
        number = len(each["clauses"])
        clauses = (
            f"{number} printed clause{'s' if number > 1 else ''}: {', '.join(each['clauses'])}"
            if number
            else "no clause printed"
        )
        assert rest == f"      {each['question']} · {clauses}"
    assert lines[-1].startswith("Answer one with: policygen new ")
    assert lines[-1].endswith("--ask QUESTION, or in the answers file.")


def test_a_clause_in_depth_is_shown_with_every_source_and_what_it_says() -> None:
    lines, data = both("explain", CLINIC, "sector.patient-privacy")
    sources: list[str] = []
    for each in data["sources"]:
        where = "holds here" if each["here"] else f"elsewhere ({', '.join(each['extent'])})"
        sources += [
            f"    {each['title']}{', ' if each['citation'] else ''}{each['citation']}",
            f"      {where}; {each['confidence']}, read: {each['read']}, checked {each['checked']}",
            f"      {each['says']}",
            *([f"      {each['url']}"] if each["url"] else []),
        ]
    assert lines[lines.index("  Sources") + 1 :] == sources
    words = [f"  | {line}" for line in data["words"].splitlines()]
    assert lines[1 : 1 + len(words)] == words
    assert lines[1 + len(words)] == f"  {data['status']}: {data['why']}"
    assert f"  Why the clause exists: {data['reason']}" in lines


def test_a_comparison_shows_answers_parts_and_warnings_as_the_data_have_them() -> None:
    lines, data = both("diff", CAFE, "--set", "monitoring=none", "--set", "headcount=400")
    for line, each in zip(lines, data["answers"], strict=False):
        was, now = (
            "not known" if each[key] is None else json.dumps(each[key], ensure_ascii=False)
            for key in ("before", "after")
        )
        assert line == f"{each['question']}: {was} → {now}"
    sign = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
    heads = [f"{sign[part['change']]} {part['title']} ({part['part']})" for part in data["parts"]]
    assert [line for line in lines if line in set(heads)] == heads
    count = [sum(part["change"] == change for part in data["parts"]) for change in ("added", "removed", "changed")]
    total = f"{count[0]} parts added, {count[1]} removed, {count[2]} changed."
    assert lines[lines.index(total) - 1] == ""
    assert lines[lines.index(total) + 1 :] == [
        *(f"New warnings: {text}" for text in data["raised"]), *(f"Settled: {text}" for text in data["settled"]),
    ]  # fmt: skip


PART = SimpleNamespace(change="added", title="Ask", part="rules.a", why="", before="", after="Ask us.\nFirst.")


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({}, ["+ Ask (rules.a)", "    Ask us.", "    First."]),
        ({"why": "headcount: 12"}, ["+ Ask (rules.a)", "    headcount: 12", "    Ask us.", "    First."]),
        ({"change": "removed", "before": "Gone.", "after": ""}, ["- Ask (rules.a)", "    Gone."]),
        ({"change": "moved", "after": "Here."}, ["> Ask (rules.a)", "    Here."]),
        (
            {"change": "changed", "before": "Ask us.", "after": "Ask Kim."},
            ["~ Ask (rules.a)", "    Ask [-us.-] [+Kim.+]"],
        ),
    ],
)
def test_a_part_that_changed_is_shown_with_its_sign_and_words(
    change: dict[str, str], lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    diff._part(SimpleNamespace(**{**vars(PART), **change}))  # type: ignore[arg-type]
    assert capsys.readouterr().out.splitlines() == ["", *lines]


def test_what_is_only_informing_is_not_told_of_an_answer_tried_on(library: Library) -> None:
    outcome = policygen("diff", CAFE, "--set", "work_locations=England", "--date", TODAY)
    assert outcome.code == 0
    assert "was read as" not in outcome.err


def test_unchanged_stretches_of_a_changed_text_are_cut_in_their_middle(capsys: pytest.CaptureFixture[str]) -> None:
    same = [f"w{number}" for number in range(16)]
    for words, shown in ((same, same), ([*same, "x"], [*same[:8], "…", *same[9:], "x"])):
        diff.echo(diff.marked(" ".join([*words, "a"]), " ".join([*words, "b"])))
        assert capsys.readouterr().out == f"{' '.join(shown)} [-a-] [+b+]\n"


@pytest.mark.parametrize(
    ("why", "in_depth", "formatting", "destroyed", "statutory", "lines"),
    [
        ("", False, (), (), False, ["  rules.a  Ask"]),
        ("", True, (), ("split",), False, ["  rules.a  Ask", "      Ask [-us.-] [+Kim.+]", "      it stands in more paragraphs than as issued"]),
        ("Six people.", False, ("hidden",), (), True, ["  rules.a  Ask · asked for by law", "      Six people."]),
        ("Six people.", True, (), (), False, ["  rules.a  Ask", "      Six people.", "      Ask [-us.-] [+Kim.+]"]),
        ("", True, ("hidden", "white"), (), False, ["  rules.a  Ask", "      Ask [-us.-] [+Kim.+]", "      words of it are hidden and white"]),
    ],
)  # fmt: skip
def test_a_part_of_a_document_is_shown_as_deep_as_is_wanted(
    why: str,
    in_depth: bool,
    formatting: Sequence[str],
    destroyed: Sequence[str],
    statutory: bool,
    lines: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    part = SimpleNamespace(
        origin=Origin("rules.a", "clause", "Ask", statutory=statutory), why=why, text_issued="Ask us.", text_now="Ask Kim.",
        entry=SimpleNamespace(formatting=formatting, destroyed=destroyed),
    )  # fmt: skip
    _explain_document._part(part, in_depth=in_depth)  # type: ignore[arg-type]
    assert capsys.readouterr().out.splitlines() == lines


def finding(severity: Severity, file: str = "", hint: str = "") -> Finding:
    return Finding("code", severity, "It is so.", Location(file, 3 if file else 0), hint)


def test_findings_are_shown_with_place_and_hint_where_there_are_any(capsys: pytest.CaptureFixture[str]) -> None:
    _console.echo_findings([finding(Severity.HIGH, "a.yaml", "Do that."), finding(Severity.INFO)], err=False)
    assert capsys.readouterr().out == "a.yaml:3: high: It is so. [code]\n    Do that.\ninfo: It is so. [code]\n"
    _console.echo_findings([finding(Severity.MEDIUM)])
    assert capsys.readouterr() == ("", "medium: It is so. [code]\n")


@pytest.mark.parametrize(
    ("fail_on", "codes"), [("info", [0, 3, 3, 3, 3]), ("high", [0, 0, 0, 3, 3]), ("never", [0] * 5)]
)
def test_the_exit_code_follows_the_worst_finding(fail_on: str, codes: list[int]) -> None:
    found = [[], *([finding(severity)] for severity in sorted(Severity))]
    assert [_console.exit_code(some, fail_on) for some in found] == codes


def test_remarks_count_from_medium_up_the_worst_first() -> None:
    some = [finding(severity) for severity in (Severity.INFO, Severity.MEDIUM, Severity.HIGH, Severity.MEDIUM)]
    assert _folders.remarks(some) == "1 high, 2 medium"
    assert _folders.remarks(some[:1]) == ""


def test_a_table_has_its_headings_and_a_row_for_each_and_none_without_rows(capsys: pytest.CaptureFixture[str]) -> None:
    long = "a very long name " * 20
    _folders.table(("Client", "File"), [("Quay", "a.yaml"), (long, "b\x1b.yaml")])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines] == ["File", "a.yaml", "b\N{REPLACEMENT CHARACTER}.yaml"]
    assert lines[2].startswith(long.strip())
    _folders.table(("Client", "File"), [])
    assert capsys.readouterr().out == ""


def test_behind_a_progress_bar_every_result_counts_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    results = [SimpleNamespace(organisation=name) for name in ("Quay", "Bell", "Mill")]
    assert _folders.watch(iter(results), 3, "Checking") == results  # type: ignore[type-var]
    shown = capsys.readouterr().err
    assert "3/3" in shown
    assert "/3" in shown.split("Mill")[0]


def test_findings_of_packs_are_told_once_for_all_clients(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = (SimpleNamespace(of_packs=(finding(Severity.HIGH, name),)) for name in ("a.yaml", "b.yaml"))
    _folders.tell_packs([one, other, one], err=False)  # type: ignore[list-item]
    assert capsys.readouterr().out.splitlines() == [
        "", "Packs", "a.yaml:3: high: It is so. [code]", "b.yaml:3: high: It is so. [code]",
    ]  # fmt: skip
    _folders.tell_packs([SimpleNamespace(of_packs=())], err=False)  # type: ignore[list-item]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("state", "found", "words"),
    [
        ("checked", (finding(Severity.HIGH), finding(Severity.INFO)), "1 high"),
        ("not checked", (Finding("x", Severity.BLOCK, "a.yaml is a folder."),), "not checked: is a folder."),
    ],
)
def test_a_row_says_what_was_found_or_why_nothing_could_be(state: str, found: tuple[Finding, ...], words: str) -> None:
    result = SimpleNamespace(state=state, findings=found, source=Path("a.yaml"))
    assert _check_folders._in_a_word(result) == words  # type: ignore[arg-type]


def test_a_clause_is_marked_in_the_list_with_what_is_not_usual_of_it() -> None:
    made = tiny("clause rules.a: Ask.\n")
    plain = replace(made.clauses["rules.a"], appears="standard", statutory=False)
    kept: dict[str, Any] = {"replaced": {}, "forbidden": {}}

    def marks(clause: Clause, **changes: Any) -> list[str]:
        return list(library._marks(clause, replace(made, **{**kept, **changes})))

    assert marks(plain) == []
    assert marks(replace(plain, appears="full")) == ["full"]
    assert marks(replace(plain, statutory=True)) == ["asked for by law"]
    assert marks(replace(plain, layer="firm")) == ["of firm"]
    assert marks(replace(plain, layer="firm"), replaced={"rules.a": plain}) == ["replaced by firm"]
    assert marks(replace(plain, amended_by="firm"), replaced={"rules.a": plain}) == ["amended by firm"]
    assert marks(plain, forbidden={"rules.a": "firm"}) == ["left out by firm"]


def test_networks_are_listed_with_former_names_and_what_became_of_them() -> None:
    lines, data = both_networks()
    for line, each in zip(lines, data, strict=True):
        former = f" (formerly {', '.join(each['former_names'])})" if each["former_names"] else ""
        status = "" if each["status"] == "active" else f" · {each['status']} {each['status_date']}".rstrip()
        assert line == f"{each['id']:28} {each['name']}{former}{status}"


def both_networks() -> tuple[list[str], Any]:
    return policygen("platforms", "list").out.splitlines(), json.loads(policygen("platforms", "list", "--json").out)


def test_a_network_is_shown_with_what_is_known_of_it_and_no_empty_line(library: Library) -> None:
    for id in ("x", "google-plus", "instagram", "mastodon"):
        known = library.registry.platforms[id]
        handle = known.handle.note or (
            f"{known.handle.least} to {known.handle.most} characters" if known.handle.most else ""
        )
        told = {
            "Formerly": ", ".join(known.former_names), "Owner": known.owner, "Kind": known.category.replace("_", " "),
            "Status": f"{known.status} {known.status_date}".strip(), "Handle": handle, "To mind": known.rule,
            "How sure": f"{known.confidence}, as of {known.as_of}",
        }  # fmt: skip
        wanted = [known.name, *(f"  {label}: {words}" for label, words in told.items() if words)]
        assert policygen("platforms", "show", id).out.splitlines() == wanted
    assert platforms._network("twitter", library.registry).id == "x"
