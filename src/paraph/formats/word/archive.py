"""Open a Word file safely: within bounds of size, without entities, with errors that help.

A .docx is a zip of XML parts. Parts that nobody touches are written back as they came, byte for
byte, so that what Paraph doesn't understand survives.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from paraph.errors import FormatError

MOST_PARTS = 4_000
MOST_BYTES = 256 * 1024 * 1024
# XML packs well, but no honest part of more than a megabyte shrinks a thousandfold.
_LARGE_PART = 1024 * 1024
_MOST_RATIO = 500
_CHUNK = 1024 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)

# What the zip library raises on damaged files; a file name in it may not even be text.
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
)


def unpack(data: bytes, name: str) -> Mapping[str, bytes]:
    """Return the parts of a .docx by name, in their order.

    Raises FormatError for what is no zip, is damaged or encrypted, or would unpack to more than
    256 MB.
    """
    parts: dict[str, bytes] = {}
    n_left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS:
                raise FormatError(f"{name}: {len(entries)} parts in one file; this is no document")
            for entry in entries:
                content = _read_part(archive, entry, name, n_left)
                n_left -= len(content)
                parts[entry.filename] = content
    except _BROKEN_ZIP as error:
        raise FormatError(
            f"{name}: not a readable .docx ({error}); an older .doc must be saved as .docx first"
        ) from error
    return MappingProxyType(parts)


def _read_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, n_left: int) -> bytes:
    """Read one part in chunks, stopping at the bounds: sizes in the directory may lie."""
    n_most = min(n_left, max(_LARGE_PART, entry.compress_size * _MOST_RATIO))
    chunks: list[bytes] = []
    n_read = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            n_read += len(chunk)
            if n_read > n_most:
                raise FormatError(
                    f"{name}: {entry.filename} unpacks to far more than an honest document holds; "
                    "not opened"
                )
            chunks.append(chunk)
    return b"".join(chunks)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the .docx of some parts; equal parts give equal bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part_name, content in parts.items():
            entry = zipfile.ZipInfo(part_name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def parse_xml(content: bytes, name: str, part: str) -> etree._Element:
    """Return the root of an XML part.

    Entities are neither expanded nor fetched; a part that declares a document type is refused.
    Raises FormatError, with the line, for XML that is broken or nested beyond 256 levels.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise FormatError(f"{name}: {part}, line {line}: {error.msg}; the file is damaged") from (
            error
        )
    if root.getroottree().docinfo.doctype:
        raise FormatError(f"{name}: {part} declares a document type, which no Word file does")
    return root


def render_xml(root: etree._Element) -> bytes:
    """Return the bytes of an XML part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
