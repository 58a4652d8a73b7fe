"""`kithwork up`: start the pages on this machine."""

from __future__ import annotations

import click


@click.command("up")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=None,
    help="Listen here; the usual port is 8459.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--sample", is_flag=True, help="Begin with an invented sample, if nothing is there.")
def up(port: int | None, no_browser: bool, sample: bool) -> None:
    """Start Kithwork on this machine and print the address that lets you in."""
    import django
    from django.utils import timezone

    django.setup()
    from kithwork.operations.sample import plant_sample
    from kithwork.operations.work import take_up_again
    from kithwork.people.models import EntryToken
    from kithwork.project.ready import ready_owner
    from kithwork.project.serve import running_at, serve

    try:
        if running := running_at():
            owner = ready_owner()
            token = EntryToken.issue(owner, timezone.now())
            print(f"Kithwork runs already. Open {running}/enter/{token}/")
            return
        print("Kithwork starts ...", flush=True)
        owner = ready_owner()
        if sample and not owner.people.exists():
            print("Planting the invented sample; that takes some seconds ...", flush=True)
            plant_sample(owner, timezone.now())
        take_up_again()
        serve(owner, port, browse=not no_browser)
    except KeyboardInterrupt:
        print("Stopped.")
