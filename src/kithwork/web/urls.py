"""Each page's address and its view."""

from django.urls import path

from kithwork.web import kept
from kithwork.web.views import approaches, campaign, entering, meetings, people, start

urlpatterns = [
    path("", start.start, name="start"),
    path("enter/<str:token>/", entering.enter, name="enter"),
    path("healthz", entering.healthz, name="healthz"),
    path("more/", entering.more, name="more"),
    path("service-worker.js", entering.service_worker, name="service_worker"),
    path("drafts/", kept.keep, name="drafts"),
    path("plan/<int:person>/", start.plan_choice, name="plan_choice"),
    path("people/", people.people, name="people"),
    path("people/add/", people.person_edit, name="person_add"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/names/", people.introduced, name="introduced"),
    path("people/<int:pk>/ties/", people.tie, name="tie"),
    path("people/<int:pk>/approach/", approaches.begin, name="approach_begin"),
    path("people/<int:pk>/meet/", meetings.plan, name="meet"),
    path("approaches/<int:pk>/", approaches.approach, name="approach"),
    path("approaches/<int:pk>/answer/", approaches.answered, name="answered"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", meetings.change, name="meeting_change"),
    path("meetings/<int:pk>/outcome/", meetings.outcome, name="outcome"),
    path("promises/", campaign.promises, name="promises"),
    path("promises/<int:pk>/", campaign.promise_act, name="promise_act"),
    path("objective/", campaign.objective, name="objective"),
    path("objective/question/", campaign.question, name="question"),
    path("growth/", campaign.growth, name="growth"),
    path("capture/", campaign.capture, name="capture"),
    path("settings/", campaign.settings, name="settings"),
]
