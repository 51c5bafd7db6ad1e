"""What is believed of the counterparts, for a terminal: the answer of `paraph infer`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from paraph.briefing.content_parties import shown_options
from paraph.briefing.wording import (
    change_of_mind_in_words,
    clipped,
    count_in_words,
    day_in_words,
    opposition_in_words,
    package_in_words,
    recalled_in_words,
    repeat_in_words,
    sentence,
    shortened,
    steadiness_in_words,
    wish_in_words,
)
from paraph.case import Case
from paraph.cli.show import common_choices, listed_under, new_table, shared_in_words
from paraph.counterpart import (
    Changes,
    Influence,
    Knowledge,
    Posterior,
    Probe,
    Question,
    Shift,
    tabulate_knowledge,
)
from paraph.negotiation import Package, Party
from paraph.negotiation.wording import (
    UNKNOWN,
    conditions_in_words,
    in_percent,
    listed,
    range_in_percent,
    roughly_valued,
    scale_in_words,
    value_in_words,
)
from paraph.usecases import Expectations


def show_expectations(case: Case, expectations: Expectations) -> RenderableType:
    """Show what each counterpart wants issue by issue, and the questions worth asking."""
    parts: list[RenderableType] = []
    changes = {found.party_id: found for found in expectations.changes}
    asked = zip(case.counterparts, expectations.probes, strict=bool(expectations.probes))
    probes = {party.id: found for party, found in asked}
    for party, posterior, knowledge, questions in zip(
        case.counterparts,
        expectations.theirs,
        expectations.knowledge,
        expectations.questions,
        strict=True,
    ):
        identified = "" if posterior.is_reservation_identified else " (not told by the record)"
        found = changes.get(party.id)
        parts += [
            *_whose(party, posterior, found),
            _wants(case, party, posterior, knowledge),
            *_option_values(case, party, posterior, knowledge),
            *_origin(posterior),
            Text(
                f"No agreement is worth {value_in_words(posterior.reservation)} to them, "
                f"{_scale(posterior)}{identified}."
            ),
            *_opposition(posterior),
            Text(steadiness_in_words(posterior.n_effective)),
            *listed_under("Their red lines", _red_lines_in_words(case, posterior)),
            *listed_under(_MOST_TITLE, _influences_in_words(posterior)),
            *listed_under(_CONTRADICTIONS_TITLE, _contradictions_in_words(posterior)),
            *listed_under("Entered twice, counted once", _repeats_in_words(posterior)),
            *listed_under(_misfits_title(posterior), _misfits_in_words(found)),
            *listed_under("Signs of change", _changes_in_words(found) if found else ()),
            *(_voices_shown(case, found) if found else ()),
            *listed_under(f"Worth asking {party.name}", map(_question_in_words, questions)),
            *_probes_listed(case, party, probes.get(party.id, ()), expectations.ours),
        ]
    return Group(*parts)


def _scale(posterior: Posterior) -> str:
    """Say on which scale a party's values lie: without interactions, what 0 and 1 are."""
    interactions = posterior.belief.interactions
    plain = "from 0, their worst package, to 1, their best"
    return scale_in_words(interactions) if interactions else plain


def _wants(
    case: Case, party: Party, posterior: Posterior, knowledge: Sequence[Knowledge]
) -> RenderableType:
    """Show what a party probably wants on each issue, where told, and how much it matters."""
    table = new_table(
        f"What {party.name} wants, from {count_in_words(posterior.n_moves, 'move')} on record",
        ("Issue", "Share of weight", "Probably wants", "How sure", "What we have"),
    )
    for known in knowledge:
        issue = case.agenda.issue(known.issue_id)
        if len(issue.options) == 1:
            only = issue.options[0].label
            table.add_row(Text(issue.label), "", Text(only), "", "the only option")
            continue
        table.add_row(
            Text(issue.label),
            range_in_percent(known.importance),
            Text(wish_in_words(issue, known)),
            in_percent(known.p_likely_option) if known.is_told else "",
            known.status,
        )
    return table


def _whose(party: Party, posterior: Posterior, changes: Changes | None) -> list[RenderableType]:
    """Say of which moves and voices the answer is, where that isn't all of one mind."""
    change = posterior.change_of_mind
    told = [change_of_mind_in_words(change)] if change else []
    if changes and changes.factions:
        n_voices = count_in_words(len(changes.factions), "voice")
        if change and change.is_followed:
            told.append(
                f"In the whole record they also seem to speak with {n_voices}, which may be the "
                "same change seen in another way: each by itself stands further below."
            )
        else:
            told.append(
                f"They seem to speak with {n_voices} that want different things: what follows is "
                "of these together; each by itself stands further below."
            )
    return [Text(f"{party.name}: {' '.join(told)}")] if told else []


def _option_values(
    case: Case, party: Party, posterior: Posterior, knowledge: Sequence[Knowledge]
) -> list[RenderableType]:
    """Show what each option of the weightiest open issues is worth to a party, where that is told.

    An issue on which no option is clearly likelier than with nothing known says nothing here, nor
    does one of which every option may be worth nearly anything; and one of two options says nothing
    more than which is wanted.
    """
    told = [
        known
        for known, estimates in zip(knowledge, posterior.option_values, strict=True)
        if known.is_told
        and known.issue_id not in case.settled
        and len(estimates) > 2
        and any(roughly_valued(estimate) != UNKNOWN for estimate in estimates)
    ]
    told.sort(key=lambda known: -known.importance.mid)
    shown = {known.issue_id for known in told[:_N_ISSUES_VALUED]}
    if not shown:
        return []
    table = new_table(
        f"Worth of each option to {party.name} on open issues: 0 its worst, 1 its best",
        ("Issue", "Options, with value and 90 % interval"),
    )
    for issue, estimates in zip(case.agenda.issues, posterior.option_values, strict=True):
        if issue.id in shown:
            valued = [
                f"{issue.options[place].label}: {roughly_valued(estimates[place])}"
                for place in shown_options(issue)
            ]
            table.add_row(Text(issue.label), Text("; ".join(valued)))
    n_more = len(told) - len(shown)
    more = f"The {len(shown)} weightiest of {len(told)} such issues." if n_more else ""
    return [table, *([Text(more, style="dim")] if more else [])]


def _origin(posterior: Posterior) -> list[RenderableType]:
    """Say from which past case the starting point comes, if from any."""
    return [Text(recalled_in_words(posterior.recalled))] if posterior.recalled else []


def _opposition(posterior: Posterior) -> list[RenderableType]:
    """Say how far the party's wishes run against ours, where ours are stated and theirs aren't."""
    p_opposed = posterior.p_opposed
    return [] if p_opposed is None else [Text(opposition_in_words(p_opposed))]


def _probes_listed(
    case: Case, party: Party, probes: Sequence[Probe], ours: Posterior
) -> list[RenderableType]:
    """List packages to put to a party for its answer; what they share is said once."""
    common = (
        common_choices([probe.package for probe in probes]) if len(probes) > 1 else case.settled
    )
    title = f"Worth putting to {party.name}, for what the answer tells"
    told = (_probe_in_words(case, probe, common) for probe in probes)
    scale = f"Their worth to us lies on a scale {scale_in_words(ours.belief.interactions)}."
    lead = [Text(scale), *shared_in_words(case, common, "In each of them")]
    return listed_under(title, told, lead=lead)


def _probe_in_words(case: Case, probe: Probe, common: Package) -> str:
    package = package_in_words(case.agenda, probe.package.without(common.issue_ids))
    crossed = [conditions_in_words(case.agenda, line.conditions) for line in probe.crossed]
    across = f"\nIt crosses their red line: never {listed(crossed)}." if crossed else ""
    return (
        f"{package}\nThat they would rather have it than no agreement is "
        f"{in_percent(probe.p_accept)} likely; their yes or no tells "
        f"{in_percent(probe.information_bits)} of what one can tell at most. To us it is worth "
        f"{value_in_words(probe.our_value)}; putting it shows that we would give up "
        f"{in_percent(probe.share_given)} of what we could gain.{across}"
    )


def _red_lines_in_words(case: Case, posterior: Posterior) -> list[str]:
    """Their declared red lines, and how likely each is meant."""
    belief = posterior.belief
    assert belief.red_line_holds is not None
    told = []
    for line, p_meant in zip(belief.red_lines, belief.red_line_holds.mean(axis=0), strict=True):
        never = conditions_in_words(case.agenda, line.conditions)
        day = f"declared on {day_in_words(line.declared)}" if line.declared else ""
        about = ", ".join(part for part in (clipped(line.reason, _REASON_LENGTH), day) if part)
        meant = f"{in_percent(float(p_meant))} to be meant"
        told.append(f"never {never}{f' ({about})' if about else ''}: {meant}")
    return told


_CONTRADICTIONS_TITLE = "What doesn't fit together in what they say and do"
_MOST_TITLE = "What tells most (by how much, on scales from 0 to 1)"
_REASON_LENGTH = 60
_N_ISSUES_VALUED = 8
_N_MISFITS_SHOWN = 3
_N_SHIFTS_SHOWN = 4
_VOICES = {"level": "level", "people": "team"}
_N_CONTRADICTIONS_SHOWN = 6
_N_EXPLAINED_SHOWN = 3
_N_REPEATS_SHOWN = 6
_SHIFT_TOLD = 0.005
"""An entry that moved nothing by as much isn't told."""


def _influences_in_words(posterior: Posterior) -> list[str]:
    most = posterior.influences[:3]
    return [_influence_in_words(each) for each in most if each.shift >= _SHIFT_TOLD]


def _influence_in_words(influence: Influence) -> str:
    where = f" ({influence.session_id})" if influence.session_id else ""
    return f"{influence.description}{where}: moved {influence.on} by {influence.shift:.2f}"


def _contradictions_in_words(posterior: Posterior) -> list[str]:
    """The most telling contradictions, each with two entries that show it.

    Last those that a change of mind would explain, as one.
    """
    told = [
        f"{each.description}: “{shortened(each.first)}”, “{shortened(each.second)}”"
        for each in posterior.contradictions
        if each.explained_by is None
    ]
    explained: dict[date, list[str]] = {}
    for each in posterior.contradictions:
        if each.explained_by:
            explained.setdefault(each.explained_by, []).append(each.description)
    return [
        *_most_of(told, _N_CONTRADICTIONS_SHOWN),
        *(
            "\n  ".join(
                (
                    f"a change of mind about {day_in_words(day)} would explain these:",
                    *_most_of(texts, _N_EXPLAINED_SHOWN),
                )
            )
            for day, texts in explained.items()
        ),
    ]


def _most_of(texts: Sequence[str], n_shown: int) -> list[str]:
    """Keep the first of some lines, and say how many more there are."""
    return [*texts[:n_shown], *_and_more(len(texts) - n_shown)]


def _and_more(n_left: int) -> list[str]:
    return [f"and {n_left} more (all are in --json)"] if n_left > 0 else []


def _misfits_title(posterior: Posterior) -> str:
    stated = "Stated or recalled" if posterior.recalled else "Stated"
    change = posterior.change_of_mind
    is_kept = change is None or not change.is_followed or change.is_as_stated
    return f"{stated} of them, but not borne out{' (believed all the same)' * is_kept}"


def _repeats_in_words(posterior: Posterior) -> list[str]:
    told = [
        f"{repeat.description} ({repeat.day.isoformat()}): {repeat_in_words(repeat)}"
        for repeat in posterior.repeats
    ]
    return _most_of(told, _N_REPEATS_SHOWN)


def _misfits_in_words(changes: Changes | None) -> list[str]:
    if changes is None:
        return []
    told = [f"{each.description}: {each.second}" for each in changes.misfits]
    told += [
        f"{faction.where} {each.description}: {each.second}"
        for faction in changes.factions
        for each in faction.misfits
    ]
    return _most_of(told, _N_MISFITS_SHOWN)


def _changes_in_words(changes: Changes) -> list[str]:
    return [
        "\n".join(
            (
                f"{drift.description} ({in_percent(drift.p_changed)} likely)",
                *(f"  {line}" for line in _shifts_in_words(drift.shifts)),
            )
        )
        for drift in changes.drifts
    ]


def _voices_shown(case: Case, changes: Changes) -> list[RenderableType]:
    """Say where a party seems to speak with several voices, and what each seems to want."""
    if not changes.factions:
        return []
    places = " and ".join(faction.where for faction in changes.factions)
    said = sentence(f"{places} they speak as if they wanted different things")
    table = new_table(
        f"What each {_VOICES[changes.factions[0].kind]} seems to want",
        ("Issue", *(f"{f.name} ({in_percent(f.share)} of the moves)" for f in changes.factions)),
    )
    columns = [tabulate_knowledge(case, faction.posterior) for faction in changes.factions]
    for issue, *rows in zip(case.agenda.issues, *columns, strict=True):
        cells = []
        for known in rows:
            weight = f"{range_in_percent(known.importance)} of the weight"
            best = f"{wish_in_words(issue, known)} ({in_percent(known.p_likely_option)})"
            cells.append(Text(f"{weight}; {best if known.is_told else 'wish not known'}"))
        table.add_row(Text(issue.label), *cells)
    told = [shift for faction in changes.factions for shift in faction.differences]
    texts = _shifts_in_words(told)
    heading = Text("More than one voice", style="bold")
    return [Text(""), heading, Text(said), table, *listed_under("Where they differ most", texts)]


def _shifts_in_words(shifts: Sequence[Shift]) -> list[str]:
    return _most_of([shift.description for shift in shifts], _N_SHIFTS_SHOWN)


def _question_in_words(question: Question) -> str:
    return f"{question.text} (asking shows {question.reveals})"
