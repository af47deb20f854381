"""`marsad export`: what leaves an archive, in which format, under which profile."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from marsad.archive import make_release, salt
from marsad.cli.archives import archive_argument, opened, say
from marsad.cli.faults import told_plainly
from marsad.cli.read import user_gazetteers
from marsad.errors import InputError
from marsad.exports.formats import FORMATS
from marsad.exports.losses import write_losses
from marsad.exports.profiles import Change, apply_profile, load_profiles, preview_lines, write_preview
from marsad.places.gazetteer import load_gazetteer
from marsad.releasing import write_release

PROFILES = ("public", "partner", "full")
FORMATS_HELP = "\b\n" + "\n".join(f"{name:15} {form.what}" for name, form in FORMATS.items())


@click.command(
    help="Write incidents and what they rest on to OUT; beside it OUT-loss.csv says what the format could not carry.\n\n"
    "The profile says what may leave: `public` and `partner` rebuild every value, see docs/exports.md; try --preview first.\n\n"
    f"{FORMATS_HELP}"
)
@archive_argument
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True, metavar="FORMAT", help="See below.")
@click.option("--out", type=click.Path(path_type=Path), help="The file, or folder, to write.")
@click.option("--profile", type=click.Choice(PROFILES), default="full", show_default=True, help="What may leave.")
@click.option("--incident", "ids", multiple=True, help="Only this incident; may be given again.")
@click.option("--title", default="", help="What the release is called.")
@click.option("--preview", is_flag=True, help="Write nothing; list every change that the profile makes.")
@click.option("--changes", type=click.Path(path_type=Path), help="Write that list here, as CSV; it is for the desk alone.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the embargo counts from; today when not given.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@told_plainly
def export(
    location: str,
    form: str,
    out: Path | None,
    profile: str,
    ids: tuple[str, ...],
    title: str,
    preview: bool,
    changes: Path | None,
    today: datetime | None,
    as_json: bool,
) -> None:
    """Write a release of an archive; the help text is made of the list of formats."""
    archive = opened(location)
    whole = make_release(archive, ids or None, title)
    day = (today or archive.clock()).date()
    places = load_gazetteer(user_gazetteers())
    release, made = apply_profile(whole, load_profiles()[profile], day, salt(archive), places)
    if changes:
        write_preview(made, changes)
    if preview:
        _show(made, as_json)
        return
    if out is None:
        raise InputError("expected --out FILE, or --preview")
    losses = write_release(archive, release, form, out)
    beside = out.with_name(f"{out.name}-loss.csv")
    write_losses(losses, beside)
    told = {"out": str(out), "incidents": len(release.incidents), "losses": len(losses), "changes": len(made)}
    if as_json:
        say(told)
        return
    click.echo(f"{out}: {len(release.incidents):,} incidents of {len(release.reports):,} reports, profile {profile}")
    click.echo(f"{beside}: {len(losses):,} values that the format could not carry")


def _show(made: tuple[Change, ...], as_json: bool) -> None:
    for change in made if as_json else ():
        say(asdict(change))
    for line in () if as_json else preview_lines(made):
        click.echo(line)
