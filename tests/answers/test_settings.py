"""An answer in one line is read as its question is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.answers.settings import read_setting
from policygen.errors import UsageError
from tests.support.library import tiny

QUESTIONNAIRE = tiny("""
    ask name: text fact
        formerly: [title]
    ask headcount: integer fact
    ask steps: many_of fact (a b)
    ask areas: texts fact
    ask owner: contact fact
    ask people: contacts fact
    ask roles: records fact
        key: role
        fields: [{id: role, kind: text, label: Role, required: true}]
    """).questionnaire


@pytest.mark.parametrize(
    ("setting", "data"),
    [
        ("name=Quay Lane Traders, Inc.", "Quay Lane Traders, Inc."),
        ("name='Quay Lane, Inc.'", "Quay Lane, Inc."),
        ("title=A, B and Co", "A, B and Co"),
        ("name=[sic] Ltd", "[sic] Ltd"),
        ("name=a=b", "a=b"),
        ("name=", None),
        ("headcount=1,200", "1,200"),
        ("steps=a,b", ["a", "b"]),
        ("steps=[a, b]", ["a", "b"]),
        ("steps=a", ["a"]),
        ("areas=Kitchen, back, Yard", ["Kitchen", "back", "Yard"]),
        ('areas="Kitchen, back", Yard', ["Kitchen, back", "Yard"]),
        ("areas=“Kitchen, back”, Yard", ["Kitchen, back", "Yard"]),
        ('areas=["Kitchen, back", Yard]', ["Kitchen, back", "Yard"]),
        ("owner=Ann Lee", "Ann Lee"),
        ("owner=Lee, Ann", "Lee, Ann"),
        ("owner={name: Ann Lee, role: Owner}", {"name": "Ann Lee", "role": "Owner"}),
        ('owner={"name": "Lee, Ann"}', {"name": "Lee, Ann"}),
        ("people=Lee, Ann", "Lee, Ann"),
        ("people=[{name: A}, {name: B}]", [{"name": "A"}, {"name": "B"}]),
        ("people={name: A}, {name: B}", [{"name": "A"}, {"name": "B"}]),
        ("roles={role: a}", {"role": "a"}),
    ],
)
def test_the_kind_of_the_question_decides_how_a_setting_is_read(setting: str, data: Any) -> None:
    assert read_setting(setting, QUESTIONNAIRE) == (setting.partition("=")[0], data)


@pytest.mark.parametrize("setting", ["name", "=x", "", "owner={name: A", "roles={role: a"])
def test_what_is_no_setting_is_answered_with_how_to_write_one(setting: str) -> None:
    with pytest.raises(UsageError) as told:
        read_setting(setting, QUESTIONNAIRE)
    assert "--set" in told.value.hint


@given(
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1).filter(
        lambda text: not set(text) & set("\"'“”‘’„«»‚‹›「」")
    )
)
def test_a_text_is_taken_as_it_is_whatever_it_holds(text: str) -> None:
    assert read_setting(f"name={text}", QUESTIONNAIRE) == ("name", text)


@given(st.lists(st.text(st.sampled_from("ab, -"), min_size=1).map(str.strip).filter(bool), min_size=1))
def test_entries_in_quotes_may_hold_commas(entries: list[str]) -> None:
    setting = "areas=" + ", ".join(f'"{entry}"' for entry in entries)
    assert read_setting(setting, QUESTIONNAIRE) == ("areas", entries)
