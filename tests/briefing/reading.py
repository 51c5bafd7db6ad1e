"""What a test reads in a brief: texts, blocks, tables."""

from dataclasses import fields, is_dataclass

from paraph.briefing.blocks import (
    Block,
    Table,
    walk,
)
from paraph.briefing.content import compose_brief
from paraph.briefing.findings import Findings
from paraph.negotiation.wording import SPACE


def texts_of(value: object) -> list[str]:
    """Every text within a value, charts' specifications left out."""
    if isinstance(value, str):
        return [value.replace(SPACE, " ")]
    if isinstance(value, tuple):
        return [text for part in value for text in texts_of(part)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts_of(getattr(value, field.name))]
    return []


def principal_text(findings: Findings) -> str:
    return "\n".join(texts_of(compose_brief(findings).principal))


def annex_text(findings: Findings) -> str:
    return "\n".join(texts_of(compose_brief(findings).annex))


def find_blocks(blocks: tuple[Block, ...], kind: type) -> list:
    return [block for block in walk(blocks) if isinstance(block, kind)]


def find_table(blocks: tuple[Block, ...], caption: str) -> Table:
    (table,) = [t for t in find_blocks(blocks, Table) if t.caption.startswith(caption)]
    return table
