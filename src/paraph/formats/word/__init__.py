"""Word files (.docx): read, changed and written back without loss of what isn't understood."""

from paraph.formats.word.brackets import bracket_changes, track_brackets
from paraph.formats.word.document import (
    Tracked,
    TrackedChange,
    WordComment,
    WordDocument,
    WordParagraph,
    parse_word,
    read_word,
    render_word,
)
from paraph.formats.word.editing import Editor
from paraph.formats.word.making import make_word
from paraph.formats.word.merged import merge_word
from paraph.formats.word.notes import WordNote
from paraph.formats.word.sharing import render_for_sharing, without_private_comments
from paraph.formats.word.text import (
    Reading,
    has_colour_system,
    has_column_table,
    text_of,
    write_into,
)

__all__ = [
    "Editor",
    "Reading",
    "Tracked",
    "TrackedChange",
    "WordComment",
    "WordDocument",
    "WordNote",
    "WordParagraph",
    "bracket_changes",
    "has_colour_system",
    "has_column_table",
    "make_word",
    "merge_word",
    "parse_word",
    "read_word",
    "render_for_sharing",
    "render_word",
    "text_of",
    "track_brackets",
    "without_private_comments",
    "write_into",
]
