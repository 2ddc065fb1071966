"""Edits Word files in LibreOffice as a person would, over UNO. Run by the Python that has `uno`, not by pytest's.

`uno_edits.py PIPE SOURCE FOLDER SAVES`: opens and saves SOURCE so many times (`saved-1.docx` …), then for every paragraph
that holds a cross-reference deletes it, deletes it with the next, deletes from its middle, types over it, and types into
it, each with changes tracked and each in a file of its own (`whole-3.docx` …), which is then opened and saved once more.
"""

import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # pyright: ignore[reportMissingImports]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # pyright: ignore[reportMissingImports]

WAYS = ("whole", "with-next", "from-the-middle", "typed-over", "typed-into")


def option(name: str, value: object) -> Any:
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connected(pipe: str) -> tuple[Any, Any]:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # it is still starting
            time.sleep(0.5)
    sys.exit("LibreOffice did not start")


class Office:
    def __init__(self, pipe: str) -> None:
        self.context, self.desktop = connected(pipe)
        self.dispatcher = self.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", self.context
        )

    def open(self, path: Path) -> Any:
        return self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (option("Hidden", True),))

    def save(self, document: Any, path: Path) -> None:
        document.storeToURL(path.as_uri(), (option("FilterName", "MS Word 2007 XML"), option("Overwrite", True)))
        document.close(True)

    def dispatch(self, document: Any, command: str) -> None:
        self.dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())

    def delete(self, document: Any) -> None:
        self.dispatch(document, "Delete")


def paragraphs(document: Any) -> list[Any]:
    each = document.Text.createEnumeration()
    found = []
    while each.hasMoreElements():
        found.append(each.nextElement())
    return found


def refers(paragraph: Any) -> bool:
    if not paragraph.supportsService("com.sun.star.text.Paragraph"):
        return False
    portions = paragraph.createEnumeration()
    while portions.hasMoreElements():
        portion = portions.nextElement()
        if portion.TextPortionType == "TextField" and portion.TextField.supportsService(
            "com.sun.star.text.TextField.GetReference"
        ):
            return True
    return False


def edit(office: Office, document: Any, place: int, way: str) -> None:
    document.RecordChanges = True
    found = paragraphs(document)
    paragraph, following = found[place], found[min(place + 1, len(found) - 1)]
    cursor = document.CurrentController.ViewCursor
    cursor.gotoRange(paragraph.Start, False)
    if way == "typed-over":
        paragraph.String = "Something else altogether."
        return
    if way == "typed-into":
        cursor.gotoRange(paragraph.End, False)
        document.Text.insertString(cursor.End, " And a word more.", False)
        return
    if way == "from-the-middle":
        cursor.goRight(4, False)
    is_text = following.supportsService("com.sun.star.text.Paragraph")
    cursor.gotoRange(following.End if way == "with-next" and is_text else paragraph.End, True)
    office.delete(document)


def main(pipe: str, source: Path, folder: Path, saves: int) -> None:
    office = Office(pipe)
    last = source
    for number in range(1, saves + 1):
        document = office.open(last)
        last = folder / f"saved-{number}.docx"
        office.save(document, last)
    document = office.open(source)
    places = [place for place, paragraph in enumerate(paragraphs(document)) if refers(paragraph)]
    document.close(True)
    for place in places:
        for way in WAYS:
            document = office.open(source)
            edit(office, document, place, way)
            path = folder / f"{way}-{place}.docx"
            office.save(document, path)
            again = office.open(path)
            if again is not None:
                office.save(again, folder / f"{way}-{place}-again.docx")
    office.desktop.terminate()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
