from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "community.networks"

    def ready(self):
        from community import rhythm
        from community.members import circles
        from community.richtext import audiences

        from . import receivers, rules  # noqa: F401
        from .jobs import end_memberships
        from .models import Network, Participant

        def network_check(rule):
            def check(user, number):
                network = Network.objects.filter(pk=number).first()
                return network is not None and rule(user, network)

            return check

        def in_my_networks(viewer):
            mine = Participant.objects.active().filter(user=viewer.pk).values("network")
            return Participant.objects.active().filter(network__in=mine).values_list("user", flat=True)

        audiences.register(
            "public", may_read=lambda user, _: True, may_write=lambda user, _: user.is_authenticated
        )
        audiences.register(
            "members",
            may_read=lambda user, _: user.is_authenticated,
            may_write=lambda user, _: user.is_authenticated,
        )
        audiences.register(
            "network",
            may_read=network_check(rules.takes_part),
            may_write=network_check(rules.may_write_in),
        )
        circles.register(in_my_networks)
        rhythm.register(rhythm.Rhythm.DAILY, end_memberships)
