from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "community.chat"

    def ready(self):
        from community.live.topics import Topic, opener

        from . import receivers  # noqa: F401
        from .models import Room
        from .replay import replay

        @opener("room")
        def open_room(user, number):
            """Messages of a room by number, and changes of those that were said before."""
            room = Room.objects.visible_to(user).filter(pk=number).first()
            return room and Topic(f"room.{number}", lambda seen, since: replay(room, seen, since))
