"""YAML is read strictly: what a person typed is what is meant, and everything else is told with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen._resources import MAX_BYTES, decode_text, read_text
from policygen._yaml import MAX_DEPTH, parse
from policygen.errors import UnreadableError
from policygen.findings import Severity


def data(text: str) -> object:
    file, findings = parse(text, "a.yaml")
    assert not findings, findings
    return file.data


def fault(text: str) -> tuple[str, int]:
    """The code of the one finding, and its line."""
    _, (finding, *more) = parse(text, "a.yaml")
    assert not more, more
    assert finding.severity is Severity.BLOCK
    assert finding.location.file == "a.yaml"
    return finding.code, finding.location.line


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "on", "off", "1.10", "2026-11-22", "1e3", "0x1F", "007", "1_000", "12:30", "US-NY", "NO", ".5"],
)
def test_what_is_not_plainly_a_number_stays_text(written: str) -> None:
    assert data(f"a: {written}") == {"a": written}


@pytest.mark.parametrize(
    ("written", "meant"),
    [("31", 31), ("-4", -4), ("true", True), ("False", False), ("null", None), ("~", None), ("", None)],
)
def test_whole_numbers_truth_and_nothing_are_read(written: str, meant: object) -> None:
    assert data(f"a: {written}") == {"a": meant}


def test_quotes_make_a_text_of_anything() -> None:
    assert data("""a: "31"\nb: 'true'\nc: ''""") == {"a": "31", "b": "true", "c": ""}


def test_a_duplicate_key_is_told_with_both_lines() -> None:
    _, (finding,) = parse("a: 1\nb: 2\na: 3\n", "a.yaml")
    assert (finding.code, finding.location.line) == ("yaml-duplicate-key", 3)
    assert "line 1" in finding.hint


def test_the_first_of_two_equal_keys_is_kept() -> None:
    assert parse("a: 1\na: 2\n", "a.yaml")[0].data == {"a": 1}


def test_a_duplicate_key_is_found_at_any_depth() -> None:
    assert fault("a:\n  - {b: 1, b: 2}\n") == ("yaml-duplicate-key", 2)


@pytest.mark.parametrize("text", ["a: &x 1\n", "a: [&x 1]\n", "&x a: 1\n", "a: &x {b: 1}\n"])
def test_an_anchor_is_refused(text: str) -> None:
    assert fault(text) == ("yaml-alias", 1)


def test_an_alias_is_refused() -> None:
    _, findings = parse("a: &x 1\nb: *x\n", "a.yaml")
    assert [(finding.code, finding.location.line) for finding in findings] == [("yaml-alias", 1), ("yaml-alias", 2)]


@pytest.mark.parametrize(
    "text",
    ["a: !!python/object/apply:os.system [id]\n", "a: !!str 1\n", "a: !x {b: 1}\n", "!!str a: 1\n", "--- !x\na: 1\n"],
)
def test_a_tag_is_refused(text: str) -> None:
    assert fault(text)[0] == "yaml-tag"


def test_a_bomb_of_aliases_is_refused_without_being_blown_up() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    file, findings = parse(bomb, "a.yaml")
    assert {finding.code for finding in findings} == {"yaml-alias"}
    assert len(file.data["a39"]) == 2


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_ten_thousand_deep_is_a_finding(opening: str) -> None:
    _, findings = parse(opening * 10_000, "a.yaml")
    assert findings[-1].code == "yaml-depth"


def test_deep_nesting_in_blocks_is_told_with_the_line_where_it_is_too_deep() -> None:
    text = "".join(f"{' ' * depth}a:\n" for depth in range(500))
    assert fault(text) == ("yaml-depth", MAX_DEPTH + 2)


def test_brackets_that_a_parser_refuses_before_it_tells_of_them_are_told_as_nesting_with_their_line() -> None:
    assert fault("a: 1\nb:\n  " + "[" * 10_000) == ("yaml-depth", 3)


def test_a_slip_among_few_brackets_is_not_called_nesting() -> None:
    assert fault("a: [[1, 2], [3, 4]]\nb: [1")[0] == "yaml-syntax"


def test_ordinary_nesting_is_read() -> None:
    assert data("[" * MAX_DEPTH + "]" * MAX_DEPTH)


@pytest.mark.parametrize(
    "text", ["a: [1, 2", "a: {b: 1", 'a: "half', "a: 1\n b: 2\n", "\ta: 1", "a: @x", "- 1\nb: 2", "a: b: c"]
)
def test_half_written_yaml_is_a_finding_with_a_line(text: str) -> None:
    code, line = fault(text)
    assert code == "yaml-syntax"
    assert line >= 1


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_holds_nothing_and_is_no_fault(text: str) -> None:
    assert data(text) is None


def test_two_documents_in_one_file_are_refused() -> None:
    assert fault("a: 1\n---\nb: 2\n")[0] == "yaml-documents"


@pytest.mark.parametrize("text", ["[a]: 1\n", "{a: 1}: 2\n", "? [a, b]\n: 1\n"])
def test_a_key_that_is_no_word_is_refused(text: str) -> None:
    assert fault(text)[0] == "yaml-key"


@pytest.mark.parametrize("text", ["a: \x00b", "a: \x07", "a: \ud800"])
def test_characters_that_yaml_does_not_allow_are_a_finding(text: str) -> None:
    assert fault(text)[0] == "yaml-syntax"


def test_a_text_of_millions_of_characters_is_not_even_parsed() -> None:
    assert fault("a: " + "x" * 3_000_000)[0] == "yaml-size"


def test_every_value_knows_its_line() -> None:
    file, _ = parse("a:\n  b: 1\n  c:\n    - x\n    - {d: 2,\n       e: 3}\n", "a.yaml")
    assert file.location("a", "b").line == 2
    assert file.location("a", "c", 0).line == 4
    assert file.location("a", "c", 1, "e").line == 6


def test_what_is_not_in_the_file_is_placed_at_what_encloses_it() -> None:
    file, _ = parse("a:\n  b: 1\n", "a.yaml")
    assert str(file.location("a", "z", 3)) == "a.yaml:1"


def test_lines_count_from_where_the_text_stands_in_its_file() -> None:
    file, _ = parse("a: 1\nb: 2\n", "a.md", first_line=2)
    assert file.location("b").line == 3


@given(st.text(max_size=200))
def test_no_text_at_all_makes_the_reader_fail(text: str) -> None:
    parse(text, "a.yaml")


@given(st.text(st.sampled_from("ab:-? []{},&*!|>'\"#%@`\n\t 01"), max_size=60))
def test_no_scramble_of_signs_makes_the_reader_fail(text: str) -> None:
    parse(text, "a.yaml")


# ---- bytes -------------------------------------------------------------------------------------------------------------


def test_a_byte_order_mark_and_windows_lines_make_no_difference() -> None:
    assert decode_text(b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n", "a.yaml") == "a: 1\nb: 2\nc: 3\n"


@pytest.mark.parametrize(
    "content", ["a: é".encode("latin-1"), "a: 1\nb: “x”".encode("cp1252"), b"\x80\x81\x82", b"PK\x03\x04\xff\xd8"]
)
def test_what_is_not_utf8_is_told_with_what_to_do(content: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"a\.yaml is not UTF-8 text") as told:
        decode_text(content, "a.yaml")
    assert told.value.hint == "Save it as UTF-8."


def test_a_latin_1_file_is_told_with_the_line() -> None:
    with pytest.raises(UnreadableError, match="line 2"):
        decode_text(b"a: 1\nb: caf\xe9\n", "a.yaml")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told(encoding: str) -> None:
    with pytest.raises(UnreadableError):
        decode_text("a: 1\n".encode(encoding), "a.yaml")


def test_a_binary_file_is_told() -> None:
    with pytest.raises(UnreadableError, match="not a text file"):
        decode_text(b"PK\x03\x04\x00\x00", "a.docx")


def test_a_missing_file_a_folder_and_a_huge_file_are_told_apart(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    huge.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(UnreadableError, match="does not exist"):
        read_text(tmp_path / "none.yaml")
    with pytest.raises(UnreadableError, match="is a folder"):
        read_text(tmp_path)
    with pytest.raises(UnreadableError, match="larger than 4 MB"):
        read_text(huge)


def test_a_name_that_no_file_can_have_is_told() -> None:
    with pytest.raises(UnreadableError):
        read_text(Path("a\x00b.yaml"))


def test_a_file_of_three_megabytes_is_read_and_then_refused_as_yaml(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_text("# " + "x" * 3_000_000, encoding="utf-8")
    assert fault(read_text(path))[0] == "yaml-size"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a: 1\nb: "open\nc: 2\nd: [x]\n', 2),
        ("a: 1\nb: 'it''s\nc: 2\n", 2),
        ('"a: 1\nb: 2\n', 1),
    ],
)
def test_a_quotation_mark_that_is_never_closed_is_told_where_it_stands(text: str, line: int) -> None:
    (finding,) = parse(text, "a.yaml")[1]
    assert (finding.code, finding.location.line) == ("yaml-syntax", line)
    assert "never closed" in finding.message


def test_a_slip_behind_a_closed_quotation_is_not_called_an_open_one() -> None:
    for text in ('"a": "b"\n  c: d\n', '"a" b\nc: d\n', "x: 'y' z\n"):
        assert all("never closed" not in finding.message for finding in parse(text, "a.yaml")[1])
