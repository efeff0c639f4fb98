"""Who hears that something about a meeting changed."""

from community.live.topics import Topic, opener
from community.members.models import Anyone

from .models import Meeting


@opener("meeting")
def open_meeting(user: Anyone, number: int) -> Topic | None:
    """For who may see the meeting, signed in."""
    seen = user.is_authenticated and Meeting.objects.visible_to(user).filter(pk=number).exists()
    return Topic(f"meeting.{number}") if seen else None
