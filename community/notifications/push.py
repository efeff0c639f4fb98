"""Web push: news on the lock screen of a phone or computer that somebody switched on for it.

What is sent is encrypted for that browser (RFC 8291) and signed with the key of this house (RFC 8292, VAPID);
the push service in between sees neither the text nor the person. Without `PUSH_PRIVATE_KEY` none of this shows.
"""

import base64
import binascii
import json
import re
from fnmatch import fnmatchcase
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django_tasks import task

from community.members.models import User
from community.richtext import audiences
from community.rows import each

from .models import Device, Notification, Preference

MOST_DEVICES = 10
IN_SESSION = "device"  # where a session remembers which device its browser is
SECONDS_KEPT = 24 * 60 * 60
TIMEOUT_SECONDS = 10
GONE = (404, 410)
_PLAIN_HOST = re.compile(r"[a-z0-9.-]+(:\d+)?")


def new_key() -> str:
    """A fresh private key: 32 bytes of the curve P-256, base64url without padding."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _url64(number.to_bytes(32, "big"))


def application_key() -> str:
    """The public key a browser subscribes with, base64url of the uncompressed point; empty without push."""
    return _url64(_point(_private_key())) if settings.PUSH_PRIVATE_KEY else ""


@transaction.atomic
def add_device(*, actor: User, endpoint: str, p256dh: str, auth: str, name: str, session_key: str) -> Device:
    """Send news to this browser from now on; a browser belongs to who switched it on last.

    Raises `ValidationError` when the address is not one of a push service we know, or the keys are not keys.
    """
    if not settings.PUSH_PRIVATE_KEY:
        raise ValidationError(_("News on devices is not set up here."))
    if len(endpoint) > 500 or not _is_service(endpoint) or not _are_keys(p256dh, auth):
        raise ValidationError(_("This browser asks for news in a way we do not know."))
    device, _created = Device.objects.update_or_create(
        endpoint=endpoint,
        defaults={"user": actor, "p256dh": p256dh, "auth": auth, "name": name, "session_key": session_key},
    )
    old = actor.devices.order_by("-pk").values_list("pk", flat=True)[MOST_DEVICES:]
    actor.devices.filter(pk__in=list(old)).delete()
    return device


def forget_session(session_key: str | None) -> None:
    """Who signs out on a device hears nothing there any more."""
    if session_key:
        Device.objects.filter(session_key=session_key).delete()


def keep_device(user: User, device_pk: int, session_key: str | None) -> None:
    """Somebody has a new password: the browser that they set it in hears on, with its session; no other one does."""
    user.devices.exclude(pk=device_pk).delete()
    user.devices.update(session_key=session_key or "")


def _devices_of(person: User) -> list[Device]:
    """Where somebody may hear: in browsers whose session goes on. The others are forgotten."""
    devices = list(person.devices.all())
    sessions = Session.objects.filter(
        session_key__in={one.session_key for one in devices}, expire_date__gt=timezone.now()
    )
    open_now = {one.session_key for one in sessions if _is_of(one, person)}
    closed = [one.pk for one in devices if one.session_key not in open_now]
    if closed:
        Device.objects.filter(pk__in=closed).delete()
    return [one for one in devices if one.session_key in open_now]


def _is_of(session: Session, person: User) -> bool:
    """A session of this person that began with the password they have now."""
    kept = session.get_decoded()
    return kept.get(SESSION_KEY) == str(person.pk) and constant_time_compare(
        kept.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()
    )


def enqueue(notifications: list[Notification]) -> None:
    """Push these, after the transaction, to who has a device and did not switch the kind off."""
    if not settings.PUSH_PRIVATE_KEY or not notifications:
        return
    kind = notifications[0].kind
    people = [notification.recipient_id for notification in notifications]
    off = Preference.objects.filter(kind=kind, push=False, user__in=people).values("user")
    having = set(
        Device.objects.filter(user__in=people).exclude(user__in=off).values_list("user_id", flat=True)
    )
    if pks := [one.pk for one in notifications if one.recipient_id in having]:
        transaction.on_commit(lambda: deliver.enqueue(pks))


@task()
def deliver(pks: list[int]) -> int:
    """Push the notifications of one event to every device of their recipients. Returns how many were taken.

    What was read meanwhile, or may not be read any more, is not pushed. A device that is gone is forgotten.
    """
    told = Notification.objects.unread().select_related("recipient", "actor").filter(pk__in=pks)
    return each(told, _push_to_all, atomic=False).report()


def _push_to_all(notification: Notification) -> int:
    """To all devices of one person."""
    from webpush import WebPush

    if not _may_hear(notification):
        return 0
    key = _private_key()
    sender = WebPush(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
        subscriber=settings.PUSH_CONTACT,
        ttl=SECONDS_KEPT,
    )
    return each(
        _devices_of(notification.recipient),
        lambda device: _push(sender, notification, device),
        atomic=False,
    ).report()


def _push(sender, notification: Notification, device: Device) -> int:
    import requests
    from webpush import WebPushSubscription

    subscription = WebPushSubscription(
        endpoint=device.endpoint, keys={"p256dh": device.p256dh, "auth": device.auth}
    )
    message = sender.get(json.dumps(_words(notification, device)), subscription)
    try:
        answer = requests.post(
            device.endpoint,
            data=message.encrypted,
            headers={**message.headers, "content-type": "application/octet-stream", "urgency": "normal"},
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException:
        return 0
    if answer.status_code in GONE:
        device.delete()
    return int(answer.ok)


def _may_hear(notification: Notification) -> bool:
    person = notification.recipient
    return person.is_active and audiences.may_read(person, notification.audience)


def _words(notification: Notification, device: Device) -> dict[str, str]:
    with translation.override(notification.recipient.language):
        return {
            "title": "Vonder",
            "body": _("There is news for you.") if device.discreet else notification.sentence,
            "url": f"/notifications/{notification.pk}/",
            "tag": str(notification.pk),
        }


def _is_service(endpoint: str) -> bool:
    """Plain letters only in the host: what one reader of addresses takes for a host, another must not."""
    parts = urlsplit(endpoint)
    if not _PLAIN_HOST.fullmatch(parts.netloc) or not endpoint.isascii() or "\\" in endpoint:
        return False
    origin = f"{parts.scheme}://{parts.netloc}"
    return any(fnmatchcase(origin, service) for service in settings.PUSH_SERVICES)


def _are_keys(p256dh: str, auth: str) -> bool:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _from_url64(p256dh))
        return len(_from_url64(auth)) == 16
    except (ValueError, binascii.Error):
        return False


@lru_cache(maxsize=2)
def _key_of(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(_from_url64(text), "big"), ec.SECP256R1())


def _private_key() -> ec.EllipticCurvePrivateKey:
    return _key_of(settings.PUSH_PRIVATE_KEY)


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def _url64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _from_url64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
