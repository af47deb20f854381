"""Example reports, written for Marsad: every person in them is invented, and so is the outlet."""

from importlib.resources import files


def example(name: str = "bulletin") -> str:
    """Give the text of an example report."""
    return files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")


EXAMPLES = ("bulletin", "round_up", "statement")
"""Names of the examples."""
