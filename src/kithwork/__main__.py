"""`python -m kithwork` is the kithwork command."""

from kithwork.project.main import main

main()
