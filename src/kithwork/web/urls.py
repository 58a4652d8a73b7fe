"""Each page's address and its view."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
