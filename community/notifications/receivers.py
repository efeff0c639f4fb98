from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.addresses import absolute
from community.members.models import User
from community.networks import signals
from community.networks.queries import who_holds
from community.networks.rights import Right, Role

from .actions import mail_to_address, notify
from .push import IN_SESSION, forget_session, keep_device


@receiver(signals.invited)
def mail_the_invitation(sender, invitation, token, actor, **kwargs):
    account = User.objects.filter(email=invitation.email).first()
    language = account.language if account else actor.language
    context = {
        "invitation": invitation,
        "url": absolute(reverse("networks:invitation", args=[token])),
    }
    with override(language):
        subject = _("%(name)s invites you to %(network)s") % {
            "name": actor.name,
            "network": invitation.network.name,
        }
    mail_to_address(
        to=invitation.email,
        subject=subject,
        template="notifications/invitation",
        context=context,
        language=language,
    )
    if account:
        notify(
            kind="networks/invited",
            to=[account],
            actor=actor,
            url=reverse("networks:own_invitation", args=[invitation.pk]),
            audience=f"person:{account.pk}",
            data={"network": invitation.network.name},
        )


@receiver(signals.invitation_asked)
def tell_who_may_invite(sender, invitation, **kwargs):
    """Somebody came too late and asks for a new link: who invited them hears of it, and who facilitates."""
    network = invitation.network
    inviting = network.participants.active().holding(Right.INVITE)
    notify(
        kind="networks/invitation_asked",
        to=User.objects.filter(participations__in=inviting).distinct(),
        actor=None,
        url=reverse("networks:members", args=[network.slug]),
        audience=network.audience,
        data={"network": network.name, "email": invitation.email},
    )


@receiver(signals.network_changed)
def tell_who_takes_part(sender, network, fields, actor, **kwargs):
    """Who may join matters to who lets people in, all else to everyone who takes part."""
    parts = network.participants.active()
    if set(fields) <= {"join_policy", "join_questions"}:
        parts = parts.holding(Right.INVITE)
    notify(
        kind="networks/changed",
        to=User.objects.filter(participations__in=parts),
        actor=actor,
        url=network.get_absolute_url(),
        audience=network.audience,
        data={"network": network.name, "fields": fields},
    )


@receiver(signals.network_closed)
def tell_that_it_ended(sender, network, word, actor, **kwargs):
    _tell_everyone("networks/closed", network, actor)


@receiver(signals.network_reopened)
def tell_that_it_runs_again(sender, network, actor, **kwargs):
    _tell_everyone("networks/reopened", network, actor)


def _tell_everyone(kind, network, actor):
    notify(
        kind=kind,
        to=User.objects.filter(participations__in=network.participants.active()),
        actor=actor,
        url=network.get_absolute_url(),
        audience=network.audience,
        data={"network": network.name, "number": network.pk},
    )


@receiver(signals.phase_item_given)
def tell_who_takes_care(sender, item, actor, **kwargs):
    network = item.network
    notify(
        kind="networks/phase_item",
        to=[item.owner],
        actor=actor,
        url=reverse("networks:phase", args=[network.slug]),
        audience=network.audience,
        data={"network": network.name, "text": item.text},
    )


@receiver(signals.join_requested)
def tell_the_facilitators(sender, join_request, actor, **kwargs):
    network = join_request.network
    notify(
        kind="networks/join_requested",
        to=who_holds(Right.INVITE, network),
        actor=actor,
        url=f"{reverse('networks:joining', args=[network.slug])}#requests",
        audience=network.audience,
        data={"network": network.name, "request": join_request.pk},
    )


@receiver(signals.join_answered)
def tell_the_one_who_asked(sender, join_request, actor, **kwargs):
    approved = join_request.status == "approved"
    network = join_request.network
    notify(
        kind="networks/join_approved" if approved else "networks/join_declined",
        to=[join_request.user],
        actor=actor,
        url=network.get_absolute_url() if approved else join_request.get_absolute_url(),
        audience=f"person:{join_request.user_id}",
        data={"network": network.name, "request": join_request.pk},
        excerpt=join_request.reply,
    )


@receiver(signals.role_changed)
def tell_who_has_another_role(sender, participant, was, actor, **kwargs):
    network = participant.network
    facilitates = participant.role == Role.FACILITATOR
    notify(
        kind="networks/facilitator" if facilitates else "networks/role",
        to=[participant.user],
        actor=actor,
        url=reverse("networks:members", args=[network.slug]),
        audience=network.audience,
        data={"network": network.name, "role": participant.role},
    )


@receiver(signals.network_proposed)
def tell_the_staff(sender, beginning, actor, **kwargs):
    notify(
        kind="networks/proposed",
        to=User.objects.filter(is_staff=True, is_active=True),
        actor=actor,
        url=reverse("networks:proposal", args=[beginning.pk]),
        audience="staff",
        data={"network": beginning.name},
        excerpt=beginning.purpose,
    )


@receiver(signals.proposal_answered)
def tell_who_proposed(sender, beginning, actor, **kwargs):
    begun = beginning.network_id is not None
    notify(
        kind="networks/proposal_approved" if begun else "networks/proposal_declined",
        to=[beginning.owner],
        actor=actor,
        url=reverse("networks:begun", args=[beginning.pk]),
        audience=f"person:{beginning.owner_id}",
        data={"network": beginning.name},
        excerpt=beginning.answer,
    )


@receiver(user_logged_out)
def silence_the_device(sender, request, **kwargs):
    forget_session(request.session.session_key)


@receiver([password_changed, password_reset, password_set])
def silence_the_other_devices(sender, request, user, **kwargs):
    keep_device(user, request.session.get(IN_SESSION, 0), request.session.session_key)
