"""What becomes of somebody's own words when their document is made anew: what the revision finds and a paper tells."""

from typing import Literal

from policygen._dataclass import dataclass

How = Literal[
    "yours",  # their words stand in place of ours
    "together",  # what they changed stands in our new words
    "placed",  # words of their own stand with their neighbours
    "left-out",  # they took it out, and it is left out
    "left-out-statutory",  # the same of a text that a law asks for
    "still-there",  # they took it out, and it could not be taken out of the new file
    "not-carried",  # there is no place for it: it is listed, and not in the new file
]


@dataclass(frozen=True, slots=True)
class CarriedWords:
    """Words of theirs, and what became of them."""

    how: How
    part: str
    """The title of the part that they stand in, or behind."""
    theirs: str
    """Their words; of what they took out, ours as they were."""
    ours: str = ""
    """Our words that gave way, as they would stand now."""
    why: str = ""
    """Why it was not carried, as a person would say it; empty for what was."""
