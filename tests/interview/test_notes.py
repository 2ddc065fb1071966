"""What an interview says beside an answer: a warning, and what stops a build with how to accept it."""

from types import SimpleNamespace
from typing import Any

from policygen.findings import Severity
from policygen.interview.notes import LEADS, Note, advisory_note, trap_note

STOPS = "Nothing can be written like this"


def test_a_risky_rule_of_their_own_is_told_with_what_to_write_and_how_to_accept_it_where_it_stops_a_build() -> None:
    trap = SimpleNamespace(id="T-1", why="It is risky.", instead="Write this.")
    caught: Any = SimpleNamespace(sentence="Never.", trap=trap, severity=Severity.HIGH)
    assert trap_note(caught) == Note("warn", LEADS[Severity.HIGH], "“Never.” It is risky.", "Write this.")
    caught.severity = Severity.BLOCK
    accept = "Write this. Or accept T-1 in the answers file, under 'accepted:', with a reason."
    assert trap_note(caught) == Note("warn", STOPS, "“Never.” It is risky.", accept)


def test_an_advisory_says_whether_it_stops_a_build() -> None:
    advisory = SimpleNamespace(says="It is risky.", do="Mend it.", severity=Severity.HIGH)
    raised: Any = SimpleNamespace(advisory=advisory, stops_build=False)
    assert advisory_note(raised) == Note("warn", LEADS[Severity.HIGH], "It is risky.", "Mend it.")
    raised.stops_build = True
    assert advisory_note(raised).lead == STOPS
