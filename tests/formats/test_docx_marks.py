"""Marks of tracked changes: what comes and goes, by whom, and the other way round where a change stands already."""

import pytest
from lxml import etree

from policygen.document.edits import Signature
from policygen.formats.docx.names import W, w
from policygen.formats.docx.tracking.marks import ChangeMarker, free_ids

RUN = f'<w:r xmlns:w="{W}"><w:t>Ask</w:t></w:r>'


def runs(count: int) -> list[etree._Element]:
    paragraph = etree.fromstring(f'<w:p xmlns:w="{W}">{RUN * count}</w:p>')
    return list(paragraph)


def marker(*, stands: bool) -> ChangeMarker:
    return ChangeMarker(iter(range(7, 99)), Signature("Ann", "2026-11-30T00:00:00Z", stands=stands))


@pytest.mark.parametrize(("stands", "tag", "words"), [(False, "ins", "t"), (True, "del", "delText")])
def test_runs_that_come_share_a_mark_and_hold_words_as_that_mark_wants_them(stands: bool, tag: str, words: str) -> None:
    (mark,) = marker(stands=stands).put_in(runs(2))
    assert mark.tag == w(tag)
    assert (mark.get(w("id")), mark.get(w("author")), mark.get(w("date"))) == ("7", "Ann", "2026-11-30T00:00:00Z")
    assert [text.tag for run in mark for text in run] == [w(words), w(words)]


@pytest.mark.parametrize(("stands", "tag", "words"), [(False, "del", "delText"), (True, "ins", "t")])
def test_runs_that_go_stay_in_their_place_under_a_mark(stands: bool, tag: str, words: str) -> None:
    gone = runs(2)
    paragraph = gone[0].getparent()
    (mark,) = marker(stands=stands).take_out(gone)
    assert list(paragraph) == [mark]
    assert mark.tag == w(tag)
    assert [text.tag for run in mark for text in run] == [w(words), w(words)]


def test_what_is_put_in_inside_a_link_is_marked_inside_it() -> None:
    link = etree.fromstring(f'<w:hyperlink xmlns:w="{W}">{RUN}</w:hyperlink>')
    first, second = marker(stands=False).put_in([link, *runs(1)])
    assert (first.tag, first[0].tag, second.tag) == (w("hyperlink"), w("ins"), w("ins"))


@pytest.mark.parametrize(("ids", "free"), [([], 1), (["4", "2"], 5), (["x", "4"], 5), (["99999999999"], 1), (["²"], 1)])
def test_ids_are_those_that_nothing_bears(ids: list[str], free: int) -> None:
    body = "".join(f'<w:ins w:id="{id}"/>' for id in ids)
    assert next(free_ids(etree.fromstring(f'<w:p xmlns:w="{W}">{body}</w:p>'))) == free
