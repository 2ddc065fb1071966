"""Pictures of others: taken when they are whole and of a size, without what they tell besides, and else refused in words."""

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.brand.images import MAX_IMAGE, ImageError, read_image
from tests.brand.pictures import chunk, jpeg, png, segment


def test_a_png_and_a_jpeg_are_taken_with_their_size() -> None:
    assert [(one.kind, one.width, one.height) for one in map(read_image, (png(), jpeg()))] == [
        ("png", 600, 200),
        ("jpeg", 600, 200),
    ]


def test_what_a_picture_tells_besides_itself_is_left_out() -> None:
    told = b"Taken at 51.5 N by Sam Okafor"
    of_png = png(8, 8, chunk(b"tEXt", told), chunk(b"eXIf", told)) + b"PK\x03\x04 hidden behind the end"
    of_jpeg = jpeg(8, 8, segment(0xE1, told), segment(0xFE, told)) + b"<script>"
    for content in (of_png, of_jpeg):
        kept = read_image(content).content
        assert b"Okafor" not in kept
        assert b"hidden" not in kept
        assert b"script" not in kept
    assert read_image(of_png).content == png(8, 8)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "SVG"),
        (b"GIF89a...", "GIF"),
        (b"RIFF....WEBP", "WebP"),
        (b"%PDF-1.7", "PDF"),
        (b"hello", "another kind of file"),
        (b"", "another kind of file"),
    ],
)
def test_another_kind_of_file_is_named_and_what_to_save_instead(content: bytes, what: str) -> None:
    with pytest.raises(ImageError, match=what) as caught:
        read_image(content)
    assert "save it as a PNG" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        png()[:-30],
        png(rows=100),
        png(rows=10_000),
        b"\x89PNG\r\n\x1a\n",
        png().replace(b"IDAT", b"IDAX", 1),
        jpeg()[:-8],
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xc0\xff\xff",
    ],
)
def test_a_damaged_picture_or_one_that_unpacks_to_more_than_its_size_is_refused(content: bytes) -> None:
    with pytest.raises(ImageError, match="damaged"):
        read_image(content)


@pytest.mark.parametrize(("width", "height"), [(0, 10), (9_000, 10), (8_000, 8_000), (2**31, 2**31)])
def test_a_picture_too_large_to_be_a_logo_is_refused_before_it_is_unpacked(width: int, height: int) -> None:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    with pytest.raises(ImageError, match="pixels"):
        read_image(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"") + chunk(b"IEND", b""))


def test_a_file_too_large_is_refused() -> None:
    with pytest.raises(ImageError, match="2 MB"):
        read_image(png() + bytes(MAX_IMAGE))


def test_a_moving_picture_is_refused() -> None:
    with pytest.raises(ImageError, match="moving"):
        read_image(png(8, 8, chunk(b"acTL", bytes(8))))


@given(st.data())
def test_a_picture_changed_anywhere_is_taken_or_refused_and_never_a_fault(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from((png(8, 8), jpeg(8, 8)))))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ImageError):
        read_image(bytes(content))
