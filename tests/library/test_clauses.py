"""One Markdown file with front matter as a clause, and every slip in it told with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen._resources import decode_text
from policygen.document.model import Exact, Text
from policygen.findings import Finding, Severity
from policygen.library.clause_file import parse_clause
from policygen.library.model import Clause
from policygen.library.template import (
    Claim,
    Emphasis,
    Inline,
    Item,
    ItemList,
    Link,
    Paragraph,
    Records,
    Refer,
    Row,
    Slot,
    Strong,
    Table,
    Words,
)

FRONT = """\
---
id: rules.base
title: Base
why: It helps.
applies_to: [official]
topics: [scope]
sources: [practice]
edited: 2026-11-22
---
"""
BODY_LINE = FRONT.count("\n") + 1


def clause(body: str, front: str = FRONT) -> Clause:
    found, findings = parsed(front + body)
    assert not findings, findings
    return found


def parsed(text: str) -> tuple[Clause, list[Finding]]:
    findings: list[Finding] = []
    found, _ = parse_clause(text, "a.md", "rules", "policygen", findings)
    return found, findings


def faults(body: str, front: str = FRONT) -> list[Finding]:
    return parsed(front + body)[1]


def fault(body: str, front: str = FRONT) -> tuple[str, int]:
    (finding,) = faults(body, front)
    assert finding.severity is Severity.BLOCK
    return finding.code, finding.location.line


def paragraph(*content: str | Inline) -> Paragraph:
    return Paragraph(run(*content))


def run(*content: str | Inline) -> Words:
    return tuple(Text(inline) if isinstance(inline, str) else inline for inline in content)


# ---- parts -------------------------------------------------------------------------------------------------------------


def test_what_stands_before_the_first_heading_is_the_rule() -> None:
    found = clause("Ask first.\n\n## Always\n\nBreaks are yours.\n\n## Detail\n\nMore.\n")
    assert (found.rule, found.always, found.detail) == (
        (paragraph("Ask first."),),
        (paragraph("Breaks are yours."),),
        (paragraph("More."),),
    )


def test_always_and_detail_may_be_left_out() -> None:
    found = clause("Ask first.\n")
    assert (found.always, found.detail) == ((), ())


@pytest.mark.parametrize("heading", ["## Exceptions", "## always", "### Detail of it"])
def test_any_other_heading_is_no_part_of_a_clause(heading: str) -> None:
    assert faults(f"Ask first.\n\n{heading}\n\nText.\n")


def test_a_part_given_twice_is_told() -> None:
    assert fault("Ask.\n\n## Always\n\nA.\n\n## Always\n\nB.\n") == ("unknown-part", BODY_LINE + 6)


def test_a_clause_without_a_rule_is_told() -> None:
    assert [finding.code for finding in faults("\n## Detail\n\nMore.\n")] == ["missing-rule"]


def test_a_record_may_consist_of_its_table_alone() -> None:
    found = clause("\n## Detail\n\n{{ table.roles }}\n", FRONT.replace("title:", "kind: record\ntitle:"))
    assert found.detail == (Records("roles"),)


@pytest.mark.parametrize("text", ["Ask first.", "--\nid: x\n--\nAsk.", "", "---\nid: x\n"])
def test_a_file_without_front_matter_is_told(text: str) -> None:
    assert parsed(text)[1][0].code == "no-front-matter"


# ---- front matter ------------------------------------------------------------------------------------------------------


def test_a_slip_in_the_front_matter_has_the_line_of_the_file() -> None:
    assert fault("Ask.\n", FRONT.replace("why:", "wy: x\nwhy:"))[1] == 4


def test_an_unknown_key_is_told_with_the_nearest() -> None:
    (finding,) = faults("Ask.\n", FRONT.replace("why:", "statutry: true\nwhy:"))
    assert finding.code == "unknown-key"
    assert "'statutory'" in finding.hint


@pytest.mark.parametrize("key", ["id", "title", "why", "applies_to", "topics", "sources", "edited"])
def test_what_every_clause_needs_is_demanded(key: str) -> None:
    front = "".join(line for line in FRONT.splitlines(keepends=True) if not line.startswith(f"{key}:"))
    assert [finding.code for finding in faults("Ask.\n", front)] == ["missing-key"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("appears: never", "unknown-value"),
        ("kind: licence", "unknown-value"),
        ("changes: [{date: 2026-11-29, kind: all, what: x}]", "unknown-value"),
        ("audience: visitors", "unknown-value"),
        ("withdrawn: yes", "bad-value"),
        ("statutory: maybe", "bad-value"),
        ("points: {a: 1}", "bad-value"),
        ("when: [a]", "bad-condition"),
        ("when: {a: {more: 1}}", "bad-test"),
        ("instead_of: rules.other", "missing-key"),
        ("examples: {inside: x}", "bad-value"),
        ("examples: {besides: [x]}", "unknown-key"),
        ("binds: everybody", "bad-value"),
        ("id: rules.base", "yaml-duplicate-key"),
    ],
)
def test_a_wrong_value_is_told(line: str, code: str) -> None:
    assert fault("Ask.\n", FRONT.replace("why:", f"{line}\nwhy:")) == (code, 4)


@pytest.mark.parametrize("key", ["date", "words", "why", "instead", "severity"])
def test_what_a_withdrawn_sentence_needs_is_demanded(key: str) -> None:
    known = {"date": "2026-11-01", "words": "Ask.", "why": "It binds.", "instead": "Tell.", "severity": "high"}
    lines = "".join(f"\n    {name}: {value}" for name, value in known.items() if name != key)
    assert not faults(
        "Ask.\n",
        FRONT.replace("edited:", f"withdrawn:\n  -{lines}\n    {key}: {known[key]}\nedited:".replace("-\n    ", "- ")),
    )
    (finding,) = faults("Ask.\n", FRONT.replace("edited:", f"withdrawn:\n  -{lines}\nedited:".replace("-\n    ", "- ")))
    assert (finding.code, f"'{key}'" in finding.message) == ("missing-key", True)


def test_a_speaker_that_there_is_not_is_told() -> None:
    assert fault("Ask.\n", FRONT.replace("[official]", "[everyone]")) == ("unknown-value", 5)


def test_windows_lines_and_a_byte_order_mark_are_no_matter_after_decoding() -> None:
    text = decode_text(b"\xef\xbb\xbf" + (FRONT + "Ask first.\n").replace("\n", "\r\n").encode(), "a.md")
    assert parsed(text)[1] == []


# ---- words -------------------------------------------------------------------------------------------------------------


def test_emphasis_links_and_exact_words_are_read() -> None:
    found = clause("A *b* **c** `d` [e](https://x.example) f.\n")
    assert found.rule == (
        paragraph(
            "A ",
            Emphasis(run("b")),
            " ",
            Strong(run("c")),
            " ",
            Exact("d"),
            " ",
            Link("https://x.example", run("e")),
            " f.",
        ),
    )


def test_straight_quotes_become_curly_except_in_exact_words() -> None:
    assert clause('"It\'s" `"it\'s"`.\n').rule == (paragraph("“It’s” ", Exact('"it\'s"'), "."),)


def test_a_slot_is_a_name_with_filters() -> None:
    found = clause('Ask {{ role.press }} on {{ platforms | any_of }} or {{ platforms | count("one", "many") }}.\n')
    assert found.rule == (
        paragraph(
            "Ask ",
            Slot("role.press"),
            " on ",
            Slot("platforms", (("any_of",),)),
            " or ",
            Slot("platforms", (("count", "one", "many"),)),
            ".",
        ),
    )


def test_slots_stand_in_claims_links_and_emphasis() -> None:
    found = clause("[{{ name }} trains **{{ who }}**.](confirm:training=yearly)\n")
    assert found.rule == (
        paragraph(Claim("training", "yearly", run(Slot("name"), " trains ", Strong(run(Slot("who"))), "."))),
    )


def test_a_claim_without_a_value_asks_for_yes() -> None:
    assert clause("[We train.](confirm:trained)\n").rule == (paragraph(Claim("trained", "yes", run("We train."))),)


def test_a_reference_stands_with_its_brackets() -> None:
    assert clause("Ask (see [](#rules.other) too).\n").rule == (
        paragraph("Ask", Refer("rules.other", " (see ", " too)"), "."),
    )


@pytest.mark.parametrize("text", ["See [](#rules.other).", "Ask (see [](#a) and [](#b)).", "**Ask (see [](#a)** now)."])
def test_a_reference_that_cannot_vanish_whole_is_told(text: str) -> None:
    assert {finding.code for finding in faults(text + "\n")} == {"bare-reference"}


def test_a_reference_may_stand_in_emphasis_with_its_brackets() -> None:
    assert clause("**Ask (see [](#a)).**\n").rule == (paragraph(Strong(run("Ask", Refer("a", " (see ", ")"), "."))),)


@pytest.mark.parametrize(
    "text", ["[We ask (see [](#a)).](confirm:b)", "[](confirm:b)", "Ask [](https://x.example).", "[x] (y](z)"]
)
def test_a_link_or_claim_without_words_of_its_own_is_told(text: str) -> None:
    assert "bad-link" in [finding.code for finding in faults(text + "\n")]


@pytest.mark.parametrize(
    "slot",
    [
        "{{ 7*7 }}",
        "{{ a + b }}",
        "{{ a() }}",
        "{{ a[0] }}",
        "{{ a | upper }}",
        "{{ a | count }}",
        "{{ }}",
        "{{ 'x' }}",
        "{{ a if b }}",
        "{{ a, b }}",
        "{{ a | count(1, 2) }}",
        "{{ a }",
        "{ a }}",
        "{% if a %}x{% endif %}",
        "{# a #}",
    ],
)
def test_anything_but_a_name_in_a_slot_is_told(slot: str) -> None:
    assert "bad-slot" in [finding.code for finding in faults(f"Ask.\n\nOr {slot} here.\n")]


@pytest.mark.parametrize("text", ["Say `{{ name }}`.", "See [x](https://x.example/{{ name }})."])
def test_a_slot_where_it_would_not_be_filled_is_told(text: str) -> None:
    assert "bad-slot" in [finding.code for finding in faults(text + "\n")]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x", "/etc/passwd", "other.md", "data:text/html,x"])
def test_a_link_leads_to_the_web_a_letterbox_or_a_clause(address: str) -> None:
    assert "bad-link" in [finding.code for finding in faults(f"See [x]({address}).\n")]


@pytest.mark.parametrize("text", ["# Heading", "> quote", "![x](y.png)"])
def test_markdown_that_clauses_do_not_use_is_told_or_is_plain_words(text: str) -> None:
    found, findings = parsed(f"{FRONT}Ask.\n\n## Detail\n\n{text}\n")
    assert findings or found.detail == (paragraph(text),)


@pytest.mark.parametrize(
    "text", ["Ask <b>first</b>.", "Ask<br/>again.", "<div>Ask.</div>", "<!-- not yet -->", "Write to <kim@x.example>."]
)
def test_html_is_told_with_its_line_since_it_would_be_printed(text: str) -> None:
    for place in (text, f"- {text}", f"**{text}**", f"[{text}](confirm:x)"):
        found = faults(f"Ask.\n\n## Detail\n\n{place}\n")
        assert {(finding.code, finding.location.line) for finding in found} == {("html", BODY_LINE + 4)}, place


@pytest.mark.parametrize("text", ["Ask at 3 < 4.", "A<B is fine.", "Write `<b>` like this.", "5 > 4", "<3"])
def test_signs_that_are_no_html_are_plain_words(text: str) -> None:
    assert faults(f"{text}\n") == []


# ---- lists and tables --------------------------------------------------------------------------------------------------


def test_lists_have_two_levels_at_most() -> None:
    found = clause("Ask:\n\n- a\n  1. b\n- c\n")
    assert found.rule[1] == ItemList((Item(run("a"), ItemList((Item(run("b")),), ordered=True)), Item(run("c"))))
    assert faults("Ask:\n\n- a\n  - b\n    - c\n")[0].code == "bad-markdown"


@pytest.mark.parametrize("item", ["- a\n\n  b\n", "- a\n  - b\n\n  1. c\n"])
def test_a_list_item_holds_one_run_of_words_and_one_list(item: str) -> None:
    assert "bad-markdown" in [finding.code for finding in faults(f"Ask:\n\n{item}")]


def test_a_table_keeps_every_word() -> None:
    found = clause("Ask.\n\n## Detail\n\n| **What** | Who |\n|---|---|\n| *x* | y |\n| z | {{ name }} |\n")
    rows = (Row("x", (run(Emphasis(run("x"))), run("y"))), Row("z", (run("z"), run(Slot("name")))))
    assert found.detail == (Table(("What", "Who"), rows),)


@pytest.mark.parametrize("heading", ["{{ name }}", "`x`", "[x](https://x.example)", "[x](confirm:y)"])
def test_a_heading_of_a_table_has_plain_words(heading: str) -> None:
    assert "bad-heading" in [f.code for f in faults(f"Ask.\n\n## Detail\n\n| {heading} | b |\n|---|---|\n| x | y |\n")]


def test_rows_of_a_table_have_keys_of_their_own() -> None:
    found = clause("Ask.\n\n## Detail\n\n| a | b |\n|---|---|\n| x | 1 |\n| x | 2 |\n|  | 3 |\n|  | 4 |\n")
    (table,) = found.detail
    assert isinstance(table, Table)
    assert len({row.key for row in table.rows}) == 4


def test_a_fault_in_the_words_has_the_line_of_the_file() -> None:
    (finding,) = faults("Ask.\n\n## Detail\n\nFine.\n\nSee [x](ftp://y).\n")
    assert finding.location.line == BODY_LINE + 6


def test_what_a_clause_leads_to_knows_its_line() -> None:
    body = (
        "Ask {{ a }}\nand {{ b }} (see [](#c)).\n\n## Detail\n\n- One\n  and [{{ d }}](confirm:e).\n\n"
        "| x | y |\n|---|---|\n| 1 | {{ f }} |\n\n{{ table.g }}\n"
    )
    lines = {
        node.line - BODY_LINE: type(node).__name__
        for node in clause(body).nodes()
        if isinstance(node, (Slot, Claim, Refer, Records))
    }
    assert lines == {0: "Slot", 1: "Refer", 6: "Slot", 10: "Slot", 12: "Records"}


def test_an_example_knows_its_line() -> None:
    front = FRONT.replace("why:", "examples:\n  inside:\n    - a\n    - b {{ c }}\nwhy:")
    (slot,) = (node for node in clause("Ask.\n", front).nodes() if isinstance(node, Slot))
    assert slot.line == 7


# ---- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["edited", "from", "until"])
@pytest.mark.parametrize(
    "date", ["25/11/2026", "January 2027", "2027-13-01", "2026-02-30", "2026-11", "2026", "20261122", "soon"]
)
def test_a_date_that_is_none_is_told_with_its_line(key: str, date: str) -> None:
    front = FRONT.replace("why:", "") if key == "why" else FRONT
    front = (
        front.replace(*("edited: 2026-11-22", f"edited: {date}"))
        if key == "edited"
        else f"{front[:-4]}{key}: {date}\n---\n"
    )
    (finding,) = faults("Ask.\n", front)
    assert (finding.code, finding.location.line) == ("not-a-date", 8 if key == "edited" else 9)
    assert "2026-11-22" in finding.hint


def test_the_day_of_a_reading_is_a_date() -> None:
    reading = "reviewed_by: {name: A. Advocate, qualified_in: England, date: spring 2026}"
    assert fault("Ask.\n", FRONT.replace("why:", f"{reading}\nwhy:")) == ("not-a-date", 4)
    assert fault("Ask.\n", FRONT.replace("why:", "reviewed_by: {nme: A}\nwhy:"))[0] == "unknown-key"


@given(
    st.lists(st.sampled_from(["a", "É", "word", "1", ".", ",", "-", "?", "!", "’", ":", "/", "–", " ", "_", "{{ x }}"]))
)
def test_a_line_reads_the_same_whatever_else_the_text_holds(signs: list[str]) -> None:
    line = "".join(["You ", *signs])
    alone, beside = clause(line).rule, clause(f"{line}\n\n*End.*").rule
    assert alone == beside[:-1]
