"""What people type, before it is an answer: odd blanks, quotes copied with a name, words for `not known`, numbers."""

import re

from policygen._on_use import regex

ODD_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Blanks that look like a space and are none, as text processors and web pages put them."""

_ODD_BLANK = regex(f"[{ODD_BLANKS}]")

_LATIN = "\x00-\u024f"
_INVISIBLE = regex(
    "[\u00ad\u180e\u200b\u2060\ufeff]"
    # A joiner shapes words of many scripts, and emoji; beside Latin letters it is only litter.
    f"|(?:^|(?<=[{_LATIN}]))[\u200c\u200d]|[\u200c\u200d](?=[{_LATIN}]|$)"
)

_QUOTES = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", '"': '"', "'": "'", "‹": "›", "「": "」"}


def plain_blanks(text: str) -> str:
    """The text with every odd blank as a space: as long as before."""
    return _ODD_BLANK.sub(" ", text)


def without_invisible(text: str) -> str:
    """The text without characters that have no width and no meaning where they stand."""
    return _INVISIBLE.sub("", text)


def without_quotes(text: str) -> str:
    """The text without a pair of quotes round the whole of it."""
    inner = text[1:-1].strip()
    closing = _QUOTES.get(text[:1], "")
    if len(text) < 3 or text[-1] not in closing or text[:1] in inner or any(sign in inner for sign in closing):
        return text
    return inner and without_quotes(inner)


# ---- not known -----------------------------------------------------------------------------------------------------------

_NOT_KNOWN = frozenset(
    """
    tbc, tba, tbd, tbn, n/a, n.a, na, n.k, n/k, none, nil, null, xxx, todo, to do, unknown, not known, not known yet,
    not yet known, unknown yet, pending, to follow, to come, to be confirmed, to be announced, to be advised,
    to be decided, to be determined, to be defined, to be agreed, to be completed, to be filled in, to be provided,
    to be supplied, to be named, to be appointed, not decided, not decided yet, not yet decided, undecided, not applicable,
    not available, not sure, not sure yet, not yet, unsure, don't know, dont know, do not know, we don't know, no idea, ask,
    please advise, please confirm, confirm, name, your name, name here, your name here, insert, insert name,
    insert name here, insert here, enter name, enter name here, add name, name to follow, fill in, placeholder, blank, empty
    """.replace("\n", " ").split(",")
)
_WORDS_FOR_NOT_KNOWN = frozenset(" ".join(words.split()) for words in _NOT_KNOWN)
_ABBREVIATIONS = frozenset({"tbc", "tba", "tbd", "tbn", "na"})
_LITTER = " \t.,;:!?…*_\"'“”‘’-–—"
_IN_BRACKETS = regex(r"\[[^\[\]]*\]|<[\w .:'-]+>|\{\{?[\w .'-]+\}?\}")
_ONLY_SIGNS = regex(r"[\s?\-–—._…*/~]+")
_CROSSES = regex(r"x{3,}(?:[\s.-]*x{2,})*")
_ADDRESS_OF_NOBODY = regex(r"(tbc|tba|tbd|todo|xxx+|none|unknown|pending)@.*")


def says_not_known(text: str) -> bool:
    """Whether a text stands for an answer that somebody has not got: `TBC`, `n/a`, `?`, `[name]`, `to follow`."""
    words = " ".join(text.casefold().replace("’", "'").split())
    if not words:
        return False
    if _ONLY_SIGNS.fullmatch(words) or _IN_BRACKETS.fullmatch(words) or _ADDRESS_OF_NOBODY.fullmatch(words):
        return True
    bare = words.strip(f"{_LITTER}()[]<>{{}}")
    dotless = re.sub(r"\b(\w)\.\s?(?=\w\b)", r"\1", bare)
    return bool(_CROSSES.fullmatch(bare)) or not {bare, dotless}.isdisjoint(_WORDS_FOR_NOT_KNOWN)


def may_be_a_handle(text: str) -> bool:
    """Whether an account may be called so, though the letters usually stand for `not known`: `tba`, not `TBA`."""
    return text in _ABBREVIATIONS or text.startswith("@")


# ---- numbers -------------------------------------------------------------------------------------------------------------

GROUPED = r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+|(?: \d{3})+|(?:['’]\d{3})+|(?:_\d{3})+)"
"""A whole number with its thousands set apart, always by the same sign."""

_WHOLE = regex(rf"\+?(?:\d{{1,9}}|{GROUPED})", re.ASCII)


def whole_number(text: str) -> int | None:
    """The whole number that somebody typed, as `2400`, `2,400`, `2.400` or `2 400`; None for anything else."""
    bare = " ".join(plain_blanks(text).split())
    if not _WHOLE.fullmatch(bare):
        return None
    return int(re.sub(r"\D", "", bare))


def number_advice(text: str) -> str:
    """What to write in place of something that is no whole number."""
    bare = plain_blanks(text).strip()
    if re.fullmatch(r"[-+]?\d*[.,]\d+", bare):
        return "Count whole people or things: write the next whole number, in digits only."
    numbers = re.findall(rf"{GROUPED}|\d+", bare)
    if len(numbers) == 1:
        return f"Write the number alone: {whole_number(numbers[0])}."
    if len(numbers) == 2:
        return "Write one number: your best count, in digits only."
    return "Write digits only, such as 31."
