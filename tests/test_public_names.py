import marsad


def test_the_public_names_are_listed_and_sorted() -> None:
    assert marsad.__all__ == sorted(marsad.__all__)
    assert all(hasattr(marsad, name) for name in marsad.__all__)


def test_nothing_else_is_public() -> None:
    modules = {
        "actors",
        "counts",
        "dates",
        "errors",
        "events",
        "examples",
        "exports",
        "model",
        "parallel",
        "pipeline",
        "places",
        "sources",
        "tagger",
        "text",
        "vocabulary",
        "archive",
        "cli",
        "collect",
        "desk",
        "link",
        "releasing",
    }
    public = {name for name in vars(marsad) if not name.startswith("_")} - modules
    assert public == set(marsad.__all__)
