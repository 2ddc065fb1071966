"""Whatever a person types is words: it changes nothing but itself."""

import json

import pytest

from policygen.answers.model import Answers
from policygen.answers.read import read_answers
from policygen.assembly.assemble import assemble
from policygen.document.codec import encode
from policygen.document.model import Document
from policygen.library.model import Library
from policygen.selection.select import select
from tests.support.answers import TODAY, words
from tests.support.hostile import FOREIGN, LONG, MARKUP
from tests.support.strategies import sample


@pytest.mark.slow
@pytest.mark.parametrize("text", [*MARKUP, *FOREIGN])
@pytest.mark.parametrize("name", ["lakeshore-dental", "alder-quay-securities"])
def test_hostile_words_change_nothing_but_the_words_themselves(library: Library, name: str, text: str) -> None:
    text = " ".join(text.split()).rstrip(" .")  # a full stop of theirs takes the place of ours
    plain_data, hostile_data = (
        json.dumps(encode(_with(library, name, word)), ensure_ascii=False) for word in ("Ordinary", text)
    )
    assert hostile_data.replace(json.dumps(text, ensure_ascii=False)[1:-1], "Ordinary") == plain_data
    assert text in hostile_data.replace('\\"', '"').replace("\\\\", "\\")


def _with(library: Library, name: str, word: str) -> Document:
    said = sample(name).values
    person = {"name": word, "role": word}
    changed = {
        **said, "organisation_name": word, "short_name": word, "policy_owner": person, "concern_contacts": ({"name": f"{word} 2"},),
        "brand_handle": word, "management_tool": word, "approved_by": word, "extra_care_roles": (word,), "monitoring_access": (word,),
        "roles": tuple({**row, "name": word, "job": word} for row in said["roles"]),  # type: ignore[dict-item,union-attr]
    }  # fmt: skip
    return assemble(select(library, Answers(changed), TODAY))


@pytest.mark.parametrize("text", LONG)
def test_words_without_end_come_to_a_clear_finding_and_a_bracket(library: Library, text: str) -> None:
    answers, (finding,) = read_answers(f"answers: {{organisation_name: '{text}'}}", "a.yaml", library)
    assert finding.code == "too-long"
    assert "[Confirm: our full legal name]" in words(assemble(select(library, answers, TODAY)))
