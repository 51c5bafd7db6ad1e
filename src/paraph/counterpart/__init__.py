"""What each party wants and where it walks away: a posterior from the record."""

from paraph.counterpart.changes import Changes, add_voices_and_misfits
from paraph.counterpart.drift import Drift, find_drifts
from paraph.counterpart.elicitation import (
    ChoiceQuestion,
    Doubt,
    Elicitation,
    elicit_preference,
    infer_own_preference,
    propose_choice,
    read_swings,
)
from paraph.counterpart.factions import Faction, find_factions, mix_factions
from paraph.counterpart.inference import infer_preference
from paraph.counterpart.knowledge import Knowledge, doubt_knowledge, tabulate_knowledge
from paraph.counterpart.misfits import find_misfits
from paraph.counterpart.option_priors import is_numbered
from paraph.counterpart.posterior import ChangeOfMind, Contradiction, Influence, Posterior
from paraph.counterpart.present import Present, infer_present
from paraph.counterpart.probes import Probe, propose_probes, rank_probes
from paraph.counterpart.questions import Question, rank_questions
from paraph.counterpart.recollection import recall_for_party, recall_preference
from paraph.counterpart.repeats import Place, Repeat
from paraph.counterpart.settings import InferenceSettings
from paraph.counterpart.shifts import Shift

__all__ = [
    "ChangeOfMind",
    "Changes",
    "ChoiceQuestion",
    "Contradiction",
    "Doubt",
    "Drift",
    "Elicitation",
    "Faction",
    "InferenceSettings",
    "Influence",
    "Knowledge",
    "Place",
    "Posterior",
    "Present",
    "Probe",
    "Question",
    "Repeat",
    "Shift",
    "add_voices_and_misfits",
    "doubt_knowledge",
    "elicit_preference",
    "find_drifts",
    "find_factions",
    "find_misfits",
    "infer_own_preference",
    "infer_preference",
    "infer_present",
    "is_numbered",
    "mix_factions",
    "propose_choice",
    "propose_probes",
    "rank_probes",
    "rank_questions",
    "read_swings",
    "recall_for_party",
    "recall_preference",
    "tabulate_knowledge",
]
