"""Readers of the files in which people keep their contacts: pure, one format a module."""
