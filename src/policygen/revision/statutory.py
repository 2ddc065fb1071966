"""What became of words that a law asks for: gone, changed, turned round, hidden or struck out, with both texts."""

import re
from collections.abc import Iterable, Iterator, Sequence

from policygen._on_use import regex
from policygen.document.as_read import UNSAYING, ReadDocument
from policygen.document.pieces import text
from policygen.document.words import fold
from policygen.findings import Finding, Location, Severity

_BRACKET = regex(r"\[confirm: [^\]]*\]")
_NEGATION = regex(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot)\b|n't\b")
_HINT = "Put the words back from the document as issued, or ask a lawyer."


def statutory_findings(
    part: str, title: str, before: str, theirs: str, extent: Sequence[int], document: ReadDocument, owner: Sequence[int]
) -> Iterator[Finding]:
    """Everything that stands otherwise in a part that a law asks for.

    `before` and `theirs` are its words as issued and as they stand, `extent` its pieces in the document, and `owner` the
    pieces that are nobody's part.
    """
    location = Location(part)
    unsaid = [index for index in extent if _unsaid(document, index)]
    if unsaid:
        how = " and ".join(kind for kind in UNSAYING if any(kind in document.pieces[i].holds for i in unsaid))
        said = _quoted(text(document.pieces[index].piece) for index in unsaid)
        message = f"“{title}” is asked for by law, and words of it are {how}: {said}"
        yield Finding("statutory-changed", Severity.HIGH, message, location, "Show the words again, or ask a lawyer.")
    present = {fold(text(read.piece)) for i, read in enumerate(document.pieces) if not _unsaid(document, i)}
    present |= {fold(line) for line in theirs.split("\n")} | {
        fold(text(document.pieces[index].piece)) for index in unsaid
    }
    missing = [line for line in before.split("\n") if fold(line) not in present]
    issued = {fold(line) for line in before.split("\n")}
    instead = [line for line in theirs.split("\n") if line and fold(line) not in issued]
    if missing or instead:
        yield _changed(title, missing, instead, location, is_gone=not theirs)
    inside = [index for index in owner if extent and extent[0] < index <= extent[-1] + 1]
    added = [text(document.pieces[index].piece) for index in inside]
    if any(said.strip() for said in added):
        message = f"“{title}” is asked for by law, and words were added to it: {_quoted(added)}"
        hint = "Make sure that they take nothing away from it."
        yield Finding("statutory-added", Severity.MEDIUM, message, location, hint)


def _unsaid(document: ReadDocument, index: int) -> bool:
    return any(kind in document.pieces[index].holds for kind in UNSAYING)


def _changed(
    title: str, missing: Sequence[str], instead: Sequence[str], location: Location, *, is_gone: bool
) -> Finding:
    if is_gone:
        message = f"“{title}” is asked for by law, and is gone from the document: {_quoted(missing)}"
        return Finding("statutory-missing", Severity.HIGH, message, location, _HINT)
    was, now = "\n".join(missing), "\n".join(instead)
    if _is_filled_in(was, now):
        message = f"“{title}” is asked for by law, and somebody filled it in: {_quoted(instead)}"
        return Finding("statutory-filled", Severity.INFO, message, location, "Make sure that it is true.")
    turned = len(_NEGATION.findall(fold(was).casefold())) != len(_NEGATION.findall(fold(now).casefold()))
    told = [f"“{title}” is asked for by law, and its words have changed."]
    told += ["It may now say the opposite."] if turned and was and now else []
    told += [f"As issued: {_quoted(missing)}"] if was else []
    told += [f"As it stands: {_quoted(instead) or 'nothing.'}"]
    return Finding("statutory-changed", Severity.HIGH, " ".join(told), location, _HINT)


def _is_filled_in(was: str, now: str) -> bool:
    """Whether a text differs only in what stands where a bracket asked to confirm, and is not turned round by it."""
    kept = [re.escape(piece) for piece in _BRACKET.split(fold(was).casefold())]
    filled = re.fullmatch("(.*?)".join(kept), fold(now).casefold()) if len(kept) > 1 else None
    return filled is not None and not any(_NEGATION.search(words) for words in filled.groups())


def _quoted(lines: Iterable[str]) -> str:
    """Lines in quotation marks, and a full stop where the last does not end in one."""
    quoted = ", ".join(f"“{line.strip()}”" for line in lines if line.strip())
    return quoted if quoted.endswith((".”", "?”", "!”")) or not quoted else f"{quoted}."
