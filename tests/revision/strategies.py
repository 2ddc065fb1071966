"""Generated documents and generated edits, for the laws."""

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from policygen.document.model import (
    Confirm,
    Contents,
    Emphasis,
    Exact,
    Heading,
    Inline,
    LineBreak,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    Part,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policygen.revision.pieces import ListItem, Piece, close_lists, text
from policygen.revision.theirs import ReadDocument, ReadPiece
from tests.revision.scene import as_issued

WORDS = [
    *("account", "administrator", "answer", "approve", "archive", "café", "campaign", "caption", "client", "colleague"),
    *("comment", "complaint", "consent", "customer", "delete", "disclose", "employee", "evening", "follow", "guest"),
    *("handbook", "harass", "holiday", "identity", "image", "instagram", "kitchen", "leave", "link", "manager"),
    *("menu", "message", "monitor", "notice", "office", "opinion", "owner", "password", "patient", "permission"),
    *("photograph", "platform", "policy", "post", "private", "profile", "public", "publish", "record", "remove"),
    *("reply", "report", "review", "rota", "safe", "share", "sign", "speak", "staff", "threat"),
    *("tomorrow", "truth", "upload", "video", "visitor", "wage", "weekly", "wording", "yearly", "zebra"),
]
_GLUE = ["the", "a", "of", "to", "and", "you", "must", "not", "may", "we", "in", "it"]

plain_words = st.sampled_from([*WORDS, *_GLUE])
sentences = st.lists(plain_words, min_size=1, max_size=14).map(" ".join)


def inline_lists(depth: int = 2) -> st.SearchStrategy[tuple[Inline, ...]]:
    leaf: st.SearchStrategy[Inline] = st.one_of(
        sentences.map(Text),
        sentences.map(Exact),
        st.builds(Reference, st.sampled_from(["a.one", "b.two"]), sentences),
        st.just(LineBreak()),
        st.text(st.sampled_from("ab’'“\"-–— ,.…\u00a0\u00ad\t"), min_size=1, max_size=8).map(Text),
    )
    if depth:
        inner = inline_lists(depth - 1)
        leaf = st.one_of(
            leaf,
            st.builds(Strong, inner),
            st.builds(Emphasis, inner),
            st.builds(Link, st.sampled_from(["https://a.example", "mailto:x@y.example"]), inner),
            st.builds(Confirm, st.sampled_from(["training", "steps"]), sentences.map(lambda words: (Text(words),))),
        )
    return st.lists(leaf, max_size=4).map(tuple)


tables = st.builds(
    lambda columns, keys, cells: Table(
        "platforms",
        tuple(columns),
        tuple(Row(key, tuple(cells[(i + j) % len(cells)] for j in range(len(columns)))) for i, key in enumerate(keys)),
    ),
    st.lists(st.sampled_from(["Platform", "Account", "Owner", "Note"]), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(["x", "facebook", "instagram", "bluesky"]), max_size=4, unique=True),
    st.lists(inline_lists(0), min_size=1, max_size=5),
)

pieces: st.SearchStrategy[Piece] = st.one_of(
    st.builds(Paragraph, inline_lists(), st.sampled_from(["body", "rule", "always", "statutory"])),
    st.builds(Heading, st.sampled_from([1, 2]), inline_lists(0)),
    st.builds(ListItem, inline_lists(), st.booleans(), st.sampled_from([0, 1])),
    tables,
    st.just(Contents("Contents")),
    st.just(PageBreak()),
)
piece_lists = st.lists(pieces, max_size=6)


@dataclass
class Scene:
    """A base, the same document as people left it, and the text as newly generated."""

    base: tuple[Part, ...]
    theirs: ReadDocument
    new: tuple[Part, ...]
    owner: list[str] = field(default_factory=list)
    """Words that only the owner wrote, in the order they stand in the file."""


@st.composite
def sentence(draw: st.DrawFn, least: int = 6, most: int = 20) -> str:
    chosen = draw(st.lists(st.sampled_from(WORDS), min_size=least, max_size=most, unique=True))
    glue = draw(st.lists(st.sampled_from(_GLUE), min_size=len(chosen), max_size=len(chosen)))
    return " ".join(word for pair in zip(glue, chosen, strict=True) for word in pair) + "."


@st.composite
def parts(draw: st.DrawFn, prefix: str = "p", least: int = 2, most: int = 8) -> tuple[Part, ...]:
    made: list[Part] = []
    for number in range(draw(st.integers(least, most))):
        title = f"{draw(st.sampled_from(WORDS)).title()} {prefix}{number}"
        blocks: list[Piece] = [Heading(2, (Text(title),)), Paragraph((Text(draw(sentence())),), "rule")]
        for _ in range(draw(st.integers(0, 3))):
            kind = draw(st.sampled_from(["body", "item", "always"]))
            inside = (Text(draw(sentence())),)
            blocks.append(ListItem(inside) if kind == "item" else Paragraph(inside, "always" if kind == "always" else "body"))
        made.append(Part(Origin(f"{prefix}.{number}", "clause", title), close_lists(blocks)))
    return tuple(made)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    base = draw(parts())
    new = list(base)
    for at in draw(st.lists(st.integers(0, len(base) - 1), max_size=3, unique=True)):
        match draw(st.sampled_from(["reword", "drop", "add"])):
            case "reword":
                new[at] = _reworded(draw, base[at])
            case "drop":
                new = [part for part in new if part is not base[at]] or new
            case _:
                new = [*new, *draw(parts(f"n{at}", 1, 1))]
    read = as_issued(base, anchors=draw(st.booleans()))
    scene = Scene(base, read, tuple(new))
    for number in range(draw(st.integers(0, 5))):
        _edit(draw, scene, number)
    scene.owner = [
        word for known in scene.theirs.pieces for word in text(known.piece).split() if word.startswith("owner")
    ]
    return scene


def _reworded(draw: st.DrawFn, part: Part) -> Part:
    at = draw(st.integers(0, len(part.blocks) - 1))
    block = part.blocks[at]
    if not isinstance(block, Paragraph):
        return part
    found = text(block).split()
    place = draw(st.integers(0, len(found) - 1))
    found[place] = f"ours{place}"
    return replace(part, blocks=(*part.blocks[:at], replace(block, content=(Text(" ".join(found)),)), *part.blocks[at + 1 :]))


def _edit(draw: st.DrawFn, scene: Scene, number: int) -> None:
    reads = list(scene.theirs.pieces)
    if not reads:
        return
    at = draw(st.integers(0, len(reads) - 1))
    match draw(st.sampled_from(["word", "insert", "delete", "split", "swap"])):
        case "word":
            found = text(reads[at].piece).split()
            place = draw(st.integers(0, len(found)))
            found.insert(place, f"owner{number}w")
            piece = reads[at].piece
            if isinstance(piece, Paragraph | Heading | ListItem):
                reads[at] = replace(reads[at], piece=replace(piece, content=(Text(" ".join(found)),)))
        case "insert":
            own = " ".join(f"owner{number}i{word}" for word in range(6))
            reads.insert(at, ReadPiece(Paragraph((Text(own),))))
        case "delete":
            del reads[at]
        case "split":
            found = text(reads[at].piece).split()
            piece = reads[at].piece
            if isinstance(piece, Paragraph) and len(found) > 4:
                half = len(found) // 2
                tail = replace(piece, content=(Text(" ".join(found[half:])),))
                reads[at] = replace(reads[at], piece=replace(piece, content=(Text(" ".join(found[:half])),)))
                reads.insert(at + 1, ReadPiece(tail))
        case _:
            other = draw(st.integers(0, len(reads) - 1))
            reads[at], reads[other] = reads[other], reads[at]
    scene.theirs = replace(scene.theirs, pieces=tuple(reads))
