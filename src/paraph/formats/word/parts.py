"""Which part of a .docx holds what: the file's relationships say, for names differ by program."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml import etree

from paraph.errors import FormatError
from paraph.formats.word.archive import parse_xml, render_xml

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE_RELATIONSHIPS = "_rels/.rels"
_CONTENT_TYPES = "[Content_Types].xml"
# Where Word puts them; taken where the relationships say nothing.
_USUAL = (
    *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"),
    *("footnotes", "endnotes", "numbering", "styles"),
)


def find_parts(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Return the names of the main part ("document") and of the parts that it refers to, by kind.

    Kinds are those of the relationships: "comments", "footnotes", "styles" ... Raises FormatError
    where there is no main part.
    """
    main = _targets(parts, name, _PACKAGE_RELATIONSHIPS, "").get("officeDocument", "")
    main = main if main in parts else "word/document.xml"
    if main not in parts:
        raise FormatError(f"{name}: holds no word/document.xml; is it a Word document?")
    found = {kind: f"word/{kind}.xml" for kind in _USUAL if f"word/{kind}.xml" in parts}
    found |= _targets(parts, name, relationships_of(main), posixpath.dirname(main))
    return {**found, "document": main}


def relationships_of(part: str) -> str:
    """The name of the part that holds another part's relationships."""
    folder, _, last = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _targets(parts: Mapping[str, bytes], name: str, rels: str, folder: str) -> dict[str, str]:
    """The parts that a part refers to, by kind; the first of each kind that is there."""
    if rels not in parts:
        return {}
    targets: dict[str, str] = {}
    for one in parse_xml(parts[rels], name, rels):
        if one.get("TargetMode") == "External":
            continue
        kind = one.get("Type", "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        if target in parts:
            targets.setdefault(kind, target)
    return targets


def add_part(parts: dict[str, bytes], name: str, kind: str, root: etree._Element) -> str:
    """Add a part of a kind such as "footnotes" beside the main part; returns its name."""
    main = find_parts(parts, name)["document"]
    part = posixpath.join(posixpath.dirname(main), f"{kind}.xml")
    parts[part] = render_xml(root)
    types = parse_xml(parts[_CONTENT_TYPES], name, _CONTENT_TYPES)
    content_type = f"{_WORD_TYPE}.{kind}+xml"
    etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)
    parts[_CONTENT_TYPES] = render_xml(types)
    rels_name = relationships_of(main)
    rels = (
        parse_xml(parts[rels_name], name, rels_name)
        if rels_name in parts
        else etree.Element(f"{{{_RELATIONSHIPS}}}Relationships")
    )
    ids = {one.get("Id") for one in rels}
    number = next(k for k in range(1, len(ids) + 2) if f"rId{k}" not in ids)
    etree.SubElement(
        rels,
        f"{{{_RELATIONSHIPS}}}Relationship",
        Id=f"rId{number}",
        Type=f"{_OFFICE}/{kind}",
        Target=f"{kind}.xml",
    )
    parts[rels_name] = render_xml(rels)
    return part
