"""The record of an issued document, and the working paper beside it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policygen.document.codec import CodecError, NewerTreeError, decode, encode
from policygen.document.model import Document

FORMAT = 1

Layers = tuple[tuple[str, str], ...]
"""Name and version of the library and of each pack, in the order they were laid."""


class RecordError(ValueError):
    """Text that is not a record of this format."""

    hint = "Take the document as it was issued, or build the policy anew."
    """What to do about it."""


class NewerRecordError(RecordError):
    """A record of a format that only a newer policygen writes."""

    hint = "Bring policygen up to date, and try again."


@dataclass(frozen=True, slots=True)
class Record:
    """What an issued file carries: its text as issued, what it was made from, and the answers printed in it."""

    document: Document
    """The whole tree as issued; its parts are the base of every later merge."""
    layers: Layers
    answers: Mapping[str, Any]
    """Only what can be read in the document itself, by question id."""


def encode_record(record: Record) -> bytes:
    """A record as the text that travels."""
    data = {
        "policygen": FORMAT,
        "layers": [list(layer) for layer in record.layers],
        "answers": record.answers,
        "document": encode(record.document),
    }
    return canonical(data)


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
        case {"policygen": 1, "layers": [*layers], "answers": dict(answers), "document": document}:
            return Record(decode(document), layers_of(layers), answers)
        case _:
            raise CodecError("something is missing")


def layers_of(data: Any) -> Layers:
    """The layers that some data names.

    Raises: `RecordError` for anything else.
    """
    if not isinstance(data, list):
        raise RecordError("it is not a record: not a list of libraries and packs")
    return tuple(map(_layer, data))


def _layer(data: Any) -> tuple[str, str]:
    match data:
        case [str(name), str(version)]:
            return name, version
        case _:
            raise RecordError("it is not a record: not a library or pack with its version")


def _no_number(word: str) -> None:
    raise CodecError(f"{word} is no number")


def digest(content: bytes) -> str:
    """SHA-256 of a record's text, in hexadecimal: what links a file to its working paper."""
    return hashlib.sha256(content).hexdigest()
