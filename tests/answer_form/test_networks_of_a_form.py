"""Which networks stand on a form to tick."""

from types import SimpleNamespace
from typing import cast

from policygen.answer_form.entries import networks
from policygen.library.model import Library
from policygen.platforms.model import USES


def test_those_in_most_use_come_first_in_whatever_order_a_pack_lists_them(library: Library) -> None:
    turned = dict(reversed(list(library.registry.platforms.items())))
    other = cast("Library", SimpleNamespace(registry=SimpleNamespace(platforms=turned)))
    offered = networks(other, library.questionnaire.questions["platforms"])
    uses = [USES.index(turned[choice.value].use) for choice in offered]
    assert uses == sorted(uses)
    assert {turned[choice.value].status for choice in offered}.isdisjoint({"closed"})
