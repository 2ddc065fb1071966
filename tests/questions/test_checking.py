"""Whether what somebody wrote is an answer: for every kind of question, good values and bad ones."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.conditions.model import Value
from policygen.findings import Severity
from policygen.questions.kinds import read_answer
from policygen.questions.typed import says_not_known
from policygen.questions.values import MAX_ROWS, MAX_TEXT, Slip
from tests.support.hostile import FOREIGN, LONG, MARKUP, UNPRINTABLE
from tests.support.library import tiny

LIBRARY = tiny("""
    ask name: text fact
    ask headcount: integer fact
        least: 1
        most: 5000000
    ask words: words choice
    ask people: integer fact
    ask day: date fact
    ask boss: yes_no fact
    ask pace: one_of choice (slow fast no unsure?)
    ask steps: many_of fact (a b none! unsure?)
    ask owner: contact fact
    ask contacts: contacts fact
    ask work_locations: places fact
    ask titles: texts choice
    ask platforms: platforms fact (none!)
    ask brand: handle choice
    ask accounts: records fact
        key: [platform, handle]
        fields:
          - {id: platform, kind: platform, label: Network, required: true}
          - {id: network, kind: platform, label: The same again}
          - {id: handle, kind: handle, label: Name}
    ask roles: records fact
        key: role
        fields:
          - {id: role, kind: one_of, label: Role, required: true, choices: [{value: press, label: Press}, {value: not_sure, label: Not sure, unknown: true}]}
          - {id: name, kind: text, label: Name, required: true}
          - {id: holder, kind: contact, label: Holder}
          - {id: since, kind: date, label: Since}
          - {id: number, kind: integer, label: Number, least: 0, most: 9}
          - {id: sure, kind: yes_no, label: Sure}
          - {id: where, kind: place, label: Where}
          - {id: network, kind: platform, label: Network}
          - {id: ways, kind: many_of, label: Ways, choices: [{value: a, label: A}, {value: b, label: B}]}
    """)


def read(question: str, data: Any) -> tuple[Value | None, tuple[Slip, ...]]:
    return read_answer(LIBRARY.questionnaire.questions[question], data, LIBRARY)


def good(question: str, data: Any) -> Value | None:
    value, slips = read(question, data)
    assert not slips
    return value


def bad(question: str, data: Any, code: str, *path: str | int) -> Slip:
    _, slips = read(question, data)
    slip = next(slip for slip in slips if slip.code == code)
    assert slip.path == path
    assert slip.severity is Severity.BLOCK
    assert slip.message
    return slip


# ---- texts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Café", "Café"),
        ("  a  \n b ", "a b"),
        (1, "1"),
        ("no", "no"),
        ("1.10", "1.10"),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_text_is_one_line_of_words(written: object, meant: str | None) -> None:
    assert good("name", written) == meant


@pytest.mark.parametrize("data", [["a"], {"a": 1}, True])
def test_a_text_is_nothing_else(data: object) -> None:
    bad("name", data, "wrong-type")


@pytest.mark.parametrize("text", LONG)
def test_a_text_too_long_to_be_an_answer_is_told(text: str) -> None:
    assert str(MAX_TEXT) in bad("name", text, "too-long").hint


@pytest.mark.parametrize("text", [text for text in (*MARKUP, *FOREIGN) if not says_not_known(text)])
def test_a_text_of_any_script_or_markup_is_kept_as_it_is(text: str) -> None:
    assert good("name", text) == " ".join(text.split())


@pytest.mark.parametrize("text", UNPRINTABLE)
def test_what_cannot_be_printed_is_left_out(text: str) -> None:
    value, _ = read("name", text)
    assert isinstance(value, str)
    assert value.isprintable()


@pytest.mark.parametrize(("text", "code"), [("a\x00b", "control-characters"), ("\u202eexe.gnp", "direction-marks")])
def test_leaving_something_out_of_a_text_is_told(text: str, code: str) -> None:
    _, (slip,) = read("name", text)
    assert (slip.code, slip.severity) == (code, Severity.MEDIUM)


@given(st.text(max_size=50))
def test_every_kept_text_is_one_printable_line(text: str) -> None:
    value, _ = read("name", text)
    assert value is None or (
        isinstance(value, str)
        and value
        and value == " ".join(value.split())
        and not set(value) & set("\x00\x1b\ufffe\u202e")
    )


# ---- numbers, dates, yes and no ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("written", "meant"), [(31, 31), ("31", 31), (" 31 ", 31), (1, 1), (5_000_000, 5_000_000)])
def test_a_number_is_whole(written: object, meant: int) -> None:
    assert good("headcount", written) == meant


@pytest.mark.parametrize("data", ["many", "1.5", "12e3", True, [3], {"a": 1}, "१२x"])
def test_a_number_is_nothing_else(data: object) -> None:
    bad("headcount", data, "wrong-type")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *[(f"1{apart}200", 1200) for apart in ",. ’'_\u00a0\u202f"],
        ("1'200'000", 1_200_000),
        ("12,004", 12_004),
        ("+60", 60),
        ("0060", 60),
    ],
)
def test_thousands_may_be_set_apart(written: str, meant: int) -> None:
    assert good("headcount", written) == meant


@pytest.mark.parametrize(
    "written", ["4.5", "4,5", "0.500", "60.0", "1,20", "1,200.5", "1.2.3", "12,34,567", "1,200.300", ".5"]
)
def test_a_number_with_a_decimal_point_or_comma_is_never_read_as_another(written: str) -> None:
    value, slips = read("headcount", written)
    assert value is None
    assert written in slips[0].message
    assert slips[0].severity is Severity.BLOCK


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("about 180", "180"),
        ("6 people", "6"),
        ("~1,200 staff", "1200"),
        ("40+", "40"),
        ("50-60", "one number"),
        ("between 50 and 60", "one number"),
        ("4.5", "whole"),
        ("twelve", "digits"),
    ],
)
def test_what_is_no_whole_number_is_answered_with_what_to_write(written: str, advice: str) -> None:
    assert advice in bad("headcount", written, "wrong-type").hint


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0"])
@pytest.mark.parametrize("question", ["name", "headcount", "day", "boss", "pace", "owner", "platforms", "titles"])
def test_a_blank_answer_is_no_answer(question: str, blank: str) -> None:
    assert good(question, blank) is None


@pytest.mark.parametrize("number", [0, -1, 5_000_001, 10**17])
def test_a_number_lies_within_its_bounds(number: int) -> None:
    bad("headcount", number, "out-of-range")


def test_a_number_without_bounds_is_no_less_than_nothing() -> None:
    assert good("people", 0) == 0
    bad("people", -1, "out-of-range")


@pytest.mark.parametrize("data", ["2026-11-22", "20261122", 20261122])
def test_a_date_is_kept_as_iso(data: object) -> None:
    assert good("day", data) == "2026-11-22"


@pytest.mark.parametrize("written", ["0001-12-01", "0027-01-01", "1826-12-01", "9999-12-01"])
def test_a_year_that_can_hardly_be_meant_is_told(written: str) -> None:
    value, (slip,) = read("day", written)
    assert (value, slip.code, slip.severity) == (written, "unlikely-year", Severity.HIGH)
    assert written[:4] in slip.message


@pytest.mark.parametrize(
    "data", ["22.11.2026", "03/04/2027", "2026-02-30", "soon", 5, [1], {}, True, "2026-11-22T10:00"]
)
def test_a_date_is_nothing_else(data: object) -> None:
    assert "2026-11-22" in bad("day", data, "not-a-date").hint


@pytest.mark.parametrize(
    ("written", "meant"),
    [("yes", "yes"), ("no", "no"), (True, "yes"), (False, "no"), ("not_sure", None), ("unknown", None), (None, None)],
)
def test_yes_no_has_three_answers(written: object, meant: str | None) -> None:
    assert good("boss", written) == meant


@pytest.mark.parametrize("data", ["maybe", 1, ["yes"], {"yes": 1}, [], {}])
def test_yes_no_has_no_fourth_answer(data: object) -> None:
    bad("boss", data, "unknown-choice")


# ---- choices -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"), [("slow", "slow"), (["fast"], "fast"), (False, "no"), ("unsure", None), (" slow ", "slow")]
)
def test_one_of_takes_one_choice(written: object, meant: str | None) -> None:
    assert good("pace", written) == meant


@pytest.mark.parametrize("data", ["quick", ["slow", "fast"], {"slow": 1}, 3, []])
def test_one_of_takes_nothing_else(data: object) -> None:
    _, slips = read("pace", data)
    assert [slip.code for slip in slips] in (["unknown-choice"], ["wrong-type"])


def test_a_slip_in_a_choice_is_answered_with_the_nearest() -> None:
    assert "'slow'" in bad("pace", "slwo", "unknown-choice").hint


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["a", "b"], ("a", "b")),
        ("a", ("a",)),
        (["b", "a", "b"], ("b", "a")),
        (["none"], ("none",)),
        (["unsure"], None),
        ([], None),
    ],
)
def test_many_of_takes_several_once_each(written: object, meant: object) -> None:
    assert good("steps", written) == meant


@pytest.mark.parametrize("data", [["a", "none"], ["unsure", "b"]])
def test_a_choice_that_excludes_the_others_stands_alone(data: object) -> None:
    value, slips = read("steps", data)
    assert value is None
    assert [slip.code for slip in slips] == ["exclusive-choice"]


def test_the_wrong_one_of_several_is_told_by_its_place() -> None:
    bad("steps", ["a", "c"], "unknown-choice", 1)


@pytest.mark.parametrize("question", ["steps", "titles", "roles", "contacts", "work_locations", "platforms"])
def test_a_list_without_end_is_refused(question: str) -> None:
    bad(question, ["a"] * (MAX_ROWS + 1), "too-many")
    assert "too-many" not in {slip.code for slip in read(question, ["a"] * MAX_ROWS)[1]}


# ---- names of lists ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x", "X", "Twitter", "twitter", "X.com"])
def test_a_platform_is_known_by_every_name_past_and_present(name: str) -> None:
    value, slips = read("platforms", [name])
    assert value == ("x",)
    assert all(slip.severity is Severity.INFO for slip in slips)


def test_a_network_is_guessed_only_where_it_is_near() -> None:
    assert read("platforms", ["Instagrm"])[1][0].hint == "Did you mean 'instagram'?"
    assert read("platforms", ["ClassDojo"])[1][0].hint == ""


def test_a_platform_of_no_list_is_kept_as_typed_and_told() -> None:
    value, (slip,) = read("platforms", ["Our Forum"])
    assert value == ("Our Forum",)
    assert (slip.code, slip.severity) == ("unknown-platform", Severity.MEDIUM)


@pytest.mark.parametrize("data", ["none", ["none"]])
def test_no_platform_at_all_is_an_answer(data: object) -> None:
    assert good("platforms", data) == ("none",)


def test_no_platform_excludes_platforms() -> None:
    bad("platforms", ["x", "none"], "exclusive-choice")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GB-ENG", "GB-ENG"),
        ("gb-eng", "GB-ENG"),
        ("Ontario", "CA-ON"),
        ("toronto", "CA-ON"),
        ("UK", "GB"),
        ("DE", "DE"),
    ],
)
def test_a_place_is_known_by_code_name_and_city(name: str, code: str) -> None:
    value, slips = read("work_locations", [name])
    assert value == (code,)
    assert all(slip.severity is Severity.INFO for slip in slips)


def test_a_place_of_no_list_is_kept_as_typed_and_told() -> None:
    value, (slip,) = read("work_locations", ["Atlantis"])
    assert value == ("Atlantis",)
    assert (slip.code, slip.severity) == ("unknown-place", Severity.MEDIUM)


def test_a_state_that_does_not_exist_is_refused_with_the_nearest() -> None:
    assert "US-NY" in bad("work_locations", ["US-NYC"], "unknown-place", 0).hint
    assert "an ISO 3166 code" in bad("work_locations", ["QQ-99"], "unknown-place", 0).hint


def test_a_part_of_a_country_whose_law_is_one_is_taken_as_given() -> None:
    assert good("work_locations", ["DE-BY"]) == ("DE-BY",)


def test_the_same_place_by_two_names_counts_once() -> None:
    assert read("work_locations", ["Leeds", "GB-ENG"])[0] == ("GB-ENG",)


# ---- people and records ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "meant"),
    [
        ("Sam", {"name": "Sam"}),
        (
            {"name": "Sam", "role": "Owner", "email": "sam@x.example"},
            {"name": "Sam", "role": "Owner", "email": "sam@x.example"},
        ),
        ({"role": "Owner", "phone": 123}, {"role": "Owner", "phone": "123"}),
        ({"name": "Sam", "email": None}, {"name": "Sam"}),
    ],
)
def test_a_contact_is_a_person_or_a_post(data: object, meant: object) -> None:
    assert good("owner", data) == meant


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        (["Sam"], "wrong-type", ()),
        (5, "wrong-type", ()),
        ({}, "missing-field", ()),
        ({"email": "a@b.c"}, "missing-field", ()),
        ({"name": "Sam", "mail": "a@b.c"}, "unknown-field", ("mail",)),
        ({"name": ["Sam"]}, "wrong-type", ("name",)),
        ({"name": "Sam", "email": "sam at x"}, "not-an-email", ("email",)),
    ],
)
def test_a_contact_is_nothing_else(data: object, code: str, path: tuple[str, ...]) -> None:
    bad("owner", data, code, *path)


def test_contacts_may_be_one_or_several() -> None:
    assert good("contacts", [{"name": "A"}, "B"]) == ({"name": "A"}, {"name": "B"})
    assert good("contacts", {"name": "A"}) == ({"name": "A"},)


def test_a_record_is_read_field_by_field() -> None:
    row = {
        "role": "press", "name": "Ann", "holder": {"name": "Bo"}, "since": "2026-01-01", "number": 3, "sure": "yes",
        "where": "Toronto", "network": "Twitter", "ways": ["a", "b"],
    }  # fmt: skip
    assert read("roles", [row])[0] == ({**row, "where": "CA-ON", "network": "x", "ways": ("a", "b")},)


@pytest.mark.parametrize(
    ("row", "code", "path"),
    [
        ("press", "wrong-type", (0,)),
        ({"role": "pres", "name": "A"}, "unknown-choice", (0, "role")),
        ({"role": "press", "name": "A", "nam": "B"}, "unknown-field", (0, "nam")),
        ({"role": "press", "name": "A", "since": "soon"}, "not-a-date", (0, "since")),
        ({"role": "press", "name": "A", "number": 10}, "out-of-range", (0, "number")),
        ({"role": "press", "name": "A", "holder": {"nam": "B"}}, "unknown-field", (0, "holder", "nam")),
        ({"role": "press", "name": "A", "sure": ["yes"]}, "unknown-choice", (0, "sure")),
        ({"role": "press", "name": "A", "ways": ["a", "c"]}, "unknown-choice", (0, "ways", 1)),
    ],
)
def test_a_wrong_field_is_told_by_its_place(row: object, code: str, path: tuple[str | int, ...]) -> None:
    bad("roles", [row], code, *path)


@pytest.mark.parametrize("name", [{}, {"name": None}, {"name": "  "}, {"name": "\x00"}])
def test_a_row_without_a_field_it_needs_is_refused(name: dict[str, object]) -> None:
    bad("roles", [{"role": "press", **name}], "missing-field", 0)


@pytest.mark.parametrize("role", [None, "not_sure"])
def test_not_knowing_a_field_that_is_needed_is_not_enough(role: str | None) -> None:
    bad("roles", [{"role": role, "name": "A"}], "missing-field", 0)


def test_two_rows_with_one_key_are_told() -> None:
    row = {"role": "press", "name": "A"}
    _, (slip,) = read("roles", [row, {**row, "name": "B"}])
    assert slip.code == "duplicate-row"
    assert slip.severity < Severity.BLOCK


# ---- not known -----------------------------------------------------------------------------------------------------------

PLACEHOLDERS = (
    "TBC", "tbc.", "T.B.C.", "(TBC)", "[tbd]", "TBA", "n/a", "N/A", "N.A.", "none", "None", "?", "???", "xxx", "XXXX", "-", "–",
    "…", "...", "to follow", "To be confirmed", "to be confirmed!", "unknown", "Not known", "not yet known", "pending",
    "[name]", "<name>", "{name}", "{{ name }}", "[Confirm: who owns this policy]", "insert name here", "_____", "“TBC”",
)  # fmt: skip
REAL_WORDS = (
    "None Such Ltd", "N. A. Tan", "Na", "Unknown Pleasures Records", "The Pending Tray", "TBC Bank", "XX", "Mr X", "A", "TBWA",
    "[untitled] Gallery", "Confirm Ltd", "no", "0", "Nil Desperandum", "Tba Ng", "- 40 Degrees", "Xxx Rated? Ltd",
)  # fmt: skip


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_words_for_an_answer_nobody_has_are_not_known_and_told(text: str) -> None:
    for question in ("name", "headcount", "day", "pace", "owner", "titles"):
        value, slips = read(question, text)
        told = {(slip.code, slip.severity) for slip in slips if slip.code != "quotes-round"}
        assert value is None, question
        assert told == {("placeholder", Severity.MEDIUM)}, question


@pytest.mark.parametrize("text", [text for text in REAL_WORDS if text != "Na"])
def test_names_that_only_look_like_such_words_are_kept(text: str) -> None:
    assert good("name", text) == text
    assert good("titles", [text]) == (text,)


def test_a_choice_that_is_called_so_is_a_choice() -> None:
    assert good("steps", "none") == ("none",)
    assert good("pace", "no") == "no"
    assert good("platforms", "none") == ("none",)


def test_a_list_keeps_what_is_known_of_it() -> None:
    value, (slip,) = read("titles", ["Owner", "TBC"])
    assert (value, slip.path) == (("Owner",), (1,))
    value, (slip,) = read("platforms", ["x", "TBC"])
    assert (value, slip.code) == (("x",), "placeholder")


def test_of_a_person_what_is_known_stays() -> None:
    value, (slip,) = read("owner", {"name": "TBC", "role": "HR", "email": "hr@quay.example"})
    assert value == {"role": "HR", "email": "hr@quay.example"}
    assert slip.path == ("name",)
    value, (slip,) = read("contacts", [{"name": "?", "email": "x@quay.example"}])
    assert (value, slip.code) == (None, "placeholder")
    value, (slip,) = read("owner", {"name": "Ann", "email": "tbc@quay.example"})
    assert (value, slip.path) == ({"name": "Ann"}, ("email",))


def test_a_row_without_what_it_must_have_is_set_aside_and_told_once() -> None:
    value, (slip,) = read("roles", [{"role": "press", "name": "TBC", "number": 3}])
    assert (value, slip.code, slip.path) == (None, "placeholder", (0, "name"))


# ---- odd characters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("“Quay Lane Traders”", "Quay Lane Traders"),
        ('"Quay Lane"', "Quay Lane"),
        ("‘Quay’", "Quay"),
        ("„Hafen“", "Hafen"),
        ("« Le Quai »", "Le Quai"),
        ("“‘Quay’”", "Quay"),
        ("'Quay'", "Quay"),
    ],
)
def test_quotes_copied_round_a_name_are_taken_off_and_told(written: str, meant: str) -> None:
    value, (slip,) = read("name", written)
    assert (value, slip.code, slip.severity) == (meant, "quotes-round", Severity.INFO)


@pytest.mark.parametrize(
    "text", ["“North” and “South”", '"North" Ltd', "Smith’s", "Rock 'n' Roll", "'tis Ltd", '"', "5'", "’s"]
)
def test_quotes_that_belong_to_a_name_stay(text: str) -> None:
    assert good("name", text) == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Quay\u00a0Lane", "Quay Lane"),
        ("Quay\u202fLane\u3000Ltd ", "Quay Lane Ltd"),
        ("\ufeffQuay\u200b Lane\u2060", "Quay Lane"),
        ("Qu\u200day", "Quay"),
        ("Quay\u200c", "Quay"),
        ("नमस्ते क\u094d\u200dष", "नमस्ते क\u094d\u200dष"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧 Café", "👩\u200d👧 Café"),
    ],
)
def test_blanks_are_spaces_and_what_has_no_width_is_dropped_where_it_means_nothing(written: str, meant: str) -> None:
    value, slips = read("name", written)
    assert value == meant
    assert all((slip.code, slip.severity) == ("invisible", Severity.INFO) for slip in slips)


# ---- networks and handles ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["X (formerly Twitter)", "Twitter/X", "X / Twitter", "Twitter (now X)", "our X page"]
)
def test_a_network_with_its_former_name_is_one_network(written: str) -> None:
    value, slips = read("platforms", [written, "x"])
    assert value == ("x",)
    assert [slip.code for slip in slips] == ["platform-name"]


def test_an_entry_that_names_two_networks_is_both() -> None:
    assert read("platforms", ["Instagram & TikTok", "x"])[0] == ("instagram", "tiktok", "x")


@pytest.mark.parametrize("written", ["A forum of ours", "Carrier pigeon / X", "X-ray club"])
def test_what_is_no_name_of_a_network_is_kept_as_typed_and_told(written: str) -> None:
    value, (slip,) = read("platforms", [written])
    assert (value, slip.code, slip.severity) == ((written,), "unknown-platform", Severity.MEDIUM)


def test_a_network_that_has_closed_is_told_by_name() -> None:
    value, slips = read("platforms", ["Google Plus"])
    assert value == ("google-plus",)
    assert [(slip.code, slip.severity) for slip in slips if slip.severity > Severity.INFO] == [
        ("platform-closed", Severity.HIGH)
    ]


@pytest.mark.parametrize(
    "written", ["quaylane", "@quaylane", "https://www.instagram.com/quaylane/", "instagram.com/quaylane?hl=en"]
)
def test_a_handle_may_be_given_as_an_address(written: str) -> None:
    row = {"network": "instagram", "platform": "instagram", "handle": written}
    value, slips = read("accounts", [row])
    assert value == ({"network": "instagram", "platform": "instagram", "handle": "quaylane"},)
    assert all(slip.severity is Severity.INFO for slip in slips)


def test_an_address_that_leads_to_no_account_is_told_and_no_handle() -> None:
    value, (slip,) = read("accounts", [{"platform": "instagram", "handle": "https://www.instagram.com/p/Cabc/"}])
    assert (value, slip.code, slip.severity) == (({"platform": "instagram"},), "no-handle", Severity.MEDIUM)


def test_an_address_of_another_network_is_told() -> None:
    _, slips = read("accounts", [{"platform": "instagram", "handle": "https://x.com/quaylane"}])
    assert "other-network" in [slip.code for slip in slips]


def test_signs_that_no_network_allows_are_told_with_what_to_write() -> None:
    value, (slip,) = read("accounts", [{"platform": "instagram", "handle": "Quay Lane (official)!"}])
    assert value == ({"platform": "instagram", "handle": "Quay Lane (official)!"},)
    assert (slip.code, slip.severity) == ("handle-form", Severity.MEDIUM)
    assert "Letters" in slip.message
    assert "/" in slip.hint


def test_letters_that_may_be_a_handle_are_one_and_told() -> None:
    assert read("brand", "@tba")[0] == "tba"
    value, (slip,) = read("brand", "tba")
    assert (value, slip.severity) == ("tba", Severity.MEDIUM)
    value, (slip,) = read("brand", "TBA")
    assert (value, slip.code) == (None, "placeholder")


def test_their_own_words_are_read_by_form() -> None:
    guests = {"person": "guest", "a_person": "a guest", "people": "guests"}
    assert good("words", guests) == guests
    assert bad("words", {"persons": "guest"}, "unknown-word", "persons").hint == "Did you mean 'person'?"
    bad("words", "guests", "wrong-type")
    bad("words", {**guests, "person": "g" * 41}, "too-long", "person")
    told = read("words", {"people": "guests"})[1]
    assert [(slip.code, slip.message) for slip in told] == [("word-forms", "person and a_person are not given.")]
