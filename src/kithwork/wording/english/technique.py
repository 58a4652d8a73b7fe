"""Which of the techniques an English letter amounts to."""

from collections.abc import Sequence

from kithwork.wording.english.acts import Act
from kithwork.wording.reading import Technique


def technique(text: str, found: Sequence[Act]) -> tuple[Technique, float]:
    """The technique that the acts amount to, with its probability."""
    meant = {act.kind for act in found if not act.negated}
    angling = meant & {"asks_openings", "hints_opening", "pass_cv", "wants_job"}
    asking = meant & {"ask_talk", "ask_info", "ask_names"}
    if "interview_process" in meant and "ask_names" not in meant:
        return "interview", 0.6
    if angling and ("disclaimer" in {act.kind for act in found} or "ask_info" in meant):
        return "disguised", 0.6
    if angling or "attaches_resume" in meant:
        return "direct_contact", 0.6
    return ("networking", 0.6) if asking else ("other", 0.6)
