"""Gives every test run a data directory of its own, before Django reads its settings."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="kithwork-tests-")
os.environ["KITHWORK_HOME"] = _home
atexit.register(shutil.rmtree, _home, ignore_errors=True)
