"""`kithwork owners`: who uses a Kithwork that serves many; asked by its operator in a terminal.

These are no operations: nobody who is let in may ask for them by a route or a tool.
"""

from __future__ import annotations

import datetime as dt

import click

WEEK = 7


@click.group("owners")
def owners() -> None:
    """Let people in where one Kithwork serves many, and shut them out."""
    import django

    django.setup()
    from kithwork.project.ready import migrate

    migrate()


_days = click.option(
    "--days", default=WEEK, show_default=True, help="So long the address can be used, once."
)


@owners.command("add")
@click.argument("names", nargs=-1, required=True)
@click.option("--time-zone", default="UTC", show_default=True, help="Such as Europe/Berlin.")
@_days
def add(names: tuple[str, ...], time_zone: str, days: int) -> None:
    """Add NAMES, and print for each the address that lets them in."""
    from kithwork.people.admit import admit

    for name in names:
        admit(name, time_zone)
        _print_entrance(name, days)


@owners.command("let-in")
@click.argument("name")
@_days
def let_in(name: str, days: int) -> None:
    """Print another address that lets NAME in, who lost theirs or was shut out."""
    _print_entrance(name, days)


def _print_entrance(name: str, days: int) -> None:
    from django.utils import timezone

    from kithwork.operations.house import entrance
    from kithwork.people import admit

    token = admit.let_in(name, timezone.now(), dt.timedelta(days=days))
    click.echo(f"{name}  {entrance(token)}")


@owners.command("list")
def show() -> None:
    """List everybody, and when they came in last."""
    from kithwork.people.admit import everybody

    for one in everybody():
        last = f"in last on {one.last_login:%Y-%m-%d}" if one.last_login else "never in"
        click.echo(f"{one.username}  {last}{'' if one.is_active else ', shut out'}")


@owners.command("shut-out")
@click.argument("name")
def shut_out(name: str) -> None:
    """End NAME's sessions and feeds; everything of theirs stays."""
    from kithwork.people import admit

    admit.shut_out(name)
    click.echo(f"{name} is shut out; 'kithwork owners let-in' lets them in again.")


@owners.command("remove")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Really; nothing brings it back.")
def remove(name: str, yes: bool) -> None:
    """Delete NAME and everything of theirs for good; boards and openings stay."""
    from kithwork.cli.carry_out import end
    from kithwork.people import admit
    from kithwork.people.keyring import Keyring

    admit.owner_called(name)
    if not yes:
        end(f"say --yes to delete {name} and everything of theirs for good.", 1)
    gone = admit.remove(name, Keyring.here())
    click.echo(f"{name} is gone, with {gone} records.")
