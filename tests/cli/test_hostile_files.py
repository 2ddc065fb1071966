"""Answers files that are broken, huge, malicious or no answers files at all."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.running import Outcome, answers_file, outputs, policygen, text_file
from tests.support.drawing import few
from tests.support.library import the_library

ORDINARY = "policygen: 1\nanswers:\n  organisation_name: Quay Works\n  headcount: 6\n"


def build(path: Path) -> Outcome:
    return policygen("build", path, "--out", path.parent / "out")


def refused(path: Path, *words: str, line: int = 0) -> None:
    """Building ends with 1, writes nothing, and says where the fault lies and what it is."""
    outcome = build(path)
    assert outcome.code == 1, outcome.said
    assert not (path.parent / "out").exists()
    assert (f"{path}:{line}: " if line else str(path)) in outcome.err, outcome.err
    for word in words:
        assert word in outcome.err, outcome.err


def bomb() -> str:
    lines = ['a: &a ["x","x","x","x","x","x","x","x","x"]']
    for previous, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{','.join(['*' + previous] * 9)}]")
    return "\n".join(lines) + "\n"


def test_an_empty_file_is_told_so(tmp_path: Path) -> None:
    for content in ("", "\n\n", "# only a comment\n", "---\n", "\ufeff"):
        refused(text_file(tmp_path, content), "holds no answers", "policygen new")


def test_a_file_without_answers_is_told_so(tmp_path: Path) -> None:
    refused(text_file(tmp_path, "policygen: 1\nanswers:\n"), "answers", line=2)
    refused(text_file(tmp_path, "policygen: 1\nanswers: [a, b]\n"), "must be a mapping", line=2)
    refused(text_file(tmp_path, "just some words\n"), "mapping")
    refused(text_file(tmp_path, "- a\n- b\n"), "mapping")
    refused(text_file(tmp_path, "42\n"), "mapping")
    refused(text_file(tmp_path, "{}\n"), "no answers file", "policygen new")
    refused(text_file(tmp_path, "services:\n  web: {image: x}\n"), "no answers file", line=1)


def test_a_half_written_file_is_told_with_its_line(tmp_path: Path) -> None:
    refused(text_file(tmp_path, 'policygen: 1\nanswers:\n  organisation_name: "Quay'), "This is not YAML", line=3)
    refused(text_file(tmp_path, "policygen: 1\nanswers:\n  sectors: [retail,\n"), "This is not YAML", line=4)
    refused(text_file(tmp_path, "policygen: 1\nanswers:\n\theadcount: 6\n"), "This is not YAML", line=3)
    refused(text_file(tmp_path, "policygen: 1\nanswers:\n  a: b: c\n"), "This is not YAML", line=3)


def test_a_key_given_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    path = text_file(tmp_path, f"{ORDINARY}  headcount: 60\n")
    refused(path, "'headcount' is given twice", "line 4", line=5)


def test_aliases_tags_and_bombs_are_refused_at_once(tmp_path: Path) -> None:
    refused(text_file(tmp_path, bomb()), "Anchors and aliases", line=1)
    refused(text_file(tmp_path, "policygen: 1\nanswers: &x\n  short_name: *x\n"), "Anchors and aliases", line=2)
    refused(text_file(tmp_path, 'answers: !!python/object/apply:os.system ["id"]\n'), "Tags", line=1)


def test_deep_nesting_is_refused_with_its_line(tmp_path: Path) -> None:
    for deep in ("[" * 5000 + "]" * 5000, "{a: " * 2000 + "1" + "}" * 2000, "[" * 5000):
        refused(text_file(tmp_path, f"policygen: 1\nanswers:\n  sectors: {deep}\n"), "nested deeper", line=3)


def test_several_documents_in_one_file_are_refused(tmp_path: Path) -> None:
    refused(text_file(tmp_path, f"{ORDINARY}---\n{ORDINARY}"), "more than one document", line=5)


def test_other_encodings_are_named_with_what_to_do(tmp_path: Path) -> None:
    latin = "policygen: 1\nanswers:\n  organisation_name: Café\n".encode("latin-1")
    refused(text_file(tmp_path, latin), "not UTF-8 text (line 3)", "Save it as UTF-8")
    refused(text_file(tmp_path, ORDINARY.encode("utf-16")), "UTF-16", "Save it as UTF-8")
    refused(text_file(tmp_path, ORDINARY.encode("utf-16-le")), "not a text file")


def test_binary_files_are_not_text(tmp_path: Path) -> None:
    refused(text_file(tmp_path, bytes(range(256)) * 20), "not a text file")
    refused(text_file(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "answers.yaml"), "not a text file")


def test_a_document_given_for_answers_is_told_from_them(tmp_path: Path) -> None:
    answers = answers_file(tmp_path, organisation_name="Quay Works", headcount=6)
    assert policygen("build", answers).code == 0
    (paper,) = outputs(tmp_path, "policygen.json")
    for made in (*outputs(tmp_path, "docx"), *outputs(tmp_path, "md"), paper):
        outcome = policygen("build", made)
        assert outcome.code == 1
        assert f"{made} is " in outcome.err
        assert "not an answers file" in outcome.err
    assert policygen("explain", paper).code == policygen("check", paper).code == 1


def test_a_folder_that_is_not_there_and_a_missing_file_are_told(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere.yaml", "does not exist", "Check the name")
    refused(tmp_path / "no" / "such" / "folder" / "answers.yaml", "does not exist")
    assert policygen("explain", tmp_path).code == 1
    assert "is a folder" in policygen("explain", tmp_path).err
    assert "no answers files" in policygen("build", tmp_path).err


def test_a_name_that_no_system_can_open_is_told(tmp_path: Path) -> None:
    for name in ("x" * 5000 + ".yaml", "a\udcffb.yaml", "a\nb.yaml"):
        outcome = policygen("build", tmp_path / name)
        assert outcome.code == 1


@pytest.mark.skipif(sys.platform != "linux", reason="a file that even root cannot read exists on Linux only")
def test_a_file_that_cannot_be_read_is_told() -> None:
    outcome = policygen("build", "/proc/self/mem")
    assert outcome.code == 1
    assert "cannot be read" in outcome.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = text_file(tmp_path, ORDINARY)
    path.chmod(0)
    refused(path, "cannot be read")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    refused(text_file(tmp_path, ORDINARY + "# x\n" * 1_300_000), "larger than")
    refused(text_file(tmp_path, ORDINARY + "#" * 3_000_000), "longer than")


def test_a_later_format_is_refused_and_an_earlier_one_understood(tmp_path: Path) -> None:
    refused(text_file(tmp_path, ORDINARY.replace("policygen: 1", "policygen: 2")), "later policygen", line=1)
    refused(text_file(tmp_path, ORDINARY.replace("policygen: 1", "policygen: one")), "format", line=1)
    assert build(text_file(tmp_path, "organisation_name: Quay Works\nheadcount: 6\n")).code == 0


def test_files_as_lawyers_send_them_are_understood(tmp_path: Path) -> None:
    content = ORDINARY.replace("Quay Works", "‘Quay’ Works").replace("\n", "\r\n")
    outcome = build(text_file(tmp_path, b"\xef\xbb\xbf" + content.encode(), "from a lawyer.yaml"))
    assert outcome.code == 0, outcome.said
    assert outputs(tmp_path / "out", "docx")


WRONG = {
    "headcount": (["abc", "6.5", "-3", "0", "99999999999999", "[6]", "{a: 6}", "true", '"6 people"'], "a whole number|at least"),
    "organisation_type": (["compny", "[company, charity]", "{company: true}", "7", "true"], "one of the choices"),
    "sectors": (["[retial]", "{retail: true}", "[[retail]]", "7"], "one of the choices"),
    "work_locations": (["[{GB: 6}]", "[ZZ]", "[EU]", "[GB-XXX]", "[true]"], "no place|must be a text"),
    "platforms": (["[{x: 1}]", "[[x]]", "[true]"], "must be a text"),
    "monitoring": (["[none, systems]", "[some]", "no"], "excludes|one of the choices"),
    "posting_frequency": (["often", "7"], "one of the choices"),
    "paid_promotion": (["maybe", "1", "[yes]"], "not yes or no"),
    "policy_owner": (["[Sam, Ann]", "{}", "{nam: Sam}", "{name: Sam, email: sam}", "7"], "person|not said|e-mail"),
    "concern_contacts": (["[[Sam]]", "[7]"], "person"),
    "effective_date": (["tomorrow", "2027-13-01", "2027-02-30", "[2027-01-01]", "20270101x", "7"], "not a date"),
    "review_months": (["yearly", "0", "-12", "100000"], "a whole number|at least"),
    "accounts": (["[x]", "[{handle: y}]", "[{platform: x, handle: y, mfa: maybe}]"], "row|no '|choice"),
    "people_by_place": (["[6]", "[{place: CA-ON, employees: many}]"], "row|whole number"),
    "depth": (["medium", "[short, full]"], "one of the choices"),
    "organisation_name": (["[a, b]", "{name: a}", "true"], "must be a text"),
}  # fmt: skip


@pytest.mark.parametrize("question", WRONG)
def test_a_wrong_value_is_told_with_its_line_and_its_question(question: str, tmp_path: Path) -> None:
    values, words = WRONG[question]
    for value in values:
        path = text_file(tmp_path, f"policygen: 1\nanswers:\n  short_name: Quay\n  {question}: {value}\n")
        outcome = policygen("check", path, "--json")
        assert f"{question}: " in outcome.out, (value, outcome.said)
        refused(path, line=4)
        said = build(path).err
        assert any(word in said for word in words.split("|")), (value, said)


def test_a_slip_in_a_name_is_answered_with_the_nearest_right_one(tmp_path: Path) -> None:
    path = text_file(tmp_path, "policygen: 1\nanswers:\n  headcuont: 6\n  organisation_name: Quay\n")
    outcome = build(path)
    assert f"{path}:3: high: There is no question 'headcuont'" in outcome.err
    assert "Did you mean 'headcount'?" in outcome.err


@pytest.mark.parametrize(
    ("answers", "said", "hint"),
    [
        ("sectors: retail, hospitality", "Several answers must be a list", "Write [retail, hospitality]."),
        ("work_locations: England, Scotland", "Several answers must be a list", "Write [England, Scotland]."),
        ("headcount: about 180", "a whole number", "Write the number alone: 180."),
        ("effective_date: 1/2/2027", "is not a date", "Write it as 2026-11-22."),
        ("organisation_type: Company", "'Company' is not one of the choices", "Did you mean 'company'?"),
        ("\theadcount: 6", "This is not YAML", "Indent with spaces, not with tabs."),
        ("short_name: Quay: the best", "This is not YAML", "Put quotes round text"),
        ("short_name: @quay", "This is not YAML", "Put quotes round text"),
    ],
)
def test_the_slips_of_a_first_day_are_told_with_the_way_out(answers: str, said: str, hint: str, tmp_path: Path) -> None:
    indent = "" if answers.startswith("\t") else "  "
    refused(text_file(tmp_path, f"policygen: 1\nanswers:\n  short_name: Q\n{indent}{answers}\n".replace(
        "  short_name: Q\n  short_name", "  headcount: 6\n  short_name"
    )), said, hint, line=4)  # fmt: skip


@pytest.mark.slow
def test_yes_and_no_may_be_written_in_any_case(tmp_path: Path) -> None:
    for word in ("Yes", "NO", "yes", "true", "Not sure", "not_sure"):
        path = answers_file(tmp_path, organisation_name="Quay", platforms=["x"])
        text_file(tmp_path, path.read_text(encoding="utf-8") + f"  paid_promotion: {word}\n")
        assert build(path).code == 0, word


_ids = st.deferred(lambda: st.sampled_from([*the_library().questionnaire.questions, "nothing", "answers", "policygen"]))
_values: Any = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(["yes", "x", "US"])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)
_files = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="ab:-[]{}&*!|>'\"%@`#,?\n\t 01~.", max_size=60).map(lambda text: f"answers:\n  headcount: {text}"),
    st.dictionaries(_ids, _values, max_size=6).map(lambda answers: json.dumps({"answers": answers})),
    st.dictionaries(st.sampled_from(["policygen", "library", "answers", "accepted"]), _values).map(json.dumps),
)


@few
@given(_files)
def test_whatever_stands_in_a_file_is_answered_in_words(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = text_file(Path(folder), text.encode("utf-8", "surrogatepass"))
        checked = policygen("check", path)
        assert checked.code in {0, 1, 3}
        built = build(path)
        assert built.code in {0, 1}
        assert (built.code == 0) == bool(outputs(Path(folder) / "out", "docx"))


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    path = text_file(
        tmp_path, "policygen: 1\nansers: {}\nanswers:\n  headcount: x\n  sectors: [y]\n  depth: z\n  what: 1\n"
    )
    outcome = build(path)
    assert outcome.code == 1
    for line in (2, 4, 5, 6, 7):
        assert f"{path}:{line}: " in outcome.err


def test_a_list_of_a_thousand_rows_is_refused(tmp_path: Path) -> None:
    rows = "\n".join(f"    - {{platform: x, handle: h{number}}}" for number in range(1000))
    refused(text_file(tmp_path, f"policygen: 1\nanswers:\n  platforms: [x]\n  accounts:\n{rows}\n"), "at most 500")


def test_an_answer_of_ten_thousand_characters_is_refused(tmp_path: Path) -> None:
    for word in ("x", "é", "😀", "مر"):
        refused(answers_file(tmp_path, organisation_name=word * 10_000), "characters", "Shorten it", line=3)


def test_keys_that_are_no_words_are_refused(tmp_path: Path) -> None:
    refused(text_file(tmp_path, "policygen: 1\nanswers:\n  ? [a, b]\n  : c\n"), "key", line=3)
    refused(text_file(tmp_path, "policygen: 1\nanswers:\n  ? {a: b}\n  : c\n"), "key", line=3)


def test_acceptances_that_say_nothing_are_refused(tmp_path: Path) -> None:
    for entry in ("W-21", "{advisory: W-21}", "{reason: because}", "[W-21, because]", "7", "null"):
        refused(text_file(tmp_path, f"{ORDINARY}accepted:\n  - {entry}\n"), "needs its id and a reason", line=6)
    for whole in ("W-21", "{advisory: W-21, reason: because}", "7"):
        refused(text_file(tmp_path, f"{ORDINARY}accepted: {whole}\n"), "list", line=5)
    for wrong in ("{advisory: [W-21], reason: because}", "{advisory: W-21, reason: {a: b}}"):
        refused(text_file(tmp_path, f"{ORDINARY}accepted:\n  - {wrong}\n"), line=6)
