"""Say by rule what triggers mean and which spans belong to them, in the form the learned tagger says it."""

from collections.abc import Sequence

import numpy as np

from marsad.events.rules.layout import Layout, lay_out
from marsad.events.rules.pairing import role_pairs, tie_pairs
from marsad.events.rules.realis import realis_of
from marsad.events.rules.spans import survey
from marsad.events.rules.ties import ties
from marsad.events.rules.what import roles_of_parts
from marsad.events.rules.when import roles_of_dates
from marsad.events.rules.where import roles_of_places
from marsad.events.rules.who import MUTUAL, roles_of_people
from marsad.tagger.decode import Floats, ScoredSpan
from marsad.tagger.labels import REALIS, RELATION_WAYS, ROLES, TYPES
from marsad.tagger.tagger import Relating
from marsad.text.words import Word

CHOSEN = 0.9
"""Probability of what the rules chose; the rest is spread evenly."""
GUESSED = 0.3
"""Probability of the type of a trigger that the codebook does not know."""

JOINED = 8
"""Words over which «و» joins two acts."""
VICTIMS = ("person", "group", "population")
TYPE, HOW, ROLE, WAY = ({name: i for i, name in enumerate(names)} for names in (TYPES, REALIS, ROLES, RELATION_WAYS))


def relate_by_rule(
    text: str, words: Sequence[Word], starts: Sequence[int], triggers: Sequence[ScoredSpan], spans: Sequence[ScoredSpan]
) -> Relating:
    """Say what triggers mean and which spans belong to them.

    Args:
        text: The text as received.
        words: Its words.
        starts: Indices of the words that begin a sentence.
        triggers: Triggers, in order; the codebook need not know them all.
        spans: The other spans, in order.

    Returns:
        Probabilities in the form of the learned tagger, over the same pairs.
    """
    scene, acts = survey(text, words, starts)
    layout = lay_out(scene, triggers, spans, acts)
    role_list, tie_list = role_pairs(triggers, spans), tie_pairs(len(triggers))
    pairs, link_pairs = (np.array(those, np.int64).reshape(-1, 2) for those in (role_list, tie_list))
    if not triggers:
        empty = np.zeros((0, 0), np.float32)
        return Relating(empty, empty, pairs, empty, link_pairs, empty)
    realis = _realis(layout)
    return Relating(
        types=_types(layout),
        realis=_spread([HOW[name] for name in realis], len(REALIS)),
        pairs=pairs,
        roles=_roles(layout, realis, role_list),
        link_pairs=link_pairs,
        links=_spread([WAY[way] for way in ties(layout, realis, tie_list)], len(RELATION_WAYS)),
    )


def _realis(layout: Layout) -> list[str]:
    """Say how each act is presented; a noun joined with «و» to one that did not happen did not happen either."""
    found: list[str] = []
    for t in layout.triggers:
        own = realis_of(layout.scene, t.first, t.last, t.lead, t.type, t.verb)
        before = layout.triggers[len(found) - 1] if found else None
        joined = before and t.lead.startswith("و") and t.first - before.last < JOINED
        if before and joined and own == "actual" and not t.verb and not before.verb:
            own = found[-1]
        found.append(own)
    return found


def _spread(chosen: Sequence[int], columns: int) -> Floats:
    """Give the chosen column of each row nearly all of its probability."""
    rows = len(chosen)
    out = np.full((rows, columns), (1 - CHOSEN) / (columns - 1), np.float32)
    out[np.arange(rows), np.array(chosen, np.int64)] = CHOSEN
    return out


def _types(layout: Layout) -> Floats:
    out = _spread([TYPE[t.type] for t in layout.triggers], len(TYPES))
    unknown = [i for i, t in enumerate(layout.triggers) if not t.sure]
    out[unknown] = (1 - GUESSED) / (len(TYPES) - 1)
    out[unknown, TYPE["other"]] = GUESSED
    return out


def _roles(layout: Layout, realis: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Floats:
    """Write the role of every pair; pairs the rules say nothing of have none."""
    said: dict[tuple[int, int], int] = {}
    for found in (roles_of_people(layout), roles_of_places(layout), roles_of_dates(layout, realis), roles_of_parts(layout)):
        said |= {(i, j): ROLE[role] for i, j, role in found}
    said |= _victims(layout, said)
    return _spread([said.get(pair, 0) for pair in pairs], len(ROLES))


def _victims(layout: Layout, said: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """Make those whom a toll of an act counts its recipients."""
    people = {span.first: j for j, span in enumerate(layout.spans) if span.label in VICTIMS and j not in layout.nested}
    mutual = {i for i, trigger in enumerate(layout.triggers) if trigger.type in MUTUAL}
    found: dict[tuple[int, int], int] = {}
    for (i, j), role in said.items():
        if role == ROLE["toll"] and i not in mutual:
            span = layout.spans[j]
            found |= {(i, people[k]): ROLE["recipient"] for k in range(span.first, span.last) if k in people}
    return found
