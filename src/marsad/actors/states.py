"""Make the organisations that are named after states.

Every state of the field has an army, a foreign ministry, an air force, and reports name them all the same way: the body and the
state's adjective («الجيش التركي», «وزارة الخارجية الروسية»). Writing them all down would be a thousand lines that say nothing;
`vocabulary/actors/states.yml` gives the states and the bodies, this module their product, as roster lines.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.text.folding import fold_key

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class States:
    """What the states file yields.

    Attributes:
        entries: Roster lines by id, states and bodies.
        cues: The country a folded word speaks for.
    """

    entries: Mapping[str, Entry]
    cues: Mapping[str, str]


def make_states(content: Mapping[str, Any]) -> States:
    """Multiply states and bodies.

    Args:
        content: The states file, parsed.
    """
    entries: dict[str, Entry] = {}
    for state in content["states"]:
        entries[state["id"]] = {
            **state,
            "known": state.get("capital"),
            "home": state["id"],
            "plover": "GOV",
            "source": "marsad",
            "acled": "",
            "inter": None,
        }
        for body in content["bodies"]:
            if state["id"] in body.get("only", state["id"]).split():
                _add_body(entries, state, body)
        for bare in content["bare"] if state.get("field") else ():
            _add_bare(entries, state, bare)
    return States(entries, dict(_cues(content["states"])))


def _add_body(entries: dict[str, Entry], state: Entry, body: Mapping[str, Any]) -> None:
    """Make one body of one state, or add its names to the body it is another name of."""
    names = [name for template in body["ar"].split(" | ") for name in _filled(template, state)]
    if "merge" in body:
        target = entries[f"{state['id']}-{body['merge']}"]
        target["also"] = " | ".join([target["also"], *names]) if target["also"] else " | ".join(names)
        return
    acled = body.get("acled", "").replace("<acled>", state["acled"])
    english = body["en"].replace("<a>", state["adj_en"]).replace("<e>", state["en"])
    entries[f"{state['id']}-{body['id']}"] = {
        "id": f"{state['id']}-{body['id']}",
        "ar": names[0],
        "en": english,
        "also": " | ".join(names[1:]),
        "acled": acled,
        "inter": body.get("inter"),
        "plover": body.get("plover", ""),
        "home": state["id"],
        "source": "marsad",
    }


def _add_bare(entries: dict[str, Entry], state: Entry, bare: Mapping[str, str]) -> None:
    """Let a body be called by its bare name («الجيش») in reports about its country."""
    body = entries.get(f"{state['id']}-{bare['body']}")
    if body is not None:
        body["short"] = bare["ar"]


def _filled(template: str, state: Entry) -> Iterator[str]:
    """Fill a name's template, once for each adjective of the state."""
    if "<n>" in template:
        yield template.replace("<n>", state["ar"])
        return
    for adjective in state["adj"].split():
        yield template.replace("<m>", f"ال{adjective}").replace("<f>", f"ال{adjective}ة")


def _cues(states: list[Entry]) -> Iterator[tuple[str, str]]:
    """Give the words that show a country: name, capital, adjectives, and what the file adds."""
    for state in states:
        adjectives = [
            f"{article}{a}{end}" for a in state["adj"].split() for article in ("ال", "") for end in ("", "ة", "ين", "ون")
        ]
        words = [state["ar"], state.get("capital", ""), *state.get("cues", "").split(), *adjectives]
        for word in words:
            if word:
                yield fold_key(word).split()[-1], state["id"]
