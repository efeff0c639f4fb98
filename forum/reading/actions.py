from django.db import transaction
from django.db.models import QuerySet

from community.journal.stamps import touch
from community.members.models import User

from ..models import Subscription, Topic
from .marks import move_mark


def mark_read(*, actor: User, topic: Topic, number: int) -> None:
    """Remember how far the reader came; never backwards."""
    if move_mark(actor, topic, number):
        touch(f"reader.{actor.pk}")


@transaction.atomic
def mark_all_read(*, actor: User, topics: QuerySet[Topic]) -> None:
    """Everything in these topics is read."""
    for topic in topics.only("pk", "last_number"):
        mark_read(actor=actor, topic=topic, number=topic.last_number)


def follow(*, actor: User, topic: Topic, follows: bool) -> None:
    """Hear of new answers in a topic from now on, or no longer."""
    Subscription.objects.update_or_create(user=actor, topic=topic, defaults={"follows": follows})
