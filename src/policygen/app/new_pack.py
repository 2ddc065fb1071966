"""A pack begun: a folder that works as it is, with a clause and an amendment to change."""

from pathlib import Path

from policygen import _yaml
from policygen.errors import UnreadableError

MANIFEST = """\
# A pack lies over policygen's library. docs/packs.md tells all that it can hold.
# Lay it with: policygen build answers.yaml --pack FOLDER, or with "packs: [FOLDER]" in the answers file.
name: {name}
version: "1"

# Clauses of yours, listed under the section they stand in. "after" says which clause or section they follow.
sections:
  - id: content
    after: content.copyright
    clauses: [house.tone]

# Small changes to clauses of the library, without copying them.
amends:
  content.copyright:
    detail_add: |
      Look in our own picture library first.

# Clauses of the library that must not appear. A text that a law asks for is told when it is left out.
forbids: []
"""

CLAUSE = """\
---
id: house.tone
title: Tone of voice
applies_to: [official]
appears: short
topics: [tone]
sources: [practice-sector]
why: People know us by how we sound.
edited: {date}
---
Write to one reader, in the words you would use across a table.

## Detail

This part is printed in full policies only. It explains the rule, and adds no duty.
"""


def begin_pack(folder: Path, date: str) -> tuple[Path, ...]:
    """Write a pack that works, and return its files.

    Raises: `UnreadableError` when the folder holds something, or cannot be made.
    """
    files = {
        folder / "pack.yaml": MANIFEST.format(name=_yaml.scalar(folder.absolute().name)),
        folder / "sections" / "content" / "tone.md": CLAUSE.format(date=date),
    }
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UnreadableError(f"{folder} exists already and is not empty.", hint="Choose another name.")
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnreadableError(f"{folder} cannot be made: {error.strerror}.", hint="Choose another name.") from error
    return tuple(files)
