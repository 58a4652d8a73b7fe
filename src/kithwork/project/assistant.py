"""`kithwork mcp`: let an assistant work the campaign."""

import click


@click.command("mcp")
def mcp() -> None:
    """Speak the Model Context Protocol over standard input and output."""
    import django

    django.setup()
    from kithwork.mcp.tools import serve

    serve()
