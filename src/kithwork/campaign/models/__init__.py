"""The records of a campaign."""

from kithwork.campaign.models.approach import Approach, Technique
from kithwork.campaign.models.call import Call, CallName, Goal, Opinion, Source, Verdict
from kithwork.campaign.models.campaign import Campaign, Objective
from kithwork.campaign.models.choice import PlanChoice
from kithwork.campaign.models.date import Busy, DatesProposed
from kithwork.campaign.models.digest import AlertDigest
from kithwork.campaign.models.finding import Capture, Finding, Question, TwoFindings
from kithwork.campaign.models.follow_up import FollowUp
from kithwork.campaign.models.keeping import Draft
from kithwork.campaign.models.letterhead import Letterhead
from kithwork.campaign.models.mail import Mail, MailPlace, Sign
from kithwork.campaign.models.mailing import Mailing, Recipient
from kithwork.campaign.models.meeting import Exposure, Meeting, NamedPerson, Outcome
from kithwork.campaign.models.need import Need
from kithwork.campaign.models.outgoing import Outgoing
from kithwork.campaign.models.work import Work

__all__ = [
    "AlertDigest",
    "Approach",
    "Busy",
    "Call",
    "CallName",
    "Campaign",
    "Capture",
    "DatesProposed",
    "Draft",
    "Exposure",
    "Finding",
    "FollowUp",
    "Goal",
    "Letterhead",
    "Mail",
    "MailPlace",
    "Mailing",
    "Meeting",
    "NamedPerson",
    "Need",
    "Objective",
    "Opinion",
    "Outcome",
    "Outgoing",
    "PlanChoice",
    "Question",
    "Recipient",
    "Sign",
    "Source",
    "Technique",
    "TwoFindings",
    "Verdict",
    "Work",
]
