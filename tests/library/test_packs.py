"""What a pack can do to the library it lies over, besides replacing and forbidding: amend, add choices, order, words."""

from policygen.findings import Finding, Severity
from policygen.language.spelling import respell
from policygen.library.compile import compile_library
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


def over(notation: str = "", manifest: str = "", **files: str) -> tuple[Library, list[Finding]]:
    named = {f"{name}.yaml": text for name, text in files.items()}
    pack = layer(notation.strip(), name="house", manifest=manifest, extra=named)
    made = compile_library((OURS, pack), "")
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
    assert (found[0].code, found[0].place.line, found[0].hint) == ("unknown-clause", 4, "Did you mean 'rules.one'?")
    _, found = over(manifest="amends:\n  rules.one: {titel: Ask}\n")
    assert (found[0].code, found[0].place.line) == ("unknown-key", 4)


def test_words_that_an_amendment_adds_are_read_like_any_others() -> None:
    _, found = over(manifest="amends:\n  rules.one:\n    detail_add: Ask {{ nobody }} first. You shall ask.\n")
    assert codes(found) == {"unknown-slot": Severity.BLOCK, "modal": Severity.HIGH}
    assert {finding.place.file for finding in found} == {"house/pack.yaml"}


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


def _pack(files: dict[str, bytes]):  # type: ignore[no-untyped-def]
    from policygen.library.layers import LayerFiles

    return LayerFiles("pack", "house", files)


def test_a_section_without_a_group_and_a_misspelt_group_are_told() -> None:
    clause = layer("clause own.rule: You must ask us.\n    appears: short", name="house").files
    manifest = 'name: house\nversion: "1"\nsections:\n  - {id: own, title: Own, clauses: [own.rule]%s}\n'
    files = {**clause, "pack.yaml": (manifest % "").encode()}
    made = compile_library((OURS, _pack(files)), "")
    found = [one for one in check_library(made.library, DATE, made.locations) if one.code == "no-group"]
    assert [(one.severity, one.place.line) for one in found] == [(Severity.HIGH, 4)]
    files["pack.yaml"] = (manifest % ", group: ruls").encode()
    (finding,) = compile_library((OURS, _pack(files)), "").findings
    assert (finding.code, finding.hint) == ("unknown-group", "Did you mean 'rules'?")


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
