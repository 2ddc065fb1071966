"""A mapping whose values are read when they are first asked for, once each, and that else is like any other."""

import copy
import pickle

import pytest

from policygen._on_use import OnUse


def test_a_value_is_read_once_when_it_is_asked_for_and_keys_without_reading_any() -> None:
    read: list[int] = []

    def doubled(number: int) -> int:
        read.append(number)
        return 2 * number

    found = OnUse({"a": 1, "b": 2}, doubled)
    assert ("a" in found, "c" in found, len(found), list(found)) == (True, False, 2, ["a", "b"])
    assert read == []
    assert (found["b"], found["b"], found.get("c")) == (4, 4, None)
    assert read == [2]
    with pytest.raises(KeyError):
        found["c"]


def test_it_is_shown_compared_and_copied_as_what_it_comes_to() -> None:
    found = OnUse({"a": 1}, str)
    assert repr(found) == "{'a': '1'}"
    assert found == {"a": "1"}
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == {"a": "1"}
