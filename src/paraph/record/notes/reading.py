"""Reading a note from its first sentence to its last: the moves in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from paraph.negotiation import NOTHING_SETTLED, Package
from paraph.record.notes.acts import Act, find_act, read_reply
from paraph.record.notes.bounds import acts_at_bounds
from paraph.record.notes.clauses import Clause, name_last, split_clauses
from paraph.record.notes.comparisons import find_compared
from paraph.record.notes.confidence import confidence_of
from paraph.record.notes.counters import issues_answered, join_with_offer
from paraph.record.notes.cues import HELD, POINTING, RETURN_QUESTION
from paraph.record.notes.demands import put_demands
from paraph.record.notes.ellipses import supply_verbs, without_denied
from paraph.record.notes.findings import (
    BINDING,
    Finding,
    bare_package,
    bare_positions,
    findings_of,
    join_offers,
)
from paraph.record.notes.hearsay import NOBODY_BEFORE, LastNamed
from paraph.record.notes.moves import ProposedMove
from paraph.record.notes.naming import options_named
from paraph.record.notes.objects import has_own_object
from paraph.record.notes.options import NamedOption
from paraph.record.notes.questions import ask_of
from paraph.record.notes.sentences import Sentence, split_sentences
from paraph.record.notes.standing import Table
from paraph.record.notes.statements import Background, Statement, find_statement, part_statements
from paraph.record.notes.stocks import find_shared
from paraph.record.notes.together import by_party, clauses_of_doers
from paraph.record.notes.unmade import is_left_open, is_unmade
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import Move, MoveKind

_LONGEST_REPLY = 14
_DOUBTFUL = 0.6  # "agreed" to what was proposed less surely than this is doubtful, too
_LONGEST_VERDICT = 6
_REPLIES = (MoveKind.ACCEPT, MoveKind.REJECT)
_VERDICTS = (*_REPLIES, MoveKind.SUPPORT, MoveKind.OPPOSE)
_TURNED_BY_REPORT = (MoveKind.PROPOSE, MoveKind.ACCEPT, MoveKind.SUPPORT, MoveKind.ANSWER)
_STATEMENT_RULES = (
    "need", "strong-need", "most", "firm", "order", "reason", "same", "no-need", "least",
)  # fmt: skip


def propose_moves(
    note: str, vocabulary: Vocabulary, *, year: int | None = None
) -> tuple[ProposedMove, ...]:
    """Read an English meeting note or transcript and propose the moves in it, in order.

    `year` is that of the meeting, if known: what was done in a year before it is no move of it.
    Any text gives moves whose sentences stand in it at their offsets; time grows with its length.
    Rules are documented in docs/how-to/notes-to-moves.md.
    """
    reader = _Reader(vocabulary, year)
    for sentence in split_sentences(note, vocabulary):
        reader.read(sentence)
    return tuple(reader.moves)


@dataclass
class _Reader:
    """What has been read so far, as far as later sentences refer back to it."""

    vocabulary: Vocabulary
    year: int | None = None
    moves: list[ProposedMove] = field(default_factory=list)
    table: Table = field(default_factory=Table)
    offered: list[Finding] = field(default_factory=list)
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: tuple[str, int] = ("", -9)
    before_ids: tuple[str, ...] = ()
    before_block: int = -1
    block_start: int = 0
    last_party_id: str = ""
    last: LastNamed = NOBODY_BEFORE

    def read(self, sentence: Sentence) -> None:
        clauses = split_clauses(
            sentence,
            self.vocabulary,
            last_party_id=self.last_party_id,
            before=self.last,
        )
        if not clauses or sentence.is_unclear:
            return
        if sentence.block != self.before_block:
            self.block_start = sentence.start
        findings = list(self._find_compared(sentence, clauses))
        if all(finding.rule == "either" for finding in findings):
            findings += self._find_all(sentence, clauses)
        for finding in dict.fromkeys(findings):  # each once
            self._keep(finding, sentence)
        self.last = name_last(sentence, clauses, self.vocabulary, self.last)
        self.last_party_id = sentence.party_id or clauses[-1].party_id
        self.before_ids = tuple(dict.fromkeys(i for c in clauses for i in c.issue_ids))
        self.before_block = sentence.block

    def _find_all(self, sentence: Sentence, clauses: tuple[Clause, ...]) -> list[Finding]:
        if any(self._is_unmade(clause, sentence) for clause in clauses):  # nor is its condition
            clauses = tuple(c for c in clauses if c.text[:3] != "if ") or clauses
        is_question = sentence.is_question
        party_id = sentence.party_id or clauses[0].party_id
        findings = list(find_shared(sentence.words(), party_id, self.vocabulary))
        has_shares = bool(findings)
        acts = [self._act_of(clause, sentence) for clause in clauses]
        clauses, acts = supply_verbs(clauses, acts, self.vocabulary)
        clauses, acts = put_demands(clauses, acts, sentence, self.vocabulary)
        if sentence.is_agreed:
            acts = [act or Act(MoveKind.ACCEPT, "accept") for act in acts]
        if is_left_open(sentence.text):
            acts = [None if act and act.kind in _VERDICTS else act for act in acts]
        self.offered = []
        for said, done in by_party(clauses, acts, sentence, self._named_in):
            found = list(self._find_acts(sentence, said, done, has_shares=has_shares))
            self.offered = [finding for finding in found if finding.kind is MoveKind.PROPOSE]
            findings += found
        self.table.miss_unread(clauses, acts, findings)
        offered, _ = self.table.against(party_id, ())
        findings = list(join_with_offer(findings, sentence.text, party_id, offered))
        findings += self._find_statements(clauses, acts, sentence, is_question=is_question)
        return findings

    def _find_compared(self, sentence: Sentence, clauses: tuple[Clause, ...]) -> Iterator[Finding]:
        return find_compared(
            sentence,
            clauses,
            self.vocabulary,
            lambda part: self._named_in(part, sentence),
            is_question=sentence.is_question,
        )

    def _find_acts(
        self,
        sentence: Sentence,
        clauses: tuple[Clause, ...],
        acts: list[Act | None],
        *,
        has_shares: bool,
    ) -> Iterator[Finding]:
        named = [
            self._named_in(without_denied(clause, act, self.vocabulary), sentence)
            for clause, act in zip(clauses, acts, strict=True)
        ]
        is_offer = any(act and act.kind is MoveKind.PROPOSE for act in acts) or any(
            act and act.is_conditional and act.kind is MoveKind.ACCEPT for act in acts
        )
        if is_offer:
            yield from join_offers(clauses, acts, named, sentence.party_id)
        elif not (any(acts) or has_shares):
            yield from self._find_bare(sentence, clauses, named)
        meant = list(self._find_meant(sentence, clauses, acts, named))
        for clause, act, options in zip(clauses, meant, named, strict=True):
            if act is None or (has_shares and act.kind not in _REPLIES):
                continue
            if act.kind is MoveKind.ASK:
                yield from ask_of(clause, act, sentence, self.vocabulary)
            elif options and (not is_offer or act.kind in BINDING):
                for said in clauses_of_doers(clause, act, sentence, self.vocabulary):
                    yield from self._conclude(said, act, options)
            elif not options and not is_offer and not has_shares:
                doers = clauses_of_doers(clause, act, sentence, self.vocabulary)
                for said in doers:
                    yield from self._refer_back(said, act, sentence, acts, is_joint=len(doers) > 1)

    def _find_bare(
        self,
        sentence: Sentence,
        clauses: tuple[Clause, ...],
        named: list[tuple[NamedOption, ...]],
    ) -> Iterator[Finding]:
        """Read options without a verb, but for a question that repeats what the others offered."""
        if not sentence.party_id:
            yield from bare_positions(clauses, named, self.vocabulary)
            return
        package, _ = self.table.against(sentence.party_id, ())
        pairs = {(option.issue_id, option.option_id) for of in named for option in of}
        if not (pairs and sentence.is_question and pairs <= set(package)):
            yield from bare_package(clauses, named, sentence.party_id)

    def _conclude(
        self, clause: Clause, act: Act, options: tuple[NamedOption, ...]
    ) -> Iterator[Finding]:
        """What an act says of the options named: all of them at once, or a bound each by itself."""
        if not act.is_bound:
            yield from findings_of(clause, act, options)
            return
        for bounded, option in acts_at_bounds(
            act, options, clause.party_id, self.vocabulary, self.moves
        ):
            yield from findings_of(clause, bounded, (option,))

    def _find_meant(
        self,
        sentence: Sentence,
        clauses: tuple[Clause, ...],
        acts: list[Act | None],
        named: list[tuple[NamedOption, ...]],
    ) -> Iterator[Act | None]:
        """What each clause does in its turn: its own act, a question given back, a yes or no."""
        is_bound = any(a and a.kind in BINDING and of for a, of in zip(acts, named, strict=True))
        for clause, act in zip(clauses, acts, strict=True):
            if self._is_returned(clause, sentence):
                yield Act(MoveKind.ASK, "ask-priorities")
            elif act or is_bound:  # "no, A is too low" rejects A alone
                yield act
            else:
                is_first = clause is clauses[0]
                yield read_reply(
                    clause,
                    is_first=is_first,
                    is_turn=self.table.is_turn_of(sentence.party_id, sentence.block),
                )

    def _is_returned(self, clause: Clause, sentence: Sentence) -> bool:
        """Whether a clause gives the question of priorities back: "… and you?"."""
        has_stated = any(
            move.start >= self.block_start and move.rule in _STATEMENT_RULES
            for move in self.moves[-4:]
        )
        return (
            sentence.is_question and has_stated and RETURN_QUESTION.search(clause.text) is not None
        )

    def _named_in(self, clause: Clause, sentence: Sentence) -> tuple[NamedOption, ...]:
        if self._is_unmade(clause, sentence):
            return ()
        named = options_named(clause, sentence, self.vocabulary)
        is_firm = HELD.search(clause.text) is not None  # which option it is on isn't said
        return tuple(option for option in named if not (is_firm and option.is_implied))

    def _act_of(self, clause: Clause, sentence: Sentence) -> Act | None:
        act = find_act(clause, is_question=sentence.is_question)
        if act and act.kind is MoveKind.ASK and not clause.unknown:
            return act
        is_open = not sentence.party_id and sentence.is_question  # a question of who notes it
        return None if is_open or self._is_unmade(clause, sentence) else act

    def _is_unmade(self, clause: Clause, sentence: Sentence) -> bool:
        """Whether a clause makes no move here: nobody made it, or nobody who is known."""
        is_spoken = bool(sentence.party_id)
        return bool(clause.unknown) or is_unmade(clause.text, is_spoken=is_spoken, year=self.year)

    def _refer_back(
        self,
        clause: Clause,
        act: Act,
        sentence: Sentence,
        acts: list[Act | None],
        *,
        is_joint: bool,
    ) -> Iterator[Finding]:
        """Read "agreed" and "we can't accept that" as about the other side's last proposal.

        Where both sides do it, it is about the last of all.
        """
        party_id = clause.party_id
        if act.kind is MoveKind.RESERVE and party_id:
            package, _ = self.table.against(party_id, clause.issue_ids or sentence.topic_ids)
            has_accepted = package == self.table.packages.get(party_id)
            package = NOTHING_SETTLED if has_accepted else package
            yield Finding(MoveKind.RESERVE, party_id, act.rule, package)
        is_reply = act.kind in _REPLIES and not act.is_bound
        is_clean = not any(other and other.is_conditional for other in acts)
        is_short = len(clause.words) <= _LONGEST_REPLY and not sentence.is_question
        if not sentence.party_id and len(clause.words) > _LONGEST_VERDICT:
            is_short = is_short and POINTING.search(clause.text) is not None
        said = sentence.text[clause.words[0].start - sentence.start :]
        if has_own_object(said, names_issue=bool(clause.issues)) or not (
            is_reply and is_clean and is_short and party_id
        ):
            return
        issue_ids = issues_answered(clause, self.vocabulary) or sentence.topic_ids
        package, sureness = self._find_standing("" if is_joint else party_id, issue_ids)
        is_own = set(package) <= set(self.table.packages.get(party_id, NOTHING_SETTLED))
        if package and not (is_own and act.kind is MoveKind.REJECT):
            yield Finding(
                act.kind,
                party_id,
                f"{act.rule}-standing",
                package,
                reported_by=clause.reported_by,
                is_hedged=act.is_hedged or clause.is_doubtful or sureness < _DOUBTFUL,
            )

    def _find_standing(self, party_id: str, issue_ids: tuple[str, ...]) -> tuple[Package, float]:
        """What another party offers in the same sentence, or else what stands on the table."""
        for offered in self.offered:
            if offered.party_id not in ("", party_id) and not issue_ids:
                return offered.package, 1.0
        return self.table.against(party_id, issue_ids)

    def _find_statements(
        self,
        clauses: tuple[Clause, ...],
        acts: list[Act | None],
        sentence: Sentence,
        *,
        is_question: bool,
    ) -> Iterator[Finding]:
        for clause, act in zip(clauses, acts, strict=True):
            is_supposed = clause.text[:3] == "if " and self._is_unmade(clause, sentence)
            if is_supposed or (act and act.kind is MoveKind.ASK):
                continue
            before = self._background(clause.party_id, sentence)
            if not sentence.party_id:  # what prose tells next need not answer
                before = replace(before, is_answer=False)
            for part in part_statements(clause, self.vocabulary):
                statement = find_statement(part, is_question=is_question, before=before)
                if act and self._named_in(part, sentence):
                    is_need = statement is None or statement.rule in ("need", "firm")
                    statement = None if is_need or act.is_bound else statement
                if statement and clause.party_id:
                    yield self._state(statement, part, sentence)

    def _background(self, party_id: str, sentence: Sentence) -> Background:
        asker, block = self.asked
        return Background(
            issue_ids=self.before_ids if self.before_block == sentence.block else (),
            their_ids=self.needs.get(self.vocabulary.other_than(party_id), ())[-1:],
            is_answer=asker not in ("", party_id) and 0 <= sentence.block - block <= 1,
        )

    def _state(self, statement: Statement, clause: Clause, sentence: Sentence) -> Finding:
        party_id = clause.party_id
        is_answer = self._background(party_id, sentence).is_answer
        wanted = tuple(
            issue for issue in self.needs.get(party_id, ()) if issue not in statement.slighted_ids
        )
        above = wanted[:1] if len(statement.slighted_ids) == 1 else ()
        issue_ids = (*above, *statement.slighted_ids) if above else statement.issue_ids
        self.needs[party_id] = tuple(dict.fromkeys((*wanted, *statement.issue_ids)))
        return Finding(
            MoveKind.SUPPORT if issue_ids and not is_answer else MoveKind.ANSWER,
            party_id,
            statement.rule,
            issue_ids=issue_ids,
            slighted_ids=statement.slighted_ids,
            reported_by=clause.reported_by,
            is_hedged=statement.is_hedged or clause.is_doubtful,
        )

    def _keep(self, finding: Finding, sentence: Sentence) -> None:
        kind = finding.kind
        if finding.reported_by and kind in _TURNED_BY_REPORT:
            kind = MoveKind.SIGNAL
        confidence = confidence_of(
            finding.rule,
            is_hedged=finding.is_hedged,
            is_inexact=finding.is_inexact,
            is_reported=bool(finding.reported_by),
        )
        move = Move(
            party_id=finding.party_id,
            kind=kind,
            package=finding.package,
            over=finding.over,
            equal_to=finding.equal_to,
            issue_ids=finding.issue_ids or finding.slighted_ids,
            makes_light=bool(finding.slighted_ids) and not finding.issue_ids,
            is_above_others=finding.rule == "most" and len(finding.issue_ids) == 2,
            text=" ".join(sentence.text.split()),
            reported_by=finding.reported_by,
            confidence=confidence,
        )
        self.moves.append(
            ProposedMove(
                move=move,
                sentence=sentence.text,
                start=sentence.start,
                end=sentence.end,
                line=sentence.line,
                rule=finding.rule,
                speaker=sentence.speaker,
                slighted_ids=finding.slighted_ids,
            )
        )
        self._remember(move, sentence)

    def _remember(self, move: Move, sentence: Sentence) -> None:
        self.table.take(move, sentence.block)
        if move.kind is MoveKind.ASK:
            self.asked = (move.party_id, sentence.block)
