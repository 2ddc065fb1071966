"""Entries of the reference files are read field by field: what stands in the file is what the library says."""

from policygen.conditions.model import AnyOf, Condition
from policygen.findings import Severity
from policygen.library.layers import LayerFiles
from policygen.library.model import Advisory, Library, Source, Spelling, Trap
from policygen.library.template import Table
from policygen.platforms.model import Change, HandleRule, Platform
from tests.support.library import compiled_with_findings, layer

FILES = {
    "sources.yaml": """
practice: {title: P, kind: practice, says: x, extent: [anywhere], read: none, confidence: unverified}
law:
  title: An Act
  kind: law
  says: Ask first.
  extent: [GB, IE]
  read: whole
  confidence: primary
  citation: 2026 c. 1
  url: https://law.example
  sectors: [sport]
  checked: 2026-11-01
  review_by: 2027-11-01
  research: notes
  from: 2026-01-01
  until: 2028-01-01
  changes: [{date: 2026-05, what: More., kind: meaning, source: practice, confidence: primary}]
""",
    "advisories.yaml": """
- {id: W-1, severity: block, on: selection, says: Risky., do: Mend it., when: {pace: fast}, missing: [rules.a], present: [rules.b],
   sources: [law], stops: [rules.a], acceptable: false, from: 2026-01-01, until: 2028-01-01}
- {id: W-2, severity: info, says: Odd., do: Look.}
""",
    "traps.yaml": """
- {id: T-1, forbids: [a], demands: [b], does: [c], allows: [d], says: [e], pattern: f, unless: [g], applies_to: [personal],
   places: [US], unlawful_in: [US], severity: high, why: Law., instead: Other words., sources: [law], catches: [An a.], spares: [A z.]}
""",
    "platforms.yaml": """
x:
  name: X
  category: network
  status: renamed
  owner: X Corp
  aliases: [X.com]
  former_names: [Twitter, {name: Twttr, until: 2006-07}]
  status_date: 2023-07-24
  successor: y
  rule: Mind the handle.
  au16: listed
  byte_dance: true
  federated: true
  ephemeral: true
  minimum_age: {years: 13, confidence: unverified}
  confidence: primary
  as_of: 2026-11-01
  handle: {least: 4, most: 15, pattern: '[a-z]+', note: Letters., confidence: primary}
  changes: [{date: 2023, what: A new name.}]
y: {name: Y, category: network, minimum_age: 16, handle: none}
z: {name: Z, category: network}
""",
    "spelling.yaml": """
words: [{gb: Colour, us: color}, {gb: organise, us: organize, ca: organize}, {gb: same, us: same}]
unavoidable: [Policy]
imperatives: [ask]
abbreviations: [e.g.]
""",
}


def read() -> Library:
    library, findings = compiled_with_findings(
        layer(
            "ask pace: one_of choice (slow fast)\nclause rules.a: A.\nclause rules.b: B.\n",
            extra=FILES,
        )
    )
    assert not findings, "\n".join(map(str, findings))
    return library


def test_a_source_holds_what_its_entry_says() -> None:
    assert read().sources["law"] == Source(
        id="law",
        title="An Act",
        kind="law",
        says="Ask first.",
        extent=("GB", "IE"),
        read="whole",
        confidence="primary",
        citation="2026 c. 1",
        url="https://law.example",
        sectors=("sport",),
        checked="2026-11-01",
        review_by="2027-11-01",
        research="notes",
        changes=(Change("2026-05", "More.", "meaning", "practice", "primary"),),
        starts="2026-01-01",
        ends="2028-01-01",
    )


def test_an_advisory_holds_what_its_entry_says() -> None:
    assert list(read().advisories.values()) == [
        Advisory(
            id="W-1",
            severity=Severity.BLOCK,
            surface="selection",
            says="Risky.",
            do="Mend it.",
            when=Condition((AnyOf("pace", ("fast",)),)),
            missing=("rules.a",),
            present=("rules.b",),
            sources=("law",),
            stops=("rules.a",),
            acceptable=False,
            starts="2026-01-01",
            ends="2028-01-01",
        ),
        Advisory("W-2", Severity.INFO, "answers", "Odd.", "Look.", Condition()),
    ]


def test_a_trap_holds_what_its_entry_says() -> None:
    assert list(read().traps.values()) == [
        Trap(
            id="T-1",
            applies_to=("personal",),
            places=("US",),
            severity=Severity.HIGH,
            why="Law.",
            instead="Other words.",
            unlawful_in=("US",),
            forbids=("a",),
            demands=("b",),
            does=("c",),
            allows=("d",),
            says=("e",),
            pattern="f",
            unless=("g",),
            sources=("law",),
            catches=("An a.",),
            spares=("A z.",),
        )
    ]


def test_a_network_holds_what_its_entry_says() -> None:
    platforms = read().registry.platforms
    assert platforms["x"] == Platform(
        id="x",
        name="X",
        category="network",
        status="renamed",
        owner="X Corp",
        aliases=("X.com",),
        former_names=("Twitter", "Twttr"),
        status_date="2023-07-24",
        successor="y",
        rule="Mind the handle.",
        au16="listed",
        byte_dance=True,
        federated=True,
        ephemeral=True,
        minimum_age=13,
        confidence="primary",
        as_of="2026-11-01",
        handle=HandleRule(4, 15, "[a-z]+", "Letters.", "primary"),
        changes=(Change("2023", "A new name."),),
    )
    assert platforms["y"] == Platform(
        "y", "Y", "network", "active", minimum_age=16, handle=HandleRule(note="has no handles")
    )
    assert platforms["z"] == Platform("z", "Z", "network", "active")


def test_spelling_holds_only_words_that_differ() -> None:
    assert read().spelling == Spelling(
        {"en-US": {"colour": "color", "organise": "organize"}, "en-CA": {"organise": "organize"}},
        frozenset({"policy"}),
        frozenset({"ask"}),
        frozenset({"e.g."}),
    )


# ---- the state of a layer, and the rows of a table ---------------------------------------------------------------------


def test_a_layer_of_another_name_or_other_words_has_another_digest_whatever_ends_its_lines() -> None:
    def state(**files: bytes) -> str:
        return LayerFiles("pack", "client", files).digest

    states = [
        state(a=b"one"),
        state(a=b"two"),
        state(b=b"one"),
        state(a=b"one", b=b""),
        state(a=b"on", b=b"e"),
        state(),
    ]
    assert len(set(states)) == len(states)
    assert state(a=b"one\r\ntwo\rthree") == state(a=b"one\ntwo\nthree")


def test_rows_of_a_table_are_keyed_by_their_first_cell_or_their_number() -> None:
    detail = "\n".join(
        f"      {line}" for line in ("| A | B |", "|---|---|", "| One | 1 |", "| **one** | 2 |", "| | 3 |")
    )
    library, findings = compiled_with_findings(layer(f"clause rules.a: A.\n    detail: |\n{detail}\n"))
    assert not findings
    (table,) = library.clauses["rules.a"].detail
    assert isinstance(table, Table)
    assert table.columns == ("A", "B")
    assert [row.key for row in table.rows] == ["one", "one 2", "3"]
