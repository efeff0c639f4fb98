from datetime import date

from django.apps import AppConfig
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def _with_day(data: dict, field: str) -> dict:
    return {**data, field: date_format(date.fromisoformat(data[field]), "j F")}


class EventsConfig(AppConfig):
    name = "events"

    def ready(self):
        from community.live.topics import Topic, opener
        from community.notifications.kinds import Kind, register

        from .models import Meeting, RotationPlan
        from .rules import may_see_plan

        kinds = [
            (
                "events/invited",
                gettext_lazy("You are invited to a meeting"),
                "cal",
                lambda name, data: _("%(day)s: %(title)s. Are you coming?") % _with_day(data, "day"),
                gettext_lazy("Say whether you come"),
            ),
            (
                "events/changed",
                gettext_lazy("A meeting changed"),
                "cal",
                lambda name, data: _("Changed: %(title)s, now on %(day)s") % _with_day(data, "day"),
                gettext_lazy("See what changed"),
            ),
            (
                "events/cancelled",
                gettext_lazy("A meeting is cancelled"),
                "x",
                lambda name, data: _("Cancelled: %(title)s on %(day)s") % _with_day(data, "day"),
                gettext_lazy("See the meeting"),
            ),
            (
                "events/reminder",
                gettext_lazy("A meeting waits for your answer"),
                "clock",
                lambda name, data: _("Are you coming on %(day)s? %(title)s") % _with_day(data, "day"),
                gettext_lazy("Say whether you come"),
            ),
            (
                "events/promoted",
                gettext_lazy("A place came free for you"),
                "ok",
                lambda name, data: _("There is a place for you: %(title)s") % data,
                gettext_lazy("See the meeting"),
            ),
            (
                "events/availability",
                gettext_lazy("When can your organisation host?"),
                "home",
                lambda name, data: (
                    _("When can you host? %(plan)s, answer before %(by)s") % _with_day(data, "by")
                ),
                gettext_lazy("Fill in"),
            ),
            (
                "events/turn",
                gettext_lazy("It is your turn to host"),
                "home",
                lambda name, data: (
                    _("You would host on %(day)s: %(title)s. Is that all right?") % _with_day(data, "day")
                ),
                gettext_lazy("Say yes or no"),
            ),
            (
                "events/turn_declined",
                gettext_lazy("A host cannot take its turn"),
                "x",
                lambda name, data: _("%(organisation)s cannot host on %(day)s") % _with_day(data, "day"),
                gettext_lazy("See the proposal"),
            ),
        ]
        for kind in kinds:
            register(Kind(*kind))

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

            def frames_after(version: int) -> list[dict]:
                newest = RotationPlan.objects.values_list("version", flat=True).get(pk=number)
                return [{"kind": "proposal", "n": newest}] if newest > version else []

            return Topic(f"plan.{number}", frames_after)
