"""Every kind of thing that can be found, made once for everyone, and every way in which it can be gone."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import PageViewRestriction

from community.knowledge.models import ArticlePage, ChapterPage, HandbookPage, LibraryPage
from community.members.actions import deactivate
from community.members.models import Profile
from community.networks.actions import add_participant, remove_participant
from community.networks.models import Network
from events.scheduling.actions import cancel_meeting, change_meeting, schedule_meeting
from forum import actions as forum
from tests.factories import BoardFactory, NetworkFactory, OrganisationFactory, UserFactory

#: What is searched, and what then must not be read anywhere.
WORD, MARK = "zwaluw", "kerkuil9c2e"
TITLE = f"{WORD} {MARK}"
BODY = [{"type": "text", "value": f"<p>{TITLE}</p>"}]


@dataclass(frozen=True)
class Way:
    """`gone` hides what `make` made, and `back` undoes that, where it can be undone. All get the house and the thing.

    `told`: what is gone is called so in calendars, which take it out.
    """

    name: str
    kind: str
    make: Callable
    gone: Callable
    back: Callable | None = None
    visitors: bool = True
    told: bool = False


def topic(house):
    house.board = BoardFactory(name="Open", slug="open")
    return forum.start_topic(
        actor=house.member, board=house.board, title=TITLE, html=f"<p>{TITLE}</p>", client_id=uuid.uuid4(),
        tags=[MARK],
    )  # fmt: skip


def answered_topic(house):
    made = topic(house)
    forum.reply(actor=house.facilitator, topic=made, html="<p>Zo.</p>", client_id=uuid.uuid4())
    return made


def answer(house):
    house.board = BoardFactory(name="Open", slug="open")
    asked = forum.start_topic(
        actor=house.facilitator, board=house.board, title="Iets", html="<p>Iets</p>", client_id=uuid.uuid4()
    )
    return forum.reply(actor=house.member, topic=asked, html=f"<p>{TITLE}</p>", client_id=uuid.uuid4())


def answer_under(house):
    """An answer that says nothing of it, under a title that does."""
    return forum.reply(actor=house.facilitator, topic=topic(house), html="<p>Zo.</p>", client_id=uuid.uuid4())


def meeting(house):
    start = timezone.now() + dt.timedelta(days=100)
    return schedule_meeting(
        actor=house.facilitator, network=house.network, title=TITLE, question=TITLE, summary=TITLE,
        starts_at=start, ends_at=start + dt.timedelta(hours=2), visibility="public", host=house.organisation,
    )  # fmt: skip


def article(house):
    return _published(ArticlePage(title=TITLE, lede=TITLE, body=BODY), LibraryPage.objects.get())


def chapter(house):
    book = _published(HandbookPage(title="Boek", lede="Kort"), LibraryPage.objects.get())
    return _published(ChapterPage(title=TITLE, lede=TITLE, body=BODY), book)


def _published(page, parent):
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def person(house):
    made = UserFactory(name=TITLE, handle=MARK)
    _list(made, "members")
    return made


def acquaintance(house):
    """Somebody whom only who shares a network may know."""
    made = UserFactory(name=TITLE, handle=MARK)
    for user in (made, house.outsider):
        add_participant(actor=house.admin, network=house.board.network, user=user)
    return made


def network(house):
    return NetworkFactory(name=TITLE, slug=MARK, purpose=TITLE, visibility="public")


def organisation(house):
    return OrganisationFactory(name=TITLE, slug=MARK)


def _list(user, audience):
    Profile.objects.filter(user=user).update(listed=audience)


def remove(who):
    return lambda house, thing: forum.delete_post(actor=house.who(who), post=_opening(thing))


def restore(who):
    return lambda house, thing: forum.restore_post(actor=house.who(who), post=_opening(thing))


def _opening(thing):
    return thing.posts.get(number=1) if hasattr(thing, "posts") else thing


def opening_above(house, thing):
    forum.delete_post(actor=house.staff, post=thing.topic.posts.get(number=1))


def opening_back(house, thing):
    forum.restore_post(actor=house.staff, post=thing.topic.posts.get(number=1))


def hide_topic(house, thing):
    topic = getattr(thing, "topic", thing)
    topic.deleted_at = timezone.now()
    topic.save(update_fields=["deleted_at"])


def show_topic(house, thing):
    topic = getattr(thing, "topic", thing)
    topic.deleted_at = None
    topic.save(update_fields=["deleted_at"])


def close_board(house, thing):
    _board(house, house.network, "network")


def open_board(house, thing):
    _board(house, None, "public")


def _board(house, network, visibility):
    house.board.network, house.board.visibility = network, visibility
    house.board.save()


def tighten(house, thing):
    change_meeting(actor=house.facilitator, meeting=thing, visibility="network")


def widen(house, thing):
    change_meeting(actor=house.facilitator, meeting=thing, visibility="public")


def private(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def move_under_private(house, thing):
    book = _published(HandbookPage(title="Besloten", slug="besloten"), LibraryPage.objects.get())
    private(book)
    thing.refresh_from_db()
    thing.move(book, pos="last-child")


def move_back(house, thing):
    thing = type(thing).objects.get(pk=thing.pk)
    thing.move(HandbookPage.objects.get(title="Boek"), pos="last-child")


def leave(house, thing):
    remove_participant(actor=thing, participant=thing.participations.get())


def come_back(house, thing):
    add_participant(actor=house.admin, network=house.board.network, user=thing)


def switch_on(house, thing):
    thing.is_active = True
    thing.save(update_fields=["is_active"])


def visible(to):
    def change(house, thing):
        thing.visibility = to
        thing.save()

    return change


def published(page):
    type(page).objects.get(pk=page.pk).get_latest_revision().publish()


WAYS = [
    Way("its author removes it", "topic", topic, remove("member"), restore("member")),
    Way("staff remove it", "topic", topic, remove("staff"), restore("staff")),
    Way("its answers stay", "topic", answered_topic, remove("member"), restore("staff")),
    Way("all of it is hidden", "topic", answered_topic, hide_topic, show_topic),
    Way("its board closes", "topic", topic, close_board, open_board),
    Way("its author removes it", "post", answer, remove("member"), restore("member")),
    Way("staff remove it", "post", answer, remove("staff"), restore("staff")),
    Way("the topic is hidden", "post", answer, hide_topic, show_topic),
    Way("its board closes", "post", answer, close_board, open_board),
    Way("the question above it goes", "post", answer_under, opening_above, opening_back),
    Way("it is called off", "meeting", meeting, lambda h, m: cancel_meeting(actor=h.facilitator, meeting=m), told=True),
    Way("it is for members only", "meeting", meeting, tighten, widen),
    Way("it is deleted", "meeting", meeting, lambda h, m: m.delete()),
    Way("its network is deleted", "meeting", meeting, lambda h, m: Network.objects.get(pk=m.network_id).delete()),
    Way("unpublished", "page", article, lambda h, p: p.unpublish(), lambda h, p: published(p)),
    Way("for some only", "page", article, lambda h, p: private(p), lambda h, p: p.view_restrictions.all().delete()),
    Way("deleted", "page", article, lambda h, p: p.delete()),
    Way(
        "the book is for some only", "page", chapter, lambda h, p: private(p.get_parent()),
        lambda h, p: p.get_parent().view_restrictions.all().delete(),
    ),
    Way(
        "the book is unpublished", "page", chapter, lambda h, p: p.get_parent().specific.unpublish(),
        lambda h, p: published(p.get_parent().specific),
    ),
    Way(
        "one chapter is for some only", "page", chapter, lambda h, p: private(p),
        lambda h, p: p.view_restrictions.all().delete(),
    ),
    Way("one chapter is unpublished", "page", chapter, lambda h, p: p.unpublish(), lambda h, p: published(p)),
    Way("the book is deleted", "page", chapter, lambda h, p: p.get_parent().delete()),
    Way("moved into a closed book", "page", chapter, move_under_private, move_back),
    Way(
        "the account is closed", "people", person, lambda h, u: deactivate(actor=h.admin, person=u), switch_on,
        visitors=False,
    ),
    Way(
        "not listed", "people", person, lambda h, u: _list(u, "me"), lambda h, u: _list(u, "members"),
        visitors=False,
    ),
    Way("left the network", "people", acquaintance, leave, come_back, visitors=False),
    Way("deleted", "organisations", organisation, lambda h, o: o.delete(), visitors=False),
    Way("closed", "networks", network, visible("network"), visible("public")),
]  # fmt: skip
