from django.apps import AppConfig
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext


class ForumConfig(AppConfig):
    name = "forum"

    def ready(self):
        from community.live.topics import Replay, opener
        from community.live.topics import Topic as LiveTopic
        from community.notifications.kinds import Group, Kind, Several, register
        from community.richtext import audiences

        from . import receivers, rules  # noqa: F401
        from .letters import about_a_post, about_several_posts
        from .models import Topic
        from .queries import changed_since
        from .removing import REMOVED

        def named(name, data):
            return {"name": name, "title": data["title"] or _("Removed topic")}

        def many_answers(number, data):
            said = ngettext(
                "%(number)s new answer in “%(title)s”", "%(number)s new answers in “%(title)s”", number
            )
            return said % {**named("", data), "number": number}

        register(
            Kind(
                "forum/mentioned",
                gettext_lazy("Somebody calls you in a topic"),
                "at",
                lambda name, data: _("%(name)s mentions you in “%(title)s”") % named(name, data),
                gettext_lazy("Answer"),
                letters=about_a_post,
            ),
            Group.FORUM,
        )
        register(
            Kind(
                "forum/replied",
                gettext_lazy("There is an answer in a topic you follow"),
                "reply",
                lambda name, data: _("%(name)s answered in “%(title)s”") % named(name, data),
                gettext_lazy("Read the answer"),
                letters=about_a_post,
                several=Several(many_answers, about_several_posts),
            ),
            Group.FORUM,
        )

        audiences.register(REMOVED, readers=rules.restorers, may_write=lambda user, number: False)

        @opener("topic")
        def open_topic(user, number):
            """New and changed posts of a topic, by number."""
            topics = Topic.objects.visible_to(user).filter(pk=number)
            if not topics.exists():
                return None

            def replay(seen, since):
                last = Topic.objects.values_list("last_number", flat=True).get(pk=number)
                frames = [{"kind": "changed", "post": post} for post in changed_since(number, since)]
                return Replay(frames + ([{"kind": "post", "n": last}] if last > seen else []), until=last)

            return LiveTopic(f"topic.{number}", replay)
