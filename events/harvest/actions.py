"""From what a network said to a draft article, with the yes of everyone whose words are in it."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.knowledge.models import ArticlePage, LibraryPage
from community.members.models import User
from community.networks.models import Network
from community.notifications.actions import notify, settle
from community.richtext.cleaning import clean_html, paragraphs, plain_text
from forum.models import Post

from ..meetings import moments
from ..minutes.models import Note
from .models import Harvest, Passage
from .rules import may_answer_passage, may_harvest

MOST_PASSAGES = 60
LONGEST_EXCERPT = 1000  # letters
REVIEW_AFTER = timedelta(days=400)


@transaction.atomic
def start_harvest(*, actor: User, network: Network, title: str) -> Harvest:
    """Begin to gather passages for an article. For facilitators; begun twice under one title it exists once.

    Raises `PermissionDenied`.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)
    if not may_harvest(actor, network):
        raise PermissionDenied
    begun = network.harvests.filter(title=title, started_by=actor, page=None, passages=None).first()
    if begun:
        return begun
    harvest = Harvest.objects.create(network=network, title=title, started_by=actor)
    record(actor=actor, verb="events.harvest_started", about=harvest, network_id=network.pk)
    return harvest


@transaction.atomic
def gather(
    *, actor: User, harvest: Harvest, notes: Iterable[Note] = (), posts: Iterable[Post] = ()
) -> list[Passage]:
    """Add notes of meetings and posts of the network's forum, and ask their writers. What is there already stays.

    Raises `PermissionDenied` for words from elsewhere, `ValidationError` when the article exists already.
    """
    harvest = Harvest.objects.select_for_update(of=("self",)).select_related("network").get(pk=harvest.pk)
    if not may_harvest(actor, harvest.network):
        raise PermissionDenied
    if harvest.page_id:
        raise ValidationError(_("The article is made already."))
    posts = list(posts)
    own = Post.objects.visible_to(actor).filter(topic__board__network=harvest.network)
    if own.filter(pk__in=[post.pk for post in posts]).count() < len(posts):
        raise PermissionDenied
    found = [_from_note(harvest, note) for note in notes] + [_from_post(harvest, post) for post in posts]
    known = set(harvest.passages.values_list("url", flat=True))
    fresh = [passage for passage in found if passage.url not in known]
    if len(known) + len(fresh) > MOST_PASSAGES:
        raise ValidationError(_("An article gathers at most %(most)d passages.") % {"most": MOST_PASSAGES})
    last = harvest.passages.aggregate(last=Max("position"))["last"] or 0
    for position, passage in enumerate(fresh, start=last + 1):
        passage.position = position
        if passage.contributor_id == actor.pk:
            passage.agrees, passage.answered_at = True, timezone.now()
        passage.save()
    asked = {p.contributor_id: p.contributor for p in fresh if p.contributor and p.agrees is None}
    notify(
        kind="events/harvest",
        to=asked.values(),
        actor=actor,
        url=harvest.get_absolute_url(),
        audience=harvest.network.audience,
        data={"title": harvest.title},
        context=lambda person: {"excerpt": _words_of(fresh, person)},
    )
    return fresh


def _words_of(passages: Iterable[Passage], person: User) -> str:
    """What this person wrote, for the mail that asks whether it may be used."""
    own = [plain_text(passage.html).strip() for passage in passages if passage.contributor_id == person.pk]
    return "\n\n".join(own)[:LONGEST_EXCERPT]


def _from_note(harvest: Harvest, note: Note) -> Passage:
    if note.meeting.network_id != harvest.network_id:
        raise PermissionDenied
    return Passage(
        harvest=harvest,
        html=clean_html(paragraphs(note.text)),
        source=note.meeting.title,
        url=f"{note.meeting.get_absolute_url()}#note-{note.pk}",
        contributor=note.author,
    )


def _from_post(harvest: Harvest, post: Post) -> Passage:
    return Passage(
        harvest=harvest,
        html=post.html,
        source=post.topic.heading,
        url=post.get_absolute_url(),
        contributor=post.author,
    )


def _locked(passage: Passage) -> Passage:
    """The passage as it is now; nobody makes the article meanwhile. Raises `DoesNotExist` when it is gone."""
    Harvest.objects.select_for_update().get(pk=passage.harvest_id)
    found = Passage.objects.select_for_update(of=("self",)).select_related("harvest__network")
    return found.get(pk=passage.pk)


@transaction.atomic
def answer_passage(*, actor: User, passage: Passage, agrees: bool, named: bool = True) -> Passage:
    """Say whether one's words may be used, and with or without one's name. Changeable until the article exists.

    Raises `PermissionDenied`.
    """
    passage = _locked(passage)
    if not may_answer_passage(actor, passage):
        raise PermissionDenied
    if (passage.agrees, passage.named) == (agrees, named and agrees):
        return passage
    passage.agrees, passage.named, passage.answered_at = agrees, named and agrees, timezone.now()
    passage.save(update_fields=["agrees", "named", "answered_at"])
    record(
        actor=actor,
        verb="events.passage_answered",
        about=passage,
        network_id=passage.harvest.network_id,
        agrees=agrees,
    )
    _settle(passage)
    return passage


def _settle(passage: Passage) -> None:
    """Who wrote it is asked no more, unless something else of theirs waits for an answer."""
    harvest, writer = passage.harvest, passage.contributor_id
    if writer and not harvest.passages.filter(contributor=writer, agrees=None).exists():
        settle(kinds=["events/harvest"], url=harvest.get_absolute_url(), people=[writer])


@transaction.atomic
def make_article(*, actor: User, harvest: Harvest) -> ArticlePage:
    """A draft in the library of the passages whose writers said yes. Nothing is published: an editor reads it first.

    Raises `PermissionDenied`, and `ValidationError` while somebody has not answered, or when nobody said yes. Who
    wrote something and left cannot be asked; their words stay out.
    """
    harvest = (
        Harvest.objects.select_for_update(of=("self",)).select_related("network", "page").get(pk=harvest.pk)
    )
    if not may_harvest(actor, harvest.network):
        raise PermissionDenied
    if harvest.page:
        return harvest.page
    passages = list(harvest.passages.select_related("contributor"))
    if any(p.agrees is None and p.contributor_id for p in passages):
        raise ValidationError(
            _("Not everyone has answered yet. Wait, or take out the passages without an answer.")
        )
    used = [passage for passage in passages if passage.agrees]
    if not used:
        raise ValidationError(_("Choose at least one passage whose writer said yes."))
    meetings = harvest.network.meetings.past().count()
    page = ArticlePage(
        title=harvest.title,
        live=False,
        owner=actor,
        network=harvest.network,
        tested_in=meetings,
        review_by=moments.today() + REVIEW_AFTER,
        body=[
            block
            for source in dict.fromkeys(passage.source for passage in used)
            for block in (
                {"type": "heading", "value": source},
                {"type": "text", "value": "".join(p.html for p in used if p.source == source)},
            )
        ],
    )
    LibraryPage.objects.first().add_child(instance=page)
    page.authors.set({p.contributor for p in used if p.named})
    page.save()  # the authors of a page wait for this
    page.save_revision(user=actor)
    harvest.page = page
    harvest.save(update_fields=["page"])
    record(actor=actor, verb="events.harvested", about=harvest, network_id=harvest.network_id, page=page.pk)
    return page


@transaction.atomic
def drop_passage(*, actor: User, passage: Passage) -> None:
    """Take a passage out, as long as there is no article. Raises `PermissionDenied`."""
    passage = _locked(passage)
    if not may_harvest(actor, passage.harvest.network) or passage.harvest.page_id:
        raise PermissionDenied
    passage.delete()
    _settle(passage)
