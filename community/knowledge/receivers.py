from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from community.journal.stamps import touch


@receiver([page_published, page_unpublished, post_page_move])
def visitors_see_the_new_pages(sender, **kwargs):
    touch("house")


@receiver(post_delete)
def visitors_no_longer_see_it(sender, **kwargs):
    if issubclass(sender, Page):
        touch("house")


@receiver([post_save, post_delete], sender=PageViewRestriction)
def who_may_see_it_changed(sender, **kwargs):
    touch("house")
