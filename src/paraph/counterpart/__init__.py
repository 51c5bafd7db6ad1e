"""What each party wants and where it walks away: a posterior from the record."""

from paraph.counterpart.inference import infer_preference
from paraph.counterpart.knowledge import Knowledge, tabulate_knowledge
from paraph.counterpart.posterior import Contradiction, Drift, Influence, Posterior
from paraph.counterpart.questions import Probe, Question, rank_probes, rank_questions
from paraph.counterpart.settings import InferenceSettings

__all__ = [
    "Contradiction",
    "Drift",
    "InferenceSettings",
    "Influence",
    "Knowledge",
    "Posterior",
    "Probe",
    "Question",
    "infer_preference",
    "rank_probes",
    "rank_questions",
    "tabulate_knowledge",
]
