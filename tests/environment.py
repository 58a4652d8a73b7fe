"""Gives every test run a data directory, and on request a PostgreSQL server, of its own.

Loaded before Django reads its settings. With KITHWORK_TEST_POSTGRES=1 the records are kept on a
real PostgreSQL server that is started here, in a temporary directory, and stopped at the end.
"""

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from glob import glob
from pathlib import Path

USER = "postgres"


def _own_home() -> None:
    home = tempfile.mkdtemp(prefix="kithwork-tests-")
    os.environ["KITHWORK_HOME"] = home
    atexit.register(shutil.rmtree, home, ignore_errors=True)


def _programs() -> Path:
    """Where the server's programs are: PostgreSQL refuses to run as root, Debian hides them."""
    places = sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True)
    found = places[0] if places else os.path.dirname(shutil.which("pg_ctl") or "")
    if not found:
        raise SystemExit("PostgreSQL is needed for these tests: install the package postgresql.")
    return Path(found)


def _own_postgres() -> None:
    folder = Path(tempfile.mkdtemp(prefix="kithwork-postgres-", dir="/tmp"))
    as_user = {}
    if os.getuid() == 0:
        account = pwd.getpwnam(USER)
        os.chown(folder, account.pw_uid, account.pw_gid)
        as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data, programs = folder / "data", _programs()

    def run(*words: str) -> None:
        subprocess.run(words, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_user)

    run(str(programs / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
    control = str(programs / "pg_ctl")
    run(control, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(run, control, "-D", str(data), "-m", "immediate", "-w", "stop")
    os.environ["DATABASE_URL"] = f"postgres://{USER}@127.0.0.1:{port}/postgres"


_own_home()
if not os.environ.get("KITHWORK_TEST_POSTGRES"):
    os.environ.pop("DATABASE_URL", None)
elif "PYTEST_XDIST_WORKER" not in os.environ:  # workers share the server of the whole run
    _own_postgres()
