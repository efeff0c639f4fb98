import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.kept.stamps import touch
from community.live.hub import publish
from community.members.models import User
from community.networks.closing.refusing import refuse
from community.networks.models import Network
from community.networks.rules import may_write_in
from community.richtext.cleaning import clean_html, paragraphs, plain_text
from community.richtext.mentions import link_mentions

from . import rules
from .models import Message, Room, RoomMember

MOST_CHARACTERS = 4_000
BADGES_UP_TO = 30


def fragment(message: Message) -> str:
    """The message as HTML that reads the same for everyone; the browser adds what differs per reader."""
    return render_to_string("chat/_message.html", {"message": message})


def spoken(message: Message) -> dict:
    """The frame of a new message."""
    return {"kind": "message", "n": message.number, "author": message.author_id, "html": fragment(message)}


def edited(message: Message) -> dict:
    """The frame of a message that reads otherwise now, or was taken back."""
    return {
        "kind": "edited",
        "number": message.number,
        "author": message.author_id,
        "html": fragment(message),
    }


@transaction.atomic
def open_network_room(*, network: Network) -> Room:
    """The room of a whole network; there is only one."""
    room, _created = Room.objects.get_or_create(
        network=network, about=None, defaults={"name": network.name[:80]}
    )
    return room


@transaction.atomic
def open_room_about(*, actor: User, network: Network, about: str, name: str) -> Room:
    """The room of one thing in a network, such as `meeting-5`; whoever takes part in the network reads along.

    Raises `PermissionDenied`.
    """
    if not may_write_in(actor, network):
        refuse(network)
    room, _created = Room.objects.get_or_create(about=about, defaults={"network": network, "name": name[:80]})
    enter(room=room, user=actor)
    return room


@transaction.atomic
def open_conversation(*, actor: User, person: User) -> Room:
    """The conversation of two people; there is only one for each pair. Raises `PermissionDenied`."""
    if not rules.may_talk_to(actor, person):
        raise PermissionDenied
    first, second = sorted((actor.pk, person.pk))
    room, created = Room.objects.get_or_create(pair=f"{first}-{second}")
    if created:
        RoomMember.objects.bulk_create(RoomMember(room=room, user=one) for one in (actor, person))
    return room


def enter(*, room: Room, user: User) -> RoomMember:
    """From now on this person's unread messages in the room are counted."""
    if member := RoomMember.objects.filter(room=room, user=user).first():
        return member
    member, _created = RoomMember.objects.get_or_create(
        room=room, user=user, defaults={"last_read": room.last_number}
    )
    touch(f"reader.{user.pk}")
    return member


@transaction.atomic
def say(*, actor: User, room: Room, text: str, client_id: uuid.UUID) -> Message:
    """Send a message. The same `client_id` gives the same message, however often it is sent.

    Raises `PermissionDenied`, and `ValidationError` for an empty or too long text.
    """
    room = Room.objects.select_for_update(of=("self",)).select_related("network").get(pk=room.pk)
    if existing := Message.objects.filter(author=actor.pk, client_id=client_id).first():
        return existing
    if not rules.may_write_in_room(actor, room):
        refuse(room.network)
    message = Message.objects.create(
        room=room, number=room.last_number + 1, author=actor, html=_clean(text), client_id=client_id
    )
    room.last_number, room.last_at = message.number, message.created_at
    room.save(update_fields=["last_number", "last_at"])
    RoomMember.objects.filter(room=room, user=actor).update(last_read=message.number)
    touch(f"network.{room.network_id}" if room.network_id else f"reader.{actor.pk}")
    publish(f"room.{room.pk}", spoken(message))
    others = list(room.members.exclude(user=actor).values_list("user_id", flat=True)[: BADGES_UP_TO + 1])
    if not room.network_id:
        touch(*(f"reader.{user_id}" for user_id in others))
    if len(others) <= BADGES_UP_TO:
        for user_id in others:
            publish(f"user.{user_id}", {"kind": "chat", "room": room.pk})
    return message


def _clean(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise ValidationError(
            _("A chat message has at most 4,000 characters. Put longer texts in the forum."), code="too_long"
        )
    html, _called = link_mentions(clean_html(paragraphs(text)))
    if not plain_text(html):
        raise ValidationError(_("Write something first."), code="empty")
    return html


def _locked(message: Message) -> Message:
    """The message as it is now; nobody else changes it meanwhile."""
    return Message.objects.select_for_update(of=("self",)).select_related("room").get(pk=message.pk)


@transaction.atomic
def edit_message(*, actor: User, message: Message, text: str) -> Message:
    """Say one's own message otherwise.

    Raises `PermissionDenied`, and `ValidationError` for an empty or too long text.
    """
    message = _locked(message)
    if not rules.may_change_message(actor, message):
        refuse(message.room.network)
    message.html, message.edited_at = _clean(text), timezone.now()
    message.save(update_fields=["html", "edited_at"])
    publish(f"room.{message.room_id}", edited(message))
    return message


@transaction.atomic
def delete_message(*, actor: User, message: Message) -> None:
    """Take back one's own message; its number stays, its words go. Raises `PermissionDenied`."""
    message = _locked(message)
    if not rules.may_change_message(actor, message):
        refuse(message.room.network)
    message.deleted_at, message.html = timezone.now(), ""
    message.save(update_fields=["deleted_at", "html"])
    record(actor=actor, verb="chat.message_deleted", about=message, network_id=message.room.network_id)
    publish(f"room.{message.room_id}", edited(message))


def read_until(*, actor: User, room: Room, number: int) -> None:
    """Remember the last message seen; never backwards, never beyond what exists. Raises `PermissionDenied`."""
    if not rules.may_read_room(actor, room):
        raise PermissionDenied
    number = min(number, room.last_number)
    changed = RoomMember.objects.filter(room=room, user=actor, last_read__lt=number).update(last_read=number)
    if changed:
        touch(f"reader.{actor.pk}")
        publish(f"user.{actor.pk}", {"kind": "chat", "room": room.pk})
