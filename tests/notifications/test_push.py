"""News on devices: encrypted for the browser, signed by this house, to nobody who may not read it."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import jwt
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils import timezone

from community.networks.actions import remove_participant
from community.notifications import actions, push
from community.notifications.models import Device, Notification
from tests.conftest import session_key

pytestmark = pytest.mark.django_db


def url64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Browser:
    """The other end of RFC 8291: the keys of a browser, and how it opens what comes in."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.secret = b"0123456789abcdef"

    @property
    def keys(self) -> dict:
        return {"p256dh": url64(self.point), "auth": url64(self.secret)}

    def open(self, body: bytes) -> dict:
        salt, length = body[:16], body[20]
        theirs, content = body[21 : 21 + length], body[21 + length :]
        shared = self.key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        )
        secret = derive(self.secret, b"WebPush: info\x00" + self.point + theirs, shared, 32)
        key = derive(salt, b"Content-Encoding: aes128gcm\x00", secret, 16)
        nonce = derive(salt, b"Content-Encoding: nonce\x00", secret, 12)
        return json.loads(AESGCM(key).decrypt(nonce, content, None).rstrip(b"\x02"))


def derive(salt: bytes, info: bytes, secret: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


@pytest.fixture
def service():
    """A push service on this machine: keeps what it gets, answers what it is told to."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.got.append((self.path, dict(self.headers), body))
            self.send_response(server.answer)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.got, server.answer = [], 201
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_for_push(settings, service):
    settings.PUSH_PRIVATE_KEY = push.new_key()
    settings.PUSH_CONTACT = "beheer@vonder.example"
    settings.PUSH_SERVICES = [f"http://127.0.0.1:{service.server_port}", "https://*.push.example"]
    return f"http://127.0.0.1:{service.server_port}"


def switch_on(house, address, who="member", browser=None, path="/een", key=None) -> Device:
    keys = (browser or Browser()).keys
    session = key or session_key(house.who(who))
    return push.add_device(
        actor=house.who(who), endpoint=address + path, **keys, name="Proef", session_key=session
    )


def tell(house, capture, who="member", audience=None):
    with capture(execute=True):
        return actions.notify(
            kind="forum/replied",
            to=[house.who(who)],
            actor=house.facilitator,
            url=house.topic.get_absolute_url(),
            audience=audience or house.network.audience,
            data={"topic": house.topic.title, "title": house.topic.title},
        )


def test_a_browser_can_read_what_comes_and_nobody_else(
    house, open_for_push, service, django_capture_on_commit_callbacks
):
    browser = Browser()
    switch_on(house, open_for_push, browser=browser)
    (notification,) = tell(house, django_capture_on_commit_callbacks)
    ((path, headers, body),) = service.got
    assert path == "/een"
    assert headers["content-encoding"] == "aes128gcm"
    assert int(headers["ttl"]) > 0
    assert house.topic.title.encode() not in body
    news = browser.open(body)
    assert news["url"] == f"/notifications/{notification.pk}/"
    assert house.topic.title in news["body"]
    token = headers["authorization"].split("t=")[1].split(",")[0]
    point = base64.urlsafe_b64decode(push.application_key() + "=")
    house_key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    claims = jwt.decode(token, house_key, algorithms=["ES256"], audience="http://127.0.0.1")
    assert claims["sub"] == "mailto:beheer@vonder.example"


def test_a_discreet_device_says_only_that_there_is_news(
    house, open_for_push, service, django_capture_on_commit_callbacks, client
):
    browser = Browser()
    device = switch_on(house, open_for_push, browser=browser)
    client.force_login(house.member)
    client.post(f"/notifications/devices/{device.pk}/", {"do": "discreet"})
    tell(house, django_capture_on_commit_callbacks)
    assert house.topic.title not in json.dumps(browser.open(service.got[0][2]))


def test_what_was_switched_off_read_or_closed_is_not_pushed(
    house, open_for_push, service, django_capture_on_commit_callbacks
):
    switch_on(house, open_for_push)
    (notification,) = tell(house, django_capture_on_commit_callbacks)
    assert len(service.got) == 1
    actions.mark_read(actor=house.member, pk=notification.pk)
    assert push.deliver.call([notification.pk]) == 0
    actions.choose(person=house.member, kind="forum/replied", push=False)
    tell(house, django_capture_on_commit_callbacks)
    actions.choose(person=house.member, kind="forum/replied", push=True)
    (last,) = actions.notify(
        kind="forum/replied",
        to=[house.member],
        actor=house.facilitator,
        url="/",
        audience=house.network.audience,
        data={"topic": "x", "title": "x"},
    )
    participant = house.network.participants.active().get(user=house.member)
    remove_participant(actor=house.facilitator, participant=participant)
    assert push.deliver.call([last.pk]) == 0
    assert len(service.got) == 1


@pytest.mark.parametrize(("status", "left"), [(201, 1), (404, 0), (410, 0), (429, 1), (500, 1)])
def test_a_device_that_is_gone_is_forgotten(
    house, open_for_push, service, django_capture_on_commit_callbacks, status, left
):
    switch_on(house, open_for_push)
    service.answer = status
    tell(house, django_capture_on_commit_callbacks)
    assert (len(service.got), Device.objects.count()) == (1, left)


@pytest.mark.parametrize(
    ("endpoint", "auth"),
    [
        ("http://127.0.0.1:1/een", None),
        ("https://evil.example/een", None),
        ("https://a.push.example@127.0.0.1/een", None),
        ("https://127.0.0.1\\.push.example/een", None),
        ("https://127.0.0.1\\@a.push.example/een", None),
        ("https://[::1].push.example/een", None),
        ("https://127.0.0.1%23.push.example/een", None),
        ("file:///etc/passwd", None),
        ("https://a.push.example/" + "x" * 500, None),
        ("https://a.push.example/een", "short"),
        ("https://a.push.example/een", "***"),
    ],
)
def test_addresses_and_keys_that_are_not_a_browsers_are_refused(house, open_for_push, endpoint, auth):
    keys = Browser().keys | ({"auth": auth} if auth else {})
    with pytest.raises(ValidationError):
        push.add_device(actor=house.member, endpoint=endpoint, **keys, name="", session_key="")
    assert not Device.objects.exists()


def test_a_browser_belongs_to_who_switched_it_on_last(house, open_for_push):
    switch_on(house, open_for_push)
    switch_on(house, open_for_push, who="facilitator")
    assert Device.objects.get().user == house.facilitator


def test_signing_out_silences_this_device_only(client, house, open_for_push):
    client.force_login(house.member)
    sent = {"endpoint": f"{open_for_push}/een", **Browser().keys}
    agent = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
    assert client.post("/notifications/devices/", sent, headers={"user-agent": agent}).status_code == 204
    switch_on(house, open_for_push, path="/elders")
    assert Device.objects.get(session_key=client.session.session_key).name == "Firefox, Android"
    client.post("/account/logout/")
    assert Device.objects.get().endpoint.endswith("/elders")


OLD, NEW = "eerst-wachtwoord-1", "ander-wachtwoord-2"
SESSION_ENDS = {
    "it was ended from the list": lambda house, key: Session.objects.filter(session_key=key).delete(),
    "it has expired": lambda house, key: Session.objects.filter(session_key=key).update(
        expire_date=timezone.now()
    ),
    "another password": lambda house, key: (house.member.set_password(NEW), house.member.save()),
    "somebody else signed in": lambda house, key: Session.objects.filter(session_key=key).update(
        session_data=Session.objects.get(session_key=session_key(house.facilitator)).session_data
    ),
}


@pytest.mark.parametrize("how", SESSION_ENDS)
def test_a_device_hears_no_more_when_its_session_ended(
    how, house, open_for_push, service, django_capture_on_commit_callbacks
):
    key = session_key(house.member)
    switch_on(house, open_for_push, key=key)
    tell(house, django_capture_on_commit_callbacks)
    SESSION_ENDS[how](house, key)
    tell(house, django_capture_on_commit_callbacks)
    assert (len(service.got), Device.objects.count()) == (1, 0)


def test_a_new_password_silences_all_devices_but_the_one_it_was_set_on(
    house, open_for_push, service, django_capture_on_commit_callbacks, client
):
    house.member.set_password(OLD)
    house.member.save()
    client.force_login(house.member)
    sent = {"endpoint": f"{open_for_push}/hier", **Browser().keys}
    assert client.post("/notifications/devices/", sent).status_code == 204
    switch_on(house, open_for_push, path="/elders")
    data = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    assert client.post("/account/password/change/", data).status_code == 302
    assert Device.objects.get().session_key == client.session.session_key
    tell(house, django_capture_on_commit_callbacks)
    assert [path for path, *_rest in service.got] == ["/hier"]


def test_only_the_owner_handles_a_device_or_follows_a_notification(
    client, house, open_for_push, django_capture_on_commit_callbacks
):
    device = switch_on(house, open_for_push)
    (notification,) = tell(house, django_capture_on_commit_callbacks)
    for who, status in (("facilitator", 404), ("outsider", 404), ("member", 302)):
        client.force_login(house.who(who))
        assert client.get(f"/notifications/{notification.pk}/").status_code == status
        assert client.post(f"/notifications/devices/{device.pk}/", {"do": "remove"}).status_code == status
    assert not Device.objects.exists()
    assert Notification.objects.filter(pk=notification.pk).exists()


def test_without_a_key_nothing_shows_or_leaves(
    client, house, settings, service, django_capture_on_commit_callbacks
):
    assert settings.PUSH_PRIVATE_KEY == ""
    client.force_login(house.member)
    assert b"device-push" not in client.get("/notifications/preferences/").content
    sent = {"endpoint": f"http://127.0.0.1:{service.server_port}/een", **Browser().keys}
    assert client.post("/notifications/devices/", sent).status_code == 422
    tell(house, django_capture_on_commit_callbacks)
    assert not service.got


def test_the_page_shows_the_devices_and_the_choices(client, house, open_for_push):
    switch_on(house, open_for_push)
    client.force_login(house.member)
    page = client.get("/notifications/preferences/").content.decode()
    assert "Proef" in page
    assert push.application_key() in page
    client.post("/notifications/preferences/", {"mail": ["forum/replied"], "push": ["forum/mentioned"]})
    own = {preference.kind: preference for preference in house.member.preferences.all()}
    assert (own["forum/replied"].mail, own["forum/replied"].push) == (True, False)
    assert (own["forum/mentioned"].mail, own["forum/mentioned"].push) == (False, True)
