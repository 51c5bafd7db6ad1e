"""What must not leave the room with a text."""

from __future__ import annotations

import re

_PRIVATE_NOTE = re.compile(
    r"[ \t]*<!--\s*(?:private|confidential|internal)\b.*?(?:-->|\Z)", re.S | re.I
)


def without_private_notes(text: str) -> str:
    """Return a plain or Markdown text without its private notes.

    A private note is an HTML comment that begins with "private", "confidential" or "internal":
    `<!-- private: our floor is 40 -->`. One that is never closed hides the rest of the text, for a
    slip of the pen must not publish it.
    """
    return _PRIVATE_NOTE.sub("", text)
