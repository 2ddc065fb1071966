"""What an owner wrote, carried into a document made anew: the new parts that are other than we would make them."""

from policygen.document.model import Link, Paragraph, Part, Reference, Strong, Text
from policygen.document.pieces import content, text
from policygen.revision.carrying import Carried, carry
from policygen.revision.plan import plan
from tests.revision.scene import as_issued, edit, para, part, policy, removed, words


def carried(base: tuple[Part, ...], *gone: str) -> Carried:
    """What is carried into the same parts when somebody took paragraphs out."""
    return carry(base, plan(base, removed(as_issued(base), *gone), base), base, {})


def test_where_nobody_wrote_anything_every_part_is_as_we_make_it() -> None:
    assert carried(policy()) == Carried({}, ())


def test_a_reference_to_a_part_that_was_taken_out_is_its_title_in_plain_words() -> None:
    found = carried(policy(), "Who looks after our accounts", "Only the people in the table", "Platform")
    assert found.parts.keys() == {"accounts.owner", "personal.confidential"}
    assert found.parts["accounts.owner"] == ()
    last = found.parts["personal.confidential"][-1]
    assert "(see Who looks after our accounts)" in text(last)
    assert not any(isinstance(inline, Reference) for inline in content(last))


def test_a_rule_that_begins_with_a_link_behind_its_title_keeps_the_link() -> None:
    link = Link("https://example.com/rules", words("Our house rules"))
    rule = Paragraph((Strong(words("Ask.")), Text(" "), link, Text(" say who decides on a picture.")), "titled-rule")
    base = (*policy(), part("rules.ask", "Ask", rule, para("More of it is on the notice board.")))
    edited = edit(
        as_issued(base), "Ask.", lambda _: Paragraph((*rule.content[:-1], Text(" say who posts.")), "titled-rule")
    )
    found = carry(base, plan(base, edited, base), base, {})
    assert text(found.parts["rules.ask"][0]) == "Ask. Our house rules say who posts."
    assert link in content(found.parts["rules.ask"][0])
