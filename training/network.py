"""The network: an encoder, span tags for every word, and classifiers for triggers and for pairs.

`Tags` reads pieces and gives a vector and tag scores for every word. `Relations` reads the vectors of the spans that
were found and
gives the type and realis of each trigger, the role of each (trigger, span) pair and the tie of each (trigger, trigger) pair.
The two are exported as two graphs, because what the second reads is decided between them.
"""

import torch
from torch import nn
from torch.nn import functional

from encoder import Encoder
from marsad.tagger import hints, labels
from marsad.tagger.pairs import SIZES

TAG_WIDTHS = [labels.tag_count(layer) for layer in labels.LAYERS] + [labels.PEEL, 2]
"""Widths of the tag scores, layer after layer, then the letters to peel, then whether the word is of the report proper."""


class Tags(nn.Module):
    """Pieces to word vectors and tag scores."""

    def __init__(self, encoder: Encoder, hidden: int = 384, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = encoder
        self.hints = nn.ModuleList(nn.Embedding(size, hidden) for size in hints.SIZES)
        for table in self.hints:
            nn.init.zeros_(table.weight)
        self.dropout = nn.Dropout(dropout)
        self.mix = nn.Linear(hidden, hidden)
        self.scores = nn.Linear(hidden, sum(TAG_WIDTHS))

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, heads: torch.Tensor, tails: torch.Tensor, told: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Read `ids`, `mask` `[b, l]`, `heads`, `tails` `[b, w]`, hints `[b, l, c]`; give vectors `[b, w, h]` and scores
        `[b, w, tags]`."""
        x = self.encoder(ids, mask, sum(table(told[:, :, k]) for k, table in enumerate(self.hints)))
        width = x.shape[-1]
        first = x.gather(1, heads[:, :, None].expand(-1, -1, width))
        last = x.gather(1, tails[:, :, None].expand(-1, -1, width))
        vectors = (first + last) * 0.5
        return vectors, self.scores(functional.gelu(self.mix(self.dropout(vectors))) + vectors)


class Relations(nn.Module):
    """Span vectors to types, realis, roles and ties."""

    def __init__(self, hidden: int = 384, width: int = 256, dropout: float = 0.3) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.types = nn.Sequential(
            nn.Linear(3 * hidden, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, len(labels.TYPES))
        )
        self.realis = nn.Sequential(
            nn.Linear(3 * hidden, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, len(labels.REALIS))
        )
        self.type_vector = nn.Linear(len(labels.TYPES), width, bias=False)
        self.realis_vector = nn.Linear(len(labels.REALIS), width, bias=False)
        self.kind_vector = nn.Embedding(len(labels.SPANS), width)
        self.near = nn.ModuleList(nn.Embedding(size, width) for size in SIZES)
        self.trigger_sum, self.span_sum = nn.Linear(2 * hidden, width), nn.Linear(2 * hidden, width)
        self.trigger_product, self.span_product = nn.Linear(2 * hidden, width), nn.Linear(2 * hidden, width)
        self.roles = nn.Sequential(
            nn.Linear(2 * width, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, len(labels.ROLES))
        )
        self.link_near = nn.ModuleList(nn.Embedding(size, width) for size in SIZES)
        self.earlier, self.later = nn.Linear(2 * hidden, width), nn.Linear(2 * hidden, width)
        self.earlier_product, self.later_product = nn.Linear(2 * hidden, width), nn.Linear(2 * hidden, width)
        self.links = nn.Sequential(
            nn.Linear(2 * width, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, len(labels.RELATION_WAYS))
        )

    def classify(self, triggers: torch.Tensor, around: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Score types and realis of triggers `[t, 2h]` in their sentences `[t, h]`."""
        x = self.dropout(torch.cat([triggers, around], -1))
        return self.types(x), self.realis(x)

    def relate(
        self,
        triggers: torch.Tensor,
        type_weights: torch.Tensor,
        realis_weights: torch.Tensor,
        spans: torch.Tensor,
        kinds: torch.Tensor,
        pairs: torch.Tensor,
        near: torch.Tensor,
        link_pairs: torch.Tensor,
        link_near: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Score roles of pairs and ties of trigger pairs."""
        triggers, spans = self.dropout(triggers), self.dropout(spans)
        typed = self.type_vector(type_weights) + self.realis_vector(realis_weights)
        left, right = self.trigger_sum(triggers) + typed, self.span_sum(spans) + self.kind_vector(kinds)
        left_product, right_product = self.trigger_product(triggers) + typed, self.span_product(spans) + self.kind_vector(kinds)
        i, j = pairs[:, 0], pairs[:, 1]
        place = sum(table(near[:, k]) for k, table in enumerate(self.near))
        roles = self.roles(torch.cat([functional.gelu(left[i] + right[j] + place), left_product[i] * right_product[j]], -1))
        a, b = link_pairs[:, 0], link_pairs[:, 1]
        apart = sum(table(link_near[:, k]) for k, table in enumerate(self.link_near))
        early, late = self.earlier(triggers) + typed, self.later(triggers) + typed
        product = self.earlier_product(triggers)[a] * self.later_product(triggers)[b]
        return roles, self.links(torch.cat([functional.gelu(early[a] + late[b] + apart), product], -1))

    def forward(
        self,
        triggers: torch.Tensor,
        around: torch.Tensor,
        spans: torch.Tensor,
        kinds: torch.Tensor,
        pairs: torch.Tensor,
        near: torch.Tensor,
        link_pairs: torch.Tensor,
        link_near: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Give types, realis, roles and ties as probabilities."""
        types, realis = self.classify(triggers, around)
        types, realis = types.softmax(-1), realis.softmax(-1)
        roles, ties = self.relate(triggers, types, realis, spans, kinds, pairs, near, link_pairs, link_near)
        return types, realis, roles.softmax(-1), ties.softmax(-1)
