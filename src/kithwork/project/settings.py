"""Django's settings: one person's machine by default, many people by `DATABASE_URL`."""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import dj_database_url

from kithwork.project.home import home, secret_key

HERE = Path(__file__).resolve().parent.parent

SECRET_KEY = secret_key()
DEBUG = False


def _address() -> SplitResult | None:
    """Where others reach a Kithwork that serves many; None on one's own machine."""
    said = os.environ.get("KITHWORK_ADDRESS", "").rstrip("/")
    if not said:
        return None
    parts = urlsplit(said)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        sys.exit("kithwork: write KITHWORK_ADDRESS like https://search.example.org")
    return parts


_PUBLIC = _address()
ADDRESS = _PUBLIC.geturl() if _PUBLIC else ""
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *([_PUBLIC.hostname] if _PUBLIC else [])]
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ADDRESS.startswith("https:")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "kithwork.people",
    "kithwork.boards",
    "kithwork.jobs",
    "kithwork.campaign",
    "kithwork.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kithwork.web.safety.OwnHostOnly",
    "kithwork.web.safety.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kithwork.web.safety.OwnerOnly",
    "kithwork.web.safety.OwnersTimeZone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "kithwork.project.urls"
WSGI_APPLICATION = "kithwork.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "kithwork.web.context.house",
            ],
        },
    },
]


def _database() -> dict[str, Any]:
    """SQLite in write-ahead mode in the data directory, or what `DATABASE_URL` names."""
    url = os.environ.get("DATABASE_URL")
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home() / "kithwork.sqlite3",
        "OPTIONS": {
            # IMMEDIATE: a writer waits its turn at the start instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Owner"

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

SESSION_COOKIE_NAME = "kithwork"
# From far away people follow links in letters to the pages; Strict would show them a closed door.
SESSION_COOKIE_SAMESITE = "Lax" if ADDRESS else "Strict"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "kithwork-csrf"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# An import may be a large mailbox: it goes to a file, never to memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"briefly": {"()": "kithwork.project.database.Briefly"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["briefly"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A page that isn't there, or a moment's wait for a thread, is no news for the terminal.
    "loggers": {"django.request": {"level": "ERROR"}, "waitress.queue": {"level": "ERROR"}},
}
