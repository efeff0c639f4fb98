"""What search engines may find: what a visitor may read, and nothing else."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from community.knowledge.shelves import standing
from community.networks.models import Network
from events.models import Meeting
from forum.models import Topic

VISITOR = AnonymousUser()


class Rooms(Sitemap):
    """The doors of the rooms."""

    def items(self):
        return ["home:front", "networks:networks", "events:agenda", "forum:forum"]

    def location(self, item):
        return reverse(item)


class Networks(Sitemap):
    def items(self):
        return Network.objects.visible_to(VISITOR).order_by("pk")


class Meetings(Sitemap):
    def items(self):
        return Meeting.objects.visible_to(VISITOR).order_by("pk")


class Topics(Sitemap):
    def items(self):
        return Topic.objects.visible_to(VISITOR).listed().order_by("pk")

    def lastmod(self, item):
        return item.last_post_at


class Pages(Sitemap):
    """Articles, handbooks and the blog, as they are published."""

    def items(self):
        return standing(Page.objects).public().filter(depth__gt=1).order_by("path")

    def location(self, item):
        return item.url or reverse("home:front")

    def lastmod(self, item):
        return item.last_published_at


ROOMS = {"rooms": Rooms, "networks": Networks, "meetings": Meetings, "topics": Topics, "pages": Pages}


@require_safe
def show(request):
    """Every address that a visitor may read."""
    return sitemap(request, ROOMS)
