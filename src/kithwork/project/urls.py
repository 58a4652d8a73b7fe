"""Every address of the pages."""

from django.urls import include, path

urlpatterns = [path("", include("kithwork.web.urls"))]
