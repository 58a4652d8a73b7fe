"""Tells Django about the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, styles, views."""

    name = "kithwork.web"
    label = "web"
