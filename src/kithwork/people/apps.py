"""Tells Django about the room of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, organisations, ties and introductions."""

    name = "kithwork.people"
    label = "people"
