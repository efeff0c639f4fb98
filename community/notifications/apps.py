from django.apps import AppConfig
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class NotificationsConfig(AppConfig):
    name = "community.notifications"

    def ready(self):
        from community import rhythm
        from community.live.topics import Topic, opener
        from community.networks.rights import Role
        from community.networks.settings.history import FIELDS

        from . import receivers  # noqa: F401
        from .contacts import receivers as contacts  # noqa: F401
        from .contacts.kinds import KINDS as CONTACTS
        from .facilities import receivers as facilities  # noqa: F401
        from .facilities.kinds import KINDS as FACILITIES
        from .invitations import invitations_of
        from .jobs import sweep
        from .kinds import Kind, bare, register
        from .letters import catch_up
        from .networks import last_word
        from .requests import about_who_asks, welcome, why_not
        from .working import receivers as of_work  # noqa: F401
        from .working.kinds import KINDS as WORK

        for kind in (*CONTACTS, *FACILITIES):
            register(kind)
        rhythm.register(rhythm.Rhythm.OFTEN, catch_up, sweep)
        register(
            Kind(
                "networks/join_requested",
                gettext_lazy("Somebody asks to join your network"),
                "user",
                lambda name, data: _("%(name)s asks to join %(network)s") % {"name": name, **data},
                gettext_lazy("Answer"),
                letters=about_who_asks,
            )
        )
        register(
            Kind(
                "networks/invitation_asked",
                gettext_lazy("Somebody asks for a new invitation"),
                "mail",
                lambda name, data: (
                    _("%(email)s came too late and asks for a new invitation to %(network)s") % data
                ),
                gettext_lazy("Send a new one"),
                letters=bare,
            )
        )
        register(
            Kind(
                "networks/join_approved",
                gettext_lazy("Your request to join was answered"),
                "net",
                lambda name, data: _("You now take part in %(network)s") % data,
                gettext_lazy("Go to the network"),
                letters=welcome,
            )
        )
        register(
            Kind(
                "networks/join_declined",
                gettext_lazy("Your request to join was declined"),
                "net",
                lambda name, data: _("Your request to join %(network)s was declined") % data,
                gettext_lazy("Read the answer"),
                letters=why_not,
            )
        )

        register(
            Kind(
                "networks/facilitator",
                gettext_lazy("You facilitate a network"),
                "net",
                lambda name, data: _("%(name)s asks you to facilitate %(network)s") % {"name": name, **data},
                gettext_lazy("See who takes part"),
                letters=bare,
            )
        )

        register(
            Kind(
                "networks/role",
                gettext_lazy("You have another role in a network"),
                "net",
                lambda name, data: (
                    _("Your role in %(network)s is now: %(role)s")
                    % {"network": data["network"], "role": Role(data["role"]).label}
                ),
                gettext_lazy("See who takes part"),
                letters=bare,
            )
        )

        register(
            Kind(
                "networks/phase_item",
                gettext_lazy("You take care of something for a network"),
                "check",
                lambda name, data: (
                    _("%(name)s asks you to take care of this for %(network)s: %(text)s")
                    % {"name": name, **data}
                ),
                gettext_lazy("See the list"),
                letters=bare,
            )
        )
        register(
            Kind(
                "networks/closed",
                gettext_lazy("A network of yours is closed"),
                "lock",
                lambda name, data: _("%(network)s is closed; everything stays readable") % data,
                gettext_lazy("Read back"),
                letters=last_word,
            )
        )
        register(
            Kind(
                "networks/reopened",
                gettext_lazy("A network of yours runs again"),
                "net",
                lambda name, data: _("%(network)s runs again") % data,
                gettext_lazy("Go to the network"),
                letters=bare,
            )
        )
        register(
            Kind(
                "networks/changed",
                gettext_lazy("Something about one of your networks changed"),
                "net",
                lambda name, data: (
                    _("%(name)s changed something about %(network)s: %(fields)s")
                    % {
                        "name": name,
                        "network": data["network"],
                        "fields": ", ".join(str(FIELDS[field]) for field in data["fields"]),
                    }
                ),
                gettext_lazy("Go to the network"),
                mail=False,
                letters=bare,
            )
        )
        register(
            Kind(
                "networks/invited",
                gettext_lazy("Somebody invites you to a network"),
                "net",
                lambda name, data: _("%(name)s invites you to %(network)s") % {"name": name, **data},
                gettext_lazy("See the invitation"),
                mail=False,  # the mail with the link goes to who has no account as well
                asked_at=invitations_of,
            )
        )
        register(
            Kind(
                "networks/proposed",
                gettext_lazy("Somebody proposes a network"),
                "net",
                lambda name, data: _("%(name)s proposes the network %(network)s") % {"name": name, **data},
                gettext_lazy("Answer"),
            )
        )
        register(
            Kind(
                "networks/proposal_approved",
                gettext_lazy("A network that you proposed begins"),
                "net",
                lambda name, data: _("Your network %(network)s can begin") % data,
                gettext_lazy("See what comes next"),
            )
        )
        register(
            Kind(
                "networks/proposal_declined",
                gettext_lazy("A network that you proposed does not begin yet"),
                "net",
                lambda name, data: _("The staff do not let %(network)s begin yet") % data,
                gettext_lazy("Read why"),
            )
        )
        for kind in WORK:
            register(kind)

        @opener("user")
        def open_own_topic(user, number):
            """What only this person hears: the bell and the unread counts."""
            return Topic(f"user.{number}") if user.pk == number else None
