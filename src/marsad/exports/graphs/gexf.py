"""Write a graph as GEXF 1.3 with dates.

networkx writes GEXF too, but stamps the file with today's date and gives the graph a `name`, which the 1.3 schema refuses. It
reads what is written here, which the tests make sure of.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from marsad.exports.summary import caution, clean
from marsad.model import Release

NAMESPACE = "http://gexf.net/1.3"
_PREFIXES: Any = {None: NAMESPACE}
_NODE_TYPES: Mapping[str, str] = {
    "kind": "string",
    "label_ar": "string",
    "label_en": "string",
    "class": "string",
    "confidence": "double",
    "n_sources": "integer",
    "realis": "string",
    "latitude": "double",
    "longitude": "double",
}
_EDGE_TYPES: Mapping[str, str] = {"role": "string", "event_id": "string", "realis": "string", "inferred": "boolean"}


def gexf_bytes(graph: Any, release: Release) -> bytes:
    """Give a graph of `marsad.exports.graphs` as a GEXF 1.3 file.

    Args:
        graph: The graph, of networkx.
        release: Names the file and says when it was made.

    Returns:
        The file, UTF-8.
    """
    root = etree.Element(f"{{{NAMESPACE}}}gexf", {"version": "1.3"}, nsmap=_PREFIXES)
    meta = _add(root, "meta", lastmodifieddate=str(release.made.date()))
    _add(meta, "creator").text = clean(release.tool)
    _add(meta, "description").text = clean(" ".join(filter(None, (release.title, caution().ar, caution().en))))
    kind = "directed" if graph.is_directed() else "undirected"
    element = _add(root, "graph", defaultedgetype=kind, idtype="string", mode="dynamic", timeformat="date")
    _declare(element, "node", _NODE_TYPES)
    _declare(element, "edge", _EDGE_TYPES)
    nodes, edges = _add(element, "nodes"), _add(element, "edges")
    for key, data in graph.nodes(data=True):
        _fill(_add(nodes, "node", id=key, label=data["label"]), data, _NODE_TYPES)
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        edge = _add(edges, "edge", id=str(number), source=source, target=target, weight=repr(data["weight"]))
        edge.set("label", clean(data["role"]))
        _fill(edge, data, _EDGE_TYPES)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    cleaned = {name: clean(value) for name, value in attributes.items()}
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", cleaned)


def _declare(graph: Any, sort: str, types: Mapping[str, str]) -> None:
    attributes = _add(graph, "attributes", **{"class": sort, "mode": "static"})
    for name, kind in types.items():
        _add(attributes, "attribute", id=name, title=name, type=kind)


def _fill(element: Any, data: Mapping[str, Any], types: Mapping[str, str]) -> None:
    if "spells" in data:
        _spells(element, data["spells"])
    elif "start" in data:
        element.set("start", data["start"])
        element.set("end", data["end"])
    values = _add(element, "attvalues")
    for name in types:
        if name in data:
            _add(values, "attvalue", **{"for": name, "value": _text(data[name])})


def _spells(element: Any, spells: Iterable[tuple[str, str]]) -> None:
    parent = _add(element, "spells")
    for start, end in spells:
        _add(parent, "spell", start=start, end=end)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
