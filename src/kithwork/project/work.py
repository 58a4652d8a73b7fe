"""`kithwork work`: a worker without pages, of which an operator starts as many as are wanted."""

from __future__ import annotations

import threading

import click


@click.command("work")
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="So many pieces of work at a time.",
)
def work(threads: int) -> None:
    """Do the work that the pages ask for, until interrupted; on PostgreSQL beside other workers."""
    import django

    django.setup()
    from kithwork.operations.alerts import follow
    from kithwork.operations.work import huey, take_up_again
    from kithwork.project.ready import migrate

    migrate()
    take_up_again()
    stop = threading.Event()
    threading.Thread(target=follow, args=(stop,), name="index", daemon=True).start()
    print("Kithwork works. Stop with Ctrl-C.", flush=True)
    try:
        huey.create_consumer(workers=threads, periodic=True, check_worker_health=False).run()
    finally:
        stop.set()
