"""Records of older formats as records of this one. Pure data: nothing here may change once a format was written."""

from collections.abc import Iterator, Mapping
from typing import Any

FORMAT = 2


def to_present(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record of any format that was ever written, as one of this format. What it holds may still be wrong."""
    return _from_1(data) if data["policygen"] == 1 else data


def _from_1(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Format 1 held the printed answers beside the tree; now the tree says which words are an answer's."""
    paths: dict[str, str] = {}
    for path, words in _leaves(data.get("answers")):
        paths.setdefault(words, path)
    return {"policygen": FORMAT, "layers": data["layers"], "document": _marked(data["document"], paths)}


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in nested answers, with the place it stands at."""
    if isinstance(value, Mapping):
        named: Any = value.items()
    else:
        named = enumerate(value) if isinstance(value, list) else ()
    for key, inner in named:
        yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    if isinstance(value, str) and value:
        yield path, value


def _marked(data: Any, paths: Mapping[str, str]) -> Any:
    """A tree in which exact words that are an answer's, whole or between commas, are told to be so."""
    if isinstance(data, Mapping):
        return {key: _marked(value, paths) for key, value in data.items()}
    if not isinstance(data, list):
        return data
    found: list[Any] = []
    for value in data:
        match value:
            case ["exact", str(words)]:
                found.extend(_answers(words, paths))
            case _:
                found.append(_marked(value, paths))
    return found


def _answers(words: str, paths: Mapping[str, str]) -> Iterator[list[str]]:
    if words in paths:
        yield ["answer", words, paths[words]]
        return
    pieces = words.split(", ")
    if len(pieces) == 1 or not any(piece in paths for piece in pieces):
        yield ["exact", words]
        return
    for number, piece in enumerate(pieces):
        if number:
            yield ["exact", ", "]
        yield ["answer", piece, paths[piece]] if piece in paths else ["exact", piece]
