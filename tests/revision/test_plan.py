from dataclasses import replace

import pytest

from policygen.document.as_read import Pending, ReadDocument
from policygen.document.model import Paragraph, Part, Reference, Table, Text
from policygen.document.pieces import text
from policygen.revision.plan import Plan, plan
from tests.revision.scene import (
    as_issued,
    clause,
    edit,
    found,
    heading,
    inserted,
    ours,
    para,
    part,
    policy,
    removed,
    reworded,
    table,
    with_part,
    words,
)
from tests.support.carrying_out import applied, apply

BASE = policy()
ISSUED = as_issued(BASE)
RULE = "You are free to speak for yourself"
NEW = clause("personal.photos", "Ask before you show a colleague", "Ask a colleague before you show their face online.")


def decided(document: ReadDocument, new: tuple[Part, ...] = BASE, base: tuple[Part, ...] = BASE) -> dict[str, str]:
    return {entry.origin.id: entry.decision for entry in plan(base, document, new).entries}


def lines(planned: Plan) -> list[str]:
    return [text(known.piece) for known in applied(planned).pieces]


def after(first: Part, *more: Part) -> tuple[Part, ...]:
    """The base with parts put behind the one with this id."""
    at = [part.origin.id for part in BASE].index(first.origin.id)
    return (*BASE[: at + 1], *more, *BASE[at + 1 :])


def test_nothing_changed_means_nothing_to_do():
    planned = plan(BASE, ISSUED, BASE)
    assert set(decided(ISSUED).values()) == {"unchanged"}
    assert planned.changes == planned.conflicts == planned.findings == ()


def test_each_part_is_decided_by_who_changed_it():
    document = edit(ISSUED, RULE, reworded("free to", "always free to"))
    document = edit(document, "Every account", reworded("two administrators", "three administrators"))
    new = ours(BASE, "Do not harass", "Never harass")
    new = ours(new, "at least two administrators", "at least three administrators")
    made = decided(document, new)
    assert made["personal.own-views"] == "keep-theirs"
    assert made["personal.respect"] == "take-ours"
    assert made["accounts.sign-in"] == "same"
    assert made["accounts.posting"] == "unchanged"


def test_both_changes_of_one_clause_are_merged_and_to_be_read():
    document = edit(ISSUED, RULE, reworded("free to", "always free to"))
    planned = plan(BASE, document, ours(BASE, "speak for us.", "speak for the café."))
    entry = planned.of("personal.own-views")
    assert (entry.decision, entry.review) == ("merged", True)
    assert "You are always free to speak" in entry.after
    assert "speak for the café." in entry.after
    assert [finding.code for finding in planned.findings] == ["merged"]


def test_on_a_conflict_their_words_stand_and_ours_are_told():
    document = edit(ISSUED, RULE, reworded("speak for yourself", "say what you like"))
    planned = plan(BASE, document, ours(BASE, "free to speak for yourself", "free to speak your mind"))
    entry = planned.of("personal.own-views")
    assert entry.decision == "conflict"
    assert "say what you like" in entry.after
    assert "speak your mind" in entry.conflicts[0].ours
    assert planned.conflicts == (entry,)


def test_a_part_they_deleted_stays_deleted_even_when_ours_changed():
    document = removed(ISSUED, "Remove a person's access")
    planned = plan(BASE, document, ours(BASE, "Remove a person's access", "Take a person's access away"))
    assert planned.of("accounts.sign-in.people").decision == "deleted-by-user"
    assert not any("person's access" in line for line in lines(planned))


def test_a_statutory_part_they_deleted_stays_deleted_and_is_a_finding():
    document = removed(ISSUED, "Monitoring notice", "We read public comments")
    planned = plan(BASE, document, BASE)
    entry = planned.of("notice.monitoring")
    assert (entry.decision, entry.after) == ("statutory-missing", "")
    assert [finding.code for finding in planned.findings] == ["statutory-missing"]


def test_a_part_we_no_longer_have_goes_when_they_left_it_alone():
    new = with_part(BASE, "personal.respect", lambda part: None)
    planned = plan(BASE, ISSUED, new)
    assert planned.of("personal.respect").decision == "removed-by-us"
    assert not any("harass" in line for line in lines(planned))


def test_a_part_we_no_longer_have_stays_when_they_changed_it():
    document = edit(ISSUED, "Do not harass", reworded("threaten", "frighten"))
    planned = plan(BASE, document, with_part(BASE, "personal.respect", lambda part: None))
    assert planned.of("personal.respect").decision == "conflict"
    assert any("frighten" in line for line in lines(planned))


def test_a_part_gone_on_both_sides_needs_nothing():
    document = removed(ISSUED, "Remove a person's access")
    planned = plan(BASE, document, with_part(BASE, "accounts.sign-in.people", lambda part: None))
    assert planned.of("accounts.sign-in.people").decision == "same"


def test_a_new_part_goes_behind_its_neighbour_and_what_the_owner_put_there():
    document = inserted(ISSUED, "posting a customer", para("The owner's own words on this."))
    planned = plan(BASE, document, after(BASE[3], NEW))
    at = lines(planned).index("Ask before you show a colleague")
    assert lines(planned)[at - 1] == "The owner's own words on this."


def test_a_new_part_does_not_slip_into_a_chapter_of_the_owners():
    document = inserted(ISSUED, "posting a customer", heading("House music", 1), para("Turn it down after nine."))
    planned = plan(BASE, document, after(BASE[3], NEW))
    at = lines(planned).index("Ask before you show a colleague")
    assert lines(planned)[at + 2] == "House music"


def test_a_new_part_finds_its_place_though_its_neighbour_was_deleted():
    document = removed(
        ISSUED,
        "Treat colleagues",
        "Do not harass",
        "Strong criticism",
        "For example",
        "sending a sexual",
        "posting a customer",
    )
    planned = plan(BASE, document, after(BASE[3], NEW))
    at = lines(planned).index("Ask before you show a colleague")
    assert lines(planned)[at - 1].startswith("People can link")
    assert lines(planned)[at + 2] == "Keep confidential things private"


def test_new_parts_in_a_row_keep_our_order():
    second = clause("personal.more", "Something more", "One more rule that nobody had before now.")
    planned = plan(BASE, ISSUED, after(BASE[3], NEW, second))
    at = lines(planned).index("Ask before you show a colleague")
    assert lines(planned)[at + 2] == "Something more"


def test_a_new_first_part_stands_first():
    planned = plan(BASE, ISSUED, (NEW, *BASE))
    assert lines(planned)[0] == "Ask before you show a colleague"


def test_their_order_is_kept_whatever_ours_is():
    new = (*BASE[:2], BASE[3], BASE[2], *BASE[4:])
    assert apply(plan(BASE, ISSUED, new)) == tuple(block for part in BASE for block in part.blocks)


def test_a_table_is_merged_row_by_row_inside_its_part():
    document = edit(
        ISSUED,
        "Platform\tAccount",
        lambda piece: table(
            "",
            ("Platform", "Account", "Who posts", "Since"),
            ("Instagram", "@harbourstreet", "Jo Reed", "2019"),
            ("Facebook", "harbourstreetcafe", "Sam Okafor", "2015"),
            ("X", "@harbourst", "Priya Nair", ""),
        ),
    )
    new = with_part(
        BASE,
        "accounts.owner",
        lambda part: replace(
            part,
            blocks=(
                *part.blocks[:2],
                table(
                    "platforms",
                    ("Platform", "Account", "Who posts"),
                    ("Instagram", "@harbourstreet", "Priya Nair"),
                    ("Facebook", "harbourstreetcafe", "Sam Okafor"),
                    ("Bluesky", "harbour.street", "Priya Nair"),
                ),
            ),
        ),
    )
    planned = plan(BASE, document, new)
    merged = next(block for block in apply(planned) if isinstance(block, Table) and block.name == "platforms")
    assert merged.columns == ("Platform", "Account", "Who posts", "Since")
    assert [row.key for row in merged.rows] == ["instagram", "facebook", "bluesky"]
    assert merged.rows[0].cells[2] == words("Jo Reed")
    assert planned.of("accounts.owner").decision == "merged"


def test_an_update_of_another_document_decides_nothing():
    other = as_issued((clause("a", "Travel", "Book trains rather than planes for anything under four hours."),))
    planned = plan(BASE, other, ours(BASE, "harass", "trouble"))
    assert {entry.decision for entry in planned.entries} == {"not-found"}
    assert apply(planned) == other.blocks
    assert [finding.code for finding in planned.findings] == ["unrelated-document"]


def test_accepting_an_update_and_updating_again_changes_nothing():
    document = edit(ISSUED, RULE, reworded("free to", "always free to"))
    document = removed(document, "Remove a person's access")
    new = after(BASE[3], NEW)
    new = ours(new, "Every account", "Each account")
    first = plan(BASE, document, new)
    again = plan(new, applied(first), new)
    assert apply(again) == apply(first)
    assert not again.changes


def test_what_they_rejected_is_not_offered_again_until_ours_changes():
    offered = ours(BASE, "Do not harass", "Never harass")
    assert decided(ISSUED, offered)["personal.respect"] == "take-ours"
    assert decided(ISSUED, offered, base=offered)["personal.respect"] == "keep-theirs"
    other = ours(BASE, "threaten or bully", "threaten, hound or bully")
    assert decided(ISSUED, other, base=offered)["personal.respect"] == "merged"


def test_changes_of_others_that_are_pending_are_said():
    at = found(ISSUED, RULE)
    pieces = list(ISSUED.pieces)
    pieces[at] = replace(pieces[at], pending=("Jo",))
    planned = plan(BASE, replace(ISSUED, pieces=tuple(pieces)), BASE)
    assert planned.of("personal.own-views").pending == ("Jo",)
    assert [finding.code for finding in planned.findings] == ["pending-changes"]


GONE = "Remove a person's access on the day they leave."


def test_a_part_taken_out_by_changes_that_wait_is_named_and_not_the_one_behind_it():
    taken = replace(removed(ISSUED, GONE), changes=(Pending("Jo", "", "deletion", GONE, -1),))
    planned = plan(BASE, taken, BASE)
    (told,) = planned.findings
    assert (told.code, told.location.file) == ("pending-changes", "accounts.sign-in.people")
    assert "“Leavers” was taken out by tracked changes of Jo" in told.message


def test_a_paragraph_taken_out_of_a_part_by_changes_that_wait_is_told_of_that_part():
    line = "People can link a post to your job, most of all when your profile is public."
    changes = (Pending("Jo", "", "deletion", line[:40], -1), Pending("Ann", "", "deletion", line[40:], -1))
    planned = plan(BASE, replace(removed(ISSUED, line), changes=changes), BASE)
    assert planned.of("personal.own-views").pending == ("Ann", "Jo")


def test_changes_that_wait_in_the_owners_words_or_nowhere_are_told_as_that():
    document = inserted(ISSUED, GONE, para("Something of ours about the garden and the gate."))
    at = found(document, "Something of ours")
    pieces = list(document.pieces)
    pieces[at] = replace(pieces[at], pending=("Jo",))
    changes = (Pending("Jo", "", "insertion", "", at), Pending("Ann", "", "deletion", "", -1))
    planned = plan(BASE, replace(document, pieces=tuple(pieces), changes=changes), BASE)
    assert [finding.message for finding in planned.findings] == [
        "1 paragraph of yours holds tracked changes of Jo that nobody has accepted.",
        "The document holds tracked changes of Ann that nobody has accepted.",
    ]


def test_a_restyled_part_is_told_apart_from_a_reworded_one():
    document = edit(ISSUED, RULE, lambda piece: para(text(piece), "note"))
    entry = plan(BASE, document, ours(BASE, "speak for us.", "speak for the café.")).of("personal.own-views")
    assert (entry.decision, entry.restyled) == ("take-ours", True)
    assert entry.pieces[1] == para(
        text(ISSUED.pieces[found(ISSUED, RULE)].piece).replace("for us.", "for the café."), "note"
    )


def renumbered(count: int) -> tuple[tuple[Part, ...], ReadDocument]:
    """A short policy of rules, and how it stands when the first so many of them have lost their numbers."""
    rules = [f"Rule of the {name} that everybody who works here keeps." for name in ("gate", "garden", "quay", "roof")]
    base = tuple(part(f"r{i}", f"Rule {i}", para(said, "numbered-rule")) for i, said in enumerate(rules))
    document = as_issued(base)
    for said in rules[:count]:
        document = edit(document, said, lambda piece: para(text(piece)))
    return base, document


def test_a_rule_made_a_plain_paragraph_is_an_edit_and_tells_the_number_that_is_lost():
    base, document = renumbered(2)
    planned = plan(base, document, base)
    assert [entry.numbers_lost for entry in planned.entries] == [("1",), ("2",), (), ()]
    assert decided(document, base, base) == {
        "r0": "keep-theirs", "r1": "keep-theirs", "r2": "unchanged", "r3": "unchanged",
    }  # fmt: skip
    assert [finding.code for finding in planned.findings] == ["number-lost", "number-lost", "numbers-moved"]
    assert "“Rule 1” has lost its number 2." in planned.findings[1].message


def test_new_words_of_ours_go_into_a_rule_without_a_number_and_it_stays_without():
    base, document = renumbered(1)
    entry = plan(base, document, ours(base, "that everybody", "that everyone")).of("r0")
    assert entry.decision == "merged"
    assert entry.pieces == (para("Rule of the gate that everyone who works here keeps."),)


def test_numbers_that_went_with_all_styles_are_told_once_and_are_no_edit():
    base, document = renumbered(4)
    planned = plan(base, document, base)
    assert {entry.decision for entry in planned.entries} == {"unchanged"}
    assert [finding.code for finding in planned.findings] == ["numbers-lost"]
    assert "4 rules and headings" in planned.findings[0].message


def test_rules_that_have_other_numbers_now_are_told_once_with_the_first_of_them():
    base, _ = renumbered(0)
    for change in (removed(as_issued(base), "Rule of the gate"), renumbered(1)[1]):
        (told,) = [found for found in plan(base, change, base).findings if found.code == "numbers-moved"]
        assert told.message.endswith("issued: 2 is now 1, 3 is now 2 and 4 is now 3.")


def test_in_markdown_where_lists_number_themselves_no_number_is_said_to_have_moved():
    base, _ = renumbered(0)
    document = replace(removed(as_issued(base), "Rule of the gate"), roles_ambiguous=True)
    assert "numbers-moved" not in {found.code for found in plan(base, document, base).findings}


def test_joined_clauses_are_left_alone_and_told_when_ours_changed():
    joined = "Do not harass, threaten or bully anybody you know through work. Remove a person's access on the day they leave."
    document = removed(as_issued(BASE, anchors=False), "Remove a person's access")
    document = edit(document, "Do not harass", lambda piece: para(joined, "rule"))
    assert decided(document)["accounts.sign-in.people"] == "keep-theirs"
    new = ours(BASE, "on the day they leave", "the same day")
    planned = plan(BASE, document, new)
    assert planned.of("accounts.sign-in.people").decision == "conflict"
    assert joined in lines(planned)


def test_references_that_became_plain_text_are_known_again():
    document = edit(
        ISSUED,
        "If you are unsure",
        lambda piece: para("If you are unsure, ask Priya Nair before you post (see 2.1 Who looks after our accounts)."),
    )
    assert decided(document)["personal.confidential"] == "unchanged"


def test_a_reference_to_a_rule_that_became_plain_text_is_known_again():
    tail = (Text("See "), Reference("personal.respect", "Treat colleagues decently"), Text(" before you post."))
    base = (*BASE, clause("more", "More to see", "Read this as well, whoever you are.", para(tail)))
    document = edit(as_issued(base), "See ", lambda piece: para("See rule 3 before you post."))
    assert decided(document, base, base)["more"] == "unchanged"
    document = edit(as_issued(base), "See ", lambda piece: para("See page 3 before you post."))
    assert decided(document, base, base)["more"] == "keep-theirs"


def test_a_bracket_that_somebody_filled_in_is_an_edit():
    document = edit(ISSUED, "[Confirm:", lambda piece: para("Everyone who posts for us is trained every year."))
    assert decided(document)["accounts.sign-in"] == "keep-theirs"


def test_a_highlight_left_on_what_fills_a_bracket_is_told_with_the_words_and_comes_off():
    document = edit(ISSUED, "[Confirm:", lambda piece: para("Everyone is trained every year."))
    at = found(document, "Everyone is trained")
    pieces = list(document.pieces)
    pieces[at] = replace(pieces[at], filled=("Everyone is trained",))
    planned = plan(BASE, replace(document, pieces=tuple(pieces)), BASE)
    assert planned.of("accounts.sign-in").highlighted == ("Everyone is trained",)
    (told,) = planned.findings
    assert (told.code, told.severity.word) == ("still-highlighted", "info")
    assert "“Everyone is trained”" in told.message
    assert "Take the highlight off" in told.hint


@pytest.mark.parametrize("count", [0, 1])
def test_a_plan_over_hardly_anything_is_a_plan(count: int):
    planned = plan(BASE[:count], as_issued(BASE[:count]), BASE)
    assert len(apply(planned)) == len([block for part in BASE for block in part.blocks])


def test_a_renamed_part_is_the_same_part():
    new = tuple(
        replace(part, origin=replace(part.origin, id="personal.kindness"))
        if part.origin.id == "personal.respect"
        else part
        for part in ours(BASE, "Do not harass", "Never harass")
    )
    planned = plan(BASE, ISSUED, new, {"personal.kindness": "personal.respect"})
    assert planned.of("personal.kindness").decision == "take-ours"
    assert "personal.respect" not in {entry.origin.id for entry in planned.entries}
    assert {entry.decision for entry in plan(BASE, ISSUED, new).entries} >= {"new", "removed-by-us"}


def test_a_clause_that_ours_no_longer_has_is_told_where_its_owner_joined_its_words_to_another() -> None:
    words = "You must never share a customer's order history with anyone outside the shop floor team."
    kept = clause("a", "Alpha", "Speak for yourself and be kind in every post you write online today.")
    base = (kept, part("b", "Order history", para(words, "always")))
    pieces = [read for read in as_issued(base).pieces if words not in text(read.piece)]
    place = next(i for i, read in enumerate(pieces) if "Speak for yourself" in text(read.piece))
    joined = para(f"Speak for yourself and be kind in every post you write online today. {words}", "rule")
    pieces[place] = replace(pieces[place], piece=joined)

    entry = plan(base, replace(as_issued(base), pieces=tuple(pieces)), (kept,)).of("b")

    assert entry.decision == "conflict"
    assert [(conflict.theirs, conflict.ours) for conflict in entry.conflicts] == [(words, "")]


@pytest.mark.parametrize(
    ("between", "more", "fits"),
    [
        ((), (), True),
        ((clause("c", "Between", "Something of its own stands here."),), (), False),
        ((), (para("More."),), False),
    ],
    ids=["side by side", "with another between them", "joined in part"],
)
def test_new_words_of_ours_go_into_a_paragraph_that_the_owner_made_of_two_clauses_side_by_side(
    between: tuple[Part, ...], more: tuple[Paragraph, ...], fits: bool
) -> None:
    words = "You must never share a customer's order history with anyone outside the shop floor team."
    rule = "Speak for yourself and be kind in every post you write online today."
    base = (clause("a", "Alpha", rule), *between, part("b", "Order history", para(words, "always"), *more))
    document = edit(removed(as_issued(base), words[:20]), rule[:20], lambda piece: para(f"{rule} {words}", "rule"))

    planned = plan(base, document, ours(base, "order history", "order list"))

    if fits:
        assert [planned.of(id).decision for id in "ab"] == ["merged", "keep-theirs"]
        assert planned.of("a").joined == ("b",)
        assert f"{rule} {words.replace('history', 'list')}" in lines(planned)
    else:
        assert planned.of("b").decision == "conflict"
        assert f"{rule} {words}" in lines(planned)
    assert bool(planned.of("b").conflicts) != fits
