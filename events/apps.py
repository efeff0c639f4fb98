from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self):
        from community import rhythm
        from community.live.topics import Replay, Topic, opener
        from community.notifications.kinds import register

        from .jobs import DAILY
        from .kinds import KINDS
        from .models import Meeting, RotationPlan
        from .rules import may_see_plan

        rhythm.register(rhythm.Rhythm.DAILY, *DAILY)
        for kind in KINDS:
            register(kind)

        @opener("meeting")
        def open_meeting(user, number):
            """Who comes to a meeting changed."""
            return (
                Topic(f"meeting.{number}")
                if user.is_authenticated and Meeting.objects.visible_to(user).filter(pk=number).exists()
                else None
            )

        @opener("plan")
        def open_plan(user, number):
            """Answers came in for a rotation, or a proposal is ready."""
            plan = RotationPlan.objects.select_related("network").filter(pk=number).first()
            if plan is None or not may_see_plan(user, plan):
                return None

            def replay(version, since):
                now = RotationPlan.objects.get(pk=number)
                return Replay([{"kind": "state", "state": now.state}], until=now.version)

            return Topic(f"plan.{number}", replay)
