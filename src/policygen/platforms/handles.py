"""Whether a handle has the form a network accepts. Whether it is free, only the network knows."""

import re

from policygen.platforms.model import HandleRule


def problems(handle: str, rule: HandleRule) -> tuple[str, ...]:
    """What is wrong with a handle's form; empty when it fits, or when no rule is known."""
    found: list[str] = []
    if rule.least and len(handle) < rule.least:
        found.append(f"shorter than {rule.least} characters")
    if rule.most and len(handle) > rule.most:
        found.append(f"longer than {rule.most} characters")
    if not found and rule.pattern and not re.fullmatch(rule.pattern, handle, re.ASCII):
        found.append(rule.note or "has characters that are not accepted there")
    return tuple(found)
