"""Kithwork runs a job search as a planned campaign."""

