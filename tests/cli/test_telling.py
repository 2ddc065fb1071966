"""What `build` and `diff` tell a person, line by line, of results made up for it."""

from pathlib import Path

import pytest

from policygen.app.build import BuildResult
from policygen.app.diff import Difference, PartChange
from policygen.app.replacing import Edited
from policygen.cli import build, diff
from policygen.findings import Finding, Severity
from tests.cli.running import CAFE, policygen
from tests.support.answers import decide
from tests.support.library import tiny

LIBRARY = tiny("""
    ask pace: one_of choice (slow fast)
        default: slow
    ask boss: contact fact
    clause rules.a: Ask.
    advise W-1 high: This is risky.
        when: {pace: slow}
    advise W-2 block: This is worse.
        when: {pace: slow}
    advise W-3 medium: This is odd.
        when: {pace: slow}
    advise W-4 info: This is small.
        when: {pace: slow}
    """)
SELECTION = decide(LIBRARY)


def test_a_build_tells_what_it_wrote_what_is_risky_and_what_is_to_confirm(capsys: pytest.CaptureFixture[str]) -> None:
    written = (Path("a.docx"), Path("a.policygen.json"))
    same = (Path("b.docx"), Path("b.policygen.json"))
    result = BuildResult(
        Path("my answers.yaml"),
        "built",
        raised=SELECTION.raised,
        written=written,
        same=same,
        brackets=("boss", "nothing_asked"),
        selection=SELECTION,
    )
    build.report(result, LIBRARY)
    told = capsys.readouterr()
    assert told.err.splitlines() == ["W-2 This is worse. Mend it.", "W-1 This is risky. Mend it."]
    assert told.out.splitlines() == [
        "Wrote a.docx",
        "b.docx is already as it should be.",
        "To confirm in the text (2 things): our boss; nothing_asked.",
        "1 choice nobody made: our usual ones stand in for them (policygen explain 'my answers.yaml' --defaults).",
        "2 smaller remarks: policygen check 'my answers.yaml'",
    ]


def test_a_refused_build_tells_what_to_mend_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    fault = Finding("odd", Severity.BLOCK, "It is odd.", hint="Mend it.")
    result = BuildResult(Path("a.yaml"), "refused", findings=(fault,), raised=SELECTION.raised, selection=SELECTION)
    build.report(result, LIBRARY)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "block: It is odd. [odd]",
        "    Mend it.",
        "Nothing was written for a.yaml: mend what is named above.",
    ]


def test_a_build_beside_an_edited_document_tells_how_to_go_on_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    edited = (Edited(Path("b.md")), Edited(Path("a.md"), ("2 parts changed",)))
    result = BuildResult(Path("a.yaml"), "edited", edited=edited, same=(Path("c.md"),), selection=SELECTION)
    build.report(result, LIBRARY)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "b.md was not made by policygen.",
        "a.md has been edited since policygen wrote it: 2 parts changed.",
        "It was left as it is, and the new documents are beside it.",
        "What the new text would change in it: policygen update a.md --plan",
        "To put the new one in its place, build with --replace: the old one is kept under another name.",
    ]


def test_where_a_replaced_file_is_kept_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    kept = (Path("a.before.md"), Path("a.before.policygen.json"))
    build.report(BuildResult(Path("a.yaml"), "built", kept=kept), LIBRARY)
    assert capsys.readouterr().err == "The old file is kept as a.before.md\n"


def test_a_difference_is_told_answer_by_answer_and_part_by_part(capsys: pytest.CaptureFixture[str]) -> None:
    parts = (
        PartChange("rules.a", "Ask", "added", "", "Ask.\nFirst.", "Because."),
        PartChange("rules.b", "Wait", "removed", "Wait.", "", ""),
        PartChange("rules.c", "Go", "changed", "Go now.", "Go then.", ""),
    )
    difference = Difference((("pace", None, ["slow"]), ("size", 3, None)), parts, ("W-1 high: Risky.",), ("W-2",))
    diff._tell(difference, "All is alike.")  # the command itself reads files
    assert capsys.readouterr().out.splitlines() == [
        'pace: not known → ["slow"]',
        "size: 3 → not known",
        "",
        "+ Ask (rules.a)",
        "    Because.",
        "    Ask.",
        "    First.",
        "",
        "- Wait (rules.b)",
        "    Wait.",
        "",
        "~ Go (rules.c)",
        "    Go [-now.-] [+then.+]",
        "",
        "1 part added, 1 removed, 1 changed.",
        "New warnings: W-1 high: Risky.",
        "Settled: W-2",
    ]
    diff._tell(Difference((), (), (), ()), "All is alike.")
    assert capsys.readouterr().out == "All is alike.\n"


def test_a_document_is_compared_only_with_another_document(tmp_path: Path) -> None:
    document = tmp_path / "policy.md"
    document.write_text("# Policy\n", encoding="utf-8")
    for pair in ((document, CAFE), (document, "--set", "headcount=3")):
        outcome = policygen("diff", *pair)
        assert outcome.code == 2
        assert "A document is compared with another document." in outcome.err
