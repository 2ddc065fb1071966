"""Answers files of earlier formats, brought to the present one: one named function a step."""

from collections.abc import Callable, Mapping
from typing import Any

FORMAT = 1
"""The format of answers files that this policygen writes."""

Data = Mapping[str, Any]


def wrap_bare_answers(data: Data) -> Data:
    """Format 0, a bare mapping of questions to answers: put them under `answers:`."""
    return {"policygen": 1, "answers": {key: value for key, value in data.items() if key != "policygen"}}


STEPS: tuple[Callable[[Data], Data], ...] = (wrap_bare_answers,)
"""Step n brings format n to n + 1."""


def migrate(data: Data) -> tuple[Data, bool, str]:
    """The data in the present format, whether the answers stood bare at the top, and what is wrong, if anything."""
    given = data.get("policygen", 1 if "answers" in data else 0)
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        return data, False, f"'{str(given)[:40]}' is not the format of an answers file."
    if given > FORMAT:
        return data, False, f"The file has format {given}; it was written by a later policygen."
    for step in STEPS[given:]:
        data = step(data)
    return data, given == 0, ""
