"""Write claims as W3C Web Annotations: what each says, and the exact words it rests on.

A span is given twice, by position and by quotation, so that whoever holds another copy of the text can still find the words.
Positions are code points of the text files that lie beside the annotations, read as UTF-8 without changing line ends.
"""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from marsad.model import Claim, Span
from marsad.model.plain import to_plain

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points before and after the words that a quotation keeps."""
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")


def annotation(claim: Claim, incident: str, text: str, source: str) -> dict[str, Any] | None:
    """Give a claim as an annotation.

    Args:
        claim: The claim.
        incident: Id of the incident it belongs to.
        text: The text of its report.
        source: Where the text lies, relative to the annotations.

    Returns:
        The annotation; None when the text does not hold every span of the claim, as when it was withheld.
    """
    if not text or any(span.end > len(text) for span in claim.spans):
        return None
    return {
        "@context": CONTEXT,
        "id": f"urn:marsad:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": claim.reader},
        "body": _body(claim, incident),
        "target": [_target(span, text, source) for span in claim.spans] or source,
    }


def selectors(span: Span, text: str) -> Iterator[dict[str, Any]]:
    """Give the two selectors of a span: its position, and its words with what stands around them."""
    yield {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    yield {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }


def text_path(key: str) -> str:
    """Say where the text of a report lies in a bundle.

    Args:
        key: The report's key; one that is no plain file name is hashed, since a manifest takes «%» for an escape.
    """
    return f"texts/{key if _PLAIN.fullmatch(key) else sha256(key.encode('utf-8', 'replace')).hexdigest()}.txt"


def _body(claim: Claim, incident: str) -> list[dict[str, Any]]:
    said = {
        "incident": incident,
        "event": claim.event,
        "report": claim.report,
        "field": claim.field,
        "role": claim.role,
        "value": to_plain(claim.value),
        "confidence": claim.confidence,
        "because": claim.because,
    }
    value = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return [
        {"type": "TextualBody", "purpose": "tagging", "value": claim.field},
        {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": value},
    ]


def _target(span: Span, text: str, source: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": source, "selector": list(selectors(span, text))}
