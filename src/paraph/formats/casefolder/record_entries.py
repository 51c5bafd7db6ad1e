"""The entries of sessions/*.yaml and judgements.yaml, as they are written."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from paraph.formats.casefolder.entries import NO_PARTY
from paraph.formats.casefolder.entry import Entry, PersonField, key, one_or_more
from paraph.formats.casefolder.fields import (
    About,
    Day,
    EventId,
    Flag,
    Id,
    IssueIds,
    LevelField,
    PackageField,
    PartyId,
    RoleField,
    Share,
    SourceIds,
    Text,
    VerdictField,
)
from paraph.formats.casefolder.findings import Findings, Names, mend_for, refusal
from paraph.negotiation import NOTHING_SETTLED, Package
from paraph.record import Level, MoveKind

# Moves that may name issues instead of options: a subject, or an order of importance.
NAMES_ISSUES = frozenset({MoveKind.ASK, MoveKind.SIGNAL, MoveKind.ANSWER, MoveKind.SUPPORT})
# Moves that may compare two packages.
COMPARES = (MoveKind.SIGNAL, MoveKind.ANSWER, MoveKind.SUPPORT)


def fault_in_equal(
    kind: MoveKind, package: Package, *, over: Package, equal_to: Package
) -> tuple[str, str] | None:
    """Return what is wrong with a move that calls two packages about equal, and how to mend it.

    None where nothing is, or where the move calls nothing equal (`equal_to` is empty).
    """
    kinds = ", ".join(kind.value for kind in COMPARES)
    faults = (
        (
            bool(over),
            "a package can't be better than another and about equal to one in one move",
            "keep over or equal_to; write one move for each if both were said",
        ),
        (
            kind not in COMPARES,
            f"a party can't {kind.value} a package as about equal to another",
            f"record it as one of: {kinds}",
        ),
        (
            not package,
            "nothing stands beside the package",
            f"write {kind.value}: {{issue: option}} with it",
        ),
        (
            package.issue_ids != equal_to.issue_ids,
            "the two packages are about different issues",
            "name the same issues in both, each with an option",
        ),
        (package == equal_to, "the two packages are the same", "change one of them"),
    )
    found = ((problem, mend) for is_fault, problem, mend in faults if is_fault)
    return next(found, None) if equal_to else None


def fault_in_over(kind: MoveKind, package: Package, over: Package) -> tuple[str, str] | None:
    """Return what is wrong with a move that calls a package better than another, and the mend.

    None where nothing is, or where the move compares nothing so (`over` is empty).
    """
    kinds = ", ".join(each.value for each in COMPARES)
    if over and kind not in COMPARES:
        return f"a party can't {kind.value} one package over another", f"record it as: {kinds}"
    if over and not package:
        mend = f"write {kind.value}: {{issue: option}} with it"
        return "nothing stands beside the package that is worse", mend
    if over and package.issue_ids != over.issue_ids:
        mend = "name the same issues in both, each with an option"
        return "the two packages are about different issues", mend
    if over and package == over:
        return "a package can't be better than itself", "change one of the two packages"
    return None


def fault_in_standing(
    kind: MoveKind, *, is_list: bool, above_others: bool, makes_light: bool
) -> tuple[str, str, str] | None:
    """Return what is wrong with how a move places issues among all others.

    That is the problem, how to mend it and at which key; None where nothing is wrong.
    """
    if not (above_others or makes_light):
        return None
    at = "above_others" if above_others else "makes_light"
    if above_others and makes_light:
        return "what matters most doesn't matter little", "leave one of the two out", "makes_light"
    if not is_list or kind is MoveKind.ASK:
        kinds = ", ".join(each.value for each in COMPARES)
        problem = (
            "only a list of issues in order of importance stands above others"
            if above_others
            else "only of a list of issues can a party make light"
        )
        return problem, f"write a list of issues under one of: {kinds}", at
    return None


class MoveEntry(Entry):
    """One thing that a party did or said: its kind is the key, what it is about the value."""

    party: PartyId = key("Which party made the move.")
    propose: About | None = key("It proposed this.", default=None)
    accept: About | None = key("It accepted this.", default=None)
    reject: About | None = key("It rejected this.", default=None)
    support: About | None = key("It supported this.", default=None)
    oppose: About | None = key("It opposed this.", default=None)
    reserve: About | None = key("It reserved its position on this.", default=None)
    signal: About | None = key("Somebody reports that it wants this.", default=None)
    ask: About | None = key("It asked about this.", default=None)
    answer: About | None = key("It answered this.", default=None)
    over: PackageField = key(
        "What it was said to be better than; the same issues.", default=NOTHING_SETTLED
    )
    equal_to: PackageField = key(
        "What it was said to be about as good as; the same issues.", default=NOTHING_SETTLED
    )
    above_others: Flag = key(
        "Whether the issues listed matter more than all that aren't named.", default=False
    )
    makes_light: Flag = key(
        "Whether the issues listed are said to matter little, in no order.", default=False
    )
    text: Text = key("What was said, in words.", default="")
    reported_by: Text = key("Who reports it, for a signal.", default="")
    confidence: Share = key("The probability that the record is right.", default=1.0)
    recorded: Day | None = key("When it came on our record, if later.", default=None)
    sources: SourceIds = key("Where it is on record.", default=())

    @property
    def kinds(self) -> dict[MoveKind, Package | tuple[str, ...]]:
        """The kinds of move that are written, with what each is about; one if the move is good."""
        written = {kind: getattr(self, kind.value) for kind in MoveKind}
        return {kind: about for kind, about in written.items() if about is not None}

    @model_validator(mode="after")
    def _check_kind(self) -> MoveEntry:
        kinds = self.kinds
        words = [kind.value for kind in kinds]
        if not kinds:
            known = ", ".join(kind.value for kind in MoveKind)
            raise refusal("the move doesn't say what the party did", f"add one of: {known}")
        if len(kinds) > 1:
            problem = f"a move is of one kind, not {' and '.join(words)}"
            raise refusal(problem, "write one entry for each", (words[1],))
        ((kind, about),) = kinds.items()
        if isinstance(about, tuple) and kind not in NAMES_ISSUES:
            mend = f"write {kind.value}: {{issue: option}}"
            raise refusal(f"a party can {kind.value} options only, not issues", mend, (words[0],))
        if not about and not self.text:
            mend = "name options or issues, or add text"
            raise refusal("the move is about nothing", mend, (words[0],))
        package = about if isinstance(about, Package) else NOTHING_SETTLED
        fault = fault_in_equal(kind, package, over=self.over, equal_to=self.equal_to)
        if fault:
            raise refusal(*fault, ("equal_to",))
        if fault := fault_in_over(kind, package, self.over):
            raise refusal(*fault, ("over",))
        misplaced = fault_in_standing(
            kind,
            is_list=isinstance(about, tuple),
            above_others=self.above_others,
            makes_light=self.makes_light,
        )
        if misplaced:
            problem, mend, at = misplaced
            raise refusal(problem, mend, (at,))
        if isinstance(about, tuple):
            repeated = [place for place, issue_id in enumerate(about) if issue_id in about[:place]]
            if repeated:
                problem = f"'{about[repeated[0]]}' is named twice"
                raise refusal(problem, "name each issue once", (words[0], repeated[0]))
        return self


_People = Annotated[
    tuple[PersonField, ...],
    BeforeValidator(one_or_more, json_schema_input_type=PersonField | list[PersonField]),
]


class SessionEntry(Entry):
    """A file in sessions/: one sitting."""

    id: Id | None = key("The id of the session; the name of the file if left out.", default=None)
    date: Day = key("The first day.")
    until: Day | None = key("The last day, if there was more than one.", default=None)
    place: Text = key("Where it was held.", default="")
    level: LevelField = key("working, ministerial or leaders.", default=Level.WORKING)
    title: Text = key("What it is called.", default="")
    participants: dict[Id, _People] = key(
        "Who took part, by party; people of no party under 'others'.", default_factory=dict
    )
    moves: tuple[MoveEntry, ...] = key("Who did what, in order.", default=())
    agreed: PackageField = key("What was agreed ad referendum.", default=NOTHING_SETTLED)
    reopened: IssueIds = key("Agreed issues that were opened again.", default=())
    joint_record: Flag = key("Whether both sides signed off a common record.", default=False)
    recorded: Day | None = key(
        "When the session itself came on our record, if later (talks held in secret).", default=None
    )
    note: Text = key("What else was learned.", default="")
    sources: SourceIds = key("Where it is on record.", default=())

    @model_validator(mode="after")
    def _check_dates(self) -> SessionEntry:
        findings = Findings()
        if self.until and self.until < self.date:
            mend = f"write a day from {self.date} on"
            findings.note(("until",), "the session ends before it starts", mend)
        if self.recorded and self.recorded < self.date:
            mend = f"write a day from {self.date} on, or leave it out"
            findings.note(("recorded",), "a session can't be on record before it was held", mend)
        for index, move in enumerate(self.moves):
            if move.recorded and move.recorded < self.date:
                problem = "a move can't be on record before it was made"
                path = ("moves", index, "recorded")
                findings.note(path, problem, f"write a day from {self.date} on, or leave it out")
        findings.refuse_any()
        return self

    @model_validator(mode="after")
    def _check_participants(self, info: Any) -> SessionEntry:
        names = info.context
        if not isinstance(names, Names):
            return self
        findings = Findings(info)
        for party in self.participants:
            if party not in (*names.parties, NO_PARTY):
                mend = mend_for(party, (*names.parties, NO_PARTY))
                path = ("participants", party)
                findings.note(path, f"unknown party '{party}'", mend, is_about_key=True)
        findings.refuse_any()
        return self


class EventEntry(Entry):
    """A stated event, and afterwards whether it happened."""

    statement: Text = key("What is forecast, so that it can be checked.")
    due: Day | None = key("By when it happens or doesn't.", default=None)
    happened: Flag | None = key("Whether it happened, once that is known.", default=None)
    known: Day | None = key("When that was known.", default=None)
    sources: SourceIds = key("Where that is on record.", default=())

    @model_validator(mode="after")
    def _check_known(self) -> EventEntry:
        if self.happened is not None and self.known is None:
            mend = "add known: and the date, so that nothing leaks into an earlier day"
            raise refusal("the day on which the outcome was known is missing", mend, ("happened",))
        if self.known is not None and self.happened is None:
            mend = "add happened: true or happened: false"
            raise refusal("the outcome is missing", mend, ("known",))
        return self


class JudgementEntry(Entry):
    """A forecast that somebody gave."""

    event: EventId = key("Which event it is about.")
    who: Text = key("Who gave it.")
    role: RoleField = key("staff, principal, outside, or model (a probability that Paraph gave).")
    date: Day = key("When it was given.")
    probability: Share = key("The probability, from 0 to 1.")
    recorded: Day | None = key("When it came on our record, if later.", default=None)
    note: Text = key("Why.", default="")
    sources: SourceIds = key("Where it is on record.", default=())

    @model_validator(mode="after")
    def _check_recorded(self) -> JudgementEntry:
        if self.recorded and self.recorded < self.date:
            mend = f"write a day from {self.date} on, or leave it out"
            problem = "a forecast can't be on record before it was given"
            raise refusal(problem, mend, ("recorded",))
        return self


class OverrideEntry(Entry):
    """A person's decision on whether the principals meet, set above the rule's verdict."""

    verdict: VerdictField = key("go, not yet or no zone.")
    who: Text = key("Who decided.")
    date: Day = key("When it was decided.")
    reason: Text = key("Why, as it reads after the word because.")
    sources: SourceIds = key("Where it is on record.", default=())

    @model_validator(mode="after")
    def _check_named(self) -> OverrideEntry:
        findings = Findings()
        if not self.who.strip():
            findings.note(("who",), "nobody is named", "write who decided")
        if not self.reason.strip():
            findings.note(("reason",), "the reason is empty", "write why the verdict is set aside")
        findings.refuse_any()
        return self


class JudgementsEntry(Entry):
    """The file judgements.yaml."""

    events: dict[Id, EventEntry] = key("What is forecast.", default_factory=dict)
    judgements: tuple[JudgementEntry, ...] = key("Who gave which probability.", default=())
    overrides: tuple[OverrideEntry, ...] = key("Who set the verdict aside, and why.", default=())
