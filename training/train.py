"""Train the tagger.

    python training/train.py --out RUN_DIR [--epochs 12] [--seed 1] [--hold 24] [--init PRETRAINED.pt]

Reads the annotated readings named in `sources.yml` (shared gold for training, and the reports written for this project),
trains, and
measures with the same decoding that ships. The figures of the run go to `RUN_DIR/figures.json`, the weights to
`RUN_DIR/model.pt`.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from annotations import read_all
from data import Example, load_readings, make_example
from encoder import kept_pieces, load_encoder, read_packaged, sentencepiece_model
from marsad.tagger import labels
from marsad.tagger.hints import SIZES, make_hints, piece_hints
from marsad.tagger.pieces import Pieces, Window
from marsad.tagger.tagger import AROUND, Tagger
from measure import TorchNetwork, measure
from network import TAG_WIDTHS, Relations, Tags

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared" / "gold" / "train"


def batch_windows(windows: list[Window], told: list[np.ndarray]) -> tuple[torch.Tensor, ...]:
    """Pad windows, each with the hints of its words, into `ids`, `mask`, `heads`, `tails`, `hints`."""
    length, width = max(len(w.ids) for w in windows), max(len(w.heads) for w in windows)
    ids, mask = torch.zeros(len(windows), length, dtype=torch.long), torch.zeros(len(windows), length)
    heads, tails = (torch.zeros(len(windows), width, dtype=torch.long) for _ in range(2))
    for i, w in enumerate(windows):
        ids[i, : len(w.ids)], mask[i, : len(w.ids)] = torch.tensor(w.ids), 1
        heads[i, : len(w.heads)], tails[i, : len(w.tails)] = torch.tensor(w.heads), torch.tensor(w.tails)
    hints = torch.zeros(len(windows), length, len(SIZES), dtype=torch.long)
    for i, (w, h) in enumerate(zip(windows, told, strict=True)):
        hints[i, : len(w.ids)] = torch.from_numpy(piece_hints(h, w.heads, w.tails, len(w.ids)))
    return ids, mask, heads, tails, hints


class Trainer:
    """Holds the network and its losses."""

    def __init__(self, tags: Tags, relations: Relations, args: argparse.Namespace) -> None:
        self.tags, self.relations, self.args = tags, relations, args
        self.optimizer = torch.optim.AdamW(self.groups(), weight_decay=0.01, fused=True)

    def groups(self) -> list[dict[str, object]]:
        """Give each encoder layer its learning rate, lower for lower layers; embeddings lowest; heads highest."""
        encoder, rate, decay = self.tags.encoder, self.args.rate, self.args.decay
        n = len(encoder.layers)
        groups = [
            {"params": list(layer.parameters()), "lr": rate * decay ** (n - 1 - i)} for i, layer in enumerate(encoder.layers)
        ]
        low = [*encoder.word.parameters(), *encoder.position.parameters(), *encoder.norm.parameters()]
        groups.append({"params": low, "lr": rate * decay**n})
        heads = [p for name, p in self.tags.named_parameters() if not name.startswith("encoder.")] + list(
            self.relations.parameters()
        )
        groups.append({"params": heads, "lr": self.args.head_rate})
        return groups

    def losses(self, batch: list[Example]) -> torch.Tensor:
        told = [h[w.first : w.last] for x in batch for h in [drop_hints(x, self.args.drop_hints)] for w in x.windows]
        vectors, scores = self.read([drop_pieces(w, self.args.drop_pieces) for x in batch for w in x.windows], told)
        total, at = torch.zeros(()), 0
        for x in batch:
            own = [(at + k, w) for k, w in enumerate(x.windows)]
            at += len(x.windows)
            v = torch.cat([vectors[k][w.own - w.first : w.last - w.first] for k, w in own])
            s = torch.cat([scores[k][w.own - w.first : w.last - w.first] for k, w in own])
            total = total + self.tag_loss(s, x) * 100 + self.relation_loss(v, x)
        return total / len(batch)

    def read(self, windows: list[Window], told: list[np.ndarray]) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
        """Read windows in groups of like length, so that little is padded; give vectors and scores of each."""
        vectors: list[torch.Tensor] = [torch.zeros(0)] * len(windows)
        scores = list(vectors)
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        while order:
            longest = len(windows[order[-1]].ids)
            group = [i for i in order if len(windows[i].ids) >= 0.8 * longest]
            order = order[: len(order) - len(group)]
            with torch.autocast("cpu", torch.bfloat16):
                v, s = self.tags(*batch_windows([windows[i] for i in group], [told[i] for i in group]))
            for k, i in enumerate(group):
                vectors[i], scores[i] = v[k].float(), s[k].float()
        return vectors, scores

    def tag_loss(self, scores: torch.Tensor, x: Example) -> torch.Tensor:
        target = torch.from_numpy(x.tags)
        inside = target[:, -1] == 1
        loss, at = torch.zeros(()), 0
        weights = [1.0] * len(labels.LAYERS) + [0.1, 0.3]
        weights[list(labels.LAYERS).index("topic")] = 1.0
        for k, width in enumerate(TAG_WIDTHS):
            part, goal = scores[:, at : at + width], target[:, k]
            at += width
            if k < len(labels.LAYERS):
                part, goal = part[inside], goal[inside]
            elif k == len(labels.LAYERS):
                part, goal = part[goal >= 0], goal[goal >= 0]
            if len(goal):
                loss = loss + weights[k] * functional.cross_entropy(part, goal, label_smoothing=self.args.smooth)
        return loss / len(TAG_WIDTHS)

    def relation_loss(self, v: torch.Tensor, x: Example) -> torch.Tensor:
        if not x.triggers:
            return torch.zeros(())
        n = len(x.triggers)
        triggers = torch.cat([v[[a for a, _ in x.triggers]], v[[b - 1 for _, b in x.triggers]]], -1)
        low = torch.tensor([max(0, a - AROUND) for a, _ in x.triggers])
        high = torch.tensor([min(len(v), b + AROUND) for _, b in x.triggers])
        total = torch.cat([torch.zeros(1, v.shape[1]), v.cumsum(0)])
        around = (total[high] - total[low]) / (high - low)[:, None]
        types, realis = self.relations.classify(triggers, around)
        type_goal, realis_goal = torch.tensor(x.types), torch.tensor(x.realis)
        loss = functional.cross_entropy(types, type_goal, label_smoothing=0.05, reduction="sum") * self.args.type_weight
        loss = (
            loss + functional.cross_entropy(realis, realis_goal, label_smoothing=0.05, reduction="sum") * self.args.type_weight
        )
        if x.spans:
            spans = torch.cat([v[[a for a, _, _ in x.spans]], v[[b - 1 for _, b, _ in x.spans]]], -1)
        else:
            spans = torch.zeros(0, 2 * v.shape[1])
        keep = torch.rand(n, 1)
        type_weights = torch.where(
            keep < 0.6, functional.one_hot(type_goal, len(labels.TYPES)).float(), types.detach().softmax(-1)
        )
        realis_weights = torch.where(
            keep < 0.6, functional.one_hot(realis_goal, len(labels.REALIS)).float(), realis.detach().softmax(-1)
        )
        kinds = torch.tensor([k for _, _, k in x.spans], dtype=torch.long)
        arrays = (torch.from_numpy(a) for a in (x.pairs, x.near, x.link_pairs, x.link_near))
        roles, links = self.relations.relate(triggers, type_weights, realis_weights, spans, kinds, *arrays)
        if len(roles):
            loss = loss + functional.cross_entropy(roles, torch.from_numpy(x.roles), reduction="sum") * self.args.role_weight
        if len(links):
            loss = loss + functional.cross_entropy(links, torch.from_numpy(x.links), reduction="sum") * 0.1
        return loss * 0.1


def drop_hints(x: Example, share: float) -> np.ndarray:
    """Give a report's hints with some of them left out, all of them now and then: lists know the training reports better
    than new ones."""
    if random.random() < 0.1:
        return make_hints(x.words, [])
    return make_hints(x.words, (s for s in x.ruled if random.random() >= share))


def drop_pieces(window: Window, share: float) -> Window:
    """Hide some pieces behind the unknown one, so that context has to carry more."""
    if not share:
        return window
    ids = tuple(1 if 0 < i < len(window.ids) - 1 and random.random() < share else p for i, p in enumerate(window.ids))
    return Window(window.first, window.last, window.own, ids, window.heads, window.tails)


def train(args: argparse.Namespace) -> None:
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)
    packaged = read_packaged()
    keep = kept_pieces(packaged)
    model = sentencepiece_model(packaged, keep)
    pieces = Pieces(model)
    encoder = load_encoder(packaged, keep, args.layers)
    if args.init:
        encoder.load_state_dict({k: v for k, v in torch.load(args.init)["encoder"].items() if k in encoder.state_dict()})
    torch.manual_seed(args.seed)
    tags, relations = Tags(encoder), Relations()
    if args.resume:
        saved = torch.load(args.resume / "model.pt")
        tags.load_state_dict(saved["tags"])
        relations.load_state_dict(saved["relations"])
    readings = load_readings(SHARED.glob("*.json"))
    order = list(range(len(readings)))
    random.Random(7).shuffle(order)
    held = [readings[i] for i in order[: args.hold]]
    readings = [readings[i] for i in sorted(order[args.hold :])]
    if not args.without_own:
        readings += list(read_all(HERE / "reports"))
    examples = [make_example(r, pieces) for r in readings]
    trainer = Trainer(tags, relations, args)
    steps = args.epochs * ((len(examples) + args.batch - 1) // args.batch)
    rates = [group["lr"] for group in trainer.optimizer.param_groups]
    schedule = torch.optim.lr_scheduler.OneCycleLR(trainer.optimizer, rates, total_steps=steps + 1, pct_start=0.15)
    print(f"{len(examples)} reports, {len(held)} held, {steps} steps", flush=True)
    averaged: dict[str, torch.Tensor] = {}
    count = 0
    figures: dict[str, object] = {"args": {k: str(v) for k, v in vars(args).items()}, "reports": len(examples)}
    for epoch in range(args.epochs):
        tags.train(), relations.train()
        random.shuffle(examples)
        begun, total = time.time(), 0.0
        for k in range(0, len(examples), args.batch):
            loss = trainer.losses(examples[k : k + args.batch])
            trainer.optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*tags.parameters(), *relations.parameters()], 5.0)
            trainer.optimizer.step()
            schedule.step()
            total += loss.item()
            if epoch >= args.epochs - args.average and (k // args.batch) % 8 == 0:
                count += 1
                for module, part in (("tags", tags), ("relations", relations)):
                    for name, p in part.state_dict().items():
                        key = f"{module}.{name}"
                        old = averaged.get(key)
                        averaged[key] = p.clone() if old is None else old + (p - old) / count
        print(f"epoch {epoch + 1} loss {total * args.batch / len(examples):.3f} {time.time() - begun:.0f} s", flush=True)
        if held and (epoch + 1) % args.every == 0 and epoch + 1 < args.epochs:
            print(json.dumps(measure(Tagger(TorchNetwork(tags, relations), pieces), held)), flush=True)
    if averaged:
        tags.load_state_dict({k[5:]: v for k, v in averaged.items() if k.startswith("tags.")})
        relations.load_state_dict({k[10:]: v for k, v in averaged.items() if k.startswith("relations.")})
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(
        {"tags": tags.state_dict(), "relations": relations.state_dict(), "layers": len(encoder.layers)}, args.out / "model.pt"
    )
    (args.out / "pieces.model").write_bytes(model)
    if held:
        figures["held"] = measure(Tagger(TorchNetwork(tags, relations), pieces), held)
        print(json.dumps(figures["held"]), flush=True)
    (args.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--init", type=Path, help="an encoder from pretrain.py")
    ap.add_argument("--resume", type=Path, help="a run to go on from")
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--hold", type=int, default=24, help="reports of the shared training gold kept for measuring")
    ap.add_argument("--every", type=int, default=4, help="epochs between measurements")
    ap.add_argument("--batch", type=int, default=4)
    ap.add_argument("--layers", type=int, default=10)
    ap.add_argument("--rate", type=float, default=3e-4)
    ap.add_argument("--head-rate", type=float, default=2e-3)
    ap.add_argument("--decay", type=float, default=0.85)
    ap.add_argument("--smooth", type=float, default=0.0)
    ap.add_argument("--drop-pieces", type=float, default=0.0)
    ap.add_argument("--drop-hints", type=float, default=0.25)
    ap.add_argument("--average", type=int, default=2, help="average the weights of the last so many epochs")
    ap.add_argument("--type-weight", type=float, default=8.0)
    ap.add_argument("--role-weight", type=float, default=3.0)
    ap.add_argument("--without-own", action="store_true")
    args = ap.parse_args()
    torch.set_num_threads(2)
    train(args)


if __name__ == "__main__":
    main()
