"""Tells Django about the room of jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Postings, the jobs behind them, and what happened to each."""

    name = "kithwork.jobs"
    label = "jobs"
