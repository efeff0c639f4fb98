"""Every address and every socket topic, as each of ten people. No private word may reach an outsider."""

from functools import reduce

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from community.live.topics import kinds, open_topic
from tests.house import CANARY, House, picture

from .played import PLAYED
from .sockets import SOCKETS
from .table import (
    BOSS,
    INSIDE,
    LIBRARIES,
    OPEN,
    OWN,
    POST_INSIDE,
    POST_OPEN,
    POST_SIGNED,
    POST_STAFF,
    SIGNED,
    STAFF,
    TABLE,
)  # fmt: skip

pytestmark = pytest.mark.django_db
#: Where somebody who is invited reads to what.
TOLD = ("home:today", "notifications:notifications")
PERSONAS = [*House.INSIDE, *House.OUTSIDE]


def own_names():
    """The names of all addresses that are ours, from the resolver itself."""
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and str(entry.pattern) not in LIBRARIES:
            yield from (f"{entry.namespace}:{name}" for name in _names_in(entry))


def _names_in(room: URLResolver):
    """Those of a room, and of the ideas in it, which share its name and add nothing to its addresses."""
    for inner in room.url_patterns:
        if isinstance(inner, URLPattern):
            yield inner.name
        else:
            assert (inner.namespace, str(inner.pattern)) == (None, ""), inner
            yield from _names_in(inner)


def test_every_address_is_classified():
    assert set(own_names()) == set(TABLE)


def test_what_has_a_rule_of_its_own_is_played_where_the_table_says():
    played = [name for names in PLAYED.values() for name in names]
    assert sorted(played) == sorted(name for name, (_arguments, rule) in TABLE.items() if rule == OWN)
    words = {path: (settings.BASE_DIR / path).read_text() for path in PLAYED}
    assert [
        word for path, names in PLAYED.items() for word in names.values() if word not in words[path]
    ] == []


def test_every_socket_topic_is_classified():
    assert kinds() == set(SOCKETS)


def address(house, name):
    arguments = [
        path.strip("'") if path.startswith("'") else reduce(getattr, path.split("."), house)
        for path in TABLE[name][0]
    ]
    return reverse(name, args=arguments)


def expected(rule, persona) -> set[int]:
    inside, boss = persona in House.INSIDE, persona == "facilitator"
    signed = persona not in ("visitor", "deactivated")
    hidden = {404} if signed else {302, 404}
    match rule:
        case _ if rule == OPEN:
            return {200, 302} if rule == OPEN and signed else {200}
        case _ if rule == SIGNED:
            return {200} if signed else {302}
        case _ if rule == INSIDE:
            return {200, 302} if inside else hidden
        case _ if rule == BOSS:
            return {200} if boss else {403} if inside else hidden
        case _ if rule in (POST_INSIDE, POST_SIGNED):
            return {405} if signed else {302, 405}
        case _ if rule in (STAFF, POST_STAFF):
            opened = 200 if rule == STAFF else 405
            return {opened} if persona == "staff" else {403} if signed else {302}
        case _ if rule == POST_OPEN:
            return {405}
    raise AssertionError(rule)


@pytest.mark.parametrize("persona", PERSONAS)
def test_walk(persona, house, sign_in):
    client, wrong = sign_in(house.who(persona)), []
    for name, (_arguments, rule) in TABLE.items():
        if rule == OWN:
            continue
        response = client.get(address(house, name))
        if response.status_code not in expected(rule, persona):
            wrong.append((name, response.status_code))
        if persona in House.OUTSIDE:
            body = b"".join(response.streaming_content) if response.streaming else response.content
            said = body.decode("utf8", "replace") + str(response.headers)
            if rule == STAFF:  # the one private word that staff read
                said = said.replace(house.network.name, "")
            if persona == "invited" and name in TOLD:
                said = said.replace(house.network.name, "")  # it stands in the invitation
            if CANARY in said.replace(address(house, name), ""):  # the request itself may be echoed
                wrong.append((name, "canary"))
    assert not wrong


@pytest.mark.parametrize("persona", House.OUTSIDE)
def test_nobody_outside_changes_anything(persona, house, sign_in):
    client, wrong = sign_in(house.who(persona)), []
    before = house.network.participants.active().count(), house.topic.posts.count()
    for name, (_arguments, rule) in TABLE.items():
        if rule not in (POST_INSIDE, INSIDE, BOSS) or name == "networks:join":
            continue
        data = {
            "answer": "approve",
            "do": "publish",
            "text": "x",
            "html": "x",
            "kind": "useful",
            "email": "a@b.be",
        }
        response = client.post(address(house, name), data)
        if response.status_code not in (302, 403, 404, 405):
            wrong.append((name, response.status_code))
        if response.status_code == 302 and "/account/login/" not in response["Location"]:
            wrong.append((name, response["Location"]))
    assert not wrong
    assert before == (house.network.participants.active().count(), house.topic.posts.count())


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("kind", SOCKETS)
def test_socket_topics(persona, kind, house):
    user = house.who(persona) or AnonymousUser()
    number = reduce(getattr, SOCKETS[kind].split("."), house)
    may = {
        "user": persona == "member",
        "plan": persona == "facilitator",
    }.get(kind, persona in House.INSIDE)
    if persona == "deactivated":
        user.is_active = False
    assert (open_topic(f"{kind}.{number}", user) is not None) is may
    assert open_topic(f"{kind}.999999", user) is None


@pytest.mark.parametrize("words", [CANARY, "Vraag", "Samenkomst", "Inhoud"])
@pytest.mark.parametrize("persona", House.OUTSIDE)
def test_search_finds_nothing_private(persona, words, house, sign_in):
    page = sign_in(house.who(persona)).get("/search/", {"q": words}).content.decode()
    assert CANARY not in page.replace(f'value="{words}"', "").replace(f"“{words}”", "").replace(
        f"q={words}", ""
    ).replace(f"q%3D{words}", "").replace(f"<title>{words}", "")


def test_search_finds_it_for_a_member(house, sign_in):
    page = sign_in(house.member).get("/search/", {"q": CANARY}).content.decode()
    assert page.count('class="row__title"') >= 3


def test_missing_and_forbidden_look_the_same(house, sign_in):
    client = sign_in(house.outsider)
    for name, number in (("forum:posts_after", house.topic.pk), ("events:meeting", house.meeting.pk), ("chat:room", house.room.pk)):  # fmt: skip
        hidden, missing = client.get(reverse(name, args=[number])), client.get(reverse(name, args=[987654]))
        assert (hidden.status_code, missing.status_code) == (404, 404)
        strip = lambda response, n: response.content.decode().replace(f"/{n}/", "/N/")  # noqa: E731
        assert len(strip(hidden, number)) == len(strip(missing, 987654))


def test_feeds_stop_when_somebody_leaves(house, client):
    assert CANARY in client.get(reverse("events:feed", args=[house.feed.token])).content.decode()
    assert CANARY not in client.get(reverse("events:feed", args=[house.former_feed.token])).content.decode()
    assert client.get(reverse("events:feed", args=["guess"])).status_code == 404
    for feed, status in ((house.feed, 200), (house.former_feed, 404)):
        response = client.get(reverse("events:network_feed", args=[feed.token, house.network.slug]))
        assert response.status_code == status
        assert (CANARY in response.content.decode().replace("\r\n ", "")) is (status == 200)
    assert client.get(reverse("events:network_feed", args=[house.feed.token, "ander"])).status_code == 404
    assert CANARY not in client.get(reverse("events:public_feed")).content.decode()


def test_the_join_link_is_for_who_registered(house, sign_in):
    link = f"meet.example.org/{CANARY}"
    url, ics = (
        reverse("events:meeting", args=[house.meeting.pk]),
        reverse("events:ics", args=[house.meeting.pk]),
    )
    member = sign_in(house.member)
    assert link not in member.get(url).content.decode()
    assert link not in member.get(ics).content.decode()
    member.post(reverse("events:answer", args=[house.meeting.pk]), {"answer": "online"})
    assert link in member.get(url).content.decode()
    assert link in member.get(ics).content.decode().replace("\r\n ", "")


def test_mails_about_private_things_go_to_members_only(house):
    inside = {house.facilitator.email, house.member.email}
    before_leaving = {house.former.email, house.deactivated.email}
    assert any(CANARY in message.body for message in mail.outbox)
    for message in mail.outbox:
        if CANARY in message.body or CANARY in message.subject:
            allowed = inside | before_leaving | {house.invited.email, house.guest.email}
            assert set(message.to) <= allowed, message.subject


def test_a_waiting_mail_is_dropped_when_its_reader_leaves(house):
    from community.networks.actions import remove_participant
    from community.notifications.jobs import deliver
    from community.notifications.models import OutgoingMail

    queued = OutgoingMail.objects.create(
        recipient=house.member,
        to=house.member.email,
        audience=house.network.audience,
        subject=CANARY,
        text=CANARY,
    )
    remove_participant(actor=house.member, participant=house.network.participants.get(user=house.member))
    assert deliver.call(queued.pk) == "dropped"


def test_the_door_of_the_editors(house, sign_in):
    for persona in ("outsider", "member"):
        assert sign_in(house.who(persona)).get("/cms/").status_code in (302, 403)
    assert sign_in(None).get("/cms/login/")["Location"].startswith("/account/login/")
    assert settings.WAGTAILADMIN_LOGIN_URL == "account_login"


@pytest.mark.parametrize("persona", PERSONAS)
def test_addresses_with_a_rule_of_their_own(persona, house, sign_in):
    """The rows of the table marked OWN that no other test plays."""
    house.member.photo.save("m.webp", picture())
    client, signed = sign_in(house.who(persona)), persona not in ("visitor", "deactivated")
    inside, staff = persona in House.INSIDE, persona == "staff"
    hidden = 404 if signed else 302
    expected = {
        "home:more": 200 if signed else 302,
        "members:photo": 200 if inside else hidden,
        "organisations:waiting": 200 if staff else hidden,
        "organisations:edit": 200 if staff or persona == "facilitator" else hidden,
        "organisations:new_facility": 200 if staff or persona == "facilitator" else hidden,
        "organisations:facility": 200 if staff or persona == "facilitator" else hidden,
        "organisations:answer_facility_request": 200 if staff or persona == "facilitator" else hidden,
        "organisations:verify": 200 if staff else hidden,
        "organisations:merge": 200 if staff else hidden,
        "organisations:name_contacts": 200 if staff or persona == "facilitator" else hidden,
        "organisations:new_venue": 200 if staff or persona == "facilitator" else hidden,
        "organisations:venue": 200 if staff or persona == "facilitator" else hidden,
        "forum:edit": 200 if persona == "member" else 403 if inside else hidden,
        "events:my_availability": 200 if persona == "member" else 410 if inside else hidden,
        "demo:mail": 404,
    }
    assert {name: client.get(address(house, name)).status_code for name in expected} == expected
