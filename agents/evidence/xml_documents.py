"""XML: parsed without entities, without a network, without building more than the limits allow."""

from __future__ import annotations

import re

from lxml import etree

from agents.evidence import dates, limits
from agents.evidence.errors import Unreadable
from agents.evidence.identity import Identity, name_title

_ENTITY = re.compile(rb"<!ENTITY(?!\s+[\w.-]+\s+(?:SYSTEM|PUBLIC)[^>]{0,300}\bNDATA\b)")
"""Any entity but the unparsed ones, which only name a picture beside the file and are never followed."""


def parsed(data: bytes) -> etree._Element:
    """Return the root; raise Unreadable for entity declarations, damage and anything too large."""
    if len(data) > limits.XML_BYTES:
        raise Unreadable(
            f"too large: {len(data) / limits.MB:.0f} MB of XML, at most {limits.XML_BYTES // limits.MB} MB are read"
        )
    if _ENTITY.search(data) or "<!ENTITY".encode("utf-16-le") in data or "<!ENTITY".encode("utf-16-be") in data:
        raise Unreadable("XML that declares entities (a known attack)")
    reader = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, reader)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Unreadable(f"damaged or truncated XML: {problem}") from problem


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; comments and instructions have none."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def text_of(root: etree._Element, name: str) -> str | None:
    """Return the text of the first element of that local name."""
    found = next((element for element in root.iter() if local(element) == name), None)
    return (found.text or "").strip() or None if found is not None else None


def identify(data: bytes, path: str) -> Identity:
    """Return what an XML document is by its root."""
    root = parsed(data)
    name = local(root)
    if name == "xbrl":
        end = dates.compact(text_of(root, "DocumentPeriodEndDate"))
        return Identity("xbrl_instance", text_of(root, "EntityRegistrantName") or name_title(path), None, end)
    if name == "ownershipDocument":
        return Identity("form_4", text_of(root, "issuerName"), None, dates.compact(text_of(root, "periodOfReport")))
    if root.find(".//*[@name='patAssigneeName']") is not None:
        return Identity("patent_list", name_title(path))
    if "patent" in name.lower() or name == "PATDOC":
        return Identity("patent_record", text_of(root, "invention-title") or name_title(path))
    return Identity("other", name_title(path))
