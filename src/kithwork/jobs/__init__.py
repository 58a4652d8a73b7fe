"""Postings and the jobs they state: absorbed from readings, sorted, searched, counted."""
