"""Lists that a sentence prints, as people change them: a member written in, struck out, put in another's place."""

from collections.abc import Callable, Iterator, Sequence

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.document.walk import plain
from policygen.document.words import Word, inlines

Naming = Callable[[str, str], tuple[str, ...]]
"""For a question, what some words name, each as an answer to it is printed; nothing where they can be no answer."""

_MEMBER = regex(r"(\w+)\.[0-9]+")
_PAUSES = {",", ";", "/", "|", "+", "·", "•", "\n"}
_JOINING = {"and", "or", "&", "plus"}
_LONGEST_MEMBER = 6
"""Words beyond which what stands in a list is no member but something else that is said there."""


def as_written(_: str, said: str) -> tuple[str, ...]:
    """Words as the name of themselves, whatever was asked."""
    return (said,)


def list_of(source: str) -> str:
    """The question whose list a place in the answers is a member of; empty for any other answer."""
    found = _MEMBER.fullmatch(source)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list, as issued."""

    source: str
    """Its place in the answers: `platforms.2`."""
    start: int
    end: int
    """Its words in the sentence, half-open."""


def lists_among(
    members: Sequence[tuple[int, int, str]], found: Sequence[Word]
) -> Iterator[tuple[str, tuple[Member, ...]]]:
    """Of the answers in a text (from, to, place) those that are members of a list, list by list, with its question."""
    held: list[Member] = []
    for start, end, source in members:
        root = list_of(source)
        if held and not (root == list_of(held[-1].source) and _only_joins(found[held[-1].end : start])):
            yield list_of(held[0].source), tuple(held)
            held = []
        if root:
            held.append(Member(source, start, end))
    if held:
        yield list_of(held[0].source), tuple(held)


def _only_joins(between: Sequence[Word]) -> bool:
    return bool(between) and all(word.key in _PAUSES | _JOINING for word in between)


@dataclass(frozen=True, slots=True)
class ListChange:
    """What stands where a list was printed."""

    gone: tuple[Member, ...]
    """The members as issued that are not there any more, in whatever spelling."""
    came: tuple[str, ...]
    """By the name that an answer prints; as somebody wrote them where they wrote another."""
    names: tuple[str, ...]
    """Everything that is named there now."""


def change_of_list(
    question: str, issued: Sequence[Member], was: Sequence[Word], now: Sequence[Word], naming: Naming
) -> ListChange | None:
    """A list as it stands in its place; None when something else is said there."""
    known = sorted((tuple(word.key for word in was[m.start : m.end]) for m in issued), key=len, reverse=True)
    written: list[tuple[str, str]] = []
    understood = True
    for segment in _segments(now, known):
        words = plain(inlines(segment)).strip()
        names = naming(question, words) if len(segment) <= _LONGEST_MEMBER else ()
        understood = understood and bool(names)
        written += [(name, name if name in words else words) for name in names]
    if not written:
        return None
    named = {name for name, _ in written}
    said = ((member, plain(inlines(was[member.start : member.end])).strip()) for member in issued)
    canonical = {member: naming(question, words) or (words,) for member, words in said}
    before = {name for names in canonical.values() for name in names}
    gone = tuple(member for member in issued if not named & {*canonical[member]}) if understood else ()
    came = tuple(dict.fromkeys(words for name, words in written if name not in before))
    return ListChange(gone, came, tuple(dict.fromkeys(name for name, _ in written)))


def _segments(now: Sequence[Word], known: Sequence[tuple[str, ...]]) -> Iterator[Sequence[Word]]:
    """The members of a list as it stands. One may hold an *and* of its own: only beside what is known does it join two."""
    held: list[Word] = []
    position = 0
    while position < len(now):
        member = next((keys for keys in known if _stands(keys, now, position)), ())
        if not (member or now[position].key in _PAUSES):
            held.append(now[position])
            position += 1
            continue
        yield from _trimmed(held)
        held = []
        if member:
            yield now[position : position + len(member)]
        position += len(member) or 1
    yield from _trimmed(held)


def _stands(keys: tuple[str, ...], now: Sequence[Word], position: int) -> bool:
    return bool(keys) and tuple(word.key for word in now[position : position + len(keys)]) == keys


def _trimmed(held: list[Word]) -> Iterator[Sequence[Word]]:
    """What stands between two pauses or known members, without what joins it to them."""
    while held and held[0].key in _JOINING:
        held = held[1:]
    while held and held[-1].key in _JOINING:
        held = held[:-1]
    if held:
        yield held
