"""Invented towns and seekers: plays a plan in them and scores it."""
