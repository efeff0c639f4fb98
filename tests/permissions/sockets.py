"""The topics of the sockets, with what stands in the house for each."""

#: kind of socket topic -> the number in the house
SOCKETS = {
    "user": "member.pk",
    "topic": "topic.pk",
    "room": "room.pk",
    "meeting": "meeting.pk",
    "plan": "plan.pk",
}
