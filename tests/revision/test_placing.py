"""Where a new part goes when people have moved what stands around it."""

from dataclasses import replace

from policygen.document.model import Part
from policygen.revision.plan import Plan, plan
from tests.revision.scene import as_issued, clause, heading, part

ONE = part("section:one", "One", heading("One", 1), kind="section")
TWO = part("section:two", "Two", heading("Two", 1), kind="section")
FIRST = clause("a.first", "First of all", "Ask whoever runs the shop before you post anything at all.")
SECOND = clause("a.second", "Second to none", "Keep every password in the safe under the counter at night.")
THIRD = clause("b.third", "Third time lucky", "Answer each review within a day, kindly, and by its name.")
NEW = clause("a.new", "Quite new", "Show no guest without their yes.")
BASE = (ONE, FIRST, SECOND, TWO, THIRD)
OURS = (ONE, FIRST, NEW, SECOND, TWO, THIRD)


def planned(*order: Part) -> Plan:
    return plan(BASE, as_issued(order), OURS)


def behind(found: Plan) -> str:
    """What the new part goes behind."""
    place = found.of("a.new").after_piece
    return next(entry.origin.id for entry in found.entries if place in entry.extent)


def test_a_new_part_goes_between_its_neighbours() -> None:
    found = planned(*BASE)
    assert behind(found) == "a.first"
    assert found.of("a.new").place_is_sure


def test_when_the_part_before_it_was_moved_away_the_one_behind_and_the_chapter_decide() -> None:
    found = planned(ONE, SECOND, TWO, THIRD, FIRST)
    assert behind(found) == "section:one"
    assert found.of("a.new").place_is_sure


def test_when_both_were_moved_it_goes_to_the_end_of_its_chapter() -> None:
    assert behind(planned(ONE, TWO, FIRST, THIRD, SECOND)) == "section:one"


def test_without_a_chapter_neighbours_that_disagree_leave_it_to_a_person() -> None:
    loose = tuple(each for each in BASE if each not in (ONE, TWO))
    ours = tuple(each for each in OURS if each not in (ONE, TWO))
    found = plan(loose, as_issued((SECOND, THIRD, FIRST)), ours)
    assert not found.of("a.new").place_is_sure
    assert replace(found.of("a.new"), place_is_sure=True).decision == "new"


def test_a_part_that_we_take_out_stands_between_no_two_neighbours() -> None:
    found = plan(BASE, as_issued((ONE, FIRST, SECOND, TWO, THIRD)), (ONE, FIRST, NEW, TWO, THIRD))
    assert found.of("a.second").decision == "removed-by-us"
    assert behind(found) == "a.first"
    assert found.of("a.new").place_is_sure


def test_what_is_new_in_a_new_chapter_goes_where_the_chapter_goes() -> None:
    notices = part("notices", "Notices", heading("Notices", 1), kind="notices")
    found = plan(BASE, as_issued((SECOND, ONE, FIRST, THIRD, TWO)), (ONE, FIRST, SECOND, notices, NEW, TWO, THIRD))
    assert found.of("a.new").after_piece == found.of("notices").after_piece
    assert found.of("a.new").place_is_sure == found.of("notices").place_is_sure
