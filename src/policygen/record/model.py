"""The record that travels in an issued document: its text as issued, and what it was made from.

Format 2. What is in people's hands is read for ever: an older format is brought to this one in `migrate`, and a newer one is
refused as such. A field that has nothing to say is left out.
"""

import hashlib
import json
from typing import Any, Literal

from policygen._codec import Codec
from policygen._dataclass import dataclass
from policygen.document.codec import CodecError, NewerTreeError, decode, decode_part, encode, encode_part
from policygen.document.model import Document, Part, Properties
from policygen.findings import Finding, Severity
from policygen.record.migrate import FORMAT, to_present

Layers = tuple[tuple[str, ...], ...]
"""Name and version of the library and of each pack, in the order they were laid; a pack's digest behind them, if known."""


CHANGED = "record-changed"
"""The finding that a document carries another record than the one it was issued with."""


class RecordError(ValueError):
    """Text that is not a record of a format we know."""

    hint = "Take the document as it was issued, or build the policy anew."
    """What to do about it."""


class NewerRecordError(RecordError):
    """A record of a format that only a newer policygen writes."""

    hint = "Bring policygen up to date, and try again."


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document that was in force."""

    number: str
    in_force: str
    """ISO date of its first day."""
    approved_by: str = ""
    changed: str = ""
    """What changed against the version before, in a line."""
    words: str = ""
    """SHA-256 of the words of the document as they stood when it was issued, what people wrote into it included."""


@dataclass(frozen=True, slots=True)
class Issue:
    """How a document was issued. Its depth, version and day stand among the properties of the document itself."""

    shape: int = 1
    """What order and headings it was made with. Another shape is another document, not an update of this one."""
    documents: tuple[str, ...] = ()
    """The kinds of document in its set, itself included."""
    status: Literal["", "draft", "issued"] = ""
    """Empty where nobody said which."""
    history: tuple[Version, ...] = ()
    """Every version that was issued, the latest last. The text of an issued document is the last of them."""
    editions: tuple[tuple[str, str], ...] = ()
    """Of each clause in it, the ISO date its words are of."""
    trades: tuple[str, ...] = ()
    """Ids, the main one first."""
    vocabulary: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The trade's words that stand in it, each with its forms."""
    author: str = ""
    """The name under which our own tracked changes stand in it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What an issued file carries."""

    document: Document
    """The whole tree as issued; its parts are the base of every later merge. It tells which words are answers."""
    layers: Layers
    issue: Issue = Issue()
    pending: tuple[Part, ...] = ()
    """While changes of ours wait to be accepted: every part of the text that they make, in order.

    A part without blocks stands as in the document; one of the document that is not named goes with them.
    """
    pending_layers: Layers = ()
    """What the text that they make was made from."""
    pending_date: str = ""
    """ISO date of that text."""
    pending_properties: Properties | None = None
    """What that text says of itself, where it calls itself something else than the document: a draft of the next version."""
    told_in_comments: tuple[str, ...] = ()
    """Parts of which our words stand in a comment: in conflict with their owner's, or where they cannot be written."""
    told_elsewhere: tuple[str, ...] = ()
    """Those of them of which a comment beside another part tells: the same words are in conflict there."""

    def edition_of(self, clause: str) -> str:
        """ISO date that the words of a clause are of, by its id; of the document, where an older record does not say."""
        return dict(self.issue.editions).get(clause, self.document.properties.date)


_CODEC = Codec({})


def encode_record(record: Record) -> bytes:
    """A record as the text that travels."""
    data = {
        "policygen": FORMAT,
        "layers": record.layers,
        "document": encode(record.document),
        **({"issue": _CODEC.encode(record.issue)} if record.issue != Issue() else {}),
        **({"pending": [encode_part(part) for part in record.pending]} if record.pending else {}),
        **({"pending_layers": record.pending_layers} if record.pending_layers else {}),
        **({"pending_date": record.pending_date} if record.pending_date else {}),
        **({"pending_properties": _encoded(record.pending_properties)} if record.pending_properties else {}),
        **({"told_in_comments": record.told_in_comments} if record.told_in_comments else {}),
        **({"told_elsewhere": record.told_elsewhere} if record.told_elsewhere else {}),
    }
    return canonical(data)


def _encoded(properties: Properties) -> Any:
    return encode(Document(properties, ()))


def canonical(data: Any) -> bytes:
    """Data as the one text that its digest is taken of."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decode_record(content: bytes) -> Record:
    """The record of a text.

    Raises: `RecordError` when it is not a record, `NewerRecordError` when a newer policygen made it.
    """
    try:
        data = json.loads(content, parse_constant=_no_number)
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair could be read, and never written
        return _record(data)
    except NewerTreeError as error:
        raise NewerRecordError(f"it was made by a newer policygen ({error})") from error
    except CodecError as error:
        raise RecordError(f"it is not a record: {error}") from error
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, RecordError) else RecordError("it is not a record") from error


def _record(data: Any) -> Record:
    match data:
        case {"policygen": int(version)} if version > FORMAT:
            raise NewerRecordError(f"it was made by a newer policygen (format {version}; this one reads {FORMAT})")
        case {"policygen": 1 | 2, "layers": layers, "document": _}:
            present = to_present(data)
            pending = present.get("pending", [])
            return Record(
                decode(present["document"]),
                layers_of(layers),
                _CODEC.decode(Issue, present.get("issue", {})),
                tuple(map(decode_part, pending if isinstance(pending, list) else [pending])),
                layers_of(present.get("pending_layers", [])),
                _CODEC.decode(str, present.get("pending_date", "")),
                decode(present["pending_properties"]).properties if "pending_properties" in present else None,
                _CODEC.decode(tuple[str, ...], present.get("told_in_comments", [])),
                _CODEC.decode(tuple[str, ...], present.get("told_elsewhere", [])),
            )
        case _:
            raise CodecError("something is missing")


def layers_of(data: Any) -> Layers:
    """The layers that some data names.

    Raises: `RecordError` for anything else.
    """
    try:
        layers = _CODEC.decode(Layers, data)
    except CodecError as error:
        raise RecordError("it is not a record: its layers are no names with versions") from error
    if any(len(layer) not in {2, 3} for layer in layers):
        raise RecordError("it is not a record: its layers are no names with versions")
    return layers


def _no_number(word: str) -> None:
    raise CodecError(f"{word} is no number")


def is_newer(content: bytes) -> bool:
    """Whether a text is a record that only a newer policygen can read."""
    try:
        decode_record(content)
    except RecordError as error:
        return isinstance(error, NewerRecordError)
    return False


def changed_record() -> Finding:
    """That a document carries a record of another digest than the one it was issued with."""
    message = "The record in this document is not the one it was issued with: it has been changed since."
    hint = "Put its working paper beside it, or start from the document as it was issued."
    return Finding(CHANGED, Severity.HIGH, message, hint=hint)


def digest(content: bytes) -> str:
    """SHA-256 of a record's text, in hexadecimal: what links a file to its working paper."""
    return hashlib.sha256(content).hexdigest()
