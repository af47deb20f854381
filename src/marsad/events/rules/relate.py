"""Say by rule what triggers mean and which spans belong to them, in the form the learned tagger says it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np

from marsad.events.rules.layout import Layout, lay_out
from marsad.events.rules.realis import realis_of
from marsad.events.rules.spans import survey
from marsad.events.rules.taught import NOTHING, TaughtActs
from marsad.events.rules.ties import ties
from marsad.events.rules.what import roles_of_parts
from marsad.events.rules.when import roles_of_dates
from marsad.events.rules.where import roles_of_places
from marsad.events.rules.who import MUTUAL, roles_of_people
from marsad.tagger.decode import Floats, ScoredSpan
from marsad.tagger.labels import REALIS, RELATION_WAYS, ROLES, TYPES
from marsad.tagger.pairs import NEAR, Ints, may_pair, may_tie, paired, role_pairs, tie_pairs
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
    text: str,
    words: Sequence[Word],
    starts: Sequence[int],
    triggers: Sequence[ScoredSpan],
    spans: Sequence[ScoredSpan],
    every: bool = True,
    taught: TaughtActs = NOTHING,
) -> Relating:
    """Say what triggers mean and which spans belong to them.

    Args:
        text: The text as received.
        words: Its words.
        starts: Indices of the words that begin a sentence.
        triggers: Triggers, in order; the codebook need not know them all.
        spans: The other spans, in order.
        every: List all pairs the learned tagger looks at, which a blend needs; else only those that something is said of.
        taught: What a desk was taught of acts.

    Returns:
        Probabilities in the form of the learned tagger.
    """
    if not triggers:
        none, empty = paired(*tie_pairs(0)), np.zeros((0, 0), np.float32)
        return Relating(empty, empty, none, empty, none, empty)
    scene, acts = survey(text, words, starts, taught)
    layout = lay_out(scene, triggers, spans, acts)
    realis = _realis(layout, taught)
    said = _roles(layout, realis)
    tied = {(a, b): WAY[way] for a, b, way in ties(layout, realis) if may_tie(a, b)}
    if every:
        dates = [j for j, span in enumerate(spans) if span.label == "date"]
        near = role_pairs([t.stretch for t in triggers], layout.firsts, [span.last for span in spans], dates)
        pairs, roles = paired(*near), _table(said, near, len(spans), len(ROLES))
        those = tie_pairs(len(triggers))
        link_pairs, links = paired(*those), _table(tied, those, len(triggers), len(RELATION_WAYS))
    else:
        pairs, roles = _listed(said, len(ROLES))
        link_pairs, links = _listed(tied, len(RELATION_WAYS))
    how = _spread([HOW[name] for name in realis], len(REALIS))
    return Relating(_types(layout), how, pairs, roles, link_pairs, links)


def _realis(layout: Layout, taught: TaughtActs) -> list[str]:
    """Say how each act is presented; a noun joined with «و» to one that did not happen did not happen either."""
    found: list[str] = []
    for t in layout.triggers:
        if taught.cues and (cued := taught.realis(layout.scene, t.first)) is not None:
            found.append(cued)
            continue
        own = realis_of(layout.scene, t.first, t.last, t.lead, t.type, t.verb)
        before = layout.triggers[len(found) - 1] if found else None
        if own == "actual" and before and not t.verb and not before.verb:
            joined = t.lead[:1] == "و" and t.first - before.last < JOINED
            own = found[-1] if joined else own
        found.append(own)
    return found


def _spread(chosen: Sequence[int], columns: int) -> Floats:
    """Give the chosen column of each row nearly all of its probability."""
    return _certain(columns)[np.array(chosen, np.int64)]


@lru_cache(maxsize=8)
def _certain(columns: int) -> Floats:
    """Give a row for each column that may be chosen."""
    out = np.full((columns, columns), (1 - CHOSEN) / (columns - 1), np.float32)
    np.fill_diagonal(out, CHOSEN)
    return out


def _types(layout: Layout) -> Floats:
    out = _spread([TYPE[t.type] for t in layout.triggers], len(TYPES))
    unknown = [i for i, t in enumerate(layout.triggers) if not t.sure]
    out[unknown] = (1 - GUESSED) / (len(TYPES) - 1)
    out[unknown, TYPE["other"]] = GUESSED
    return out


def _table(said: dict[tuple[int, int], int], pairs: tuple[Ints, Ints], width: int, columns: int) -> Floats:
    """Write what is said of some pairs; the rest, of which nothing is said, have the first column.

    Args:
        said: The column of a pair; each is one of those looked at.
        pairs: All pairs looked at.
        width: How many a pair's second may be.
        columns: Columns of the table.
    """
    left, right = pairs
    out = np.full((len(left), columns), (1 - CHOSEN) / (columns - 1), np.float32)
    out[:, 0] = CHOSEN
    if not said:
        return out
    keys = left * width + right
    order = keys.argsort(kind="stable")
    asked = np.array([i * width + j for i, j in said], np.int64)
    rows = order[keys[order].searchsorted(asked)]
    out[rows, 0] = out[0, 1]
    out[rows, list(said.values())] = CHOSEN
    return out


def _listed(said: dict[tuple[int, int], int], columns: int) -> tuple[Ints, Floats]:
    """Give the pairs that something is said of, in order, with what is said."""
    pairs = sorted(said)
    ends = np.fromiter(chain.from_iterable(pairs), np.int64, 2 * len(pairs))
    return ends.reshape(-1, 2), _spread([said[pair] for pair in pairs], columns)


def _roles(layout: Layout, realis: Sequence[str]) -> dict[tuple[int, int], int]:
    """Say the role of every pair that has one."""
    said: dict[tuple[int, int], int] = {}
    for found in (roles_of_people(layout), roles_of_places(layout), roles_of_dates(layout, realis), roles_of_parts(layout)):
        for i, j, role in found:
            said[i, j] = ROLE[role]
    said |= _victims(layout, said)
    begins, firsts = layout.trigger_firsts, layout.firsts
    for pair in [(i, j) for i, j in said if abs(firsts[j] - begins[i]) >= NEAR and not _seen(layout, i, j)]:
        del said[pair]
    return said


def _seen(layout: Layout, i: int, j: int) -> bool:
    """Say whether the learned tagger would look at a trigger and a span together; it does at all that stand near."""
    trigger, span = layout.triggers[i], layout.spans[j]
    among = layout.firsts if span.label == "date" else None
    return may_pair((trigger.first, trigger.last), (span.first, span.last), j, among)


def _victims(layout: Layout, said: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """Make those whom a toll of an act counts its recipients."""
    people = {span.first: j for j, span in enumerate(layout.spans) if span.label in VICTIMS and j not in layout.nested}
    mutual = {i for i, trigger in enumerate(layout.triggers) if trigger.type in MUTUAL}
    found: dict[tuple[int, int], int] = {}
    for (i, j), role in said.items():
        if role == ROLE["toll"] and i not in mutual:
            span = layout.spans[j]
            for k in range(span.first, span.last):
                if k in people:
                    found[i, people[k]] = ROLE["recipient"]
    return found
