"""How deep the set goes that a document belongs to: a card and a handbook keep to a depth of their own beside any policy."""

from policygen.app.issued import Issued, issued_answers, read_record
from policygen.app.others_of_set import files_of_set, texts_beside
from policygen.assembly.documents import POLICY
from policygen.document.model import Depth
from policygen.library.model import Library
from policygen.questions.flow import situation
from policygen.selection.select import depth_of


def set_depth(issued: Issued, library: Library) -> Depth:
    """The depth of the policy beside a document, else the one that the answers it was made from give."""
    own = issued.record.document.properties.depth
    if issued.kind.depth is None:
        return own
    for path, kind in files_of_set(issued, texts_beside(issued.path)):
        if kind == POLICY.id:
            return read_record(path).document.properties.depth
    answers = issued_answers(issued, library)
    return depth_of(situation(library, answers.values).facts) if answers is not None else own
