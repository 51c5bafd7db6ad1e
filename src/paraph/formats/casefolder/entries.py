"""The entries of case.yaml, as they are written: what each key means and which form it takes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, model_validator

from paraph.errors import InputError
from paraph.formats.casefolder.entry import Entry, PersonField, key, one_or_more, shorthand
from paraph.formats.casefolder.fields import (
    AuthorityField,
    ConditionsField,
    Count,
    Day,
    Flag,
    Id,
    IssueId,
    IssueIds,
    LevelField,
    Number,
    PackageField,
    PaperKindField,
    PartyId,
    Share,
    SourceIds,
    Text,
    Whole,
)
from paraph.formats.casefolder.findings import Findings, refusal
from paraph.formats.casefolder.preference_entries import PreferencesEntry
from paraph.judgement import N_LEAST_PAST
from paraph.negotiation import NOTHING_SETTLED, numeric_issue
from paraph.record import Level

NO_PARTY = "others"
RESERVED_OPTIONS = ("ranking", "direction", "values")


class MeetingEntry(Entry):
    """The principals' meeting that the case prepares."""

    date: Day | None = key("The day of the meeting.", default=None)
    place: Text = key("Where it takes place.", default="")
    level: LevelField = key("working, ministerial or leaders.", default=Level.LEADERS)
    exchanges: Count = key("How many proposals the principals have time to trade.", default=6)


class PastEntry(Entry):
    """A past negotiation of the same kind."""

    said: Share = key("The probability of agreement that the model gave before it, unadjusted.")
    agreed: Flag = key("Whether it ended in agreement.")


class SettingsEntry(Entry):
    """How the case is computed."""

    seed: Whole = key("The seed of all random draws.", default=1)
    draws: Count = key("How many draws stand for what isn't known.", default=1000)
    go_at: Share = key("The probability of agreement from which to go.", default=0.6)
    no_zone_below: Share = key(
        "The probability of a zone of possible agreement below which there is none.", default=0.2
    )
    delay_cost: Share = key(
        "What each further working-level meeting costs us, on our own scale of value.", default=0.0
    )
    past: tuple[PastEntry, ...] = key(
        "Past negotiations of the same kind, by which the probability of agreement is adjusted.",
        default=(),
    )

    @model_validator(mode="after")
    def _check_draws(self) -> SettingsEntry:
        if not 10 <= self.draws <= 100_000:
            raise refusal("draws must be from 10 to 100,000", "write 1000", ("draws",))
        if 0 < len(self.past) < N_LEAST_PAST:
            raise refusal(
                f"a list of {len(self.past)} is too short to adjust a probability by",
                f"list at least {N_LEAST_PAST}, or leave `past` out",
                ("past",),
            )
        return self


class OptionEntry(Entry):
    """One way to settle an issue: its label alone, or with more."""

    label: Text = key("What it is called in tables; the id if left out.", default="")
    text: Text = key("The wording that it means in the rolling text.", default="")
    number: Number | None = key("Its place on the issue's scale.", default=None)


class RangeEntry(Entry):
    """Numbers as options: from, to, in steps."""

    from_: Number = key("The lowest number.", alias="from")
    to: Number = key("The highest number.")
    step: Number = key("The step from one option to the next.", default=1.0)
    unit: Text = key("The unit, such as years.", default="")

    @model_validator(mode="after")
    def _check_range(self) -> RangeEntry:
        if self.from_ > self.to:
            mend = f"write from: {self.to:g} and to: {self.from_:g}"
            raise refusal("the range is the wrong way round", mend, ("from",))
        if self.step <= 0:
            raise refusal("the step must be above 0", "write step: 1", ("step",))
        try:
            numeric_issue("", "", low=self.from_, high=self.to, step=self.step, unit="")
        except InputError as error:
            raise refusal("the range holds too many numbers", "take a larger step") from error
        return self


def _options_from_list(written: object) -> object:
    if not isinstance(written, list):
        return written
    findings = Findings()
    options: dict[str, object] = {}
    for index, entry in enumerate(written):
        if not isinstance(entry, str):
            findings.note((index,), "one option is expected here", "write option: label")
        elif entry in options:
            findings.note((index,), f"option '{entry}' is named twice", "name it once")
        else:
            options[entry] = None
    findings.refuse_any()
    return options


_Options = dict[Id, Annotated[OptionEntry, shorthand("label", OptionEntry)]]


class IssueEntry(Entry):
    """A question to be settled, with its options or a range of numbers."""

    label: Text = key("What the issue is called in tables; the id if left out.", default="")
    chapter: Text = key("The annex or basket it belongs to.", default="")
    date: Day | None = key("Since when it is on the table.", default=None)
    ordered: Flag | None = key(
        "Whether the options lie on a scale, in the order written.", default=None
    )
    unit: Text = key("The unit of the options' numbers.", default="")
    options: Annotated[
        _Options, BeforeValidator(_options_from_list, json_schema_input_type=_Options | list[Id])
    ] = key("The ways to settle it.", default_factory=dict)
    range: RangeEntry | None = key("Numbers instead of options.", default=None)

    @model_validator(mode="after")
    def _check_options(self) -> IssueEntry:
        if self.range and self.options:
            raise refusal("an issue has options or a range, not both", "remove one", ("range",))
        if not self.range and not self.options:
            mend = "add options: {first: …, second: …}, or range: {from: 1, to: 5, unit: years}"
            raise refusal("the issue has no option", mend)
        for reserved in RESERVED_OPTIONS:
            if reserved in self.options:
                path = ("options", reserved)
                raise refusal(
                    f"'{reserved}' can't be the name of an option", "choose another name", path
                )
        return self


class RedLineEntry(Entry):
    """What the party will never accept together."""

    never: ConditionsField = key("The options that it will never accept together.")
    reason: Text = key("Why.", default="")
    date: Day | None = key("When it was declared.", default=None)
    sources: SourceIds = key("Where that is on record.", default=())

    @model_validator(mode="after")
    def _check_conditions(self) -> RedLineEntry:
        if not self.never:
            raise refusal("the red line names no option", "write {issue: option}", ("never",))
        return self


class MandateItemEntry(Entry):
    """Who may settle an issue for the party: a word alone, or with more."""

    authority: AuthorityField = key("staff, ministers, principal or unknown.")
    options: Annotated[
        tuple[Id, ...], BeforeValidator(one_or_more, json_schema_input_type=Id | list[Id])
    ] = key("What they may agree ad referendum; any option if left out.", default=())
    note: Text = key("What else the instruction says.", default="")
    date: Day | None = key("When it was issued.", default=None)
    sources: SourceIds = key("Where it is on record.", default=())


_MandateItem = Annotated[MandateItemEntry, shorthand("authority", MandateItemEntry)]


class MandateEntry(Entry):
    """The negotiating directives of a delegation."""

    issued_by: Text = key("Who issued it.", default="")
    date: Day | None = key("When it was issued.", default=None)
    issues: dict[IssueId, Annotated[MandateItemEntry, shorthand("authority", MandateItemEntry)]] = (
        key("Who may settle each issue.", default_factory=dict)
    )


class PartyEntry(Entry):
    """One side in the negotiation."""

    name: Text = key("Its name; the id if left out.", default="")
    principal: Text = key("Who decides for it.", default="")
    delegation: tuple[PersonField, ...] = key("Who negotiates for it.", default=())
    preferences: PreferencesEntry = key(
        "What is stated of its preferences.", default_factory=PreferencesEntry
    )
    red_lines: tuple[RedLineEntry, ...] = key("What it will never accept.", default=())
    mandate: MandateEntry = key("What its staff may agree.", default_factory=MandateEntry)


class LinkageEntry(Entry):
    """A tie between issues, in one of three forms: if … then, not_both, at_most … of."""

    if_: ConditionsField | None = key("Where all of these hold …", alias="if", default=None)
    then: ConditionsField | None = key("… all of these must hold too.", default=None)
    not_both: ConditionsField | None = key("Options that can't come together.", default=None)
    at_most: Whole | None = key("How many of some options may come together.", default=None)
    of: ConditionsField | None = key("The options that at_most counts.", default=None)
    reason: Text = key("Why.", default="")

    @model_validator(mode="after")
    def _check_form(self) -> LinkageEntry:
        written = {
            name
            for name, value in (
                ("if", self.if_),
                ("then", self.then),
                ("not_both", self.not_both),
                ("at_most", self.at_most),
                ("of", self.of),
            )
            if value is not None
        }
        if written not in ({"if", "then"}, {"not_both"}, {"at_most", "of"}):
            mend = "write if and then, or not_both, or at_most and of"
            raise refusal("a linkage takes one of three forms", mend)
        if self.not_both is not None and len(self.not_both) < 2:
            mend = "write [{issue: option}, {issue: option}]"
            raise refusal("not_both needs two options", mend, ("not_both",))
        return self


class DefinitionEntry(Entry):
    """What a party means by a term: the text alone, or with more."""

    text: Text = key("The definition.")
    date: Day | None = key("When it was given.", default=None)
    sources: SourceIds = key("Where it is on record.", default=())


_Definition = Annotated[DefinitionEntry, shorthand("text", DefinitionEntry)]


class AgreedTextEntry(Entry):
    """The definition that all agreed on: the text alone, or with the date."""

    text: Text = key("The agreed definition.")
    date: Day | None = key("When it was agreed.", default=None)


class TermEntry(Entry):
    """A key term that each side may read differently."""

    label: Text = key("The term as it stands in the text; the id if left out.", default="")
    issues: IssueIds = key(
        "The issues that can't be settled while it is read differently.", default=()
    )
    definitions: dict[PartyId, Annotated[DefinitionEntry, shorthand("text", DefinitionEntry)]] = (
        key("What each party means by it.", default_factory=dict)
    )
    agreed: Annotated[AgreedTextEntry, shorthand("text", AgreedTextEntry)] | None = key(
        "The agreed definition.", default=None
    )


class PaperEntry(Entry):
    """A document on file."""

    kind: PaperKindField = key("What the document is for.")
    title: Text = key("Its title.")
    date: Day | None = key("Its date.", default=None)
    by: Text = key("Who wrote it.", default="")
    issues: IssueIds = key("The issues that it covers.", default=())
    sources: SourceIds = key("Where it is on record.", default=())


class OpeningEntry(Entry):
    """What a principal means to table at the meeting."""

    party: PartyId = key("Whose opening it is.")
    package: PackageField = key("The package, or part of one.", default=NOTHING_SETTLED)
    text: Text = key("The opening in words.", default="")
    date: Day | None = key("When it was prepared.", default=None)
    shown: dict[PartyId, Day] = key(
        "Which other party's staff has seen it, and when.", default_factory=dict
    )
    sources: SourceIds = key("Where it is on record.", default=())

    @model_validator(mode="after")
    def _check_shown(self) -> OpeningEntry:
        if self.party in self.shown:
            mend = "name the other party that has seen it"
            raise refusal("a party needn't be shown its own opening", mend, ("shown", self.party))
        return self


class CaseEntry(Entry):
    """The file case.yaml."""

    case: Id = key("The id of the case: one short word.")
    title: Text = key("The title of the case; the id if left out.", default="")
    we: PartyId = key("Whose case it is: the id of one of the parties.")
    summary: Text = key("What it is about, in a paragraph.", default="")
    as_of: Day | None = key("Only what was on record by this day counts.", default=None)
    meeting: MeetingEntry = key("The meeting to prepare.", default_factory=MeetingEntry)
    settings: SettingsEntry = key("How it is computed.", default_factory=SettingsEntry)
    parties: dict[Id, PartyEntry] = key("The parties, two or more.")
    issues: dict[Id, IssueEntry] = key("The issues, one or more, and their options.")
    linkages: tuple[LinkageEntry, ...] = key("Ties between issues.", default=())
    terms: dict[Id, TermEntry] = key("Key terms and their readings.", default_factory=dict)
    papers: tuple[PaperEntry, ...] = key("Documents on file.", default=())
    openings: tuple[OpeningEntry, ...] = key("What the principals mean to table.", default=())

    @model_validator(mode="after")
    def _check_parties(self) -> CaseEntry:
        findings = Findings()
        if len(self.parties) < 2:
            findings.note(("parties",), "a case needs at least two parties", "add the other side")
        if NO_PARTY in self.parties:
            path = ("parties", NO_PARTY)
            findings.note(path, f"a party can't be called '{NO_PARTY}'", "choose another name")
        if not self.issues:
            findings.note(("issues",), "a case needs at least one issue", "add what is negotiated")
        findings.refuse_any()
        return self
