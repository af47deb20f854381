"""The formats a release can leave in, by the name that `marsad export --format` takes.

A writer is imported when it is asked for: some of their libraries take longer to load than a small release takes to write.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from marsad.errors import MarsadError
from marsad.model import Loss, Release

Writer: TypeAlias = Callable[[Release, Path], tuple[Loss, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        module: Module of its writer, below `marsad.exports`.
        function: The writer.
        what: What it is, for people.
        options: What the writer is told besides.
    """

    module: str
    function: str
    what: str
    options: Mapping[str, Any]

    def writer(self) -> Writer:
        """Load the writer.

        Raises:
            MarsadError: A library that it needs is not installed.
        """
        try:
            module = import_module(f"marsad.exports.{self.module}")
        except ModuleNotFoundError as error:
            raise MarsadError(
                f"this format needs {error.name}; pip install 'marsad[{self.module.split('.')[0]}]' brings it"
            ) from error
        return partial(getattr(module, self.function), **self.options)


def _format(module: str, function: str, what: str, **options: Any) -> Format:
    return Format(module, function, what, options)


FORMATS: Mapping[str, Format] = {
    "native": _format("native", "write_native", "JSON Lines that an archive imports again without loss"),
    "pairs": _format("pairs", "write_pairs", "JSON Lines: a report and an incident that it tells of"),
    "csv": _format("tables.write", "write_csv", "a table for people, a row for each incident"),
    "xlsx": _format("tables.write", "write_xlsx", "a workbook for people, in Arabic and English"),
    "parquet": _format("parquet", "write_parquet", "Parquet, a file of claims and one of incidents"),
    "acled": _format("acled", "write_acled", "CSV with ACLED's columns"),
    "ucdp": _format("ucdp", "write_ucdp", "CSV with the columns of UCDP GED"),
    "plover": _format("plover", "write_plover", "PLOVER, JSON Lines"),
    "ftm": _format("ftm.write", "write_ftm", "FollowTheMoney entities, and statements beside them"),
    "bayanat": _format("bayanat", "write_bayanat", "Bayanat, CSV and JSON"),
    "timemap": _format("timemap", "write_timemap", "TimeMap"),
    "geojson": _format("geojson", "write_geojson", "GeoJSON with the shapes of what is not known exactly"),
    "kml": _format("kml", "write_kml", "KML"),
    "gexf": _format("graphs.write", "write_gexf", "GEXF, actors, incidents and places, dynamic"),
    "gexf-actors": _format("graphs.write", "write_gexf", "GEXF, actors that took part together", projection=True),
    "graphml": _format("graphs.write", "write_graphml", "GraphML, actors, incidents and places"),
    "graphml-actors": _format("graphs.write", "write_graphml", "GraphML, actors that took part together", projection=True),
    "dossier": _format("dossier", "write_dossier", "a dossier for people, HTML or PDF by the file's ending, in Arabic"),
    "dossier-en": _format("dossier", "write_dossier", "a dossier in English", language="en"),
    "bundle": _format("bundle.write", "write_bundle", "an evidence bundle: BagIt and RO-Crate, originals and all"),
}
"""The formats, in the order a person meets them."""
