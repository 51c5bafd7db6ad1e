"""The rolling text: read a bracketed draft, count it, tie it to issues, merge, settle, render.

A draft is a tree of provisions; a provision holds words and slots; a slot holds alternatives,
"no text" among them, each with who stands behind it. Brackets are one rendering of it. What a
mark means is a profile of the forum.
"""

from paraph.text.amendments import Amendment, AmendmentKind, apply_amendment
from paraph.text.anchors import Anchor, render_anchor
from paraph.text.attributions import Attribution, Position, Stance
from paraph.text.burndown import CountedVersion, count_versions
from paraph.text.comparison import Change, ChangeKind, Comparison, compare_texts
from paraph.text.counting import BracketCount, count_brackets
from paraph.text.draft import Draft, Piece, parse_text, render_text
from paraph.text.history import (
    History,
    Origin,
    Turn,
    Version,
    amend,
    history_of,
    issue_version,
    start_history,
    trace_words,
)
from paraph.text.language import (
    BrokenReference,
    TermUse,
    VerbChange,
    find_broken_references,
    find_disputed_terms,
    find_new_broken_references,
    find_verb_changes,
)
from paraph.text.linking import Coverage, IssueWords, Tie, apply_ties, propose_ties, report_coverage
from paraph.text.marks import TextFinding, repair_brackets
from paraph.text.merging import Merge, MergeSettings, merge_texts
from paraph.text.paragraph_merging import MarkedParagraph, MergedParagraph, merge_paragraphs
from paraph.text.principals import (
    CleanText,
    Consequence,
    PrincipalChoice,
    PrincipalOption,
    clean_text,
    strip_anchors,
)
from paraph.text.profile import PROFILES, Profile, Step, find_profile, guess_profile
from paraph.text.provisions import Provision
from paraph.text.register import NO_TEXT, Bracket, list_brackets
from paraph.text.settling import find_unsettled, settle_text
from paraph.text.slots import Alternative, Slot, SlotKind
from paraph.text.status import BracketRow, TextStatus, read_status

__all__ = [
    "NO_TEXT",
    "PROFILES",
    "Alternative",
    "Amendment",
    "AmendmentKind",
    "Anchor",
    "Attribution",
    "Bracket",
    "BracketCount",
    "BracketRow",
    "BrokenReference",
    "Change",
    "ChangeKind",
    "CleanText",
    "Comparison",
    "Consequence",
    "CountedVersion",
    "Coverage",
    "Draft",
    "History",
    "IssueWords",
    "MarkedParagraph",
    "Merge",
    "MergeSettings",
    "MergedParagraph",
    "Origin",
    "Piece",
    "Position",
    "PrincipalChoice",
    "PrincipalOption",
    "Profile",
    "Provision",
    "Slot",
    "SlotKind",
    "Stance",
    "Step",
    "TermUse",
    "TextFinding",
    "TextStatus",
    "Tie",
    "Turn",
    "VerbChange",
    "Version",
    "amend",
    "apply_amendment",
    "apply_ties",
    "clean_text",
    "compare_texts",
    "count_brackets",
    "count_versions",
    "find_broken_references",
    "find_disputed_terms",
    "find_new_broken_references",
    "find_profile",
    "find_unsettled",
    "find_verb_changes",
    "guess_profile",
    "history_of",
    "issue_version",
    "list_brackets",
    "merge_paragraphs",
    "merge_texts",
    "parse_text",
    "propose_ties",
    "read_status",
    "render_anchor",
    "render_text",
    "repair_brackets",
    "report_coverage",
    "settle_text",
    "start_history",
    "strip_anchors",
    "trace_words",
]
