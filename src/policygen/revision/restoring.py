"""What a file cannot hold, taken over from the base.

That is: which question a bracket waits for, which words are exact, which part a reference leads to, which record a row
shows, and the style that an editor flattened into bold type.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from policygen._dataclass import dataclass
from policygen._on_use import regex
from policygen.document.anchors import anchor_of
from policygen.document.as_read import ReadDocument, ReadPiece
from policygen.document.model import Contents, Heading, Inline, PageBreak, Paragraph, Part, Table, Text
from policygen.document.pieces import ListItem, Piece, content, is_text, with_content
from policygen.document.words import Marks, Word, fold, inlines, words
from policygen.revision.diff3 import matching
from policygen.revision.tables import keyed

_RULE = regex(r"^rule [0-9]+(?:\.[0-9]+)*$")
_NUMBER = regex(r"^[0-9]+(\.[0-9]+)*\.?$")
_LEADING_NUMBER = regex(r"^[0-9]+(?:\.[0-9]+)*\.?\s*")


@dataclass(frozen=True, slots=True)
class Lost:
    """A reference whose words an editor lost. Nobody took them out, so they are no edit."""

    part: str
    """What it leads to."""
    title: str
    """The words it was issued with."""
    shown: str
    """What is left of them, its number for instance."""


def resolve(document: ReadDocument, parts: Sequence[Part]) -> ReadDocument:
    """The document with every reference leading to a part's id instead of an anchor, where the part is known."""
    ids = {anchor_of(part.origin.id): part.origin.id for part in parts}
    return replace(document, pieces=tuple(_resolved(read, ids) for read in document.pieces))


def _resolved(read: ReadPiece, ids: Mapping[str, str]) -> ReadPiece:
    def of(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
        found = words(run)
        if not any(word.target in ids for word in found):
            return run
        return inlines(replace(word, target=ids.get(word.target, word.target)) for word in found)

    piece = read.piece
    if isinstance(piece, Table):
        piece = replace(
            piece, rows=tuple(replace(row, cells=tuple(of(cell) for cell in row.cells)) for row in piece.rows)
        )
    else:
        piece = with_content(piece, of(content(piece)))
    return replace(read, piece=piece, lost=tuple(ids.get(anchor, anchor) for anchor in read.lost))


def restore_from_base(
    base: Sequence[Piece],
    theirs: Sequence[ReadPiece],
    pairs: Mapping[int, int],
    *,
    roles_ambiguous: bool = False,
    restore: bool = True,
) -> tuple[Piece, ...]:
    """Their pieces, with what the base knows about the words that are still there.

    References whose words an editor lost have them again, or with `restore` off only what is left of them.
    """
    result = [read.piece for read in theirs]
    for own, position in pairs.items():
        found, lost = result[position], theirs[position].lost
        if roles_ambiguous and _written_alike(base[own], found):
            found = with_content(base[own], content(found))
        result[position] = _restored(base[own], found, lost, restore=restore)
    return tuple(result)


def lost_references(whole: Sequence[Piece], left: Sequence[Piece]) -> tuple[Lost, ...]:
    """The references of some pieces that lost words: the pieces with them and without them."""
    both = [
        pair
        for piece, other in zip(whole, left, strict=True)
        for run, rest in zip(_runs(piece), _runs(other), strict=True)
        for pair in zip(words(run), words(rest), strict=True)
    ]
    return tuple(Lost(was.target, was.text, now.text) for was, now in both if was.target and was.text != now.text)


def numbered(pieces: Sequence[Piece], lost: Sequence[Lost]) -> tuple[Piece, ...]:
    """Pieces whose restored references show their numbers too: to be read beside what is left of them."""
    shown = {one.part: one.shown for one in lost if one.shown}
    if not shown:
        return tuple(pieces)
    found: list[Piece] = []
    for piece in pieces:
        new = (
            replace(w, text=f"{shown[w.target]} {w.text}") if w.target in shown else w for w in words(content(piece))
        )
        found.append(with_content(piece, inlines(new)))
    return tuple(found)


def _runs(piece: Piece) -> list[tuple[Inline, ...]]:
    return [cell for row in piece.rows for cell in row.cells] if isinstance(piece, Table) else [content(piece)]


def _written_alike(base: Piece, theirs: Piece) -> bool:
    """Whether a format without styles could have written the one for the other."""
    match base, theirs:
        case Heading(level), Heading(other) if level == other:
            return True
        case (Paragraph(), Paragraph()) | (Paragraph(role="numbered-rule"), ListItem(ordered=True)):
            return True
        case _:
            return False


def _restored(base: Piece, theirs: Piece, lost: Collection[str], *, restore: bool) -> Piece:
    if isinstance(base, Table) and isinstance(theirs, Table):
        return _restored_table(base, keyed(base, theirs), lost, restore=restore)
    if isinstance(base, Contents | PageBreak):
        return base
    if not (is_text(base) and is_text(theirs)):
        return theirs
    was = words(content(base))
    now = words(content(theirs))
    new = _restored_words(was, _unflattened(was, now) if _has_style(base) else now, lost, restore=restore)
    return with_content(theirs, content(base) if _equal(new, was) else inlines(new))


def _equal(new: Sequence[Word], was: Sequence[Word]) -> bool:
    """Whether the words are the base's, or neither says anything: an editor drops a space that stands alone."""
    return tuple(new) == tuple(was) or not any(word.key for word in (*new, *was))


def _has_style(piece: Piece) -> bool:
    """Whether the piece has a style of its own, which an editor could have flattened."""
    return isinstance(piece, Heading) or (isinstance(piece, Paragraph) and piece.role != "body")


def _unflattened(base: Sequence[Word], theirs: tuple[Word, ...]) -> tuple[Word, ...]:
    """Their words without bold or italic that all of them have and none of the base's: a style, not an emphasis."""
    strong = all(word.marks.strong for word in theirs if word.text and not word.target) and not any(
        w.marks.strong for w in base
    )
    italic = all(word.marks.emphasis for word in theirs if word.text and not word.target) and not any(
        w.marks.emphasis for w in base
    )
    if not (strong or italic):
        return theirs
    return tuple(
        replace(
            word,
            marks=replace(
                word.marks, strong=word.marks.strong and not strong, emphasis=word.marks.emphasis and not italic
            ),
        )
        for word in theirs
    )


def _restored_table(base: Table, theirs: Table, lost: Collection[str], *, restore: bool) -> Table:
    rows = {row.key: row for row in base.rows}
    restored = []
    for row in theirs.rows:
        known = rows.get(row.key)
        cells = list(row.cells)
        for position in range(min(len(cells), len(known.cells) if known else 0)):
            was, now = words(known.cells[position]) if known else (), words(cells[position])
            now = _unflattened(was, now) if base.role == "control" and position == 0 else now
            new = _restored_words(was, now, lost, restore=restore)
            cells[position] = known.cells[position] if known and _equal(new, was) else inlines(new)
        restored.append(replace(row, cells=tuple(cells)))
    return replace(theirs, rows=tuple(restored))


def _restored_words(
    base: Sequence[Word], theirs: Sequence[Word], lost: Collection[str], *, restore: bool
) -> tuple[Word, ...]:
    """Their words with the base's invisible marks, and its references put back where they became plain text."""
    found = _references(base, theirs)
    kept = {position: base[own] for own, position in matching([w.key for w in base], [w.key for w in found]).items()}
    result: list[Word] = []
    for position, now in enumerate(found):
        was = kept.get(position)
        if was is None:
            result.append(now)
        elif was.target:
            result.extend(_restored_reference(was, now, is_lost=now.target in lost, restore=restore))
        else:
            result.append(now if now.marks == was.marks else replace(now, marks=_restored_marks(was.marks, now.marks)))
    return tuple(result)


def _restored_marks(base: Marks, theirs: Marks) -> Marks:
    return base if base.confirm else replace(theirs, exact=base.exact, answer=base.answer)


def _restored_reference(base: Word, theirs: Word, *, is_lost: bool, restore: bool) -> tuple[Word, ...]:
    """A reference as issued where it shows what it did, whatever its number is now; plain words where somebody rewrote it."""
    title, shown = fold(base.text).casefold(), fold(theirs.text).casefold()
    left = _LEADING_NUMBER.sub("", theirs.text)
    as_issued = title in (shown, fold(left).casefold()) or bool(_RULE.match(shown))
    has_no_target = shown.startswith("error") and shown.endswith(title)  # what a program shows instead of the number
    if not (as_issued or has_no_target or (is_lost and not left)):
        return tuple(words((Text(theirs.space + (left or theirs.text)),), theirs.marks))
    text = base.text if restore or not is_lost or left else theirs.text
    marks = base.marks if base.marks.confirm else replace(theirs.marks, exact=base.marks.exact)
    return (replace(theirs, text=text, marks=marks),)


def _references(base: Sequence[Word], theirs: Sequence[Word]) -> list[Word]:
    """Their words, with every reference that an editor made plain text a reference again: by its title, or its place."""
    found = list(theirs)
    for position, reference in enumerate(base):
        if not reference.target or any(word.target == reference.target for word in found):
            continue
        span = _titled(reference, found) or _between(position, base, found)
        if span is not None:
            found[span[0] : span[1]] = [replace(reference, space=found[span[0]].space)]
    return found


def _titled(reference: Word, found: Sequence[Word]) -> tuple[int, int] | None:
    """Where a reference's title stands as plain words, with the number before it."""
    title = [word.key.casefold() for word in words((Text(reference.text),))]
    for start in range(len(found) - len(title) + 1) if title else ():
        run = found[start : start + len(title)]
        if [word.key.casefold() for word in run] == title and not any(word.target for word in run):
            first = start - 1 if start and _NUMBER.match(found[start - 1].text) else start
            return first, start + len(title)
    return None


def _between(position: int, base: Sequence[Word], found: Sequence[Word]) -> tuple[int, int] | None:
    """Where the number of a rule stands between the words that stood around a reference to it."""
    kept = matching([word.key for word in base], [word.key for word in found])
    first = kept.get(position - 1, -1 if position == 0 else None)
    last = kept.get(position + 1, len(found) if position + 1 == len(base) else None)
    if first is None or last is None:
        return None
    shown = " ".join(word.text for word in found[first + 1 : last])
    return (first + 1, last) if _RULE.match(shown) else None
