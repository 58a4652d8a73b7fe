"""Everybody you know of, once each: people, organisations, ties and introductions."""
