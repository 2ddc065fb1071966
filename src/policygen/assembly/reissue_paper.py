"""The paper beside a document that was made anew: what became of its owner's own words, each with its text."""

from collections.abc import Iterator, Sequence

from policygen.assembly.documents import NOTES
from policygen.assembly.terms import Terms
from policygen.assembly.wording import Wording
from policygen.document.carried import CarriedWords, How
from policygen.document.model import Block, Document, Heading, Origin, Paragraph, Part, Properties, Strong, Text
from policygen.language.dates import spelled_date
from policygen.selection.model import Selection

ORDER: tuple[How, ...] = (
    *("not-carried", "still-there", "together", "left-out-statutory"),
    *("yours", "placed", "left-out"),
)
"""What needs a person first."""


def reissue_paper(selection: Selection, made: Document, told: Sequence[CarriedWords], file: str) -> Document:
    """What became of the words of the owner of a document, told for them; `file` is the name of the old one."""
    terms = Terms(selection)
    wording = terms.wording
    title = wording.text("reissue.title")
    day = spelled_date(selection.made_on, terms.english)
    head: list[Block] = [
        Paragraph((Text(title),), "title"),
        Paragraph((Text(made.properties.organisation),), "subtitle"),
        Paragraph((Text(wording.text("reissue.head", day=day, file=file)),), "meta"),
        Paragraph((Text(wording.text("reissue.check")),)),
    ]
    if not told:
        head.append(Paragraph((Text(wording.text("reissue.nothing")),)))
    parts = [Part(Origin("title", "title", title), tuple(head))]
    for how in ORDER:
        found = [words for words in told if words.how == how]
        if found:
            heading = wording.text(f"reissue.{how}-title")
            blocks = (Heading(1, (Text(heading),), numbered=False), *_section(how, found, wording))
            parts.append(Part(Origin(f"reissue:{how}", "section", heading), blocks))
    was = made.properties
    properties = Properties(
        title,
        was.subject,
        was.organisation,
        was.language,
        was.paper,
        NOTES.id,
        was.depth,
        was.version,
        was.date,
        edition=wording.text("reissue.edition"),
    )
    return Document(properties, tuple(parts))


def _section(how: How, found: Sequence[CarriedWords], wording: Wording) -> Iterator[Block]:
    yield Paragraph((Text(wording.text(f"reissue.{how}-lead")),))
    last = ""
    for words in found:
        named = wording.text("reissue.why", part=words.part, why=words.why) if words.part and words.why else ""
        named = named or words.why or words.part
        if named != last and named:
            yield Paragraph((Strong((Text(named),)),), "lead")
        last = named
        yield from (Paragraph((Text(line),)) for line in words.theirs.split("\n") if line.strip())
        if words.ours.strip():
            ours = " ".join(words.ours.split())
            yield Paragraph((Text(wording.text("reissue.ours", words=ours)),), "note")
