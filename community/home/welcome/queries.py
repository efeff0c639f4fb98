"""What the pages of the welcome say besides the questions."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import Profile, User
from community.networks.models import Network, Participant, Visibility
from community.notifications.models import Notification, OutgoingMail
from community.organisations.models import Organisation
from events.models import Meeting
from forum.models import Board
from forum.rules import may_start_topic

MOST_MEETINGS = 8


@dataclass(frozen=True)
class Company:
    """The others in a network, for who comes in: how many people, of how many organisations, who facilitates."""

    part: Participant
    others: int
    organisations: int
    facilitators: list[User]

    @property
    def own(self) -> Organisation | User:
        """Whose island stands for who comes in: of the organisation they take part for, else their own."""
        return self.part.organisation or self.part.user


def company(user: User, network: Network, invited_by: User | None = None) -> Company:
    """Who is in the network with this person, who takes part in it; of who facilitates `invited_by` stands first."""
    parts = list(network.participants.active().select_related("user", "organisation"))
    own = next(part for part in parts if part.user_id == user.pk)
    return Company(
        part=own,
        others=len(parts) - 1,
        organisations=len({part.organisation_id for part in parts if part.organisation_id}),
        facilitators=sorted(
            (
                part.user
                for part in parts
                if part.role == Participant.Role.FACILITATOR and part.user_id != user.pk
            ),
            key=lambda person: person != invited_by,
        ),
    )


def who_sees_profile(user: User, network: Network, others: int) -> str:
    """Who sees what stands on this person's profile, as a sentence; `members.UserQuerySet.visible_to` decides it."""
    profile = Profile.objects.filter(user=user).first()
    if profile and profile.listed == Profile.Audience.MEMBERS:
        return _("Everyone with an account sees this on your profile, visitors do not.")
    elsewhere = Participant.objects.active().filter(user=user).exclude(network=network).exists()
    if elsewhere:
        return _("The people of your networks see this on your profile, nobody else.")
    words = ngettext(
        "The %(n)d other person of %(network)s sees this on your profile, and who comes later. Nobody else.",
        "The %(n)d other people of %(network)s see this on your profile, and who comes later. Nobody else.",
        others,
    )
    return words % {"n": others, "network": network.name}


def who_reads(board: Board, others: int, organisations: int) -> str:
    """Who reads what is written on a board."""
    if board.visibility == Visibility.PUBLIC:
        return _("Everybody can read this, visitors too.")
    if board.visibility == Visibility.MEMBERS:
        return _("Everyone with an account can read this.")
    people = ngettext("%(n)d other person", "%(n)d other people", others) % {"n": others}
    return ngettext(
        "%(people)s of %(n)d organisation read along.",
        "%(people)s of %(n)d organisations read along.",
        organisations,
    ) % {"people": people, "n": organisations}


def board_to_say_hello(user: User, network: Network) -> Board | None:
    """The first board of the network on which this person may begin a topic."""
    boards = Board.objects.visible_to(user).filter(network=network).select_related("network")
    return next((board for board in boards if may_start_topic(user, board)), None)


def meetings_to_come(user: User, network: Network) -> list[Meeting]:
    """The next meetings of the network that this person may see, at most eight."""
    found = Meeting.objects.visible_to(user).upcoming().filter(network=network)
    return list(found.with_place()[:MOST_MEETINGS])


def all_in_one_mail(user: User, network: Network) -> bool:
    """Whether one mail with all meetings to come went to this person, or is being written."""
    told = Notification.objects.filter(recipient=user, kind="events/year", audience=network.audience)
    on_its_way = [OutgoingMail.Status.QUEUED, OutgoingMail.Status.SENDING, OutgoingMail.Status.SENT]
    return told.filter(Q(mail_due=True) | Q(outgoingmail__status__in=on_its_way)).exists()
