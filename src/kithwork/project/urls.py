"""Every address: the pages, and the API beside them."""

from django.urls import include, path

from kithwork.api.routes import api

urlpatterns = [path("api/v1/", api.urls), path("", include("kithwork.web.urls"))]
handler500 = "kithwork.web.views.entering.broken"
