"""Find accounts of different reports that tell of one incident, explain why, and join them.

Values in, values out. `find_pairs` compares accounts that lie near each other in time and place, `join_accounts` groups them by
the pairs and by what people decided, `make_incident` says what a group adds up to.
"""

from marsad.link.judge import join_accounts
from marsad.link.merge import incident_id, make_incident
from marsad.link.pairs import find_pairs, score_pairs

__all__ = ["find_pairs", "incident_id", "join_accounts", "make_incident", "score_pairs"]
