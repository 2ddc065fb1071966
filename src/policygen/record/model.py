"""The record of an issued document, and the working paper beside it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policygen.document.codec import CodecError, decode, encode
from policygen.document.model import Document

FORMAT = 1


class RecordError(ValueError):
    """Text that is not a record of this format."""


@dataclass(frozen=True, slots=True)
class Record:
    """What an issued file carries: its text as issued, what it was made from, and the answers printed in it."""

    document: Document
    """The whole tree as issued; its parts are the base of every later merge."""
    layers: tuple[tuple[str, str], ...]
    """Name and version of the library and of each pack."""
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
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decode_record(content: bytes) -> Record:
    """The record of a text.

    Raises: `RecordError` when it is not a record, or one of another format.
    """
    try:
        data = json.loads(content)
        if data["policygen"] != FORMAT:
            raise RecordError(f"a record of format {data['policygen']!r}, but this policygen reads {FORMAT}")
        return Record(
            decode(data["document"]),
            tuple((str(name), str(version)) for name, version in data["layers"]),
            data["answers"],
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, CodecError) as error:
        raise RecordError(f"not a record: {error}") from error


def digest(content: bytes) -> str:
    """SHA-256 of a record's text, in hexadecimal: what links a file to its working paper."""
    return hashlib.sha256(content).hexdigest()
