"""XML from strangers: no document type, no entities, nothing fetched."""

from django.utils.translation import gettext as _
from lxml import etree

from sources.importers.refused import ImportRefused


def read_xml(data: bytes) -> etree._Element | None:
    """The root; None where the bytes do not begin like XML. Raises ImportRefused where it is broken or unsafe."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise ImportRefused(_("This XML is broken or cut off. Ask for the file again.")) from None
