"""Every key of a case folder is documented under its entry, and nothing that doesn't exist."""

import re
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from paraph.formats.casefolder import entries, entry, preference_entries, record_entries
from paraph.formats.casefolder.checking import keys_of
from paraph.formats.casefolder.forms import RESERVATION_WORDS
from paraph.negotiation import Importance
from paraph.record import PaperKind

PAGE = (Path(__file__).parents[2] / "docs/reference/case-folder.md").read_text(encoding="utf-8")
HEADINGS = {
    entries.CaseEntry: "case.yaml",
    entries.MeetingEntry: "meeting",
    entries.SettingsEntry: "settings",
    entries.PastEntry: "A past negotiation",
    entries.PartyEntry: "A party",
    entry.PersonEntry: "A person",
    preference_entries.PreferencesEntry: "preferences",
    preference_entries.LastTimeEntry: "like_last_time",
    preference_entries.InteractionEntry: "An interaction",
    preference_entries.ChoiceEntry: "A choice",
    preference_entries.NoAgreementEntry: "no_agreement",
    entries.RedLineEntry: "A red line",
    entries.MandateEntry: "mandate",
    entries.MandateItemEntry: "An issue in a mandate",
    entries.IssueEntry: "An issue",
    entries.OptionEntry: "An option",
    entries.RangeEntry: "range",
    entries.LinkageEntry: "A linkage",
    entries.TermEntry: "A term",
    entries.DefinitionEntry: "A definition",
    entries.AgreedTextEntry: "The agreed definition",
    entries.PaperEntry: "A paper",
    entries.OpeningEntry: "An opening",
    record_entries.SessionEntry: "sessions/*.yaml",
    record_entries.MoveEntry: "A move",
    record_entries.JudgementsEntry: "judgements.yaml",
    record_entries.EventEntry: "An event",
    record_entries.JudgementEntry: "A judgement",
    record_entries.OverrideEntry: "An override",
}


def section(heading: str) -> str:
    found = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", PAGE, re.M | re.S)
    assert found, f"the page has a section {heading!r}"
    return found[1]


def models_in(kind: Any) -> set[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        below = [models_in(field.annotation) for field in kind.model_fields.values()]
        return {kind}.union(*below)
    if get_origin(kind) is Annotated:
        return models_in(get_args(kind)[0])
    return set().union(*(models_in(part) for part in get_args(kind)))


def test_every_entry_has_a_section() -> None:
    roots = (
        entries.CaseEntry,
        record_entries.SessionEntry,
        record_entries.JudgementsEntry,
    )
    assert set().union(*map(models_in, roots)) == set(HEADINGS)


@pytest.mark.parametrize("model", HEADINGS, ids=lambda model: model.__name__)
def test_every_key_is_documented(model: type[BaseModel]) -> None:
    documented = re.findall(r"^\| `([^`]+)` \|", section(HEADINGS[model]), re.M)
    assert documented == list(keys_of(model))


def test_every_word_is_documented_with_its_numbers() -> None:
    for word, interval in {
        **{word.value: word.swing for word in Importance},
        **RESERVATION_WORDS,
    }.items():
        assert re.search(rf"\| {word} ", PAGE), word
        assert f"{interval.low:g} to {interval.high:g}" in PAGE
    for kind in PaperKind:
        assert f"`{kind.value}`" in section("A paper")
