"""The record: what travels with a document comes back as it was, and what is none is told."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.answers.model import Answerer
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import DOCUMENTS
from policygen.document.codec import TREE_VERSION
from policygen.document.model import (
    Answer,
    Confirm,
    Document,
    Exact,
    Origin,
    Paragraph,
    Part,
    Properties,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.library.model import Library
from policygen.record.model import (
    Issue,
    NewerRecordError,
    Record,
    RecordError,
    Version,
    decode_record,
    digest,
    encode_record,
    is_newer,
)
from policygen.record.printed import printed_answers
from policygen.record.working_paper import WorkingPaper, decode_paper, describe, encode_paper
from policygen.selection.select import select
from tests.support.answers import decide, words, written
from tests.support.library import tiny
from tests.support.strategies import sample, sample_names

texts = st.text(st.characters(exclude_categories=("Cs",)))


SMALL = Document(
    Properties("Policy", "Policy of Quay", "Quay", "en-GB", "a4", "policy", "short", "1", "2026-11-22"),
    (
        Part(
            Origin("title", "title", "Policy"),
            (
                Paragraph((Text("Ask "), Strong((Exact("Sam"),)), Confirm("headcount", (Text("how many"),)))),
                Table("roles", ("Who",), (Row("a", ((Text("x"),),)),)),
            ),
        ),
    ),
)


def record(document: Document, **others: Any) -> Record:
    return Record(document, (("policygen", "2026.11"), ("firm", "3")), Issue(**others))


@pytest.fixture(scope="module")
def document(library: Library) -> Document:
    return written(library, organisation_name="Quay", headcount=6)


def test_a_record_comes_back_as_it_was(document: Document) -> None:
    given = record(
        document,
        shape=2,
        documents=("policy", "card"),
        status="issued",
        history=(Version("1", "2026-12-01", "The board", "First version"),),
        editions=(("personal.own-views", "2026-11-22"),),
        trades=("dog-grooming",),
        vocabulary=(("customer", ("a client", "clients")),),
        author="policygen",
    )
    assert decode_record(encode_record(given)) == given
    waiting = replace(given, pending=document.parts[:2])
    assert decode_record(encode_record(waiting)) == waiting


@given(texts, texts)
def test_whatever_was_typed_comes_back(words: str, path: str) -> None:
    typed = Part(SMALL.parts[0].origin, (Paragraph((Answer(words, path), Exact(words))),))
    given = record(replace(SMALL, parts=(typed,)), author=words)
    assert decode_record(encode_record(given)) == given


def test_a_field_with_nothing_to_say_is_not_written() -> None:
    assert json.loads(encode_record(Record(SMALL, ()))).keys() == {"policygen", "layers", "document"}
    assert json.loads(encode_record(record(SMALL, trades=("baker",))))["issue"] == {"trades": ["baker"]}


def test_a_record_of_the_first_format_is_read_and_tells_its_answers_by_their_place() -> None:
    data = json.loads(encode_record(Record(SMALL, (("policygen", "2026.11"),))))
    data["policygen"], data["document"]["tree"] = 1, 1
    data["answers"] = {"policy_owner": {"name": "Sam", "role": "Owner, and cook"}, "places": ["Leeds", "York"]}
    data["document"]["parts"][0]["blocks"] = [
        ["paragraph", "body", ["Ask ", ["strong", [["exact", "Sam"]]], " of ", ["exact", "York"], ["exact", "Other"]]],
        [
            "table",
            "roles",
            "records",
            ["Who"],
            [1],
            [["a", [[["exact", "Sam, Owner, and cook"], ["exact", "Sam, Jo"]]]]],
        ],
    ]
    found = decode_record(json.dumps(data).encode())
    assert list(printed_answers(found.document.parts)) == [("policy_owner.name", "Sam"), ("places.1", "York")]
    assert words(found.document) == "Ask Sam of YorkOther\nWho\nSam, Owner, and cookSam, Jo"
    assert decode_record(encode_record(found)) == found


def test_the_same_record_is_the_same_text(document: Document) -> None:
    one, two = record(document, author="a", shape=2), record(document, shape=2, author="a")
    assert encode_record(one) == encode_record(two)
    assert digest(encode_record(one)) == digest(encode_record(two))
    changed = replace(document, properties=replace(document.properties, date="2027-01-01"))
    assert digest(encode_record(record(changed))) != digest(encode_record(record(document)))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe", b"[]", b"null", b"7", b'"x"', b"{}", b'{"policygen": 1}', b'{"policygen": "1"}', b"[" * 200_000,
        b'{"policygen": 1, "layers": [], "answers": {}, "document": {}}',
        b'{"policygen": 1, "layers": 7, "answers": {}, "document": []}',
        b'{"policygen":1,"layers":[],"answers":{},"document":{"tree":1,"properties":{},"parts":[]}}',
    ],
)  # fmt: skip
def test_what_is_no_record_is_told(content: bytes) -> None:
    with pytest.raises(RecordError):
        decode_record(content)


@pytest.mark.parametrize("layers", [[["a"]], [["a", "1", "b", "c"]], [[]], [["a", "1"], ["b"]], [["a", 1]]])
def test_layers_that_are_no_names_with_versions_are_told(layers: list[list[object]], document: Document) -> None:
    data = json.loads(encode_record(record(document)))
    with pytest.raises(RecordError, match="its layers are no names with versions"):
        decode_record(json.dumps({**data, "layers": layers}).encode())


def test_a_record_of_a_later_format_is_told_as_one(document: Document) -> None:
    data = json.loads(encode_record(record(document)))
    later = json.dumps({**data, "policygen": 3}).encode()
    with pytest.raises(NewerRecordError, match=r"made by a newer policygen \(format 3"):
        decode_record(later)
    assert [is_newer(content) for content in (later, encode_record(record(document)), b"[]")] == [True, False, False]
    data["document"]["tree"] = TREE_VERSION + 1
    with pytest.raises(NewerRecordError, match=r"made by a newer policygen \(tree version"):
        decode_record(json.dumps(data).encode())


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything that some data holds."""
    yield at
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(inner, (*at, key))


WRONG = (None, True, 7, -1, 1.5, "words", [], {}, ["words"], [["strong", 5]], {"a": 1}, "\ud800", 10**30)


@given(st.data())
def test_a_value_of_another_type_is_told_or_harmless(data: st.DataObject) -> None:
    whole = json.loads(encode_record(record(SMALL)))
    way = data.draw(st.sampled_from([*paths(whole)][1:]))
    inner = whole
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = data.draw(st.sampled_from(WRONG))
    try:
        found = decode_record(json.dumps(whole).encode())
    except RecordError:
        return
    # What is taken for a record can be walked and written like any other.
    assert isinstance(words(found.document), str)
    assert decode_record(encode_record(found)) == found


def test_a_tree_nested_beyond_reason_is_told(document: Document) -> None:
    data = json.loads(encode_record(record(document)))
    data["document"]["parts"][0]["blocks"] = [["paragraph", "body", ["here"]]]
    for depth in (300, 3_000, 100_000):
        deep = '["strong",[' * depth + '"x"' + "]]" * depth
        content = json.dumps(data).replace('"here"', deep).encode()
        with contextlib.suppress(RecordError):
            assert decode_record(content).document.parts


@given(st.data())
def test_damage_is_told_or_harmless(data: st.DataObject) -> None:
    content = bytearray(encode_record(record(SMALL)))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(RecordError):
        decode_record(bytes(content))


# ---- what may travel ---------------------------------------------------------------------------------------------------


def test_only_what_a_reader_sees_travels(library: Library) -> None:
    said = {
        "organisation_name": "Quay Works", "headcount": 6, "platforms": ["x"], "brand_handle": "quayworks-hidden",
        "policy_owner": {"name": "Sam Okafor", "role": "Owner", "email": "sam@quay.example"},
    }  # fmt: skip
    document = written(library, **said)
    kept = dict(printed_answers(document.parts))
    owner = {"policy_owner.name": "Sam Okafor", "policy_owner.role": "Owner", "policy_owner.email": "sam@quay.example"}
    assert kept.items() >= {"organisation_name": "Quay Works", "platforms.0": "X", **owner}.items()
    assert not kept.keys() & {"headcount", "brand_handle"}
    content = encode_record(Record(document, library.editions)).decode()
    assert "quayworks-hidden" not in content


def test_a_contact_that_is_not_printed_leaves_no_empty_entry() -> None:
    library = tiny("""
        ask policy_owner: contact fact
        ask press: contact fact
        clause rules.a: Ask {{ press }}.
            when: {press: {known: true}}
        """)
    kept = printed_answers(written(library, press={"name": "Jo", "email": "jo@x.example"}).parts)
    assert dict(kept) == {"press.name": "Jo"}
    kept = printed_answers(written(library, policy_owner={"name": "Sam", "phone": "1"}).parts)
    assert dict(kept) == {"policy_owner.name": "Sam"}


def test_a_document_that_prints_no_names_carries_none(library: Library) -> None:
    selection = decide(library, organisation_name="Quay", headcount=300, names_in_policy="roles_only",
                       policy_owner={"name": "Zebulon Quartermain", "role": "Head of Press", "email": "zq@quay.example"})  # fmt: skip
    for kind in DOCUMENTS.values():
        document = assemble(selection, kind)
        content = encode_record(Record(document, library.editions)).decode()
        assert "Zebulon" not in content
        assert "zq@quay.example" not in content


@pytest.mark.some_every_day(3)
@pytest.mark.parametrize("name", sample_names())
def test_the_working_paper_holds_every_answer_and_every_reason(name: str, library: Library) -> None:
    selection = select(library, sample(name), "2026-11-22")
    content = encode_record(Record(assemble(selection), library.editions))
    text = encode_paper(describe(selection, content, "abc", "answers.yaml"))
    assert decode_paper(text) == describe(selection, content, "abc", "answers.yaml")
    paper = json.loads(text)
    assert next(iter(paper)) == "notice"
    assert "Working paper" in paper["notice"]
    assert paper["answers"].keys() == selection.situation.given.keys()
    assert paper["record"] == digest(content)
    assert paper["answers_digest"] == "abc"
    assert paper["answers_file"] == "answers.yaml"
    assert all(entry["why"] for entry in paper["clauses"].values())
    assert all(entry["because"] for entry in paper["advisories"])
    assert encode_record(decode_record(json.dumps(paper["document"], ensure_ascii=False).encode())) == content


def test_a_working_paper_comes_back_as_it_was(library: Library) -> None:
    paper = WorkingPaper(
        "abc",
        {"headcount": 6, "roles": [{"role": "press", "name": "Ann"}]},
        {"spelling": "en-GB"},
        "../clients/quay.yaml",
        said={"headcount": Answerer("Ann Lee", "2026-11-22")},
    )
    assert decode_paper(encode_paper(paper)) == paper


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff", b"[]", b"null", b"{}", b'{"policygen": 2, "answers": {}}', b"[" * 100_000,
        b'{"policygen": "1", "record": "x", "answers": {}}', b'{"policygen": 2, "record": "x", "answers": []}',
        b'{"policygen": 2, "record": 7, "answers": {}}', b'{"policygen": 2, "record": "x", "answers": {}, "layers": {}}',
        b'{"policygen": 2, "record": "x", "answers": {}, "taken_by_default": 7}',
        b'{"policygen": 2, "record": "x", "answers": {}, "clauses": {"a": []}}',
        b'{"policygen": 2, "record": "x", "answers": {}, "answers_file": {}}',
    ],
)  # fmt: skip
def test_what_is_no_working_paper_is_told(content: bytes) -> None:
    with pytest.raises(RecordError):
        decode_paper(content)


def test_a_working_paper_of_a_later_format_is_told_as_one() -> None:
    with pytest.raises(NewerRecordError, match="made by a newer policygen"):
        decode_paper(b'{"policygen": 3, "record": "x", "answers": {}}')
