"""The forms by which an account is added; the password goes straight to its seal."""

from __future__ import annotations

import datetime as dt

from django import forms

from kithwork.campaign.models import Outgoing
from kithwork.operations.accounts import AccountLine, add
from kithwork.operations.mail import OutgoingShown, set_outgoing
from kithwork.people.models import Account, Owner


class AccountForm(forms.Form):
    """What both kinds need."""

    kind = Account.Kind.MAIL

    address = forms.CharField(max_length=500)
    user = forms.CharField(label="User name", max_length=200)
    password = forms.CharField(
        max_length=500,
        strip=False,
        help_text="Best is one made for this purpose alone (an app password).",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def save(self, owner: Owner, now: dt.datetime) -> AccountLine:
        """Ask the server, store the account, seal the password. Raises KithworkError."""
        said = self.cleaned_data
        account = Account(
            owner=owner,
            name=f"{said['user']} ({self.kind.label.lower()})"[:120],
            kind=self.kind,
            address=said["address"],
            port=said.get("port", 993),
            user=said["user"],
            folders=self.folders(),
            created_at=now,
        )
        return add(account, said["password"], now)

    def folders(self) -> list[str]:
        """The chosen folders; none for a calendar."""
        said = str(self.cleaned_data.get("folders", ""))
        return [name.strip() for name in said.split(",") if name.strip()]


class MailForm(AccountForm):
    """A mail account, read by IMAP."""

    port = forms.IntegerField(min_value=1, max_value=65_535, initial=993)
    folders_said = "Left empty: the inbox and what you have sent."

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["address"].label = "Mail server (IMAP), such as imap.example.org"
        self.fields["folders"] = forms.CharField(
            label="Folders, with commas between them", required=False, help_text=self.folders_said
        )


class CalendarForm(AccountForm):
    """A calendar, read by CalDAV."""

    kind = Account.Kind.CALENDAR

    address = forms.URLField(label="The calendar's address (CalDAV)", assume_scheme="https")


FORMS: dict[str, type[AccountForm]] = {"mail": MailForm, "calendar": CalendarForm}


class OutgoingForm(forms.Form):
    """The account that letters leave by."""

    address = forms.EmailField(
        label="Your e-mail address", help_text="Letters are from it, and answers come to it."
    )
    shown_name = forms.CharField(label="Your name beside it", max_length=120, required=False)
    host = forms.CharField(label="Mail server (SMTP), such as smtp.example.org", max_length=253)
    security = forms.ChoiceField(
        label="How the line is sealed", choices=Outgoing.Security.choices, initial="tls"
    )
    port = forms.IntegerField(min_value=1, max_value=65_535, initial=465)
    user = forms.CharField(label="User name", max_length=200)
    password = forms.CharField(
        max_length=500,
        strip=False,
        help_text="Best is one made for this purpose alone (an app password).",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    copy_to_me = forms.BooleanField(
        label="Send me a copy of each letter (where my account keeps none in its Sent folder)",
        required=False,
    )

    def save(self, owner: Owner, now: dt.datetime) -> OutgoingShown:
        """Try it, store the account, seal the password. Raises KithworkError."""
        said = dict(self.cleaned_data)
        secret = said.pop("password")
        return set_outgoing(Outgoing(owner=owner, created_at=now, **said), secret)
