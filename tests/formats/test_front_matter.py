"""Front matter: read as YAML it says what the document says, and nothing that a person typed becomes YAML."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yaml
from policygen.document.model import Heading, Paragraph, Text
from policygen.formats.markdown.front_matter import front_matter, with_status, without_front_matter
from policygen.formats.markdown.reader import read
from policygen.formats.text import clean
from tests.formats.example_document import SHORT_PROPERTIES

ISSUED = replace(SHORT_PROPERTIES, owner="Sam Okafor", next_review="2027-11-22", in_force="2026-12-01")


def test_front_matter_says_whose_text_it_is_which_version_and_when_it_is_reviewed() -> None:
    lines = front_matter(ISSUED).splitlines()
    assert (lines[0], lines[-1]) == ("---", "---")
    assert yaml.safe_load("\n".join(lines[1:-1])) == {
        "title": "Social media at Harbour Street Café",
        "organisation": "Harbour Street Café",
        "version": "1",
        "status": "in-force",
        "in-force": "2026-12-01",
        "owner": "Sam Okafor",
        "review": "2027-11-22",
        "lang": "en-GB",
    }


def test_what_is_not_known_is_left_out_and_a_draft_says_so() -> None:
    said = yaml.safe_load(front_matter(replace(SHORT_PROPERTIES, version="draft")).replace("---", ""))
    assert said["status"] == "draft"
    assert not {"owner", "review"} & said.keys()


@given(
    st.text(max_size=40)
    | st.sampled_from(['"', "a: b", "--- \n---", "!!python/object:x", "{{ a }}", "\\", "- x", "é\u2028\x85"])
)
def test_whatever_a_person_typed_is_one_string(name: str) -> None:
    lines = front_matter(replace(ISSUED, organisation=name)).splitlines()
    assert yaml.safe_load("\n".join(lines[1:-1])).get("organisation", "") == " ".join(clean(name).split())
    assert "---" not in lines[1:-1]


def test_a_version_is_told_in_front_matter_that_a_person_may_have_changed() -> None:
    draft = f"{front_matter(replace(ISSUED, version='draft', in_force='', next_review=''))}\n\n# A\n\nstatus: mine\n"
    theirs = draft.replace("---\ntitle", '---\ntags: [hr, "status: x"]\ntitle')
    expected = front_matter(ISSUED).replace("---\ntitle", '---\ntags: [hr, "status: x"]\ntitle')
    said = with_status(theirs, ISSUED)
    assert sorted(said.splitlines()) == sorted(f"{expected}\n\n# A\n\nstatus: mine\n".splitlines())
    assert said.endswith("---\n\n# A\n\nstatus: mine\n")
    assert with_status("# A\n\nversion: 1\n", ISSUED) == "# A\n\nversion: 1\n"


@pytest.mark.parametrize("closing", ["---", "..."])
def test_front_matter_is_passed_over_and_every_line_keeps_its_number(closing: str) -> None:
    text = f"---\ntitle: x\n{closing}\n\n## A\n\nb\n"
    assert [each.piece for each in read(text).pieces] == [
        Heading(1, (Text("A"),), numbered=False),
        Paragraph((Text("b"),)),
    ]
    assert read(text).pieces[1].position.first == 6


@pytest.mark.parametrize(
    "text", ["---\n\nA line\n\n---\n\nb\n", "---\na\n", "a\n---\nb: c\n---\n", "--- x\na: b\n---\n"]
)
def test_a_line_across_is_no_front_matter(text: str) -> None:
    assert without_front_matter(text) == text
