"""What the room of meetings keeps: the meetings, the plans they come from, polls, and what meetings leave behind."""

from .afterwards import (
    ActionPoint,
    Certificate,
    FirstMet,
    Harvest,
    HostTask,
    Inspiration,
    Minutes,
    MinutesComment,
    MinutesVersion,
    Note,
    Passage,
    PulseAnswer,
    PulseGiven,
    ThankYou,
)
from .cases import CaseRecord
from .meetings import (
    FIRST_MONTH,
    AgendaItem,
    Attendance,
    CalendarFeed,
    Meeting,
    Ride,
    new_door_code,
    new_feed_token,
)
from .plans import Availability, PlannedMeeting, PlanVersion, RotationPlan, SwapRequest, TurnAnswer
from .polls import DatePoll, PollOption, Vote, Voter
from .questions import MeetingQuestion

__all__ = [
    "FIRST_MONTH",
    "ActionPoint",
    "AgendaItem",
    "Attendance",
    "Availability",
    "CalendarFeed",
    "CaseRecord",
    "Certificate",
    "DatePoll",
    "FirstMet",
    "Harvest",
    "HostTask",
    "Inspiration",
    "Meeting",
    "MeetingQuestion",
    "Minutes",
    "MinutesComment",
    "MinutesVersion",
    "Note",
    "Passage",
    "PlanVersion",
    "PlannedMeeting",
    "PollOption",
    "PulseAnswer",
    "PulseGiven",
    "Ride",
    "RotationPlan",
    "SwapRequest",
    "ThankYou",
    "TurnAnswer",
    "Vote",
    "Voter",
    "new_door_code",
    "new_feed_token",
]
