from dataclasses import replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from policygen.document.comparison import body_keys
from policygen.document.edits import revised
from policygen.document.model import Paragraph, Text
from policygen.document.pieces import close_lists, open_lists, text
from policygen.document.words import inlines, words
from policygen.revision.edits import edits_of
from policygen.revision.merge import merge
from policygen.revision.plan import plan
from policygen.revision.tables import merge_tables
from tests.revision.scene import as_issued
from tests.revision.strategies import WORDS, Scene, documents, inline_lists, piece_lists, scenes, tables
from tests.support.carrying_out import applied, apply


@given(piece_lists, piece_lists)
def test_what_they_left_alone_becomes_ours(base, new):
    merged = merge(base, base, new)
    assert list(merged.pieces) == new
    assert not merged.conflicts


@given(piece_lists, piece_lists)
def test_what_we_left_alone_stays_theirs(base, theirs):
    merged = merge(base, theirs, base)
    assert list(merged.pieces) == theirs
    assert not merged.conflicts


@given(piece_lists, piece_lists)
def test_what_both_changed_alike_is_no_conflict(base, both):
    merged = merge(base, both, both)
    assert list(merged.pieces) == both
    assert not merged.conflicts


@given(tables, tables)
def test_the_laws_hold_for_tables_alone(base, other):
    assert merge_tables(base, other, base).conflicts == ()
    if [row.key for row in base.rows] == [row.key for row in other.rows] and base.columns == other.columns:
        assert merge_tables(base, other, base).table == other
        assert merge_tables(base, base, other).table == other


@given(inline_lists())
def test_words_keep_everything_but_the_nesting(content):
    found = words(content)
    assert words(inlines(found)) == found
    assert inlines(words(inlines(found))) == inlines(found)


@given(documents)
def test_opening_and_closing_lists_changes_nothing(made):
    for part in made:
        assert close_lists(open_lists(part.blocks)) == part.blocks


@given(st.data())
def test_edits_of_different_paragraphs_never_conflict(data):
    part = data.draw(documents)[0]
    base = open_lists(part.blocks)
    places = data.draw(st.lists(st.integers(1, len(base) - 1), max_size=4, unique=True))
    mine = set(data.draw(st.lists(st.sampled_from(places), unique=True))) if places else set()
    theirs, ours = list(base), list(base)
    for place in places:
        side = ours if place in mine else theirs
        found = text(base[place]).split()
        found[len(found) // 2] = f"changed{place}"
        side[place] = type(base[place])((Text(" ".join(found)),))
    merged = merge(base, theirs, ours)
    assert not merged.conflicts
    result = " ".join(text(piece) for piece in merged.pieces)
    assert all(f"changed{place}" in result for place in places)


@given(st.lists(st.sampled_from(WORDS), min_size=12, max_size=30, unique=True), st.data())
def test_edits_of_words_apart_never_conflict(found, data):
    left = data.draw(st.integers(0, len(found) - 3))
    right = data.draw(st.integers(left + 2, len(found) - 1))
    theirs, ours = list(found), list(found)
    theirs[left], ours[right] = "theirword", "ourword"
    if data.draw(st.booleans()):
        theirs, ours = ours, theirs
    merged = merge(*([Paragraph((Text(" ".join(side)),))] for side in (found, theirs, ours)))
    expected = list(found)
    expected[left] = theirs[left] if theirs[left] != found[left] else ours[left]
    expected[right] = theirs[right] if theirs[right] != found[right] else ours[right]
    assert not merged.conflicts
    assert text(merged.pieces[0]).split() == expected
    assert merged.review


@settings(deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(scenes)
def test_nothing_of_theirs_is_lost_or_moved(scene: Scene):
    result = applied(plan(scene.base, scene.theirs, scene.new))
    kept = [word for read in result.pieces for word in text(read.piece).split() if word.startswith("byhand")]
    assert kept == scene.owner


@settings(deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(scenes)
def test_a_plan_applied_twice_is_the_plan_applied_once(scene: Scene):
    first = plan(scene.base, scene.theirs, scene.new)
    again = plan(scene.new, applied(first), scene.new)
    assert apply(again) == apply(first)
    assert not again.conflicts


@settings(deadline=None)
@given(documents, documents)
def test_a_document_nobody_touched_becomes_the_new_text(base, other):
    more = tuple(replace(part, origin=replace(part.origin, id=f"more.{part.origin.id}")) for part in other[:2])
    new = (*base[1:], *more)
    planned = plan(base, as_issued(base), new)
    assert apply(planned) == tuple(block for part in new for block in part.blocks)


@settings(deadline=None)
@given(documents, documents, st.data())
def test_the_edits_of_a_document_nobody_touched_make_the_new_text(base, other, data):
    more = tuple(replace(part, origin=replace(part.origin, id=f"more.{part.origin.id}")) for part in other[:3])
    blocks = st.sampled_from([part.blocks for part in other])
    kept = [part for part in base if data.draw(st.booleans())]
    new = [replace(part, blocks=data.draw(blocks)) if data.draw(st.booleans()) else part for part in kept]
    for part in more:
        new.insert(data.draw(st.integers(0, len(new))), part)
    planned = plan(base, as_issued(base), tuple(new))
    made = revised([read.piece for read in planned.document.pieces], edits_of(planned).changes)
    assert body_keys(made) == body_keys(open_lists(block for part in new for block in part.blocks))


@settings(deadline=None)
@given(documents)
def test_without_any_anchor_every_part_is_found_at_its_place(base):
    planned = plan(base, as_issued(base, anchors=False), base)
    extents = [entry.extent for entry in planned.entries]
    assert [place for extent in extents for place in extent] == list(range(len(planned.document.pieces)))
