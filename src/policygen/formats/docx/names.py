"""The names this room shares: namespaces, element and attribute names, styles, relationship and content types."""

from lxml import etree

Element = etree._Element  # pyright: ignore[reportPrivateUsage]
"""An XML element. The library names its type only privately."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"

RECORD = "urn:policygen:record:1"
"""Root namespace of the part that carries the record: the only sure way to find it again."""

SPACE = f"{{{XML}}}space"
R_ID = f"{{{R}}}id"


def w(name: str) -> str:
    """A WordprocessingML name in full."""
    return f"{{{W}}}{name}"


BODY, P, P_PR, P_STYLE, R_, R_PR, R_STYLE, T, TAB, BR = map(
    w, ("body", "p", "pPr", "pStyle", "r", "rPr", "rStyle", "t", "tab", "br")
)
B, BCS, ITALIC, ITALIC_CS, RTL, BIDI, KEEP_NEXT, KEEP_LINES, PAGE_BREAK_BEFORE = map(
    w, ("b", "bCs", "i", "iCs", "rtl", "bidi", "keepNext", "keepLines", "pageBreakBefore")
)
NUM_PR, ILVL, NUM_ID, IND = map(w, ("numPr", "ilvl", "numId", "ind"))
FLD_CHAR, FLD_TYPE, INSTR_TEXT, FLD_SIMPLE = map(w, ("fldChar", "fldCharType", "instrText", "fldSimple"))
HYPERLINK, ANCHOR, HISTORY = map(w, ("hyperlink", "anchor", "history"))
BOOKMARK_START, BOOKMARK_END = map(w, ("bookmarkStart", "bookmarkEnd"))
VAL, ID, NAME, TYPE, WIDTH = map(w, ("val", "id", "name", "type", "w"))
TBL, TBL_PR, TBL_GRID, GRID_COL, TR, TR_PR, TC, TC_PR, TC_W = map(
    w, ("tbl", "tblPr", "tblGrid", "gridCol", "tr", "trPr", "tc", "tcPr", "tcW")
)

# ---- styles: our own id, which is also the name without its spaces -------------------------------------------------

STYLES = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "PolicyMeta": "Policy Meta",
    "Heading1": "Heading 1",
    "Heading2": "Heading 2",
    "Heading2Plain": "Heading 2 Plain",
    "BodyText": "Body Text",
    "PolicyTextAfterTable": "Policy Text After Table",
    "PolicyFrontText": "Policy Front Text",
    "PolicyCoverTitle": "Policy Cover Title",
    "PolicyCoverSubtitle": "Policy Cover Subtitle",
    "PolicyRule": "Policy Rule",
    "PolicyAlways": "Policy Always",
    "PolicyAlwaysAfterTable": "Policy Always After Table",
    "PolicyRights": "Policy Rights",
    "PolicyNumberedRule": "Policy Numbered Rule",
    "PolicyTitledRule": "Policy Titled Rule",
    "PolicyLetteredRule": "Policy Lettered Rule",
    "PolicyLead": "Policy Lead",
    "PolicyStatutory": "Policy Statutory",
    "PolicyStatutoryBullet": "Policy Statutory Bullet",
    "PolicyStatutoryNumber": "Policy Statutory Number",
    "PolicyNote": "Policy Note",
    "ListBullet": "List Bullet",
    "ListBullet2": "List Bullet 2",
    "ListNumber": "List Number",
    "ListNumber2": "List Number 2",
    "PolicyTableText": "Policy Table Text",
    "PolicyTableHeading": "Policy Table Heading",
    "PolicyRegisterText": "Policy Register Text",
    "PolicyGap": "Policy Gap",
    "TOCHeading": "TOC Heading",
    "TOC1": "toc 1",
    "TOC2": "toc 2",
    "Header": "Header",
    "Footer": "Footer",
    "Hyperlink": "Hyperlink",
    "PolicyReference": "Policy Reference",
    "PolicyConfirm": "Policy Confirm",
    "PolicyTable": "Policy Table",
    "PolicyControlTable": "Policy Control Table",
    "PolicySignatureTable": "Policy Signature Table",
}
"""Every style a document may use besides the default one, with the name people see. House styles may give other ids."""

# ---- custom properties ---------------------------------------------------------------------------------------------

RECORD_PROPERTY = "policygen-record"
"""The digest of the record: the carrier that outlives even a trip through OpenDocument."""
VERSION_PROPERTY = "policygen-version"
PARTS_PROPERTY = "policygen-parts"
LOOK_PROPERTY = "policygen-look"
"""The digest of a look that is not ours: with another one headers and footers are other ones."""
ORGANISATION_PROPERTY = "Organisation"
EDITION_PROPERTY = "Edition"
"""What the footer shows: version and date in one."""

# ---- relationship and content types --------------------------------------------------------------------------------

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OFFICE_DOCUMENT = _OFFICE + "officeDocument"
EXTENDED_PROPERTIES = _OFFICE + "extended-properties"
CUSTOM_PROPERTIES = _OFFICE + "custom-properties"
CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CUSTOM_XML_PART = _OFFICE + "customXml"
CUSTOM_XML_PROPERTIES = _OFFICE + "customXmlProps"
HYPERLINK_TYPE = _OFFICE + "hyperlink"
NUMBERING_TYPE = _OFFICE + "numbering"
STYLES_TYPE = _OFFICE + "styles"
IMAGE_TYPE = _OFFICE + "image"
FONT_TABLE_TYPE = _OFFICE + "fontTable"

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DOCUMENT_CONTENT = _WORD + "document.main+xml"
STYLES_CONTENT = _WORD + "styles+xml"
HEADER_CONTENT = _WORD + "header+xml"
FOOTER_CONTENT = _WORD + "footer+xml"
NUMBERING_CONTENT = _WORD + "numbering+xml"
FONT_TABLE_CONTENT = _WORD + "fontTable+xml"
RELATIONSHIPS_CONTENT = "application/vnd.openxmlformats-package.relationships+xml"
CORE_CONTENT = "application/vnd.openxmlformats-package.core-properties+xml"
EXTENDED_CONTENT = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
CUSTOM_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_XML_PROPERTIES_CONTENT = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
XML_CONTENT = "application/xml"
