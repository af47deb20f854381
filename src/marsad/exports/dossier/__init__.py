"""A dossier: chosen incidents told in sentences, each footnoted to the words of its sources, as one HTML or PDF file."""

from marsad.exports.dossier.write import write_dossier

__all__ = ["write_dossier"]
