"""The rolling text: read a bracketed draft, count it, tie it to issues, merge, settle, render.

A draft is a tree of provisions; a provision holds words and slots; a slot holds alternatives,
"no text" among them, each with who stands behind it. Brackets are one rendering of it. What a
mark means is a profile of the forum.
"""

from paraph.text.anchors import Anchor, render_anchor
from paraph.text.attributions import Attribution, Position, Stance
from paraph.text.counting import BracketCount, count_brackets
from paraph.text.draft import Draft, Piece, parse_text, render_text
from paraph.text.marks import TextFinding, repair_brackets
from paraph.text.profile import PROFILES, Profile, Step, find_profile, guess_profile
from paraph.text.provisions import Provision
from paraph.text.register import NO_TEXT, Bracket, list_brackets
from paraph.text.settling import find_unsettled, settle_text
from paraph.text.slots import Alternative, Slot, SlotKind

__all__ = [
    "NO_TEXT",
    "PROFILES",
    "Alternative",
    "Anchor",
    "Attribution",
    "Bracket",
    "BracketCount",
    "Draft",
    "Piece",
    "Position",
    "Profile",
    "Provision",
    "Slot",
    "SlotKind",
    "Stance",
    "Step",
    "TextFinding",
    "count_brackets",
    "find_profile",
    "find_unsettled",
    "guess_profile",
    "list_brackets",
    "parse_text",
    "render_anchor",
    "render_text",
    "repair_brackets",
    "settle_text",
]
