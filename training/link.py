"""Learn what it is worth that two accounts agree in something, and measure how well reports are joined by it.

    python training/link.py read SOURCES ACCOUNTS            read the source texts once; some minutes
    python training/link.py learn SOURCES INCIDENTS ACCOUNTS [--others ACCOUNTS] [--write]
    python training/link.py pairs ACCOUNTS... --out OUT   the line per report and incident score.py --merged reads

SOURCES holds one text a line with the codes of the incidents it was filed under, INCIDENTS the incidents. Nobody has said
which account of a text tells of it, so the likeliest pair of accounts of two texts of one incident is taken for it, as
far as it is likely at all, and the weights are worked out again from those, a few times over. Every incident weighs as much as
its texts. Two numbers are fitted last, a factor and a prior, since comparisons overlap and plain sums of bits say too much.

`learn` prints figures with weights of the other half of the incidents, then with weights of all of them; the threshold is the
same throughout. B-cubed as in score.py.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log2
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from marsad.archive.claims import accounts_of
from marsad.link import find_pairs, join_accounts
from marsad.link.comparable import Comparable, make_comparables
from marsad.link.compare import COMPARISONS
from marsad.link.lineages import find_lineages
from marsad.link.pairs import load_weights, score
from marsad.link.wording import Wordings, words_of
from marsad.model import Account, Link, Report
from marsad.model.plain import from_plain, to_plain
from marsad.parallel import read_many

WEIGHTS = Path(__file__).parents[1] / "src" / "marsad" / "link" / "weights.json"
ROUNDS = 6
NEAREST = 4.0
SMOOTH = 2.0
KNOWN = 1500
THRESHOLD = -3.0
"""Bits from which accounts are joined. Below nought, since a pair is held by the others of its group too."""


@dataclass
class Corpus:
    """Accounts of many reports with all that linking needs."""

    accounts: list[Account]
    links: list[Link]
    published: dict[str, date | None]
    texts: dict[str, str]
    lineages: dict[str, str]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def read(sources: Path, out: Path) -> None:
    reports = (Report(s["id"], s["text"], s.get("title"), day(s["published"]), s.get("publisher")) for s in lines(sources))
    with out.open("w", encoding="utf-8") as file:
        for reading in read_many(reports):
            accounts, links = accounts_of(reading, reading.report.id)
            row = {
                "report": reading.report.id,
                "published": to_plain(reading.report.published),
                "text": reading.report.text,
                "accounts": to_plain(accounts),
                "links": to_plain(links),
            }
            print(json.dumps(row, ensure_ascii=False), file=file)


def load(paths: Iterable[Path]) -> Corpus:
    accounts: list[Account] = []
    links: list[Link] = []
    published: dict[str, date | None] = {}
    texts: dict[str, str] = {}
    for row in (row for path in paths for row in lines(path)):
        accounts += from_plain(tuple[Account, ...], row["accounts"])
        links += from_plain(tuple[Link, ...], row["links"])
        published[row["report"]], texts[row["report"]] = day(row["published"]), row["text"]
    order = sorted(texts, key=lambda key: (published[key] or date.max, key))
    accounts.sort(key=lambda one: one.event)
    return Corpus(accounts, links, published, texts, find_lineages(texts, order))


def common_words(texts: Iterable[str]) -> list[str]:
    """Give the words that most texts have; no word that fewer than one text in a hundred has."""
    counts = Counter(word for text in texts for word in words_of(text))
    return [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:KNOWN]]


class Examples:
    """Scored pairs with the incidents of their texts."""

    def __init__(self, rows: Sequence[Comparable], weights: Mapping[str, Any], codes: Mapping[str, frozenset[str]]) -> None:
        found = score(rows, weights, 0.0, levels=True)
        self.levels = np.array([pair[4:] for pair in found])
        sole = {report: next(iter(some)) for report, some in codes.items() if len(some) == 1}
        self.left = [sole.get(rows[pair[0]].report, "") for pair in found]
        self.right = [sole.get(rows[pair[1]].report, "") for pair in found]
        self.reports = [tuple(sorted((rows[pair[0]].report, rows[pair[1]].report))) for pair in found]
        self.sizes = Counter(sole.values())

    def bits(self, comparisons: Mapping[str, Mapping[str, Sequence[float]]]) -> Any:
        total = np.zeros(len(self.levels))
        for j, one in enumerate(COMPARISONS):
            worth = [log2(m / u) for m, u in (comparisons[one.name][name] for name, _ in reversed(one.levels))]
            total += np.array([*worth, 0.0])[self.levels[:, j]]
        return total

    def best(self, chosen: Iterable[int], bits: Any) -> Any:
        """Give the likeliest pair of accounts for each pair of texts."""
        first: dict[tuple[str, ...], int] = {}
        for i in sorted(chosen, key=lambda i: (-bits[i], i)):
            first.setdefault(self.reports[i], i)
        return np.array(sorted(first.values()))


def start() -> dict[str, Any]:
    """Give the weights that learning begins with.

    The nearest level of a comparison speaks for one incident by NEAREST bits, the farthest against it by as many, and those
    between lie evenly between.
    """
    comparisons = {}
    for one in COMPARISONS:
        names = [name for name, _ in one.levels]
        bits = np.linspace(NEAREST, -NEAREST, len(names))
        m = 2.0 ** (bits / 2) / sum(2.0 ** (bits / 2))
        u = 2.0 ** (-bits / 2) / sum(2.0 ** (-bits / 2))
        comparisons[one.name] = {name: [float(a), float(b)] for name, a, b in zip(names, m, u, strict=True)}
    return {"prior": 0.05, "threshold": THRESHOLD, "comparisons": comparisons}


def fit(examples: Examples, start: Mapping[str, Any], use: Callable[[str], bool]) -> dict[str, Any]:
    """Work out weights from the texts whose incident is to be used."""
    usable = [i for i, (a, b) in enumerate(zip(examples.left, examples.right, strict=True)) if a and b and use(a) and use(b)]
    same = [i for i in usable if examples.left[i] == examples.right[i]]
    other = np.array([i for i in usable if examples.left[i] != examples.right[i]])
    comparisons = start["comparisons"]
    for _ in range(ROUNDS):
        bits = examples.bits(comparisons)
        best = examples.best(same, bits)
        share = np.array([2 / max(2, examples.sizes[examples.left[i]] - 1) for i in best]) / (1 + 2.0 ** -(bits[best] + 1))
        comparisons = {
            one.name: _shares(one.levels, examples.levels[best, j], share, examples.levels[other, j])
            for j, one in enumerate(COMPARISONS)
        }
    factor, offset = _calibrate(examples, comparisons, best, examples.best(other, examples.bits(comparisons)))
    scaled = {
        name: {level: [round(u * (m / u) ** factor, 6), round(u, 6)] for level, (m, u) in levels.items()}
        for name, levels in comparisons.items()
    }
    return {"prior": round(1 / (1 + 2.0**-offset), 4), "threshold": THRESHOLD, "comparisons": scaled}


def _shares(levels: Sequence[tuple[str, str]], same: Any, share: Any, other: Any) -> dict[str, tuple[float, float]]:
    n = len(levels)
    m = np.bincount(same[same >= 0], weights=share[same >= 0], minlength=n) + SMOOTH
    u = np.bincount(other[other >= 0], minlength=n) + SMOOTH
    return {name: (m[n - 1 - k] / m.sum(), u[n - 1 - k] / u.sum()) for k, (name, _) in enumerate(levels)}


def _calibrate(examples: Examples, comparisons: Mapping[str, Any], same: Any, other: Any) -> tuple[float, float]:
    """Fit a factor and an offset so that bits are log odds, by Newton's method."""
    bits = examples.bits(comparisons)
    x = np.concatenate([bits[same], bits[other]])
    y = np.concatenate([np.ones(len(same)), np.zeros(len(other))])
    design, beta = np.stack([x, np.ones_like(x)], 1), np.array([0.3, 0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-design @ beta))
        gradient = design.T @ (y - p)
        hessian = (design * (p * (1 - p))[:, None]).T @ design
        beta = beta + np.linalg.solve(hessian, gradient)
    return float(beta[0] / np.log(2)), float(beta[1] / np.log(2))


def events_of(corpus: Corpus, weights: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Join the accounts and give each report with the incidents it tells of."""
    pairs = find_pairs(corpus.accounts, corpus.published, corpus.lineages, corpus.texts, weights)
    groups = join_accounts(corpus.accounts, pairs, (), corpus.links, threshold=weights["threshold"])
    reports = {one.event: one.report for one in corpus.accounts}
    return sorted({(reports[event], group[0]) for group in groups for event in group})


def truth_of(sources: Path, incidents: Path) -> dict[str, str]:
    """Give the incident of each text that score.py uses."""
    known = {row["code"]: row for row in lines(incidents)}
    truth = {}
    for row in lines(sources):
        codes = set(row["incident_codes"])
        incident = known.get(next(iter(codes), "")) if len(codes) == 1 else None
        if incident and row["published"] and incident["date"] > "2010" and incident["latitude"] is not None:
            lag = date.fromisoformat(row["published"]) - date.fromisoformat(incident["date"])
            if timedelta(0) <= lag <= timedelta(30):
                truth[row["id"]] = incident["code"]
    return truth


def b_cubed(truth: Mapping[str, str], told: Iterable[tuple[str, str]]) -> dict[str, float]:
    events = defaultdict(set)
    for report, event in told:
        events[report].add(event)
    shares = []
    for a in sorted(truth):
        together = [b for b in truth if a == b or events[a] & events[b]]
        right = sum(truth[a] == truth[b] for b in together)
        shares.append((right / len(together), right / sum(truth[a] == truth[b] for b in truth)))
    p, r = (sum(column) / len(shares) for column in zip(*shares, strict=True))
    return {"texts": len(shares), "precision": round(p, 4), "recall": round(r, 4), "f1": round(2 * p * r / (p + r), 4)}


def half(code: str) -> int:
    """Put an incident into one of two halves, by its code alone."""
    return crc32(code.encode()) % 2


def learn(args: argparse.Namespace) -> None:
    corpus = load([args.accounts, *args.others])
    codes = {row["id"]: frozenset(row["incident_codes"]) for row in lines(args.sources)}
    truth = truth_of(args.sources, args.incidents)
    common = common_words(corpus.texts.values()) if args.write else load_weights()["common"]
    wordings = Wordings(corpus.texts, common)
    rows = list(make_comparables(corpus.accounts, corpus.published, corpus.lineages, wordings))
    examples = Examples(rows, start(), codes)
    told = []
    for side in (0, 1):
        weights = fit(examples, start(), lambda code, side=side: half(code) != side) | {"common": common}
        mine = {report: code for report, code in truth.items() if half(code) == side}
        figures = events_of(corpus, weights)
        print(f"half {side}, weights of the other:", b_cubed(mine, figures))
        told += [(report, f"{side}{event}") for report, event in figures if report in mine]
    print("both halves, weights of the other:", b_cubed(truth, told))
    weights = fit(examples, start(), lambda _: True) | {"common": common}
    print("weights of all:", b_cubed(truth, events_of(corpus, weights)))
    if args.write:
        WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_pairs(corpus: Corpus, out: Path) -> None:
    told = events_of(corpus, load_weights())
    out.write_text("".join(json.dumps({"report": r, "event": e}) + "\n" for r, e in told), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("read")
    one.add_argument("sources", type=Path)
    one.add_argument("accounts", type=Path)
    two = commands.add_parser("learn")
    two.add_argument("sources", type=Path)
    two.add_argument("incidents", type=Path)
    two.add_argument("accounts", type=Path)
    two.add_argument("--others", type=Path, action="append", default=[])
    two.add_argument("--write", action="store_true")
    three = commands.add_parser("pairs")
    three.add_argument("accounts", type=Path, nargs="+")
    three.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if args.command == "read":
        read(args.sources, args.accounts)
    elif args.command == "learn":
        learn(args)
    else:
        write_pairs(load(args.accounts), args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
