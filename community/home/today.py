"""What stands on Today besides what is asked: the next meeting and what was not read yet."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from community.members.models import User
from community.networks.models import Participant
from events.models import Attendance, Meeting
from forum.models import Topic

MOST_MEETINGS = 8
MOST_TOPICS = 6
Answer = Attendance.Answer
#: What can be answered to a meeting, by its mode.
ANSWERS = {
    Meeting.Mode.IN_PERSON: (Answer.IN_PERSON, Answer.NO),
    Meeting.Mode.HYBRID: (Answer.IN_PERSON, Answer.ONLINE, Answer.NO),
    Meeting.Mode.ONLINE: (Answer.ONLINE, Answer.NO),
}


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting of somebody, what they answered and who comes."""

    meeting: Meeting
    own: Attendance | None
    coming: list[User | None]
    online: int
    is_own: bool
    """The organisation of the reader receives the others."""

    @property
    def answer(self) -> str:
        return self.own.answer if self.own else ""

    @property
    def faces(self) -> list[User]:
        """Some who come. A guest without an account has no face here, and is counted."""
        return [person for person in self.coming if person is not None][:4]

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """(value, words, whether it was answered) for each answer that this meeting takes."""
        return [(value, words, value == self.answer) for value, words in choices_of(self.meeting)]


def choices_of(meeting: Meeting) -> list[tuple[str, str]]:
    """(value, words) for each answer that this meeting takes."""
    return [(one.value, str(one.label)) for one in ANSWERS[Meeting.Mode(meeting.mode)]]


def meetings_of(user: User) -> list[Meeting]:
    """The next meetings in the networks of this person; `answered` says whether they did."""
    own = Participant.objects.active().filter(user=user).values("network")
    answered = Attendance.objects.filter(meeting=OuterRef("pk"), user=user)
    upcoming = Meeting.objects.upcoming().filter(network__in=own).annotate(answered=Exists(answered))
    return list(upcoming.with_place()[:MOST_MEETINGS])


def next_meeting(meeting: Meeting, user: User) -> NextMeeting:
    """The card of a meeting for this person, in one question."""
    places = list(meeting.attendances.select_related("user"))
    return NextMeeting(
        meeting=meeting,
        own=next((place for place in places if place.user_id == user.pk), None),
        coming=[
            place.user for place in places if place.answer == Answer.IN_PERSON and not place.waiting_since
        ],
        online=sum(place.answer == Answer.ONLINE for place in places),
        is_own=meeting.host is not None and meeting.host.slug == user.mark,
    )


def unread_topics(user: User) -> list[Topic]:
    """What was said last in the networks of this person and not read yet; `new_count` says how much."""
    topics = (
        Topic.objects.visible_to(user)
        .listed()
        .filter(board__network__isnull=False)
        .unread_by(user)
        .with_reading_of(user)
        .select_related("last_poster", "board")
        .order_by("-last_post_at")[:MOST_TOPICS]
    )
    found = list(topics)
    for topic in found:
        topic.new_count = topic.last_number - topic.seen
    return found
