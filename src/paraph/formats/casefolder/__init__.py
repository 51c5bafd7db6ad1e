"""The case folder: a case as YAML and Markdown that people can read, edit and version."""

from paraph.formats.casefolder.folder import (
    CaseFolder,
    CheckReport,
    check_folder,
    read_case,
    read_folder,
)
from paraph.formats.casefolder.writing import write_case

__all__ = ["CaseFolder", "CheckReport", "check_folder", "read_case", "read_folder", "write_case"]
