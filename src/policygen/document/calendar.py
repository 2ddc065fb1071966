"""Days to put into a calendar."""

from policygen._dataclass import dataclass


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Something to do or to know on a day."""

    id: str
    """The same for the same thing whenever a calendar is made anew: a calendar that has it moves it."""
    day: str
    """ISO date."""
    summary: str
    description: str = ""
