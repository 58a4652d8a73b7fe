"""`python -m kithwork` is the kithwork command."""

from kithwork.cli.main import main

main()
