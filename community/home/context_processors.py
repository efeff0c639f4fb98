from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q

from community.chat.models import unread_messages
from community.networks.models import Network, Participant
from forum.models import ReadMark


class Frame:
    """What stands around every page of a member; each part costs a query only where it is shown."""

    def __init__(self, user, chat: int | None = None):
        self.user = user
        self._networks = None
        self._chat = chat

    @property
    def networks(self):
        """The reader's networks with the number of unread topics in each."""
        if self._networks is None:
            read = ReadMark.objects.filter(
                topic=OuterRef("boards__topics"),
                user=self.user,
                number__gte=OuterRef("boards__topics__last_number"),
            )
            mine = Participant.objects.active().filter(network=OuterRef("pk"), user=self.user)
            self._networks = list(
                Network.objects.filter(Exists(mine))
                .annotate(
                    unread=Count(
                        "boards__topics",
                        filter=Q(boards__topics__deleted_at=None)
                        & Q(boards__topics__last_number__gt=0)
                        & ~Exists(read),
                    )
                )
                .order_by("name")
            )
        return self._networks

    @property
    def chat(self) -> int:
        if self._chat is None:
            self._chat = unread_messages(self.user)
        return self._chat


def frame(request):
    user = getattr(request, "user", None)
    theme = request.COOKIES.get("theme", "")
    if user is not None and user.is_authenticated:
        theme = user.theme
    return {
        "frame": Frame(user, getattr(request, "chat_unread", None))
        if user is not None and user.is_authenticated
        else None,
        "theme": theme if theme in ("light", "dark") else "",
        "DEMO": settings.DEMO,
    }
