"""Within one process: loaded answers to the bytes of a file, against docxtpl on the same content and template."""

from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from material import Sample
from measuring import DATE, ROOT, Bench, heading, milliseconds, ratio, rounds_of, timed, told

from policygen.app.build import answers_digest
from policygen.app.document_set import issue_of
from policygen.assembly.assemble import assemble
from policygen.assembly.documents import HANDBOOK, POLICY
from policygen.document.model import Document
from policygen.formats.registry import FORMATS
from policygen.library.model import Library
from policygen.record.model import Record, digest, encode_record
from policygen.record.working_paper import describe, encode_paper
from policygen.selection.model import Selection
from policygen.selection.select import select

TEMPLATE_SHARE = 1 / 3
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def ours(library: Library, sample: Sample) -> bytes:
    """All of the job but reading the answers and writing the files: selection, text, record, Word file, working paper."""
    selection = select(library, sample.answers, DATE)
    document = assemble(selection)
    record = _record(selection, document)
    content, _ = FORMATS["docx"].write(document, record, digest(record))
    encode_paper(describe(selection, record, answers_digest(sample.answers)))
    return content


def _record(selection: Selection, document: Document) -> bytes:
    return encode_record(
        Record(document, selection.library.editions, issue_of(document, selection, (POLICY, HANDBOOK)))
    )


def _writing(library: Library, sample: Sample) -> Callable[[], object]:
    """The part of the job that docxtpl has too: a Word file from the finished text."""
    record = _record(select(library, sample.answers, DATE), sample.policy)
    return lambda: FORMATS["docx"].write(sample.policy, record, digest(record))


def _words(content: bytes) -> Counter[str]:
    with ZipFile(BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return Counter(" ".join(element.text or "" for element in root.iter(_TEXT)).split())


def against_docxtpl(bench: Bench, library: Library, sample: Sample) -> bool:
    """Whether the target was missed: a third of what docxtpl takes."""
    heading(f"Warm: {sample.name}, {sample.words:,} words, loaded answers to bytes")
    work: Callable[[], object] = lambda: ours(library, sample)  # noqa: E731
    try:
        import peer
    except ImportError:
        print("  docxtpl is not installed (pip install 'policygen[benchmark]'): no comparison with it.")
        work()
        (own,) = rounds_of(bench.rounds, timed(work))
        told("policygen", milliseconds(own))
        return False
    template: Path = bench.folder / "docxtpl.docx"
    peer.write_template(ROOT / "templates" / "policy.docx", template)
    made = peer.context(sample.policy, template)
    mine, others = _words(ours(library, sample)), _words(peer.render(made, template))  # which also warms both
    other = sum(((mine - others) + (others - mine)).values())
    own, writing, theirs, filling = rounds_of(
        bench.rounds,
        timed(work),
        timed(_writing(library, sample)),
        timed(lambda: peer.render(made, template)),
        timed(lambda: peer.context(sample.policy, template)),
    )
    share = ratio(own, theirs)
    name = f"policygen ({milliseconds(own)}) / docxtpl ({milliseconds(theirs)})"
    missed = told(name, f"{share:.2f}", "<= 0.33", missed=share > TEMPLATE_SHARE)
    both = [rendered + filled for rendered, filled in zip(theirs, filling, strict=True)]
    name = f"from the finished text ({milliseconds(writing)}) / docxtpl with its context ({milliseconds(both)})"
    told(name, f"{ratio(writing, both):.2f}")
    told("words that only one of the two files has", f"{other:,} of {sum(mine.values()):,}")
    return missed
