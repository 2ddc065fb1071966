"""`policygen questions`: a form goes out, comes back, and changes what it answers and nothing else."""

import json
from pathlib import Path

import pytest

from tests.cli.running import CAFE, TODAY, policygen
from tests.formats.test_docx_reader_hostile import DOCUMENT, changed, part

MARKUP = DOCUMENT.replace("/", "__").replace(".", "_dot_")
TODAY_IS = ("--date", TODAY)


@pytest.fixture
def client(tmp_path: Path) -> Path:
    answers = tmp_path / "answers.yaml"
    answers.write_text("# ours\n" + CAFE.read_text(encoding="utf-8"), encoding="utf-8")
    return answers


def filled(form: Path, **words: str) -> Path:
    """A form with some words of it typed over."""
    data = form.read_bytes()
    markup = part(data, DOCUMENT).decode()
    for old, new in words.items():
        assert f">{old}<" in markup
        markup = markup.replace(f">{old}<", f">{new}<", 1)
    form.write_bytes(changed(data, **{MARKUP: markup.encode()}))
    return form


def test_a_form_changes_what_it_answers_when_asked_and_nothing_else(client: Path) -> None:
    before = client.read_text(encoding="utf-8")
    said = policygen("questions", client, *TODAY_IS, "--essential")
    form = client.with_name("harbour-street-cafe-questions.docx")
    assert said.code == 0
    assert "--answers" in said.out
    read = ("questions", "--read", form, "--answers", client, *TODAY_IS)
    untouched = policygen(*read)
    assert (untouched.code, client.read_text(encoding="utf-8")) == (0, before)
    filled(form, **{"6": "seven"})
    contradicted = policygen(*read)
    assert (contradicted.code, client.read_text(encoding="utf-8")) == (4, before)
    assert "answers: 6; form: 7" in contradicted.out
    taken = policygen(*read, "--take", "form", "--from", "Ann  Lee")
    assert taken.code == 0
    after = before.replace("headcount: 6", "headcount: 7")
    assert client.read_text(encoding="utf-8") == f"{after}said:\n  headcount: {{by: Ann Lee, on: {TODAY}}}\n"
    assert policygen("check", client, *TODAY_IS).code == policygen("check", CAFE, *TODAY_IS).code


def test_a_form_that_somebody_filled_in_is_never_written_over_unasked(client: Path) -> None:
    form = client.with_name("harbour-street-cafe-questions.docx")
    policygen("questions", client)
    content = filled(form, **{"6": "7"}).read_bytes()
    assert policygen("questions", client).code == 1
    assert form.read_bytes() == content
    assert policygen("questions", client, "--replace").code == 0


def test_what_cannot_be_read_is_told_and_ends_with_3(client: Path) -> None:
    policygen("questions", client)
    form = filled(client.with_name("harbour-street-cafe-questions.docx"), **{"6": "six or so"})
    told = policygen("questions", "--read", form, "--out", client.with_name("new.yaml"), "--json")
    assert told.code == 3
    data = json.loads(told.out)
    assert [(each["question"], each["text"]) for each in data["unread"]] == [("headcount", "six or so")]
    assert "headcount" not in data["read"]
    again = policygen("questions", "--read", form)
    assert again.code == 1
    assert "2 answers files lie beside" in again.err
    client.with_name("new.yaml").unlink()
    client.write_text(client.read_text(encoding="utf-8").replace("Harbour", "Other"), encoding="utf-8")
    told = policygen("questions", "--read", form)
    assert told.code == 1
    assert "is of Harbour Street Café" in told.err


def test_an_answer_of_which_a_part_cannot_be_read_takes_the_place_of_none(client: Path) -> None:
    before = client.read_text(encoding="utf-8")
    policygen("questions", client)
    form = client.with_name("harbour-street-cafe-questions.docx")
    filled(form, **{"sam@harbourstreet.example": "sam at harbour"})
    told = policygen("questions", "--read", form, "--take", "form")
    assert (told.code, client.read_text(encoding="utf-8")) == (3, before)
    assert "“sam at harbour”" in told.out


def test_a_table_is_read_into_a_file_for_each_client(tmp_path: Path, client: Path) -> None:
    sheet, folder = tmp_path / "clients.csv", tmp_path / "clients"
    assert policygen("questions", client, "--format", "csv", "--out", sheet).code == 0
    text = sheet.read_text(encoding="utf-8-sig")
    head, row = text.splitlines()
    other = row.replace("answers.yaml", "../outside").replace(",6,", ",9,")
    third = row.replace("answers.yaml", "").replace("Harbour Street Café", "Quay Café")
    sheet.write_text("\n".join([head, row, other, third]), encoding="utf-8-sig")
    told = policygen("questions", "--read", sheet, "--out", folder)
    assert told.code == 3
    assert "lies outside" in told.out
    assert sorted(path.name for path in tmp_path.rglob("*.yaml")) == ["answers.yaml", "answers.yaml", "quay-cafe.yaml"]
    again = policygen("questions", "--read", sheet, "--out", folder, "--json")
    assert [each["written"] for each in json.loads(again.out)["clients"]] == [False, False, False]


def test_what_is_no_form_is_refused_with_what_to_do(tmp_path: Path, client: Path) -> None:
    for name, content in (("a.pdf", b"%PDF"), ("b.docx", b"PK"), ("c.csv", b"\0\1"), ("d.docx", CAFE.read_bytes())):
        (tmp_path / name).write_bytes(content)
        told = policygen("questions", "--read", tmp_path / name, "--out", tmp_path / "folder")
        assert told.code == 1
        assert told.err.strip()
    assert policygen("questions", client, CAFE, "--out", tmp_path / "x.docx").code == 2


def test_a_word_file_in_which_no_question_of_ours_stands_is_refused_by_its_name(tmp_path: Path) -> None:
    policy = CAFE.with_name("harbour-street-cafe-social-media-policy.docx")
    for name, content, why in (
        ("policy.docx", policy.read_bytes(), "none of our questions stands in it"),
        ("half.docx", policy.read_bytes()[:9000], "damaged"),
        ("empty.docx", b"", "empty"),
    ):
        (tmp_path / name).write_bytes(content)
        told = policygen("questions", "--read", tmp_path / name, "--out", tmp_path / "answers.yaml")
        assert told.code == 1
        assert name in told.err
        assert why in told.err
        assert not (tmp_path / "answers.yaml").exists()


def test_what_a_table_leaves_out_of_a_folder_is_told(tmp_path: Path, client: Path) -> None:
    (client.parent / "house").mkdir()
    (client.parent / "house" / "pack.yaml").write_text("name: house\n", "utf-8")
    told = policygen("questions", client.parent, "--format", "csv", "--out", tmp_path / "clients.csv")
    assert "house" in told.out
    assert "Left out: " in told.out
    assert (tmp_path / "clients.csv").read_text("utf-8-sig").count("answers.yaml") == 1
