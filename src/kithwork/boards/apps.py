"""Tells Django about the room of boards."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """Employers' career pages, who watches them, and every reading of them."""

    name = "kithwork.boards"
    label = "boards"
