"""Addresses of the pages for letters on paper and mailings."""

from django.urls import path

from kithwork.web.views import mailings, paper

urlpatterns = [
    path("settings/letterhead/", paper.letterhead, name="letterhead"),
    path("people/<int:pk>/letter/", paper.write, name="letter_write"),
    path("approaches/<int:pk>/paper/", paper.approach_page, name="approach_paper"),
    path("approaches/<int:pk>/letter.pdf", paper.approach_pdf, name="approach_pdf"),
    path("promises/<int:pk>/paper/", paper.promise_page, name="promise_paper"),
    path("promises/<int:pk>/letter.pdf", paper.promise_pdf, name="promise_pdf"),
    path("meetings/<int:pk>/sheet.pdf", paper.meeting_pdf, name="meeting_pdf"),
    path("mailings/", mailings.mailings, name="mailings"),
    path("mailings/<int:pk>/", mailings.mailing, name="mailing"),
    path("mailings/<int:pk>/act/", mailings.act, name="mailing_act"),
    path("mailings/<int:pk>/add/", mailings.add, name="mailing_add"),
    path("mailings/<int:pk>/list/<str:token>/", mailings.list_preview, name="mailing_list"),
    path("mailings/<int:pk>/look/", mailings.look, name="mailing_look"),
    path("mailings/<int:pk>/letters/<int:letter>/", mailings.letter_act, name="mailing_letter"),
    path("mailings/<int:pk>/letters.pdf", mailings.pdf, name="mailing_pdf"),
    path("mailings/<int:pk>/addresses.csv", mailings.addresses, name="mailing_addresses"),
]
