"""What the room of meetings keeps. Each idea has its own tables; this module only hands them on."""

from .cases.models import CaseRecord
from .certificates.models import Certificate
from .handover.models import HostRequest
from .harvest.models import Harvest, Passage
from .hosting.models import HostTask
from .meetings.models import FIRST_MONTH, Attendance, Meeting, new_door_code
from .minutes.models import ActionPoint, Minutes, MinutesComment, MinutesVersion, Note
from .places.models import Ride
from .planning.models import Availability, PlannedMeeting, PlanVersion, RotationPlan, Turn, TurnAnswer
from .polls.models import DatePoll, PollOption, Vote, Voter
from .programme.models import AgendaItem
from .questions.models import MeetingQuestion
from .reflection.models import FirstMet, Inspiration, PulseAnswer, PulseGiven, ThankYou
from .scheduling.models import CalendarFeed, Prepared, new_feed_token
from .turns.models import SwapRequest

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
    "HostRequest",
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
    "Prepared",
    "PulseAnswer",
    "PulseGiven",
    "Ride",
    "RotationPlan",
    "SwapRequest",
    "ThankYou",
    "Turn",
    "TurnAnswer",
    "Vote",
    "Voter",
    "new_door_code",
    "new_feed_token",
]
