"""Handles: whether one has the form a network accepts, not whether it is free; and the handle in an address."""

import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from policygen._on_use import regex
from policygen.platforms.model import HandleRule

_ADDRESS = regex(r"https?://\S+|(?:[\w-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE)
_LEADS = frozenset({
    "company", "showcase", "school", "in", "channel", "c", "user", "u", "r", "add", "profile", "people", "pages", "groups",
    "s",
})  # fmt: skip
"""Path segments that come before the name of an account."""
_NO_ACCOUNT = frozenset({
    "maps", "search", "watch", "playlist", "video", "videos", "p", "reel", "reels", "post", "posts", "share", "sharer.php",
})  # fmt: skip
"""Path segments that lead to something else than an account."""

_AT_SIGN = frozenset({
    "youtube.com", "tiktok.com", "threads.net", "threads.com", "medium.com", "instagram.com", "x.com", "twitter.com",
})  # fmt: skip
"""Networks of one server whose addresses have an @ before the handle; elsewhere it stands for one server among many."""


def problems(handle: str, rule: HandleRule) -> tuple[str, ...]:
    """What is wrong with a handle's form; empty when it fits, or when no rule is known."""
    found: list[str] = []
    if rule.least and len(handle) < rule.least:
        found.append(f"shorter than {rule.least} characters")
    if rule.most and len(handle) > rule.most:
        found.append(f"longer than {rule.most} characters")
    if not found and rule.pattern and not re.fullmatch(rule.pattern, handle, re.ASCII):
        found.append(rule.note or "has characters that are not accepted there")
    return tuple(found)


def has_odd_signs(handle: str) -> bool:
    """Whether a handle holds blanks or signs that no network allows."""
    return re.search(r"[^\w.@:#+-]", handle) is not None


def is_address(text: str) -> bool:
    """Whether a text is the address of a page, with or without `https://`."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def host_of(address: str) -> str:
    """The computer in an address, without `www.`: `instagram.com` of `https://www.instagram.com/quaylane`."""
    return re.sub(r"^(www|m|mobile)\.", "", _split(address).netloc.lower())


def handle_in(address: str) -> str:
    """The handle that the address of an account holds, without its @; empty when it leads to no account."""
    parts = _split(address)
    segments = [segment for segment in unquote(parts.path).split("/") if segment]
    if segments and segments[0].lower() == "profile.php":
        return next(iter(parse_qs(parts.query).get("id", ())), "")
    if not segments or segments[0].lower() in _NO_ACCOUNT:
        return ""
    lead = segments[0].lower()
    rest = segments[1:] if lead in _LEADS and len(segments) > 1 else segments
    # facebook.com/people/Quay-Lane/1000123: the number is the account, the name is for reading.
    name = rest[1] if lead in {"people", "pages"} and len(rest) > 1 else rest[0]
    federated = name.startswith("@") and lead == name.lower() and host_of(address) not in _AT_SIGN
    return f"{name.lstrip('@')}@{host_of(address)}" if federated else name.lstrip("@")


def _split(address: str) -> SplitResult:
    bare = address.strip()
    try:
        return urlsplit(bare if "://" in bare else f"https://{bare}")
    except ValueError:  # brackets that are no address of a computer
        return urlsplit("")
