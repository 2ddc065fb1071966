"""A Markdown document that people have written in, with changes of ours made in it: every other line stays as it is.

Where both sides changed the same words, theirs stand, between the marks that programs for versions put round a conflict.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from policygen._on_use import regex
from policygen._resources import unix_breaks
from policygen.document.anchors import anchor_of, element_id, part_of_comment
from policygen.document.as_read import Position, ReadDocument
from policygen.document.edits import (
    Addition,
    Edit,
    Edits,
    Remark,
    Removal,
    Revised,
    Rewording,
    Standing,
    TableChange,
    arranged,
)
from policygen.document.model import Contents, Heading, Inline, Paragraph, Properties, Reference, Table
from policygen.document.pieces import Piece, close_lists, content, is_text
from policygen.document.walk import shown_letters, shown_numbers
from policygen.document.words import words
from policygen.errors import DocumentError
from policygen.formats.markdown.blocks import WriterState, write_pieces
from policygen.formats.markdown.bounds import decoded
from policygen.formats.markdown.contents_lines import contents_lines, with_contents_renewed
from policygen.formats.markdown.escape import escape, escape_line_start
from policygen.formats.markdown.front_matter import restated
from policygen.formats.markdown.inlines import ONE_LINE_BREAK, Setting
from policygen.formats.markdown.places_of_pieces import (
    LETTER,
    Opening,
    opening_of,
    relettered,
    renumbered,
    rewritten,
    with_table_change,
    written_anew,
)
from policygen.formats.markdown.reader import read
from policygen.formats.markdown.record_comment import comment_behind, without_comment
from policygen.formats.outline import OutlineEntry, Target, reference_words
from policygen.formats.text import clean
from policygen.record.model import decode_record

YOURS, MIDDLE, OURS = "<<<<<<< yours", "=======", ">>>>>>> policygen"
_CONFLICT = regex(r"^<<<<<<< yours\n\n(.*?)\n\n=======\n\n.*?\n\n>>>>>>> policygen[^\n]*$", re.MULTILINE | re.DOTALL)
_NOTE = "<!-- policygen: "
ROUNDS = 3
"""How often a text is made anew when some changes do not read as they should, and are left to a person."""


def revise_text(data: bytes, edits: Edits) -> Revised:
    """A document with changes in it.

    Raises: `DocumentError` when it is no text, holds conflicts that nobody settled, or cannot be changed as planned.
    """
    text = unix_breaks(decoded(data)[0])
    if re.search(r"^(?:<{7}|>{7}|\|{7}) ", text, re.MULTILINE):
        raise DocumentError(
            "It still holds conflicts between <<<<<<< and >>>>>>>.", hint="Choose a side, and take the marks out."
        )
    refused: dict[int, str] = {}
    for _ in range(ROUNDS):
        made = _Revision(text, edits, refused)
        written = made.text()
        wrong = made.misread(written)
        if not wrong:
            done = tuple(change for at, change in enumerate(edits.changes) if at not in made.refused)
            left = tuple((edits.changes[at], why) for at, why in made.refused.items())
            return Revised(_encoded(written, data), done, left)
        message = "Changed in place, it would not read as it should."
        refused = made.refused | dict.fromkeys(wrong, message)
    raise DocumentError("The changes would not read as planned.", hint="Carry the plan out by hand (--plan).")


def _encoded(text: str, data: bytes) -> bytes:
    """A text with the line ends of a file."""
    return (text.replace("\n", "\r\n") if b"\r\n" in data else text).encode()


def carry_record(data: bytes, record: bytes, digest: str, was: Properties) -> bytes:
    """A document with another record: its digest in the comment at the end, its status and owner in the front matter."""
    text = unix_breaks(decoded(data)[0])
    body, seal, is_inline = without_comment(text)
    written = restated(body, decode_record(record).document.properties, was)
    comment = comment_behind(written, record if is_inline else None, digest, body, seal)
    return _encoded(f"{written.rstrip()}\n\n{comment}\n", data)


def settled_text(data: bytes) -> bytes:
    """A document in which their side of every conflict stands."""
    return _encoded(_CONFLICT.sub(lambda found: found[1], unix_breaks(decoded(data)[0])), data)


def lost_lines(before: bytes, after: bytes, changed: Iterable[Position]) -> tuple[str, ...]:
    """The lines of a document, but for those of its front and end and some places in it, that are not in another, in order.

    Numbers in them may differ: they are ours, and follow what comes in and goes.
    """
    gone = {at for place in changed for at in range(place.first, place.last + 1)}
    was, now = (without_comment(unix_breaks(decoded(data)[0]))[0] for data in (before, after))
    front = len(was) - len(re.sub(r"\A---\n.*?\n---\n", "", was, flags=re.DOTALL))
    skipped = was[:front].count("\n")
    gone.update(contents_lines(was.split("\n")))
    lines = iter(_without_numbers(now))
    left = enumerate(_without_numbers(was))
    return tuple(
        line
        for at, line in left
        if at >= skipped and at not in gone and line.strip() and not part_of_comment(line) and line not in lines
    )


def _without_numbers(text: str) -> list[str]:
    return [re.sub(r"[0-9]+", "0", _without_letter(line)).strip() for line in text.split("\n")]


def _without_letter(line: str) -> str:
    found = LETTER.match(line, len(str(opening_of(line))))
    return line[: found.start()] + line[found.end() :] if found else line


class _Revision:
    """One text on its way to another."""

    def __init__(self, text: str, edits: Edits, refused: Mapping[int, str]) -> None:
        self.body, self.seal, _ = without_comment(text)
        self.end = text[len(self.body) :]
        self.document: ReadDocument = read(text)
        self.pieces = [each.piece for each in self.document.pieces]
        self.edits = edits
        self.refused = dict(refused)
        self.lines = self.body.split("\n")
        self.changes = [change for at, change in enumerate(edits.changes) if at not in refused]
        self.standing: list[Standing] = arranged(self.pieces, self.changes)
        self.numbers = list(shown_numbers([each[2] for each in self.standing]))
        has_letters = LETTER.search(self.body) is not None  # older ones have none
        letters = shown_letters([each[2] for each in self.standing]) if has_letters else [""] * len(self.standing)
        self.letters = list(letters)
        self.stands = {
            each[0]: (each[2], number)
            for each, number in zip(self.standing, self.numbers, strict=True)
            if each[0] is not None
        }
        self.old_numbers = list(shown_numbers(self.pieces))
        self.old_letters = list(shown_letters(self.pieces))
        targets = {id: Target(number, id in edits.rules, is_first=True) for id, number in edits.numbers.items()}
        self.setting = Setting(targets)
        self.new: dict[int, list[str]] = {}
        """By piece, the lines that stand in its place; none where it goes."""

    # ---- the whole -----------------------------------------------------------------------------------------------------

    def text(self) -> str:
        """The text with its changes."""
        for at, change in enumerate(self.edits.changes):
            if at not in self.refused:
                self.change(at, change)
        self.renumber()
        for remark in self.edits.remarks:
            self.remark(remark)
        for at, why in self.refused.items():
            self.refuse(self.edits.changes[at], why)
        return with_contents_renewed(self.body, self.references("\n".join(self.written()))) + self.end

    def written(self) -> Iterator[str]:
        """Every line: of pieces that change the new ones, with what comes in behind them; all others as they were."""
        coming = self.coming()
        done = 0
        yield from coming.get(-1, ()) if not self.document.pieces else ()
        for at, read_piece in enumerate(self.document.pieces):
            place = read_piece.position
            if place.first < done:
                continue
            between = self.lines[done : place.first]
            if at == 0 and -1 in coming:
                cut = self.above(between)
                yield from (*between[:cut], *coming[-1], "", *between[cut:])
            elif at in self.new and not self.new[at]:
                yield from self.without_anchor(at, between)
            else:
                yield from between
            yield from self.new.get(at, self.lines[place.first : place.last + 1])
            done = place.last + 1
            if at in coming:
                yield from ("", *coming[at]) if not coming[at][0].lstrip().startswith("- ") else coming[at]
                if done < len(self.lines) and self.lines[done].strip():
                    yield ""
        yield from self.lines[done:]

    def above(self, between: Sequence[str]) -> int:
        """Where among the lines before the first piece its own anchor begins."""
        return next((at for at, line in enumerate(between) if part_of_comment(line)), len(between))

    def without_anchor(self, at: int, between: list[str]) -> list[str]:
        """The lines before a piece that goes, without the anchor of a part of which nothing stays."""
        gone = {anchor for anchor in self.document.pieces[at].anchors if not self.stays(anchor, at)}
        kept = [line for line in between if anchor_of(part_of_comment(line) or "") not in gone]
        while kept and not kept[-1].strip():
            kept.pop()
        return kept

    def stays(self, anchor: str, at: int) -> bool:
        """Whether something of the part that begins at a piece stays, or comes in its place."""
        if any(isinstance(change, Addition) and anchor_of(change.part) == anchor for change in self.changes):
            return True
        further = range(at + 1, len(self.pieces))
        end = next((other for other in further if self.document.pieces[other].anchors), len(self.pieces))
        return any(other in self.stands for other in range(at, end))

    # ---- one change ----------------------------------------------------------------------------------------------------

    def source(self, at: int) -> list[str]:
        place = self.document.pieces[at].position
        return self.new.get(at, self.lines[place.first : place.last + 1])

    def change(self, at: int, change: Edit) -> None:
        match change:
            case Removal(piece):
                self.new[piece] = []
            case Rewording(piece, swaps):
                made = rewritten(self.source(piece), self.pieces[piece], self.stands[piece][0], swaps, self.setting)
                if made is None:
                    message = "It holds something that is no plain text."
                    self.refused[at] = message
                else:
                    self.new[piece] = made
            case TableChange(piece):
                table, after = self.pieces[piece], self.stands.get(piece)
                if after is None:
                    self.new[piece] = []
                elif isinstance(table, Table) and isinstance(after[0], Table):
                    self.new[piece] = with_table_change(self.source(piece), table, after[0], change, self.setting)
            case Addition():
                pass

    def coming(self) -> dict[int, list[str]]:
        """By the piece that they go behind, the lines of what comes in."""
        found: dict[int, list[str]] = {}
        for change in self.changes:
            if isinstance(change, Addition):
                lines = found.setdefault(change.after, [])
                lines += [*([""] if lines else []), *self.added(change)]
        return found

    def added(self, change: Addition) -> list[str]:
        """The lines of an addition."""
        entries = [
            each
            for each in zip(self.standing, self.numbers, strict=True)
            if each[0][1] == change.part and each[0][0] is None
        ]
        known = {id(piece) for piece in change.pieces}
        numbers = [(each[2], number) for each, number in entries if id(each[2]) in known]
        letters = {id(each[2]): letter for each, letter in zip(self.standing, self.letters, strict=True)}
        blocks = close_lists(change.pieces)
        opening = self.opening(change.after)
        in_item = not change.opens and (bool(opening.indent) or opening.is_rule)
        state = WriterState(
            setting=self.setting,
            one_line_setting=replace(self.setting, line_break=ONE_LINE_BREAK),
            headings=tuple(
                OutlineEntry(change.part, 0, each, number, opens_part=True)
                for each, number in numbers
                if isinstance(each, Heading)
            ),
            has_contents=any(isinstance(piece, Contents) for piece in self.pieces),
            linked=frozenset({change.part} & self.linked()),
            is_short=any(isinstance(piece, Paragraph) and piece.role == "numbered-rule" for piece in self.pieces),
            rules=iter([number for each, number in numbers if isinstance(each, Paragraph) and number]),
            letters=iter([letters.get(id(block), "") for block in blocks]),
            rule_context="number" if in_item else "",
            indent="    " if in_item else "",
            in_item=in_item,
        )
        return write_pieces(change.part if change.opens else "", blocks, state).split("\n")

    def opening(self, at: int) -> Opening:
        return opening_of(self.lines[self.document.pieces[at].position.first]) if at >= 0 else Opening()

    def linked(self) -> set[str]:
        """The parts that references of the new text lead to."""
        runs = [content(each[2]) for each in self.standing if is_text(each[2])]
        return {inline.part for run in runs for inline in _flat(run) if isinstance(inline, Reference)}

    # ---- numbers -------------------------------------------------------------------------------------------------------

    def renumber(self) -> None:
        """Numbers written out follow what came in and went, where they are those that we wrote."""
        for at, (piece, number) in self.stands.items():
            old = self.old_numbers[at]
            if old and number and old != number:
                lines = self.source(at)
                self.new[at] = [renumbered(lines[0], piece, old, number), *lines[1:]]
        for (place, *_), letter in zip(self.standing, self.letters, strict=True):
            old = self.old_letters[place] if place is not None else ""
            if place is not None and old and letter and old != letter:
                lines = self.source(place)
                self.new[place] = [relettered(lines[0], old, letter), *lines[1:]]

    def references(self, text: str) -> str:
        """References show the numbers that their parts have now, where they showed those they had."""
        for part, old in self.part_numbers().items():
            now = self.setting.targets.get(part)
            if now is None or not old or now.number == old:
                continue
            was = Target(old, now.is_rule, now.is_first)
            shown, new = reference_words(was, "").strip(), reference_words(now, "").strip()
            pattern = rf"\[{re.escape(escape(shown))}(?=[^\]\n]*\]\(#{re.escape(element_id(part))}\))"
            text = re.sub(pattern, f"[{escape(new)}", text)
        return text

    def part_numbers(self) -> dict[str, str]:
        """The number that each part showed, by id."""
        ids = {anchor_of(part): part for part in self.edits.numbers}
        found: dict[str, str] = {}
        part = ""
        for at, read_piece in enumerate(self.document.pieces):
            part = next(
                (ids[anchor] for anchor in read_piece.anchors if anchor in ids), "" if read_piece.anchors else part
            )
            if part and self.old_numbers[at]:
                found.setdefault(part, self.old_numbers[at])
        return found

    # ---- what is left to a person --------------------------------------------------------------------------------------

    def remark(self, remark: Remark) -> None:
        """Their words and ours, between the marks of a conflict; where such marks would part a list, in a comment."""
        lines = self.source(remark.piece)
        if lines[:1] == [YOURS]:  # another conflict of the same lines, which ours settles as well
            return
        piece = self.pieces[remark.piece]
        opening = opening_of(lines[0]) if lines else Opening()
        if not remark.ours or not lines or not opening.is_plain or not is_text(piece):
            self.note(remark.piece, remark.text)
            return
        ours = [escape_line_start(escape(clean(line))) for line in remark.ours.split("\n")]
        if (
            remark.instead is not None
            and (anew := written_anew(lines, piece, remark.instead, self.setting)) is not None
        ):
            ours = anew
        because = f"{OURS}: {' '.join(remark.cause.split())}" if remark.cause else OURS
        words_of_ours = "\n\n".join(ours).split("\n")
        self.new[remark.piece] = [YOURS, "", *lines, "", MIDDLE, "", *words_of_ours, "", because]

    def note(self, at: int, words: str) -> None:
        lines = self.source(at)
        is_code = "code" in self.document.pieces[at].holds  # a comment inside would be shown
        indent = opening_of(lines[0]).indent if lines and not is_code else ""
        said = " ".join(words.split()).replace("--", "—").replace(">", "›")
        self.new[at] = [*lines, "", f"{indent}{_NOTE}{said} -->"]

    def refuse(self, change: Edit, why: str) -> None:
        at = max(change.after, 0) if isinstance(change, Addition) else change.piece
        message = f"{why} It is left to you: see the plan."
        self.note(at, message)

    def misread(self, written: str) -> list[int]:
        """The changes of pieces that would not read as they should."""
        now = [each.piece for each in read(settled_text(written.encode())).pieces]
        if len(now) != len(self.standing):
            return []  # the proof tells what is wrong
        wrong = {
            each[0]
            for each, piece in zip(self.standing, now, strict=True)
            if each[0] is not None and _said(each[2]) != _said(piece)
        }
        return [
            at
            for at, change in enumerate(self.edits.changes)
            if isinstance(change, Rewording | TableChange) and change.piece in wrong
        ]


def _said(piece: Piece) -> object:
    """What a piece says, but for what references show."""
    if isinstance(piece, Table):
        return [[_words(cell) for cell in row.cells] for row in piece.rows]
    return _words(content(piece)) if is_text(piece) else ()


def _words(run: Sequence[Inline]) -> list[object]:
    return [(word.key, word.marks.visible) for word in words(tuple(run)) if word.key and not word.target]


def _flat(run: Iterable[Inline]) -> Iterator[Inline]:
    for inline in run:
        yield inline
        yield from _flat(getattr(inline, "content", ()))
