"""Run the packaged network with ONNX Runtime.

The package holds one folder, `weights`, with two graphs, the SentencePiece model and `card.json`. Sessions are opened
once and shared;
the same words give the same numbers whatever the number of threads, because each window is read by itself.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from marsad.errors import TaggerError
from marsad.tagger import labels
from marsad.tagger.decode import Floats
from marsad.tagger.hints import piece_hints
from marsad.tagger.pieces import Pieces, Window
from marsad.tagger.tagger import Ints, Tagger


class OnnxNetwork:
    """The network as ONNX Runtime runs it.

    Args:
        folder: Where the graphs are.
        threads: Threads of one session.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._tags, self._relations = (
            onnxruntime.InferenceSession(str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])
            for name in ("tags", "relations")
        )

    def tags(self, windows: Sequence[Window], hints: Ints) -> list[tuple[Floats, Floats]]:
        """Give word vectors and tag scores of each window."""
        out = []
        for window in windows:
            feed = {
                name: np.array([value], np.int64)
                for name, value in (("ids", window.ids), ("heads", window.heads), ("tails", window.tails))
            }
            feed["hints"] = piece_hints(hints[window.first : window.last], window.heads, window.tails, len(window.ids))[None]
            vectors, scores = self._tags.run(None, feed)
            out.append((vectors[0], scores[0]))
        return out

    def relations(
        self,
        triggers: Floats,
        around: Floats,
        spans: Floats,
        kinds: Ints,
        pairs: Ints,
        near: Ints,
        link_pairs: Ints,
        link_near: Ints,
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Give types, realis, roles and ties as probabilities."""
        names = ("triggers", "around", "spans", "kinds", "pairs", "near", "link_pairs", "link_near")
        values = (triggers, around, spans, kinds, pairs, near, link_pairs, link_near)
        types, realis, roles, links = self._relations.run(None, dict(zip(names, values, strict=True)))
        return types, realis, roles, links


def packaged_folder() -> Path:
    """Say where the packaged weights lie."""
    return Path(str(files("marsad.tagger").joinpath("weights")))


def read_card(folder: Path) -> dict[str, Any]:
    """Read what the weights say of themselves.

    Raises:
        TaggerError: There are none, or they were made for other labels.
    """
    try:
        card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TaggerError(
            f"expected the tagger's weights in {folder}, found none that can be read; reinstall Marsad or use --no-model"
        ) from error
    if card.get("labels") != labels.fingerprint():
        raise TaggerError(
            f"the weights in {folder} were made for labels {card.get('labels')}, this version has {labels.fingerprint()}"
        )
    return card


@lru_cache(maxsize=4)
def load_tagger(threads: int = 2, folder: Path | None = None) -> Tagger:
    """Open the tagger.

    Args:
        threads: Threads it may use.
        folder: Weights other than the packaged ones.

    Raises:
        TaggerError: The weights are absent, damaged, or made for another version.
    """
    where = folder or packaged_folder()
    read_card(where)
    try:
        return Tagger(OnnxNetwork(where, threads), Pieces((where / "pieces.model").read_bytes()))
    except Exception as error:  # onnxruntime raises types of its own, which are no public API
        raise TaggerError(f"the tagger's weights in {where} cannot be opened: {error}") from error


def read_settings(folder: Path | None = None) -> dict[str, Any]:
    """Read the thresholds and the calibration that were measured for the weights."""
    settings: dict[str, Any] = read_card(folder or packaged_folder()).get("settings", {})
    return settings
