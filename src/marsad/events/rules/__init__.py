"""Reading events by rules alone: the codebook and the order of words say what happened, to whom, where and when."""

from marsad.events.rules.relate import relate_by_rule
from marsad.events.rules.spans import find_event_spans, sure_triggers

__all__ = ["find_event_spans", "relate_by_rule", "sure_triggers"]
