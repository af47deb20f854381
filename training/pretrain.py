"""Make the encoder at home in conflict reports before it learns to tag.

    python training/pretrain.py --out pretrained.pt [--steps 1400]

Two tasks at once: guess hidden words of reports (texts that are not ours are learned from and never stored; reports of
the development gold
are left out), and tag names in public corpora of Arabic names, each with a head of its own that is thrown away afterwards.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from encoder import kept_pieces, load_encoder, read_packaged, sentencepiece_model
from marsad.tagger.pieces import Pieces, cut_windows, make_window, word_pieces
from marsad.text.sentences import sentence_starts
from marsad.text.words import split_words

SHARED = Path(__file__).parent.parent.parent / "shared"
FINE = {
    "place": "Nation Population-Center State-or-Province Continent GPE-Cluster County-or-District "
    "Land-Region-Natural Region-General Region-International Water-Body Celestial".split(),
    "facility": "Building-Grounds Airport Path Plant Subarea-Facility".split(),
    "person": "Politician Athlete Artist Businessperson Engineer Lawyer Police Religious-PER Scientist Other_PER Group".split(),
}
SIZES = {"newsfane": 9, "aqmar": 9, "wojood": 21}


def mask_words(ids: list[int], heads: tuple[int, ...], tails: tuple[int, ...], pieces: int) -> tuple[list[int], list[int]]:
    """Hide about a sixth of the words; give the pieces and, where hidden, what to guess (-100 elsewhere)."""
    goal = [-100] * len(ids)
    ids = list(ids)
    for a, b in zip(heads, tails, strict=True):
        if random.random() < 0.16:
            for i in range(a, b + 1):
                goal[i] = ids[i]
                chance = random.random()
                ids[i] = 1 if chance < 0.8 else random.randrange(4, pieces) if chance < 0.9 else ids[i]
    return ids, goal


def texts() -> Iterator[str]:
    """Give the texts to learn from, without the reports of the development gold."""
    dev = {path.stem for path in (SHARED / "gold" / "dev").glob("*.json")}
    for line in (SHARED / "data" / "ant" / "articles.jsonl").open(encoding="utf-8"):
        item = json.loads(line)
        if item["docno"] not in dev:
            yield item["text"]
    for line in (SHARED / "data" / "airwars" / "sources.jsonl").open(encoding="utf-8"):
        item = json.loads(line)
        if item["id"] not in dev:
            yield item["text"]


def columns(path: Path, separator: str | None) -> Iterator[list[tuple[str, str]]]:
    """Read a token-and-tag file into sentences."""
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        parts = line.strip().replace("\u200e", "").replace("\ufeff", "").split(separator)
        if len(parts) >= 2 and parts[0]:
            sentence.append((parts[0], parts[1]))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def coarse(corpus: str, tag: str, known: dict[str, int]) -> int:
    """Number a tag; the many fine classes of NewsFANE become four."""
    way, _, name = tag.partition("-")
    if way not in ("B", "I", "U", "L"):
        return 0
    if corpus == "newsfane":
        name = next((k for k, fine in FINE.items() if name in fine), "organization")
    if name.startswith("MIS"):
        name = "MIS"
    index = known.setdefault(name, len(known))
    return 1 + 2 * index + (way in ("I", "L")) if 2 + 2 * index < SIZES[corpus] else 0


def names(pieces: Pieces) -> list[tuple[str, tuple[list[int], list[int], list[int]]]]:
    """Load the corpora of names as `(corpus, (piece ids, first pieces, tags))`."""
    ner = SHARED / "data" / "ner"
    overlap = set(map(int, (ner / "newsfane_gold" / "sentence_ids_overlapping_camel_test.txt").read_text().split()))
    files = {
        "newsfane": [
            s for i, s in enumerate(columns(ner / "newsfane_gold" / "NewsFANE_Gold_2014_170K.txt", "\t")) if i not in overlap
        ],
        "aqmar": list(columns(ner / "aqmar" / "topcoder_split" / "train.txt", None)),
        "wojood": list(columns(ner / "wojood_sample" / "train.txt", None)),
    }
    out = []
    for corpus, sentences in files.items():
        known: dict[str, int] = {}
        for sentence in sentences:
            joined: list[tuple[str, str]] = []
            carried = ""
            for word, tag in sentence:
                if word in "وفبلك" and tag == "O" and not carried:
                    carried = word
                    continue
                joined.append((carried + word, tag))
                carried = ""
            window = make_window([pieces.of(w, True) for w, _ in joined[:150]], 0, min(150, len(joined)), 0)
            tags = [coarse(corpus, tag, known) for _, tag in joined[:150]]
            out.append((corpus, (list(window.ids)[:500], [h for h in window.heads if h < 500], tags)))
    return out


def pad(rows: list[list[int]], fill: int) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--steps", type=int, default=1400)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--layers", type=int, default=12)
    args = ap.parse_args()
    torch.set_num_threads(2)
    random.seed(3)
    torch.manual_seed(3)
    packaged = read_packaged()
    keep = kept_pieces(packaged)
    pieces = Pieces(sentencepiece_model(packaged, keep))
    windows = []
    for text in texts():
        words = split_words(text[:12000])
        windows += [
            w for w in cut_windows(word_pieces(text, words, pieces), sentence_starts(text, words), 224, 0) if len(w.ids) > 40
        ]
    random.shuffle(windows)
    tagged = names(pieces)
    random.shuffle(tagged)
    print(len(windows), sum(len(w.ids) for w in windows), "pieces;", len(tagged), "sentences with names", flush=True)
    encoder = load_encoder(packaged, keep, args.layers)
    bias = nn.Parameter(torch.zeros(len(keep)))
    turn = nn.Sequential(nn.Linear(384, 384), nn.GELU(), nn.LayerNorm(384))
    heads = nn.ModuleDict({name: nn.Linear(384, size) for name, size in SIZES.items()})
    fresh = [bias, *turn.parameters(), *heads.parameters()]
    groups = [{"params": list(encoder.parameters()), "lr": args.rate}, {"params": fresh, "lr": 1e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [args.rate, 1e-3], total_steps=args.steps + 1, pct_start=0.1)
    encoder.train()
    begun, total, at, name_at = time.time(), [0.0, 0.0], 0, 0
    for step in range(args.steps):
        batch = [windows[(at + k) % len(windows)] for k in range(9)]
        at += 9
        masked = [mask_words(list(w.ids), w.heads, w.tails, len(keep)) for w in batch]
        ids, goal = pad([m[0] for m in masked], 0), pad([m[1] for m in masked], -100)
        mask = pad([[1] * len(m[0]) for m in masked], 0)
        with torch.autocast("cpu", torch.bfloat16):
            x = encoder(ids, mask)
            chosen = goal >= 0
            logits = turn(x[chosen]) @ encoder.word.weight.T + bias
        loss = functional.cross_entropy(logits.float(), goal[chosen])
        total[0] += loss.item()
        if step % 3 == 0:
            corpus = tagged[name_at % len(tagged)][0]
            rows = []
            while len(rows) < 12:
                if tagged[name_at % len(tagged)][0] == corpus:
                    rows.append(tagged[name_at % len(tagged)][1])
                name_at += 1
            ids, where, tags = (
                pad([r[0] for r in rows], 0),
                pad([r[1] for r in rows], 0),
                pad([r[2][: len(r[1])] for r in rows], -100),
            )
            with torch.autocast("cpu", torch.bfloat16):
                x = encoder(ids, pad([[1] * len(r[0]) for r in rows], 0))
                scores = heads[corpus](x.gather(1, where[:, :, None].expand(-1, -1, 384)))
            tag_loss = functional.cross_entropy(scores.float().flatten(0, 1), tags.flatten(), ignore_index=-100)
            total[1] += tag_loss.item()
            loss = loss + tag_loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*encoder.parameters(), *fresh], 1.0)
        optimizer.step()
        schedule.step()
        if (step + 1) % 50 == 0:
            print(
                f"step {step + 1} words {total[0] / 50:.3f} names {total[1] / 17:.3f} {time.time() - begun:.0f} s", flush=True
            )
            total = [0.0, 0.0]
        if (step + 1) % 500 == 0:
            torch.save({"encoder": encoder.state_dict()}, args.out)
    torch.save({"encoder": encoder.state_dict()}, args.out)


if __name__ == "__main__":
    main()
