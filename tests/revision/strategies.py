"""Generated documents and generated edits, for the laws."""

from dataclasses import dataclass, field, replace
from random import Random

from hypothesis import strategies as st

from policygen.document.as_read import ReadDocument, ReadPiece
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
from policygen.document.pieces import ListItem, Piece, close_lists, text, with_content
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


def sentence(chance: Random, least: int = 6, most: int = 20) -> str:
    found: list[str] = []
    for word in chance.sample(WORDS, chance.randint(least, most)):
        found += [chance.choice(_GLUE), word]
    return " ".join(found) + "."


def random_parts(chance: Random, prefix: str = "p", least: int = 2, most: int = 8) -> tuple[Part, ...]:
    """Clauses of random words; some paragraphs stand in several of them, as "For example:" does."""
    made: list[Part] = []
    for number in range(chance.randint(least, most)):
        title = f"{chance.choice(WORDS).title()} {prefix}{number}"
        blocks: list[Piece] = [Heading(2, (Text(title),)), Paragraph((Text(sentence(chance)),), "rule")]
        for _ in range(chance.randint(0, 3)):
            inside = (Text("For example:" if chance.random() < 0.2 else sentence(chance)),)
            kind = chance.choice(["body", "item", "always"])
            blocks.append(
                ListItem(inside) if kind == "item" else Paragraph(inside, "always" if kind == "always" else "body")
            )
        made.append(Part(Origin(f"{prefix}.{number}", "clause", title), close_lists(blocks)))
    return tuple(made)


def random_scene(seed: int) -> Scene:
    """A base, up to six edits by hand, up to three changes of ours."""
    chance = Random(seed)
    base = random_parts(chance)
    new = list(base)
    for at in chance.sample(range(len(base)), min(len(base), chance.randint(0, 3))):
        change = chance.choice(["reword", "drop", "add"])
        if change == "reword":
            new[new.index(base[at])] = _reworded(chance, base[at])
        elif change == "drop" and len(new) > 1:
            new.remove(base[at])
        else:
            new[chance.randint(0, len(new)) : 0] = random_parts(chance, f"n{at}", 1, 1)
    scene = Scene(base, as_issued(base, anchors=chance.random() < 0.7), tuple(new))
    for number in range(chance.randint(0, 6)):
        _edit(chance, scene, number)
    scene.owner = [
        word for known in scene.theirs.pieces for word in text(known.piece).split() if word.startswith("byhand")
    ]
    return scene


def random_copies(seed: int) -> tuple[tuple[Part, ...], list[ReadDocument]]:
    """What was issued, and two or three copies of it, each with up to six edits by somebody."""
    chance = Random(seed)
    base = random_parts(chance)
    made: list[ReadDocument] = []
    for hand in range(chance.randint(2, 3)):
        scene = Scene(base, as_issued(base, anchors=chance.random() < 0.7), ())
        for number in range(chance.randint(0, 6)):
            _edit(chance, scene, number if chance.random() < 0.3 else 10 * (hand + 1) + number)
        made.append(scene.theirs)
    return base, made


seeds = st.integers(0, 2**32)
scenes = seeds.map(random_scene)
documents = seeds.map(lambda seed: random_parts(Random(seed), least=4))


def _reworded(chance: Random, part: Part) -> Part:
    at = chance.randrange(len(part.blocks))
    block = part.blocks[at]
    if not isinstance(block, Paragraph):
        return part
    found = text(block).split()
    found[chance.randrange(len(found))] = "ours"
    return replace(
        part, blocks=(*part.blocks[:at], replace(block, content=(Text(" ".join(found)),)), *part.blocks[at + 1 :])
    )


def _edit(chance: Random, scene: Scene, number: int) -> None:
    reads = list(scene.theirs.pieces)
    if not reads:
        return
    at = chance.randrange(len(reads))
    piece = reads[at].piece
    found = text(piece).split()
    match chance.choice(["word", "word", "insert", "delete", "split", "swap", "replace"]):
        case "word":
            found.insert(chance.randint(0, len(found)), f"byhand{number}w")
            reads[at] = replace(reads[at], piece=with_content(piece, (Text(" ".join(found)),)))
        case "replace":
            own = " ".join(f"byhand{number}r{word}" for word in range(12))
            reads[at] = replace(reads[at], piece=with_content(piece, (Text(own),)))
        case "insert":
            own = " ".join(f"byhand{number}i{word}" for word in range(6))
            reads.insert(at, ReadPiece(Paragraph((Text(own),))))
        case "delete":
            del reads[at]
        case "split" if len(found) > 4:
            half = len(found) // 2
            reads[at] = replace(reads[at], piece=with_content(piece, (Text(" ".join(found[:half])),)))
            reads.insert(
                at + 1, replace(reads[at], piece=with_content(piece, (Text(" ".join(found[half:])),)), anchors=())
            )
        case _:
            other = chance.randrange(len(reads))
            reads[at], reads[other] = reads[other], reads[at]
    scene.theirs = replace(scene.theirs, pieces=tuple(reads))
