"""The console command: every operation, and the ways to start Kithwork."""

from __future__ import annotations

import os


def main() -> None:
    """Run `kithwork`; exits with 1 on an error that the person can mend, 2 on wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kithwork.project.settings")
    os.umask(0o077)
    from kithwork.cli.build import commands
    from kithwork.cli.carry_out import in_a_sentence, run
    from kithwork.project.assistant import mcp
    from kithwork.project.owners import owners
    from kithwork.project.up import up
    from kithwork.project.work import work

    root = commands(run)
    root.add_command(up)
    root.add_command(mcp)
    root.add_command(work)
    root.add_command(owners)
    with in_a_sentence():
        root.main(prog_name="kithwork")
