"""Domains of negotiation research: GENIUS XML, GeniusWeb JSON, NegMAS YAML, NegoLog JSON."""

from paraph.formats.domains.cases import case_to_domain, domain_to_case
from paraph.formats.domains.domain import Domain, Profile
from paraph.formats.domains.files import (
    DomainFile,
    DomainFolder,
    DomainFormat,
    FileKind,
    read_domain,
    read_domain_folder,
    survey_domains,
    write_domain,
)

__all__ = [
    "Domain",
    "DomainFile",
    "DomainFolder",
    "DomainFormat",
    "FileKind",
    "Profile",
    "case_to_domain",
    "domain_to_case",
    "read_domain",
    "read_domain_folder",
    "survey_domains",
    "write_domain",
]
