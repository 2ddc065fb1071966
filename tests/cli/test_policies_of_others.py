"""`policygen check` on a policy that policygen did not make: what is wrong where, and what to write instead."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from policygen.app.anybody import quoted
from tests.cli.running import SAMPLES, TODAY, Outcome, policygen

OLD = SAMPLES / "old-policy.md"
OURS = SAMPLES / "harbour-street-cafe" / "harbour-street-cafe-social-media-policy.docx"


def checked(path: Path, *options: object, code: int = 3) -> dict[str, Any]:
    outcome = policygen("check", path, "--json", "--date", TODAY, *options)
    assert outcome.code == code, outcome.said
    return json.loads(outcome.out)[0]  # type: ignore[no-any-return]


def hits(report: dict[str, Any], trap: str) -> list[dict[str, Any]]:
    return [hit for hit in report["policy"]["hits"] if hit["trap"] == trap]


def codes(report: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in report["findings"]}


def as_word(folder: Path, name: str = "old.docx") -> Path:
    document = docx.Document()
    for line in filter(None, OLD.read_text(encoding="utf-8").split("\n")):
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), level=line.count("#", 0, 3))
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(line)
    path = folder / name
    document.save(str(path))
    return path


CONTENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 ><office:body><office:text>{}</office:text></office:body></office:document-content>"""


def as_odt(folder: Path, body: str = "", mimetype: str = "application/vnd.oasis.opendocument.text") -> Path:
    lines: list[str] = []
    for line in filter(None, OLD.read_text(encoding="utf-8").split("\n")):
        if line.startswith("#"):
            lines.append(f'<text:h text:outline-level="1">{line.lstrip("# ")}</text:h>')
        elif line.startswith("- "):
            lines.append(f"<text:list><text:list-item><text:p>{line[2:]}</text:p></text:list-item></text:list>")
        else:
            lines.append(f"<text:p><text:span>{line[:5]}</text:span>{line[5:]}</text:p>")
    path = folder / "old.odt"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", mimetype)
        package.writestr("content.xml", CONTENT.format(body or "".join(lines)))
    return path


@pytest.mark.slow
def test_the_first_line_says_that_policygen_did_not_make_it_and_for_where_it_was_read() -> None:
    first = " ".join(policygen("check", OLD, "--in", "GB-ENG,California", "--date", TODAY).out.split("\n\n")[0].split())
    assert "policygen did not make this policy" in first
    assert "for England and California" in first
    everywhere = " ".join(policygen("check", OLD, "--date", TODAY).out.split("\n\n")[0].split())
    assert "for everywhere" in everywhere
    assert "--in" in everywhere


def test_an_item_is_read_with_its_stem_and_told_with_heading_and_paragraph() -> None:
    report = checked(OLD, "--in", "US-CA")
    found = hits(report, "T-01")
    assert any("You must not" in hit["words"] and "say anything negative" in hit["words"] for hit in found)
    assert all("Your own pages" in hit["heading"] and hit["paragraph"] > 5 for hit in found)
    assert all(hit["instead"] and hit["why"] for hit in report["policy"]["hits"])


def test_unlawful_there_comes_first_then_risky_and_elsewhere_last_for_information() -> None:
    report = checked(OLD, "--in", "GB-ENG")
    order = ["unlawful here", "risky here", "elsewhere only"]
    verdicts = [order.index(hit["verdict"]) for hit in report["policy"]["hits"]]
    assert verdicts == sorted(verdicts)
    assert 2 in verdicts
    ids = {hit["trap"] for hit in report["policy"]["hits"] if hit["verdict"] == "elsewhere only"}
    assert {f["severity"] for f in report["findings"] if f["code"] in ids and "(elsewhere only)" in f["message"]} == {
        "info"
    }


def test_places_change_the_verdict() -> None:
    there, elsewhere = (
        {(hit["trap"], hit["words"]): hit["verdict"] for hit in checked(OLD, "--in", place)["policy"]["hits"]}
        for place in ("US-CA", "GB-ENG")
    )
    assert there.keys() == elsewhere.keys()
    assert there != elsewhere


def test_networks_that_closed_or_have_another_name_are_told() -> None:
    told = [f["message"] for f in checked(OLD)["findings"] if f["code"].startswith("network-")]
    assert any(message.startswith("Twitter is called X now") for message in told)
    assert any(message.startswith("Google+ closed") for message in told)
    assert any(message.startswith("Vine closed") for message in told)


def test_a_word_that_is_also_a_network_counts_only_beside_another(tmp_path: Path) -> None:
    path = tmp_path / "p.md"
    path.write_text("The Workplace rules follow the usual Path. A vine grows at the gate.\n", encoding="utf-8")
    assert not {code for code in codes(checked(path, code=0)) if code.startswith("network")}


def test_each_sentence_is_told_once_under_its_trap_with_its_place_and_the_counts_add_up() -> None:
    told = " ".join(policygen("check", OLD, "--in", "GB-ENG", "--date", TODAY).out.split())
    report = checked(OLD, "--in", "GB-ENG")["policy"]
    for verdict, heading in (("unlawful here", "Unlawful there"), ("risky here", "Risky there")):
        found = [hit for hit in report["hits"] if hit["verdict"] == verdict]
        sentences = {(hit["paragraph"], hit["words"]) for hit in found}
        number = f"{len(sentences)} sentence{'s' if len(sentences) != 1 else ''}"
        assert (f" {heading} ({number}) " in told) is bool(found)
        for hit in found:
            under = f"{quoted(hit['heading'], 60)}, " if hit["heading"] else ""
            assert f" - {under}paragraph {hit['paragraph']}: “{quoted(hit['words'])}”" in told
            assert f" Write instead: {hit['instead']} " in told
    elsewhere = [hit for hit in report["hits"] if hit["verdict"] == "elsewhere only"]
    assert all(f" {hit['trap']} (" in told for hit in elsewhere)


def test_where_nothing_is_wrong_no_heading_stands_over_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.md"
    path.write_text("# Policy\n\nPolicy owner: Kim Lee. In force from 1 May 2026. Next review: May 2027.\n\n"
                    "Nothing in this policy stops you from reporting wrongdoing.\n", encoding="utf-8")  # fmt: skip
    headings = re.findall(r"^(\w.*) \(\d+.*\)$", policygen("check", path, "--date", TODAY).out, re.M)
    assert headings == ["Not found, by words"]


def test_networks_and_what_is_missing_are_told_line_by_line_with_what_to_do() -> None:
    told = " ".join(policygen("check", OLD, "--date", TODAY).out.split())
    named = [finding for finding in checked(OLD)["findings"] if finding["code"].startswith(("network-", "no-"))]
    assert named
    for finding in named:
        assert f"- {finding['message']} {finding['hint']}".strip() in told


def test_what_is_missing_is_told_as_not_found_and_never_surer() -> None:
    report = checked(OLD)
    assert "for everywhere: name places with --in to be told what counts there" in report["policy"]["about"]
    assert {"no-owner", "no-review-date", "no-rights-line", "old-date"} <= codes(report)
    topics = [f["message"] for f in report["findings"] if f["code"] == "topic-not-found"]
    assert any("artificial intelligence" in message for message in topics)
    assert all(message.startswith("We did not find anything about ") for message in topics)


def test_what_is_there_is_not_missing(tmp_path: Path) -> None:
    path = tmp_path / "p.md"
    path.write_text(
        "# Policy\n\nPolicy owner: Kim Lee. In force from 1 May 2026. Next review: May 2027.\n\n"
        "Nothing in this policy stops you from reporting wrongdoing.\n",
        encoding="utf-8",
    )
    assert not {"no-owner", "no-review-date", "no-rights-line", "no-date", "old-date"} & codes(checked(path, code=0))


@pytest.mark.slow
def test_every_format_gives_the_same_hits(tmp_path: Path) -> None:
    text = tmp_path / "old.txt"
    text.write_text(OLD.read_text(encoding="utf-8").replace("# ", "").replace("#", ""), encoding="cp1252")
    said = {
        path.suffix: {(hit["trap"], hit["words"]) for hit in checked(path)["policy"]["hits"]}
        for path in (OLD, as_word(tmp_path), as_odt(tmp_path), text)
    }
    assert said[".docx"] == said[".odt"] == said[".md"] == said[".txt"]
    assert said[".md"]


def test_headings_that_are_only_bold_and_items_that_are_only_typed_are_read_as_such(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Your own pages").bold = True
    document.add_paragraph("You must not:")
    document.add_paragraph("– disparage the company")
    document.add_paragraph("(b) criticise a manager")
    document.save(str(tmp_path / "p.docx"))
    found = hits(checked(tmp_path / "p.docx", "--in", "US-CA"), "T-01")
    assert {hit["heading"] for hit in found} == {"Your own pages"}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.doc", "old Word format"),
        ("a.pdf", "a PDF"),
        ("a.rtf", "Rich Text"),
        ("a.docm", "with macros"),
        ("a.html", "web page"),
    ],
)
def test_what_is_not_read_is_named_with_the_way_out(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    outcome = policygen("check", tmp_path / name)
    assert outcome.code == 1
    assert words in outcome.out
    assert "save it as a Word document (.docx)" in outcome.out


def test_a_template_is_read_and_called_one(tmp_path: Path) -> None:
    assert "This is a Word template." in checked(as_word(tmp_path, "old.dotx"))["policy"]["about"]


@pytest.mark.parametrize(
    ("body", "mimetype", "words"),
    [
        ("", "application/vnd.oasis.opendocument.spreadsheet", "not an OpenDocument text"),
        (
            "<text:p>" + "a" * 1_000_001 + "</text:p>",
            "application/vnd.oasis.opendocument.text",
            "more than 1,000,000 characters",
        ),
        ("<text:section>" * 200 + "</text:section>" * 200, "application/vnd.oasis.opendocument.text", "levels deep"),
        ("<text:p/>" * 600_001, "application/vnd.oasis.opendocument.text", "tags"),
        ("<text:p>&x;</text:p>", "application/vnd.oasis.opendocument.text", "not well-formed"),
    ],
    ids=["a spreadsheet", "too long", "too deep", "too many", "entities"],
)
def test_an_open_document_is_read_within_bounds(tmp_path: Path, body: str, mimetype: str, words: str) -> None:
    outcome = policygen("check", as_odt(tmp_path, body, mimetype))
    assert outcome.code == 1
    assert words in outcome.out
    assert len(outcome.out) < 600


def test_an_open_document_without_a_text_is_told(tmp_path: Path) -> None:
    path = as_odt(tmp_path)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", CONTENT.format("").replace("office:text", "office:drawing"))
    outcome = policygen("check", path)
    assert (outcome.code, "it has no text" in outcome.out) == (1, True)


@pytest.mark.slow
def test_a_trap_says_where_of_the_places_named_it_binds_when_it_does_not_bind_in_all() -> None:
    for places, said in (("US-CA", ""), ("US-CA,US-NY", ""), ("GB-ENG,US-CA", " in California")):
        told = " ".join(policygen("check", OLD, "--in", places, "--date", TODAY).out.split())
        hit = hits(checked(OLD, "--in", places), "T-36")[0]
        assert f" T-36 {hit['severity']}{said}: {hit['why']}" in told


def test_repeats_and_deleted_words_of_an_open_document_count_for_nothing(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>Never disparage us.</text:p></text:tracked-changes>"
        '<text:p>Ask<text:s text:c="2000000000"/>first.</text:p><table:table><table:table-row>'
        '<table:table-cell table:number-columns-repeated="2000000000"><text:p>Never disparage us.</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    assert len(hits(checked(as_odt(tmp_path, body), "--in", "US-CA"), "T-01")) == 1


def test_an_empty_policy_is_told(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "scan.docx"))
    outcome = policygen("check", tmp_path / "scan.docx")
    assert (outcome.code, "holds no text" in outcome.out) == (1, True)


@pytest.mark.slow
def test_one_paragraph_beyond_measure_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text("word " * 8_000 + "you must never disparage the company", encoding="utf-8")
    assert len(hits(checked(path, "--in", "US-CA"), "T-01")) == 1


def test_a_place_that_is_none_is_told_with_the_nearest() -> None:
    outcome = policygen("check", OLD, "--in", "Californa")
    assert outcome.code == 2
    assert "California" in outcome.err


def test_the_severity_that_fails_is_chosen() -> None:
    assert policygen("check", OLD, "--fail-on", "never").code == 0
    assert policygen("check", OLD, "--in", "GB-ENG", "--fail-on", "block").code in (0, 3)


@pytest.mark.slow
def test_a_document_of_ours_is_checked_as_ever_and_with_places_read_for_them_too() -> None:
    plain = checked(OURS, code=0)
    assert "policy" not in plain
    report = checked(OURS, "--in", "US-CA", "--fail-on", "never", code=0)
    assert report["policy"]["about"].startswith("policygen made this document.")
    assert "California" in report["policy"]["about"]


def wide(outcome: Outcome) -> int:
    return max(map(len, outcome.out.split("\n")))


def test_the_report_fits_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    outcome = policygen("check", OLD, "--in", "GB-ENG,US-CA", "--date", TODAY)
    assert wide(outcome) <= 80 or str(OLD) in outcome.out.split("\n")[0]
    assert "Write instead:" in outcome.out
    assert "paragraph" in outcome.out


@pytest.mark.parametrize("command", ["explain", "update"])
def test_other_commands_say_first_that_policygen_did_not_make_it(tmp_path: Path, command: str) -> None:
    options = ["--plan"] if command == "update" else []
    outcome = policygen(command, as_word(tmp_path), *options)
    assert outcome.code == 1
    assert "was not made by policygen" in outcome.err
    assert "policygen check" in outcome.err
