"""What the negotiators of a level may settle, read from the parties' mandates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from paraph.negotiation import Agenda, Authority, Mandate
from paraph.negotiation.beliefs import Flags
from paraph.record import Level

_HOLDERS = {
    Level.WORKING: (Authority.STAFF,),
    Level.MINISTERIAL: (Authority.STAFF, Authority.MINISTERS),
    Level.LEADERS: (Authority.STAFF, Authority.MINISTERS, Authority.PRINCIPAL),
}


@dataclass(frozen=True, eq=False)
class Powers:
    """What each delegation may do at a meeting, in each run.

    `may_settle[issue][run, party, option]`: may agree to the option ad referendum.
    `may_say[issue][run, party, option]`: may propose it; a delegation with a mandate for some
    options of an issue doesn't go beyond them.
    """

    may_settle: tuple[Flags, ...]
    may_say: tuple[Flags, ...]

    @property
    def is_bound(self) -> bool:
        """Whether some delegation may not say everything."""
        return not all(flags.all() for flags in self.may_say)

    def take(self, runs: slice) -> Powers:
        """Return the powers in some of the runs."""
        return Powers(
            tuple(flags[runs] for flags in self.may_settle),
            tuple(flags[runs] for flags in self.may_say),
        )


def powers_at(
    agenda: Agenda,
    mandates: Sequence[Mandate],
    level: Level,
    has_unknown_authority: Flags,
) -> Powers:
    """Return what the negotiators of a level may settle and say.

    `has_unknown_authority[run, party, issue]` says in which runs a delegation whose authority
    on an issue isn't known turns out to have it.
    """
    n_runs, n_parties, _ = has_unknown_authority.shape
    may_settle, may_say = [], []
    for place, issue in enumerate(agenda.issues):
        shape = (n_runs, n_parties, len(issue.options))
        settle, say = np.zeros(shape, dtype=np.bool_), np.ones(shape, dtype=np.bool_)
        for party, mandate in enumerate(mandates):
            item = mandate.item(issue.id)
            allowed = np.array([item.allows(option.id) for option in issue.options])
            if item.authority is Authority.UNKNOWN:
                settle[:, party] = has_unknown_authority[:, party, [place]] & allowed
            elif item.authority in _HOLDERS[level]:
                settle[:, party] = allowed
                say[:, party] = allowed
        may_settle.append(settle)
        may_say.append(say)
    return Powers(tuple(may_settle), tuple(may_say))
