"""Domains of negotiation research: GENIUS XML, GeniusWeb JSON, NegMAS YAML, NegoLog JSON."""

from paraph.formats.domains.cases import case_to_domain, domain_to_case
from paraph.formats.domains.domain import Domain, Profile
from paraph.formats.domains.files import (
    DomainFolder,
    DomainFormat,
    Refusal,
    read_domain,
    read_domain_folder,
    survey_domains,
    write_domain,
)

__all__ = [
    "Domain",
    "DomainFolder",
    "DomainFormat",
    "Profile",
    "Refusal",
    "case_to_domain",
    "domain_to_case",
    "read_domain",
    "read_domain_folder",
    "survey_domains",
    "write_domain",
]
