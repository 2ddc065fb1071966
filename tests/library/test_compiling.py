"""From files to one library: packs over ours, everything wrong told at once, nothing that makes it fail."""

import json
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen import _yaml
from policygen._command import as_typed
from policygen.errors import InvalidContentError, PolicygenError, UnreadableError
from policygen.findings import Finding, Severity
from policygen.library import compile as compiling
from policygen.library.compile import compile_library
from policygen.library.layers import LayerFiles, read_layers
from policygen.library.load import load_library
from policygen.library.model import Library
from policygen.platforms.model import Change
from tests.support.answers import decide, words, written
from tests.support.library import codes, compiled_with_findings, layer, tiny

BASE = """
    ask headcount: integer fact
        least: 1
    ask pace: one_of choice (slow fast)
        formerly: [speed]
        default: slow
    ask work_locations: places fact
    clause rules.base: Ask first.
        formerly: [rules.old]
        when: {pace: slow}
        always: Breaks are yours.
        detail: More.
    clause rules.other: Ask later.
    clause more.under: Ask again.
        under: rules.base
    advise W-1 high: Risky.
        when: {headcount: {at_least: 5}}
    """


def faults(notation: str, *packs: LayerFiles, manifest: str = "", **extra: str) -> list[Finding]:
    files = {name.replace("_", ".").replace("..", "/"): text for name, text in extra.items()}
    return list(compiled_with_findings(layer(notation, manifest=manifest, extra=files), *packs)[1])


# ---- ours --------------------------------------------------------------------------------------------------------------


def test_clauses_stand_in_the_order_of_the_library_file() -> None:
    assert [clause.id for clause in tiny(BASE).ordered()] == ["rules.base", "rules.other", "more.under"]


def test_former_ids_lead_to_present_ones() -> None:
    library = tiny(BASE)
    assert library.former_clauses == {"rules.old": "rules.base"}
    assert library.questionnaire.former == {"speed": "pace"}


@pytest.mark.slow
def test_the_library_as_shipped_has_nothing_wrong_in_its_form() -> None:
    findings = compile_library(read_layers(()), "x").findings
    assert not findings, "\n".join(map(str, findings))


@pytest.mark.parametrize(
    ("notation", "code"),
    [
        ("clause rules.a: A.\n    formerly: [rules.b]\nclause rules.b: B.", "renamed-id"),
        ("clause rules.a: A.\n    formerly: [rules.x]\nclause rules.b: B.\n    formerly: [rules.x]", "renamed-id"),
        ("ask a: text fact\n    formerly: [b]\nask b: text fact", "renamed-id"),
        ("ask a: text fact\nask a: text fact", "duplicate-id"),
        ("advise W-1 high: x\nadvise W-1 high: y", "duplicate-id"),
        ("ask a: text fact\n    default: x", "default-fact"),
        ("ask a: one_of fact", "missing-key"),
        ("ask a: records fact", "missing-key"),
        ("ask a: phrases fact", "unknown-value"),
        ("ask a: text law", "unknown-value"),
        ("ask a: text fact\n    holds: sunlight", "unknown-value"),
        (
            "ask a: records fact\n    key: b\n    fields: [{id: b, label: B, only_if: {c: x}}, {id: c, label: C}]",
            "unknown-value",
        ),
        ("ask a: records fact\n    key: b\n    fields: [{id: b, label: B, only_if: c}]", "wrong-type"),
        ("clause rules.a: A.\n    under: rules.a", "circular-under"),
        (
            "clause rules.a: A.\n    under: rules.b\nclause rules.b: B.\n    under: [rules.c, rules.a]\nclause rules.c: C.",
            "circular-under",
        ),
        (
            "clause rules.a: A.\n    instead_of: rules.b\n    binds_at: [DE]\n    under: rules.b\nclause rules.b: B.",
            "circular-under",
        ),
    ],
)
def test_a_library_with_a_slip_cannot_be_used(notation: str, code: str) -> None:
    assert code in codes(faults(notation), Severity.BLOCK)


def test_a_clause_that_is_not_listed_is_told() -> None:
    extra = layer("clause rules.lost: Lost.").files["sections/rules/lost.md"].decode()
    found = faults("clause rules.a: A.", sections__rules__lost_md=extra)
    assert codes(found) == ["unlisted-clause"]


def test_a_listed_clause_that_there_is_not_is_told_with_the_nearest() -> None:
    library = layer("clause rules.other: A.")
    library.files["library.yaml"] = library.files["library.yaml"].replace(
        b"[rules.other]", b"[rules.other, rules.othr]"
    )
    (finding,) = compiled_with_findings(library)[1]
    assert finding.code == "unknown-clause"
    assert "'rules.other'" in finding.hint


def test_a_clause_listed_twice_is_told() -> None:
    library = layer("clause rules.a: A.")
    library.files["library.yaml"] = library.files["library.yaml"].replace(b"[rules.a]", b"[rules.a, rules.a]")
    assert codes(compiled_with_findings(library)[1]) == ["listed-twice"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources.yaml", "- a"),
        ("platforms.yaml", "x"),
        ("advisories.yaml", "a: 1"),
        ("traps.yaml", "5"),
        ("places.yaml", "- a"),
        ("spelling.yaml", "[]"),
        ("library.yaml", "- a"),
        ("questions/all.yaml", "x"),
    ],
)
def test_a_file_of_another_shape_is_told(name: str, text: str) -> None:
    _, findings = compiled_with_findings(layer("clause rules.a: A.", extra={name: text}))
    assert "bad-value" in [finding.code for finding in findings if finding.location.file == f"clauses/{name}"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = faults("ask a: one_of fact\nclause rules.a: A {{ 1 }}.\n    whn: {a: x}\nadvise W-1 grave: x")
    assert {finding.location.file for finding in found} == {
        "clauses/questions/all.yaml",
        "clauses/sections/rules/a.md",
        "clauses/advisories.yaml",
    }
    assert all(finding.location.line for finding in found)


# ---- packs -------------------------------------------------------------------------------------------------------------


def pack(notation: str, manifest: str = "", **extra: str) -> LayerFiles:
    return layer(notation, name="client", manifest=manifest, extra=extra)


def test_a_pack_replaces_a_clause_in_its_place() -> None:
    library = tiny(BASE, pack("clause rules.base: Ask us first."))
    assert [clause.id for clause in library.ordered()] == ["rules.base", "rules.other", "more.under"]
    assert "Ask us first." in words(written(library))
    assert "Ask first." not in words(written(library))
    assert library.clauses["rules.base"].layer == "client"


def test_a_pack_adds_clauses_to_sections_of_ours_and_of_its_own() -> None:
    library = tiny(BASE, pack("clause rules.new: New.\nclause own.thing: Thing."))
    assert [clause.id for clause in library.ordered()] == [
        "rules.base",
        "rules.other",
        "rules.new",
        "more.under",
        "own.thing",
    ]
    assert {"New. New.", "Thing. Thing."} <= set(words(written(library)).split("\n"))


def test_a_pack_forbids_a_clause_and_is_named_for_it() -> None:
    library = tiny(BASE, pack("", "forbids: [rules.other]\n"))
    decision = decide(library).decisions["rules.other"]
    assert (decision.status.value, decision.cause, decision.other) == ("out", "forbidden", "client")


def test_a_pack_may_forbid_by_a_former_id() -> None:
    library = tiny(BASE, pack("", "forbids: [rules.old]\n"))
    assert decide(library).decisions["rules.base"].cause == "forbidden"


def test_forbidding_what_there_is_not_is_told_with_the_nearest() -> None:
    (finding,) = faults(BASE, pack("", "forbids: [rules.othr]\n"))
    assert (finding.code, finding.location.file) == ("unknown-clause", "client/pack.yaml")
    assert "'rules.other'" in finding.hint


def test_a_pack_asks_more_and_asks_differently() -> None:
    library = tiny(BASE, pack("ask extra: text fact\nask pace: one_of choice (slow fast reckless)"))
    assert list(library.questionnaire.questions) == ["headcount", "pace", "work_locations", "extra"]
    assert library.questionnaire.questions["pace"].choice("reckless")


def test_a_pack_replaces_an_advisory_and_adds_platforms_and_places() -> None:
    own = pack(
        "advise W-1 info: Fine.\n    when: {headcount: {at_least: 5}}",
        **{"platforms.yaml": "ours: {name: Ours, category: network}\n"},
    )
    library = tiny(BASE, own)
    assert library.advisories["W-1"].severity is Severity.INFO
    assert library.registry.find("Ours")
    assert library.registry.find("Twitter")


def test_the_later_pack_wins() -> None:
    second = LayerFiles(
        "pack",
        "second",
        {name: text.replace(b"client", b"second") for name, text in pack("clause rules.base: Second.").files.items()},
    )
    library = tiny(BASE, pack("clause rules.base: First."), second)
    assert "Second." in words(written(library))
    assert [layer.name for layer in library.layers] == ["clauses", "client", "second"]


def test_the_folder_of_a_pack_may_have_the_name_of_ours() -> None:
    own = layer(
        "ask pace: one_of choice (slow fast)\nadvise W-1 info: Fine.\nclause rules.base: First.",
        name="client",
        extra={"platforms.yaml": "x: {name: Ex, category: network}\n"},
    )
    library = tiny(BASE, LayerFiles("pack", "clauses", own.files))
    assert "First." in words(written(library))
    assert library.registry.platforms["x"].name == "Ex"
    assert [(layer.kind, layer.name, layer.path, layer.version) for layer in library.layers] == [
        ("library", "clauses", "clauses", "1"),
        ("pack", "client", "clauses", "1"),
    ]


@pytest.mark.parametrize("kind", ["ask {}: text fact", "advise {} high: x"])
def test_a_pack_gives_an_id_once_and_is_told_where_the_other_is(kind: str) -> None:
    own = pack("\n".join(kind.format(id) for id in ("W-7", "W-8", "W-7")))
    (finding,) = faults("clause rules.a: A.", own)
    first, second = (
        number
        for name, text in own.files.items()
        for number, line in enumerate(text.decode().split("\n"), 1)
        if "id: W-7" in line
    )
    assert (finding.code, finding.location.line) == ("duplicate-id", second)
    assert f"client/{finding.location.file.removeprefix('client/')}:{first}" in finding.message


def test_what_a_pack_forbids_exists() -> None:
    (finding,) = faults("clause rules.base: A.", pack("", manifest="forbids: [rules.bsae]\n"))
    assert (finding.code, finding.hint) == ("unknown-clause", "Did you mean 'rules.base'?")
    assert str(finding.location) == "client/pack.yaml:3"


def test_where_everything_stands_is_known_of_each_layer() -> None:
    own = pack("clause rules.base: First.\n    when: {pace: fast}\nclause own.new: New.\nadvise W-1 info: Fine.")
    located = compile_library((layer(BASE), own), "").locations
    assert str(located["clause"]["rules.base"].location("when")) == "client/sections/rules/base.md:10"
    assert located["clause"]["rules.other"].location().file == "clauses/sections/rules/other.md"
    assert located["advisory"]["W-1"].location().file == "client/advisories.yaml"
    assert located["section"]["own"].location().file == "client/pack.yaml"
    assert located["section"]["more"].location().file == "clauses/library.yaml"
    assert (
        located["question"]["pace"].location("choices", 1).line
        > located["question"]["pace"].location("choices", 0).line
    )


def test_a_slip_in_a_pack_is_told_with_its_own_file() -> None:
    (finding,) = faults(BASE, pack("clause rules.base: First {{ 1 }}."))
    assert finding.location.file == "client/sections/rules/base.md"


def write_pack(folder: Path, own: LayerFiles) -> Path:
    for name, content in own.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.mark.slow
def test_a_pack_lies_over_the_library_as_shipped(tmp_path: Path, own_cache: Path, library: Library) -> None:
    over = load_library([write_pack(tmp_path / "client", pack("", "forbids: [purpose.why]\n"))])
    assert over.forbidden == {"purpose.why": "client"}
    assert over.digest != library.digest
    assert over.clauses == library.clauses


def test_a_pack_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="not a folder"):
        load_library([tmp_path / "nowhere"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableError, match=r"no pack\.yaml"):
        load_library([tmp_path / "empty"])


@pytest.mark.slow
def test_a_pack_in_latin_1_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "client", pack("clause own.a: A."))
    (folder / "sections/own/a.md").write_bytes(b"---\nid: caf\xe9\n---\n")
    with pytest.raises(UnreadableError, match=r"a\.md is not UTF-8"):
        load_library([folder])


@pytest.mark.slow
def test_faults_of_a_pack_are_told_with_what_to_do(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "client", pack("clause own.a: A {{ 1 }}."))
    with pytest.raises(PolicygenError, match="cannot be used") as told:
        load_library([folder])
    assert f"library check --pack {as_typed(folder)}" in told.value.hint


# ---- any content -------------------------------------------------------------------------------------------------------

JUNK: tuple[Any, ...] = (
    None,
    5,
    -1,
    True,
    "x",
    "",
    [],
    {},
    ["x"],
    [1, None],
    {"x": 1},
    {"x": None},
    [{"x": []}],
    [[]],
    "\ue0005\ue001",
    "{{ x",
    "(",
)

SOUND = layer(BASE, extra={
    "sources.yaml": "practice: {title: P, kind: practice, says: x, extent: [anywhere], read: whole, confidence: primary, changes: [{date: 2026-01-01, what: x}]}\n",
    "traps.yaml": "- {id: T-1, pattern: x, unless: y, applies_to: [personal], places: [US], severity: high, why: x, instead: y}\n",
    "platforms.yaml": "x: {name: X, category: network, former_names: [{name: Twitter}], handle: {least: 1, most: 15, pattern: x}, minimum_age: {years: 13}, changes: [{date: 2023-07-24, what: x}]}\n",
})  # fmt: skip


def paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(deeper for key, value in inner for deeper in paths(value, (*path, key)))]


def replaced(data: Any, path: tuple[str | int, ...], junk: Any) -> Any:
    if not path:
        return junk
    changed = dict(data) if isinstance(data, dict) else list(data)
    changed[path[0]] = replaced(data[path[0]], path[1:], junk)
    return changed


SPOTS = [
    (name, path)
    for name, content in SOUND.files.items()
    if name.endswith(".yaml")
    for path in paths(_yaml.parse(content.decode(), name)[0].data)
]


@given(st.sampled_from(SPOTS), st.sampled_from(JUNK))
def test_no_value_in_any_file_makes_the_compiler_fail(spot: tuple[str, tuple[str | int, ...]], junk: Any) -> None:
    compile_with(spot, junk)


def compile_with(spot: tuple[str, tuple[str | int, ...]], junk: Any) -> None:
    name, path = spot
    data = replaced(_yaml.parse(SOUND.files[name].decode(), name)[0].data, path, junk)
    broken = LayerFiles("library", "clauses", {**SOUND.files, name: json.dumps(data, ensure_ascii=False).encode()})
    library, findings = compiled_with_findings(broken)
    if not any(finding.severity is Severity.BLOCK for finding in findings):
        with suppress(InvalidContentError):  # what lacks words that a document needs says so when one is written
            written(library)


@pytest.mark.slow
def test_no_value_at_a_place_drawn_by_chance_makes_the_compiler_fail(chance: Random) -> None:
    for _ in range(100):
        compile_with(chance.choice(SPOTS), chance.choice(JUNK))


@pytest.mark.wide
def test_no_value_at_any_place_of_any_file_makes_the_compiler_fail() -> None:
    for spot in SPOTS:
        for junk in JUNK:
            compile_with(spot, junk)


@given(
    st.sampled_from(sorted(name for name in SOUND.files if name.endswith(".md"))),
    st.text(st.sampled_from("ab:#-|*[](){}`_\n %\ue000\ue0011"), max_size=40),
    st.integers(0, 400),
)
def test_no_words_in_any_clause_make_the_compiler_fail(name: str, words: str, at: int) -> None:
    text = SOUND.files[name].decode()
    compiled_with_findings(
        LayerFiles("library", "clauses", {**SOUND.files, name: (text[:at] + words + text[at:]).encode()})
    )


def test_of_the_lowest_layers_only_the_last_is_kept_however_many_are_compiled() -> None:
    for name in "abc":
        files = layer(f"clause rules.{name}: A.")
        compile_library([files], "")
    assert list(compiling._laid) == [(files.path, files.digest)]


@pytest.mark.parametrize("name", sorted(SOUND.files))
def test_a_missing_or_empty_file_is_told_and_makes_nothing_fail(name: str) -> None:
    for files in ({key: text for key, text in SOUND.files.items() if key != name}, {**SOUND.files, name: b""}):
        compiled_with_findings(LayerFiles("library", "clauses", files))


NEEDED = {
    "sources.yaml": (
        "practice: ",
        {"title": "P", "kind": "practice", "says": "x", "read": "none", "confidence": "unverified"},
    ),
    "platforms.yaml": ("x: ", {"name": "X", "category": "network"}),
    "advisories.yaml": ("- ", {"id": "W-1", "severity": "high", "says": "x", "do": "x"}),
    "traps.yaml": ("- ", {"id": "T-1", "severity": "high", "why": "x", "instead": "x", "pattern": "x"}),
    "contradictions.yaml": ("- ", {"because": "x", "clauses": "[rules.a, rules.b]"}),
    "expected.yaml": ("- ", {"id": "x", "about": "x", "words": "x"}),
    "places.yaml": ("places:\n- ", {"code": "DE", "name": "Germany"}),
    "library.yaml": ("", {"name": "x", "version": "x"}),
    "questions/more.yaml": ("", {"group": "x", "title": "x"}),
}
"""What an entry of each file cannot do without, behind what leads to it."""


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, (_, keys) in NEEDED.items() for key in keys])
def test_what_an_entry_needs_is_demanded_where_it_is_missing(name: str, key: str) -> None:
    lead, keys = NEEDED[name]
    extra = {
        "sources.yaml": "practice: {title: P, kind: practice, says: x, extent: [anywhere], read: none, confidence: unverified}"
    }

    def lacking(missing: str) -> list[str]:
        entry = ", ".join(f"{known}: {value}" for known, value in keys.items() if known != missing)
        files = layer("clause rules.a: A.\nclause rules.b: B.", extra={**extra, name: f"{lead}{{{entry}}}\n"})
        found = compiled_with_findings(files)[1]
        return [finding.location.file for finding in found if finding.code == "missing-key"]

    assert not lacking("")
    assert lacking(key) == [f"clauses/{name}"]


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        (
            "sources.yaml",
            "practice: {title: P, kind: practice, says: x, read: none, confidence: unverified, extent: [anywhere], wat: x}",
        ),
        ("platforms.yaml", "x: {name: X, category: network, wat: x}"),
        ("platforms.yaml", "x: {name: X, category: network, handle: {most: 5, wat: x}}"),
        ("platforms.yaml", "x: {name: X, category: network, former_names: [{name: Y, wat: x}]}"),
        ("platforms.yaml", "x: {name: X, category: network, minimum_age: {years: 13, wat: x}}"),
        ("advisories.yaml", "- {id: W-1, severity: high, says: x, do: x, wat: x}"),
        ("traps.yaml", "- {id: T-1, severity: high, why: x, instead: x, pattern: x, wat: x}"),
        ("contradictions.yaml", "- {because: x, clauses: [rules.a, rules.b], wat: x}"),
        ("expected.yaml", "- {id: x, about: x, words: x, wat: x}"),
        ("places.yaml", "places: [{code: DE, name: Germany, wat: x}]"),
        ("places.yaml", "places: [{code: DE, name: Germany}]\nwat: x"),
        ("spelling.yaml", "wat: x"),
        ("library.yaml", "{name: x, version: x, wat: x}"),
        ("library.yaml", "{name: x, version: x, groups: [{id: x, title: x, wat: x}]}"),
        ("library.yaml", "{name: x, version: x, sections: [{id: x, title: x, wat: x}]}"),
        ("questions/more.yaml", "{group: x, title: x, wat: x}"),
    ],
)
def test_a_key_that_nothing_reads_is_told_wherever_it_stands(name: str, entry: str) -> None:
    extra = {
        "sources.yaml": "practice: {title: P, kind: practice, says: x, extent: [anywhere], read: none, confidence: unverified}"
    }
    found = compiled_with_findings(
        layer("clause rules.a: A.\nclause rules.b: B.", extra={**extra, name: f"{entry}\n"})
    )[1]
    told = [finding for finding in found if finding.code == "unknown-key"]
    assert [finding.location.file for finding in told] == [f"clauses/{name}"]
    assert "'wat'" in told[0].message


QUESTION = {
    "id": "pace",
    "kind": "one_of",
    "says": "fact",
    "ask": "What?",
    "why": "So.",
    "label": "pace",
    "choices": "[{value: a, label: A}]",
}
FIELDS = {**QUESTION, "kind": "records", "choices": "", "key": "x", "fields": "[{id: x, label: X}]"}


@pytest.mark.parametrize(
    ("question", "key"),
    [
        *((QUESTION, key) for key in ("id", "kind", "says", "ask", "why", "label")),
        *(
            ({**QUESTION, "choices": choice}, key)
            for choice, key in (("[{label: A}]", "value"), ("[{value: a}]", "label"))
        ),
        *(({**FIELDS, "fields": field}, key) for field, key in (("[{label: X}]", "id"), ("[{id: x}]", "label"))),
    ],
)
def test_what_a_question_a_choice_and_a_field_need_is_demanded(question: dict[str, str], key: str) -> None:
    def missing(keys: dict[str, str]) -> list[str]:
        lines = "".join(f"\n    {name}: {value}" for name, value in keys.items() if value)
        file = f"group: more\ntitle: More\nquestions:\n  -{lines}\n"
        found = compiled_with_findings(layer("clause rules.a: A.", extra={"questions/more.yaml": file}))[1]
        return [finding.message for finding in found if finding.code == "missing-key"]

    assert not missing(QUESTION)
    assert not missing(FIELDS)
    told = missing(
        {name: value for name, value in question.items() if name != key or question not in (QUESTION, FIELDS)}
    )
    assert any(f"'{key}'" in message for message in told)


@pytest.mark.parametrize(
    ("name", "entry", "key"),
    [
        ("traps.yaml", "- {id: T-1, severity: high, why: x, instead: x, pattern: '('}", "pattern"),
        ("traps.yaml", "- {id: T-1, severity: high, why: x, instead: x, says: a, unless: ['[b']}", "unless"),
        ("platforms.yaml", "x: {name: X, category: network, handle: {pattern: '('}}", "pattern"),
    ],
)
def test_a_pattern_that_cannot_be_one_is_told(name: str, entry: str, key: str) -> None:
    firm = layer("", name="firm", extra={name: entry})
    found = compiled_with_findings(layer("clause rules.a: A."), firm)[1]
    (told,) = [finding for finding in found if finding.code == "bad-pattern"]
    assert told.message.startswith(f"'{key}' is not a regular expression: ")
    assert str(told.location) == f"firm/{name}:1"


# ---- what changed, and when --------------------------------------------------------------------------------------------

SOURCE = "practice: {title: P, kind: practice, says: x, extent: [anywhere], read: none, confidence: unverified"
PLATFORM = "x: {name: X, category: network"


def reference_faults(name: str, entry: str) -> list[tuple[str, str, int]]:
    """What is wrong with one entry of a file, written behind a line of its own."""
    found = compiled_with_findings(layer("clause rules.a: A.", extra={name: f"# one entry\n{entry}}}\n"}))[1]
    return [(finding.code, finding.location.file, finding.location.line) for finding in found]


@pytest.mark.parametrize(("name", "entry"), [("sources.yaml", SOURCE), ("platforms.yaml", PLATFORM)])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("{date: 2026-01-01, wat: It changed.}", "unknown-key"),
        ("{date: 2026-01-01}", "missing-key"),
        ("{what: It changed.}", "missing-key"),
        ("{date: January 2026, what: It changed.}", "not-a-date"),
        ("{date: 2026-13, what: It changed.}", "not-a-date"),
        ("{date: 2026-01-01, what: It changed., kind: colour}", "unknown-value"),
        ("{date: 2026-01-01, what: [It changed.]}", "bad-value"),
        ("It changed.", "bad-value"),
    ],
)
def test_a_change_that_cannot_be_read_is_told_with_its_line(name: str, entry: str, change: str, code: str) -> None:
    found = reference_faults(name, f"{entry}, changes: [\n  {change}]")
    assert code in [found_code for found_code, _, _ in found]
    assert {(file, line) for _, file, line in found} <= {(f"clauses/{name}", 2), (f"clauses/{name}", 3)}


def test_a_change_is_known_by_date_kind_text_and_source() -> None:
    change = "{date: 2023-07, what: Twitter became X., kind: name, source: its own blog, confidence: primary}"
    library = tiny_with("platforms.yaml", f"{PLATFORM}, changes: [{change}]}}\n")
    assert library.registry.platforms["x"].changes == (
        Change("2023-07", "Twitter became X.", "name", "its own blog", "primary"),
    )


def tiny_with(name: str, text: str) -> Library:
    library, findings = compiled_with_findings(layer("clause rules.a: A.", extra={name: text}))
    assert not findings, "\n".join(map(str, findings))
    return library


@pytest.mark.parametrize("key", ["checked", "review_by", "from", "until"])
def test_the_dates_of_a_source_are_days(key: str) -> None:
    assert reference_faults("sources.yaml", f"{SOURCE}, {key}: 11/2026") == [("not-a-date", "clauses/sources.yaml", 2)]


@pytest.mark.parametrize("key", ["as_of: 11/2026", "status_date: spring", "former_names: [{name: Y, until: then}]"])
def test_the_dates_of_a_network_are_dates(key: str) -> None:
    assert reference_faults("platforms.yaml", f"{PLATFORM}, {key}") == [("not-a-date", "clauses/platforms.yaml", 2)]


@pytest.mark.parametrize("date", ["2023", "2023-07", "2023-07-24"])
def test_a_network_changed_on_as_much_of_a_date_as_is_known(date: str) -> None:
    library = tiny_with("platforms.yaml", f"{PLATFORM}, status_date: {date}}}\n")
    assert library.registry.platforms["x"].status_date == date


@pytest.mark.parametrize("key", ["from", "until"])
def test_the_dates_of_an_advisory_are_days(key: str) -> None:
    found = faults(f"advise W-1 high: Risky.\n    {key}: January 2027")
    assert codes(found) == ["not-a-date"]
    assert found[0].location.line


@pytest.mark.parametrize("key", ["former_names: [{name: Y, untl: 2023}]", "minimum_age: {yeers: 13}"])
def test_an_unknown_key_inside_an_entry_is_told(key: str) -> None:
    assert reference_faults("platforms.yaml", f"{PLATFORM}, {key}") == [("unknown-key", "clauses/platforms.yaml", 2)]
