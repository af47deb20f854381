"""The desk: an HTTP API over an archive, for pages on this machine."""

from marsad.desk.app import make_app

__all__ = ["make_app"]
