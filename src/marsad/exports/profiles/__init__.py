"""Rebuild a release so that it harms nobody: what may leave an archive, for whom, and a list of what it changes."""

from marsad.exports.profiles.apply import apply_profile
from marsad.exports.profiles.leaks import withheld_strings
from marsad.exports.profiles.places import Places
from marsad.exports.profiles.preview import Change, preview_lines, write_preview
from marsad.exports.profiles.rules import Profile, load_profiles

__all__ = [
    "Change",
    "Places",
    "Profile",
    "apply_profile",
    "load_profiles",
    "preview_lines",
    "withheld_strings",
    "write_preview",
]
