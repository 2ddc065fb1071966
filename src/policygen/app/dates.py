"""The owner's calendar as a file."""

from collections.abc import Sequence
from pathlib import Path

from policygen._resources import OWNER_MODE
from policygen.app.papers import OWNERS_FOLDER
from policygen.assembly.calendar import calendar_days
from policygen.assembly.wording import Wording
from policygen.formats.calendar import ENDING, calendar_file, is_ours
from policygen.selection.model import Selection
from policygen.workspace.naming import document_stem
from policygen.workspace.writing import Write

PURPOSE = "the days to keep, for your calendar"


def calendar(selection: Selection, open_questions: Sequence[str], folder: Path) -> Write:
    """The calendar of a policy, in the owner's folder beside its documents."""
    organisation = str(selection.situation.given.get("organisation_name", ""))
    title = Wording(selection.library.wording).text("title.dates")
    path = folder / OWNERS_FOLDER / f"{document_stem(organisation, title)}{ENDING}"
    content = calendar_file(organisation, calendar_days(selection, open_questions), selection.made_on)
    return Write(path, content, is_ours, OWNER_MODE, PURPOSE)
