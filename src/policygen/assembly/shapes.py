"""What stands round the clauses of a document, in which order and under which headings: its shape, told in every record."""

from policygen.library.headings import Headings
from policygen.library.model import Library

SHAPE = 11
"""The shape that is made, so that an update knows which documents were issued in another. Shape 1 had no short name under the
title; up to shape 2 a clause of a full policy had a heading of its own, under a numbered one of its section; up to 3 a short
policy had no lines in brief, and no law; up to 4 what the law asks of a line of work stood with all other law behind the
rules; up to 5 a trade's tables were whole, page one of a full policy stood before its document control and contents, and a
card named whom to tell under its title; up to 6 networks, accounts and what to mind on each stood in tables of their own; up
to 7 what limits a rule, and whom to tell each time, stood in paragraphs of their own, no draft said when it is to
start, rights stood before the lines of a trade in brief, and ten people had a bracket for whom to go to beside the owner;
up to 8 the rules of a trade stood under one heading, whatever they were about; up to 9 rules that keep people safe stood
among others, and page one told rights in three lines and the trade's own before them; up to 10 whoever owns a short policy
signed it behind the law and the forms, on the sheet of everybody, and what to do first stood whole beside a trade's own."""

JOINED = 7
"""From which on a clause that is `part_of` another is not printed apart where that other is."""

RUN_ON = 8
"""From which on what limits a rule stands in one paragraph with it, and whom to tell each time with the words before it."""

BY_TOPIC = 9
"""From which on a rule of a trade stands with the others that are about the same."""

SAFE_FIRST = 10
"""From which on rules that keep people safe stand together before the others, and page one tells them first."""

SIGNED_FIRST = 11
"""From which on a short policy is signed where its rules end, before the law of the place and the forms."""

APART = {"networks": "platform_rules"}
"""What older shapes have in the place of a table that takes others in."""


def headings_of(library: Library, shape: int, *, by_topic: bool = True) -> Headings:
    """The headings of a library as documents of a shape have them, or such of them as have none for what a rule is about."""
    return Headings(library, by_topic and shape >= BY_TOPIC, shape >= SAFE_FIRST)
