from django.apps import AppConfig

MOST_REPLAYED = 500


class ChatConfig(AppConfig):
    name = "community.chat"

    def ready(self):
        from community.live.topics import Topic, opener

        from . import receivers  # noqa: F401
        from .actions import fragment
        from .models import Room

        @opener("room")
        def open_room(user, number):
            """Messages of a room by number; a gap too wide to replay asks the tab to load the page again."""
            room = Room.objects.visible_to(user).filter(pk=number).first()
            if room is None:
                return None

            def after(seen):
                if room.last_number - seen > MOST_REPLAYED:
                    return [{"kind": "reload"}]
                return [
                    {"kind": "message", "n": m.number, "author": m.author_id, "html": fragment(m)}
                    for m in room.messages.filter(number__gt=seen).select_related("author")
                ]

            return Topic(f"room.{number}", after)
