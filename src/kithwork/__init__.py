"""Kithwork runs a job search as a planned campaign."""

__version__ = "0.1.0"
