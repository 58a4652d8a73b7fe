"""Whom to meet next, what to ask them, and how the circle grows."""
