"""Placeholder, being written."""
def find_event_spans(*a): return []
def relate_by_rule(*a): raise NotImplementedError
def sure_triggers(*a): return []
