"""What every format does to words and addresses before it writes them, whoever typed them."""

import re

from policygen._on_use import regex
from policygen.document.model import Properties
from policygen.language.dates import spelled_date

# Control characters, lone surrogates and two noncharacters that XML cannot hold; then the characters that turn the
# direction of the words after them: an answer that holds one could make "must not" read backwards.
_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = regex("\r\n|[\r\x85\u2028\u2029]")
_UNSAFE_IN_ADDRESS = regex(r"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})")
_ADDRESS = regex(
    r"(?:https?://[A-Za-z0-9\-._~%]+(?::[0-9]{1,5})?(?:[/?#][^#]*(?:#[^#]*)?)?|mailto:[^@?#/]+@[^@?#/]+(?:\?[^#]*)?)",
    re.I,
)
_STRONG_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = regex(f"[{_STRONG_RIGHT}](?:[\\W\\d_{_STRONG_RIGHT}]*[{_STRONG_RIGHT}])?")
_RIGHT_CHARACTER = regex(f"[{_STRONG_RIGHT}]")
_LETTER = regex(r"[^\W\d_]")
_HEBREW = regex("[\u0590-\u05ff\ufb1d-\ufb4f]")


def clean(text: str) -> str:
    """The text without characters that no file may hold or that turn what follows; every line end is a newline."""
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def is_plain(text: str) -> bool:
    """Whether text is one line from left to right, with nothing in it to see to."""
    return text.isprintable() and (text.isascii() or _RIGHT_CHARACTER.search(text) is None)


def holds_forbidden(text: str) -> bool:
    """Whether `clean` removes something other than the kind of a line end."""
    return not text.isprintable() and _FORBIDDEN.search(text) is not None


def safe_address(address: str) -> str | None:
    """The address with everything encoded that a URI cannot hold; None unless it is http, https or mailto."""
    encoded = _UNSAFE_IN_ADDRESS.sub(_percent, clean(address).strip())
    return encoded if _ADDRESS.fullmatch(encoded) else None


def edition_line(properties: Properties) -> str:
    """Which text this is, with a day, as headers and footers say it."""
    day = clean(spelled_date(properties.in_force or properties.date, properties.language))
    edition = clean(properties.edition)
    return edition if day in edition else " · ".join(text for text in (edition, day) if text)


def directions(text: str) -> tuple[tuple[str, bool], ...]:
    """The text cut into stretches, each with whether it runs from right to left."""
    if text.isascii():
        return ((text, False),)
    if _RIGHT_CHARACTER.search(text) and not _LETTER.search(_RIGHT_CHARACTER.sub("", text)):
        return ((text, True),)  # a whole name: the dot at its end is its own
    stretches: list[tuple[str, bool]] = []
    position = 0
    for match in _RIGHT_TO_LEFT.finditer(text):
        if match.start() > position:
            stretches.append((text[position : match.start()], False))
        stretches.append((match.group(), True))
        position = match.end()
    if position < len(text) or not stretches:
        stretches.append((text[position:], False))
    return tuple(stretches)


def is_right_to_left(text: str) -> bool:
    """Whether a whole paragraph runs from right to left: it has letters, and all of them do."""
    if text.isascii():
        return False
    stretches = directions(text)
    return any(right for _, right in stretches) and not any(
        _LETTER.search(words) for words, right in stretches if not right
    )


def is_hebrew(text: str) -> bool:
    """Whether words from right to left are of Hebrew letters: of the languages so written, the one that its letters tell."""
    return _HEBREW.search(text) is not None


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass"))
