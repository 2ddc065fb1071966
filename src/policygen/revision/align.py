"""Finding each part again in a file that people have edited.

Several carriers vote: the bookmark in a part's first paragraph, the one in its last, its heading, its words. A part is
where most of them agree; pieces that no part of the base explains belong to the owner.
"""

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

from policygen._dataclass import dataclass
from policygen.document.anchors import anchor_of
from policygen.document.as_read import ReadDocument
from policygen.document.model import Contents, Heading, PageBreak, Paragraph, Part
from policygen.document.pieces import Piece, bearing, open_lists, shape, title_in
from policygen.language.lists import listed
from policygen.revision.chains import Chain, CrossingCost, Match, best_chain, cut
from policygen.revision.extents import Extent, extent_of
from policygen.revision.pairing import pair_likeness
from policygen.revision.similarity import Keys, Neighbours, contained, keys, likeness

Carrier = Literal["bookmark", "end-bookmark", "heading", "text", "place"]

_BOOKMARK = 30.0
_HEADING = 15.0
_END = 5.0
_LONGEST = 40
"""Words beyond which a paragraph weighs no more."""
_COVERED = 0.35
"""Share of a part's words that must be found again when nothing but its words speaks for it."""
_LIKE_HEADING = 0.5
_JOINED = 0.8
_RELATED = 0.15
"""Share of the base's words below which a document without any anchor is not the one that was issued."""
_IN_WORDS: Mapping[Carrier, str] = {
    "bookmark": "the mark at its beginning",
    "end-bookmark": "the mark at its end",
    "heading": "its heading",
    "text": "its words",
    "place": "its place",
}


def recognised_by(carriers: Sequence[Carrier]) -> str:
    """What a part was found again by, as a person would say it."""
    return listed([_IN_WORDS[carrier] for carrier in carriers] or ["its place"])


@dataclass(frozen=True, slots=True)
class Found:
    """Where a part stands in the document now."""

    part: str
    pieces: tuple[int, ...]
    """Indices of the pieces between its first and its last, both included; none when it is gone."""
    pairs: Mapping[int, int] = field(default_factory=dict)
    """For every piece of the base that is still there (lists opened): its index among `pieces`."""
    carriers: tuple[Carrier, ...] = ()
    certainty: float = 0.0
    """0: not found. 1: every carrier and every word agree."""
    destroyed: tuple[str, ...] = ()
    """What became of the carriers, by a program or by hand: `bookmark`, `heading`, `words`, `split`, `joined`."""
    joined_with: str = ""
    """The part in whose paragraph this one's words now stand."""

    @property
    def there(self) -> bool:
        """Whether the part is still in the document."""
        return bool(self.pieces) or bool(self.joined_with)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The whole document set against its base."""

    parts: tuple[Found, ...]
    """One for every part of the base, in the base's order."""
    owner: tuple[int, ...]
    """Indices of the pieces that no part explains: the owner's. A page break is none: it says nothing."""
    related: float
    """From 0 to 1: which share of the base's words was found again."""

    @property
    def unrelated(self) -> bool:
        """Whether this is another document altogether."""
        return not any(found.there for found in self.parts)

    def of(self, part: str) -> Found:
        """Where a part stands; not found when the base does not know it."""
        return next((found for found in self.parts if found.part == part), Found(part, ()))


def align(base: Sequence[Part], document: ReadDocument) -> Alignment:
    """Every part of the base found in the document, or said not to be there."""
    return _Search(base, document).run()


def _is_titled(piece: Piece) -> bool:
    """Whether a piece of the base bears a title of its own."""
    return isinstance(piece, Heading) or (isinstance(piece, Paragraph) and piece.role == "titled-rule")


def _title(piece: Piece) -> Keys:
    return keys(Paragraph(title_in(piece)))


class _Search:
    """One alignment in the making."""

    def __init__(self, base: Sequence[Part], document: ReadDocument) -> None:
        self._base = base
        self._pieces: list[tuple[Piece, ...]] = [open_lists(part.blocks) for part in base]
        self._keys: list[list[Keys]] = [[keys(piece) for piece in pieces] for pieces in self._pieces]
        self._document = document
        self._theirs = [keys(read.piece) for read in document.pieces]
        self._titles = [[_title(piece) if _is_titled(piece) else () for piece in pieces] for pieces in self._pieces]
        self._their_titles = [_title(read.piece) for read in document.pieces]
        self._titled = Counter(title for own in self._titles for title in own)
        self._their_titled = Counter(self._their_titles)
        self._starts = self._positions_by_anchor("anchors")
        self._ends = self._positions_by_anchor("ends")
        self._neighbours = Neighbours(self._theirs)
        self._placed: set[int] = set()
        self._matches = [self._matches_of(index) for index in range(len(base))]

    def _positions_by_anchor(self, which: Literal["anchors", "ends"]) -> dict[str, list[int]]:
        positions: dict[str, list[int]] = {}
        for position, read in enumerate(self._document.pieces):
            for anchor in read.anchors if which == "anchors" else read.ends:
                positions.setdefault(anchor, []).append(position)
        return positions

    def _matches_of(self, index: int) -> list[Match]:
        """Every piece of theirs that could be a piece of this part, and how much speaks for it."""
        found: dict[tuple[int, int], float] = {}
        for own, words in enumerate(self._keys[index]):
            for position, alike in self._neighbours.near(words):
                weight = alike * min(len(words), _LONGEST)
                if isinstance(self._pieces[index][own], Heading):
                    weight = weight * 1.5 + 1
                found[own, position] = weight - self._displaced(index, position)
            for position, title in enumerate(self._their_titles if self._titles[index][own] else ()):
                if title == self._titles[index][own] and self._singular(index, Match(own, position, 0.0)):
                    found[own, position] = found.get((own, position), 0.0) + _HEADING
            if not words:
                for position, read in enumerate(self._document.pieces):
                    if pair_likeness((self._pieces[index][own], ()), (read.piece, self._theirs[position])) == 1.0:
                        found[own, position] = 0.5
        anchor = anchor_of(self._base[index].origin.id)
        self._vote(found, self._starts.get(anchor, ()), (index, bearing(self._pieces[index])), _BOOKMARK)
        self._vote(found, self._ends.get(anchor, ()), (index, len(self._keys[index]) - 1), _END)
        return [Match(own, position, weight) for (own, position), weight in sorted(found.items())]

    def _displaced(self, index: int, position: int) -> float:
        """From 0 to 0.01: how far a place is from where the part stood. Decides only between equals."""
        return 0.01 * abs(position / max(1, len(self._theirs)) - index / max(1, len(self._base)))

    def _vote(
        self, found: dict[tuple[int, int], float], positions: Sequence[int], piece: tuple[int, int], bonus: float
    ) -> None:
        """A bookmark speaks for the place it stands at, unless what stands there is something of another kind."""
        index, own = piece
        for position in positions if self._pieces[index] else ():
            known = (own, position) in found
            if known or shape(self._pieces[index][own]) == shape(self._document.pieces[position].piece):
                found[own, position] = found.get((own, position), 0.0) + bonus / len(positions)

    def run(self) -> Alignment:
        chains = self._assign()
        barriers = {position for chain in chains.values() for position in chain.positions}
        extents: dict[int, Extent] = {}
        theirs = (self._document.pieces, self._theirs)
        for index, chain in sorted(chains.items(), key=lambda pair: pair[1].positions[0]):
            extents[index] = extent_of(self._pieces[index], self._keys[index], chain, theirs, barriers)
            barriers.update(extents[index].positions)
        used = {position for extent in extents.values() for position in extent.positions}
        parts = [self._found(index, extents.get(index)) for index in range(len(self._base))]
        parts = [found if found.there else self._joined(index, extents) for index, found in enumerate(parts)]
        related = self._related(extents)
        if related < _RELATED and not self._anchored(parts):
            none = tuple(Found(part.origin.id, ()) for part in self._base)
            return Alignment(none, tuple(range(len(self._theirs))), related)
        owner = tuple(
            position
            for position in range(len(self._theirs))
            if position not in used and not isinstance(self._document.pieces[position].piece, PageBreak)
        )
        return Alignment(tuple(parts), owner, related)

    def _assign(self) -> dict[int, Chain]:
        """Each part's best run of pieces; the strongest part chooses first, and nobody reaches across another."""
        cost = CrossingCost(len(self._theirs), self._matches)
        taken: set[int] = set()
        chains: dict[int, Chain] = {}
        queue = [(-best_chain(found, (), cost, index).weight, index) for index, found in enumerate(self._matches)]
        heapq.heapify(queue)
        while queue:
            promised, index = heapq.heappop(queue)
            chain = best_chain(self._matches[index], taken, cost, index)
            if not chain.matches:
                continue
            if chain.weight < -promised:
                heapq.heappush(queue, (-chain.weight, index))
            elif self._convincing(index, chain):
                chains[index] = chain
                taken.update(chain.positions)
        clear = {index: cut(chain, taken - set(chain.positions)) for index, chain in chains.items()}
        sure = {index: chain for index, chain in clear.items() if self._convincing(index, chain)}
        return sure | self._between(sure, cost)

    def _between(self, sure: Mapping[int, Chain], cost: CrossingCost) -> dict[int, Chain]:
        """Parts that little speaks for but their place: between the two that stood around them, with a like heading."""
        found: dict[int, Chain] = {}
        for index in range(len(self._base)):
            low = next((sure[i].positions[-1] for i in range(index - 1, -1, -1) if i in sure), -1)
            high = next(
                (sure[i].positions[0] for i in range(index + 1, len(self._base)) if i in sure), len(self._theirs)
            )
            taken = {position for chain in found.values() for position in chain.positions}
            here = [
                match for match in self._matches[index] if low < match.position < high and match.position not in taken
            ]
            chain = Chain((), 0.0) if index in sure else best_chain(here, (), cost, index)
            if any(self._like_heading(index, match) for match in chain.matches):
                found[index] = chain
                self._placed.add(index)
        return found

    def _like_heading(self, index: int, match: Match) -> bool:
        title = self._titles[index][match.own]
        return bool(title) and likeness(title, self._their_titles[match.position]) >= _LIKE_HEADING

    def _convincing(self, index: int, chain: Chain) -> bool:
        """Whether the run is this part: by one of its bookmarks, by a heading like no other, or by most of its words."""
        if self._has_bookmark(index, chain) or any(self._singular(index, match) for match in chain.matches):
            return True
        if any(self._is_ending(index, match) for match in chain.matches):
            return True
        if not any(self._keys[index]):
            return any(isinstance(self._pieces[index][match.own], Contents) for match in chain.matches)
        if self._covered(index, chain) < _COVERED:
            return False
        strong = any(
            len(self._keys[index][match.own]) >= 5 or self._keys[index][match.own] == self._theirs[match.position]
            for match in chain.matches
        )
        return strong and any(self._keys[index][match.own] for match in chain.matches)

    def _singular(self, index: int, match: Match) -> bool:
        """Whether a match is by a title that both texts have once, word for word."""
        title = self._titles[index][match.own]
        is_same = bool(title) and title == self._their_titles[match.position]
        return is_same and self._titled[title] == 1 and self._their_titled[title] == 1

    def _is_ending(self, index: int, match: Match) -> bool:
        """Whether a match is the part's last piece, typed over: its last bookmark in something of the same kind."""
        positions = self._ends.get(anchor_of(self._base[index].origin.id), ())
        alike = shape(self._pieces[index][match.own]) == shape(self._document.pieces[match.position].piece)
        return match.position in positions and match.own == len(self._pieces[index]) - 1 and alike

    def _has_bookmark(self, index: int, chain: Chain) -> bool:
        positions = self._starts.get(anchor_of(self._base[index].origin.id), ())
        return any(match.position in positions for match in chain.matches)

    def _covered(self, index: int, chain: Chain) -> float:
        """Which share of the part's words stands in the run, each paragraph by its likeness."""
        total = sum(len(words) for words in self._keys[index])
        if not total:
            return 1.0
        there = 0.0
        for match in chain.matches:
            piece = (self._pieces[index][match.own], self._keys[index][match.own])
            other = (self._document.pieces[match.position].piece, self._theirs[match.position])
            there += pair_likeness(piece, other) * len(piece[1])
        return min(1.0, there / total)

    def _found(self, index: int, extent: Extent | None) -> Found:
        part = self._base[index].origin.id
        if extent is None:
            return Found(part, ())
        chain = Chain(tuple(Match(own, position, 0.0) for own, position in extent.pairs.items()), 0.0)
        bookmark = self._has_bookmark(index, chain)
        covered = self._covered(index, chain)
        headings = [own for own, title in enumerate(self._titles[index]) if title]
        kept = [own for own in headings if own in extent.pairs and self._equal(index, own, extent)]
        ends = self._ends.get(anchor_of(part), ())
        said: list[tuple[Carrier, bool]] = [
            ("bookmark", bookmark),
            ("end-bookmark", any(position in ends for position in extent.positions)),
            ("heading", bool(kept)),
            ("text", covered >= _COVERED),
            ("place", index in self._placed),
        ]
        destroyed = [
            *(() if bookmark else ("bookmark",)),
            *(("heading",) if headings and not kept else ()),
            *(("words",) if covered < _COVERED else ()),
            *(("split",) if extent.split else ()),
        ]
        backed = 0.4 + 0.6 * min(1.0, covered / _COVERED)
        doubt = (1 - 0.75 * bookmark * backed) * (1 - covered) * (1 - 0.5 * bool(kept))
        numbered = {own: position - extent.positions[0] for own, position in extent.pairs.items()}
        return Found(
            part,
            extent.positions,
            numbered,
            tuple(name for name, holds in said if holds),
            round(1 - doubt, 3),
            tuple(destroyed),
        )

    def _equal(self, index: int, own: int, extent: Extent) -> bool:
        return self._titles[index][own] == self._their_titles[extent.pairs[own]]

    def _joined(self, index: int, extents: Mapping[int, Extent]) -> Found:
        """A part whose words now stand inside a paragraph of another part, or nowhere."""
        part = self._base[index].origin.id
        words = max(self._keys[index], key=len, default=())
        if len(words) < 5:
            return Found(part, ())
        for other, extent in extents.items():
            for position in extent.pairs.values():
                longer = len(self._theirs[position]) >= len(words)
                if longer and contained(words, self._theirs[position]) >= _JOINED:
                    host = self._base[other].origin.id
                    return Found(part, (), {}, ("text",), 0.5, ("joined",), host)
        return Found(part, ())

    def _related(self, extents: Mapping[int, Extent]) -> float:
        total = sum(len(words) for own in self._keys for words in own)
        there = sum(
            self._covered(index, Chain(tuple(Match(o, p, 0.0) for o, p in extent.pairs.items()), 0.0))
            * sum(len(words) for words in self._keys[index])
            for index, extent in extents.items()
        )
        return round(there / total, 3) if total else 0.0

    def _anchored(self, parts: Sequence[Found]) -> bool:
        return any("bookmark" in found.carriers for found in parts)
