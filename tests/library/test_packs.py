"""What a pack can do to the library it lies over, besides replacing and forbidding: amend, add choices, order, words."""

from pathlib import Path

import pytest

from policygen.errors import UnreadableError
from policygen.findings import Finding, Severity
from policygen.language.spelling import respell
from policygen.library.compile import compile_library
from policygen.library.layers import MOST_FOLDERS, LayerFiles, read_layers
from policygen.library.model import Library
from policygen.lint.library_rules import check_library, check_packs
from tests.lint.checking import DATE, QUESTIONS, SOURCES
from tests.support.library import layer

CLAUSES = """
ask steps: many_of choice (first second none! unsure?)
    neutral: it only serves the tests
clause rules.one: You must ask first.
    detail: Ask your manager.
    edited: 2026-01-01
clause rules.two: You must ask again.
clause last.three: You must ask at last.
"""
OURS = layer(f"{QUESTIONS.strip()}\n{CLAUSES.strip()}", extra={"sources.yaml": SOURCES})


def over(notation: str = "", manifest: str = "", below: str = "", **files: str) -> tuple[Library, list[Finding]]:
    named = {f"{name}.yaml": text for name, text in files.items()}
    pack = layer(notation.strip(), name="house", manifest=manifest, extra=named)
    ours = layer(f"{QUESTIONS.strip()}\n{below}\n{CLAUSES.strip()}", extra={"sources.yaml": SOURCES}) if below else OURS
    made = compile_library((ours, pack), "")
    found = list(made.findings) or list(check_packs(made.library, DATE, made.locations))
    return made.library, found


def codes(found: list[Finding]) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in found}


# ---- amends ------------------------------------------------------------------------------------------------------------

AMENDS = """
amends:
  rules.one:
    title: Ask us
    appears: card
    detail_add: |
      Ask early.

      Ask once more.
"""


def test_a_pack_amends_a_clause_without_copying_it() -> None:
    library, found = over(manifest=AMENDS)
    assert found == []
    clause = library.clauses["rules.one"]
    assert (clause.title, clause.appears, len(clause.detail)) == ("Ask us", "card", 3)
    assert clause.rule == library.replaced["rules.one"].rule
    assert clause.amended_by == "house"


def test_a_slip_in_an_amendment_is_told_with_its_line() -> None:
    _, found = over(manifest="amends:\n  rules.on: {title: Ask}\n")
    assert (found[0].code, found[0].location.line, found[0].hint) == ("unknown-clause", 4, "Did you mean 'rules.one'?")
    _, found = over(manifest="amends:\n  rules.one: {titel: Ask}\n")
    assert (found[0].code, found[0].location.line) == ("unknown-key", 4)


def test_words_that_an_amendment_adds_are_read_like_any_others() -> None:
    _, found = over(manifest="amends:\n  rules.one:\n    detail_add: Ask {{ nobody }} first. You shall ask.\n")
    assert codes(found) == {"unknown-slot": Severity.BLOCK, "modal": Severity.HIGH}
    assert {finding.location.file for finding in found} == {"house/pack.yaml"}


def test_an_amendment_sets_keys_anew_and_adds_topics_and_sources() -> None:
    keys = "when: {pace: slow}\n    owner: role.hr\n    sources_add: [us-act]\n    topics_add: [scope, tone]\n"
    library, found = over(manifest=f"amends:\n  rules.one:\n    {keys}")
    clause, below = library.clauses["rules.one"], library.replaced["rules.one"]
    assert (clause.owner, clause.topics, clause.sources) == ("role.hr", ("scope", "tone"), ("practice", "us-act"))
    assert (clause.rule, clause.title, clause.edited, clause.layer) == (
        below.rule,
        below.title,
        below.edited,
        below.layer,
    )
    assert [(one.code, one.severity, one.location.line) for one in found] == [("replaced-key", Severity.MEDIUM, 5)]
    assert "amends a clause of the library and changes 'when': nothing → {pace: [slow]}" in found[0].message


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("applies_to: [everyone]", "unknown-value"),
        ("topics: []", "missing-key"),
        ("title:", "missing-key"),
        ("from: January 2027", "not-a-date"),
        ("edited: 2026-11-22", "unknown-key"),
        ("id: rules.two", "unknown-key"),
        ("detail_add: Ask <b>us</b>.", "html"),
    ],
)
def test_what_an_amendment_sets_is_read_like_a_clause(keys: str, code: str) -> None:
    _, found = over(manifest=f"amends:\n  rules.one:\n    {keys}\n")
    assert (found[0].code, found[0].location.file) == (code, "house/pack.yaml")


# ---- replaces ----------------------------------------------------------------------------------------------------------


def test_a_replacement_says_which_edition_it_replaces() -> None:
    _, found = over("clause rules.one: You must ask us first.")
    assert codes(found) == {"replaces-unsaid": Severity.INFO}
    _, found = over("clause rules.one: You must ask us first.\n    replaces: 2026-01-01")
    assert found == []


def test_a_later_edition_of_ours_is_told_with_both_texts() -> None:
    _, found = over("clause rules.one: You must ask us first.\n    replaces: 2025-06-01")
    assert codes(found) == {"replaces-older": Severity.MEDIUM}
    assert "You must ask first." in found[0].message
    assert "You must ask us first." in found[0].message
    assert "2026-01-01" in found[0].message


# ---- choices, order, groups, words -------------------------------------------------------------------------------------


def test_a_pack_adds_choices_before_those_that_stand_alone() -> None:
    library, found = over(
        manifest="adds_choices:\n  steps:\n    - {value: third, label: Third, neutral: it is a test}\n"
    )
    assert found == []
    values = [choice.value for choice in library.questionnaire.questions["steps"].choices]
    assert values == ["first", "second", "third", "none", "unsure"]


def test_a_pack_adds_a_role_to_a_field_of_records() -> None:
    library, _ = over(manifest="adds_choices:\n  roles.role:\n    - {value: brand, label: Brand}\n")
    (field, _) = library.questionnaire.questions["roles"].fields
    assert [choice.value for choice in field.choices] == ["approver", "hr", "brand"]


def test_a_choice_that_changes_nothing_is_told_where_the_pack_adds_it() -> None:
    below = "ask tools: many_of fact (a b)\nclause rules.tools: You must ask for tools.\n    when: {tools: [a, b]}"
    _, found = over(manifest="adds_choices:\n  tools:\n    - {value: pen, label: Pen}\n", below=below)
    dead = [one for one in found if "'pen'" in one.message]
    assert [(one.code, str(one.location)) for one in dead] == [("dead-choice", "house/pack.yaml:5")]


def test_choices_of_no_question_and_a_choice_that_there_is_are_told() -> None:
    _, found = over(manifest="adds_choices:\n  stpes: []\n")
    assert (found[0].code, found[0].hint) == ("unknown-question", "Did you mean 'steps'?")
    _, found = over(manifest="adds_choices:\n  steps:\n    - {value: first, label: First}\n")
    assert found[0].code == "duplicate-id"


def _listed(library: Library) -> list[str]:
    return [clause.id for clause in library.ordered()]


def test_after_puts_clauses_and_sections_where_they_belong() -> None:
    library, _ = over(
        "clause rules.new: You must ask now.",
        manifest="",
    )
    assert _listed(library)[-1] == "last.three"
    manifest = "sections:\n  - {id: rules, after: rules.one, clauses: [rules.new]}\n"
    files = dict(layer("clause rules.new: You must ask now.", name="house").files)
    files["pack.yaml"] = f'name: house\nversion: "1"\n{manifest}'.encode()
    made = compile_library((OURS, _pack(files)), "")
    assert made.findings == ()
    assert _listed(made.library) == ["rules.one", "rules.new", "rules.two", "last.three"]
    manifest = "sections:\n  - {id: rules, after: last}\n"
    files = {"pack.yaml": f'name: house\nversion: "1"\n{manifest}'.encode()}
    made = compile_library((OURS, _pack(files)), "")
    assert _listed(made.library) == ["last.three", "rules.one", "rules.two"]
    files["pack.yaml"] = files["pack.yaml"].replace(b"after: last", b"after: lst")
    (finding,) = compile_library((OURS, _pack(files)), "").findings
    assert finding.code == "unknown-place"


def _pack(files: dict[str, bytes]) -> LayerFiles:
    return LayerFiles("pack", "house", files)


def test_a_section_without_a_group_and_a_misspelt_group_are_told() -> None:
    clause = layer("clause own.rule: You must ask us.\n    appears: short", name="house").files
    manifest = 'name: house\nversion: "1"\nsections:\n  - {id: own, title: Own, clauses: [own.rule]%s}\n'
    files = {**clause, "pack.yaml": (manifest % "").encode()}
    made = compile_library((OURS, _pack(files)), "")
    found = [one for one in check_library(made.library, DATE, made.locations) if one.code == "no-group"]
    assert [(one.severity, one.location.line) for one in found] == [(Severity.HIGH, 4)]
    files["pack.yaml"] = (manifest % ", group: ruls").encode()
    (finding,) = compile_library((OURS, _pack(files)), "").findings
    assert (finding.code, finding.hint) == ("unknown-group", "Did you mean 'rules'?")


@pytest.mark.parametrize(
    ("file", "text", "hint"),
    [
        ("source.yaml", "a: {}", "Did you mean 'sources.yaml'?"),
        ("traps.yml", "- {}", "Did you mean 'traps.yaml'?"),
        ("questions/own.yml", "group: own", "under questions/"),
        ("clauses/own.md", "---\nid: own.rule\n---\nAsk.", "sections/SECTION/"),
        ("sections/own/rule.yaml", "id: own.rule", "sections/SECTION/"),
    ],
)
def test_a_file_that_nobody_reads_is_told(file: str, text: str, hint: str) -> None:
    files = {**layer("", name="house").files, file: text.encode()}
    (finding,) = compile_library((OURS, _pack(files)), "").findings
    assert (finding.code, finding.severity, finding.location.file) == ("unread-file", Severity.HIGH, f"house/{file}")
    assert hint in finding.hint


def test_notes_and_answers_may_lie_in_a_pack() -> None:
    notes = {"README.md": b"# Our pack", "docs/tone.md": b"Ask.", "client.yaml": b"policygen: 1"}
    assert compile_library((OURS, _pack({**layer("", name="house").files, **notes})), "").findings == ()


def test_a_folder_that_is_too_large_or_leads_back_into_itself_is_no_endless_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pack.yaml").write_text("name: house\n", encoding="utf-8")
    (tmp_path / "back").symlink_to(tmp_path, target_is_directory=True)
    _, pack = read_layers((tmp_path,))
    assert len(pack.files) == MOST_FOLDERS + 1
    monkeypatch.setattr("policygen.library.layers.MOST_FILES", MOST_FOLDERS)
    with pytest.raises(UnreadableError, match="holds more than 3 files"):
        read_layers((tmp_path,))


def test_a_packs_spelling_adds_to_ours_and_a_glossary_counts_in_british_too() -> None:
    words = "words:\n  - {gb: lift, us: elevator}\nglossary:\n  - {ours: manager, house: host}\n"
    library, found = over(spelling=words)
    assert found == []
    assert library.spelling.words["en-US"] == {
        "colour": "color", "organise": "organize", "lift": "elevator", "manager": "host",
    }  # fmt: skip
    assert library.spelling.words["en-GB"] == {"manager": "host"}


def test_the_article_before_another_word_follows_its_sound() -> None:
    assert respell("Ask a colleague. A colleague, an owner.", {"colleague": "associate", "owner": "host"}) == (
        "Ask an associate. An associate, a host."
    )


def test_style_can_be_turned_to_info_and_traps_and_the_law_cannot() -> None:
    notation = "clause rules.mine: You shall ask {{ nobody }}."
    assert codes(over(notation)[1])["modal"] is Severity.HIGH
    relaxed = codes(over(notation, manifest="style: info\n")[1])
    assert relaxed["modal"] is Severity.INFO
    assert relaxed["unknown-slot"] is Severity.BLOCK
