"""The case folder: a case as YAML and Markdown that people can read, edit and version."""

from paraph.formats.casefolder.folder import (
    CaseFolder,
    CheckReport,
    check_folder,
    read_case,
    read_folder,
)

__all__ = ["CaseFolder", "CheckReport", "check_folder", "read_case", "read_folder"]
