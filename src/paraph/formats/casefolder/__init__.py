"""The case folder: a case as YAML and Markdown that people can read, edit and version."""

from paraph.formats.casefolder.folder import CaseFolder, read_case, read_folder
from paraph.formats.casefolder.past_cases import (
    CaseWithPast,
    CheckReport,
    Recollection,
    check_folder,
    read_with_past,
)
from paraph.formats.casefolder.writing import write_case

__all__ = [
    "CaseFolder",
    "CaseWithPast",
    "CheckReport",
    "Recollection",
    "check_folder",
    "read_case",
    "read_folder",
    "read_with_past",
    "write_case",
]
