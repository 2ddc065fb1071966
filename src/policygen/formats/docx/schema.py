"""In what order Word wants the children of an element that holds properties.

The standard's schema (ECMA-376, 5th edition, part 4: `wml.xsd`) lists them as sequences. Word calls a file damaged that has
them in another order, and builders should not have to know it.
"""

from collections.abc import Mapping
from itertools import pairwise

from lxml import etree

from policygen.formats.docx.names import Element, w

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SCHEMAS = "{http://schemas.openxmlformats.org/schemaLibrary/2006/main}"

_SEQUENCES = {
    "pPr": """
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """
        ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
        vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange""",
    "numPr": "ilvl numId numberingChange ins",
    "tblPr": """
        tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd
        tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange""",
    "trPr": """
        cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden ins del
        trPrChange""",
    "tcPr": """
        cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers
        cellIns cellDel cellMerge tcPrChange""",
    "sectPr": """
        headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols
        formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange""",
    "style": """
        name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal
        personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "settings": """
        writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries
        displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts
        embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
        bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState
        formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge
        revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride
        styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone
        doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders
        bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing
        drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
        doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData
        noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter
        noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent
        alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags
        alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids m:mathPr
        attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade
        captions readModeInkLockDown smartTagType sl:schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol
        listSeparator""",
}


def _full(name: str) -> str:
    """A name of the table with its namespace."""
    prefix, _, local = name.rpartition(":")
    return {"m": _MATH, "sl": _SCHEMAS}[prefix] + local if prefix else w(local)


RANKS: Mapping[str, Mapping[str, int]] = {
    w(parent): {_full(name): rank for rank, name in enumerate(names.split())} for parent, names in _SEQUENCES.items()
}
"""For each element that holds properties: its children by name, and the place of each among them."""
_AFTER_ALL = 1_000
"""Where extensions of the standard stand: behind all that it knows."""


def put(parent: Element, child: Element | str, attributes: dict[str, str] | None = None) -> Element:
    """A child, or a new one of that name, among its parent's: where the schema wants it, after others of its kind."""
    if isinstance(child, str):
        child = etree.SubElement(parent, child, attributes)
    else:
        parent.append(child)
    ranks = RANKS[parent.tag]
    rank, last = ranks[child.tag], len(parent) - 1
    position = last
    while position and ranks.get(parent[position - 1].tag, _AFTER_ALL) > rank:
        position -= 1
    if position < last:
        parent.insert(position, child)
    return child


def sort_all(root: Element) -> None:
    """Brings the children of every element that holds properties into the order that the schema wants; others stay behind."""
    for parent in root.iter(*RANKS):
        ranks = RANKS[parent.tag]
        children = [(ranks.get(child.tag, _AFTER_ALL), at, child) for at, child in enumerate(parent)]
        if any(first[0] > second[0] for first, second in pairwise(children)):
            parent[:] = [child for _, _, child in sorted(children, key=lambda each: each[:2])]
