from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "community.networks"

    def ready(self):
        from community import rhythm
        from community.members import circles
        from community.organisations import editors
        from community.organisations.directory import together
        from community.organisations.working import confirming
        from community.organisations.working import staying as keeping
        from community.richtext import audiences

        from . import receivers, rules, sections  # noqa: F401
        from .beginning.jobs import forget_concepts
        from .jobs import end_memberships, end_roles
        from .leaving import staying
        from .models import Network, Participant
        from .together import IN_NETWORKS

        def may_write_in(user, number):
            network = Network.objects.filter(pk=number).first()
            return network is not None and rules.may_write_in(user, network)

        def with_account(users, _number):
            return [user for user in users if user.is_authenticated]

        def in_my_networks(viewer):
            mine = Participant.objects.active().filter(user=viewer.pk).values("network")
            return Participant.objects.active().filter(network__in=mine).values_list("user", flat=True)

        audiences.register(
            "public", readers=lambda users, _: users, may_write=lambda user, _: user.is_authenticated
        )
        audiences.register("members", readers=with_account, may_write=lambda user, _: user.is_authenticated)
        audiences.register(
            "staff",
            readers=lambda users, _: [user for user in users if user.is_authenticated and user.is_staff],
            may_write=lambda user, _: user.is_staff,
        )
        audiences.register("network", readers=rules.who_takes_part, may_write=may_write_in)

        def in_networks_i_lead(viewer):
            led = Participant.objects.active().facilitators().filter(user=viewer.pk).values("network")
            return Participant.objects.active().filter(network__in=led).values_list("user", flat=True)

        def my_networks(viewer):
            return list(Network.objects.of(viewer).order_by("folded").values_list("pk", "name"))

        def people_in_my_network(viewer, number):
            own = Network.objects.of(viewer).filter(pk=number)
            return Participant.objects.active().filter(network__in=own).values_list("user", flat=True)

        circles.register(in_my_networks, in_networks_i_lead)
        circles.register_groups(my_networks, people_in_my_network)
        editors.register(rules.facilitates_a_network_of)
        together.register(IN_NETWORKS)
        rhythm.register(rhythm.Rhythm.DAILY, end_memberships, end_roles, forget_concepts)
        confirming.register(rules.facilitators_around)
        keeping.register("networks", keeping.Keeper(staying.stays, staying.pass_on))
