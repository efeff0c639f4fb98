from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction, ReferenceIndex, get_page_models
from wagtail.signals import page_published, page_unpublished, post_page_move

from community.kept.stamps import touch

from .models import Picture, PictureRendition


@receiver([page_published, page_unpublished, post_page_move])
def visitors_see_the_new_pages(sender, **kwargs):
    touch("house")


@receiver(page_published)
def its_pictures_open_and_close_with_it(sender, instance, **kwargs):
    """Wagtail notes which pictures a page holds in a task that may come later; a reader comes at once."""
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(instance.specific)


@receiver([post_save, post_delete], sender=Picture)
@receiver(post_delete, sender=PictureRendition)
def pages_that_show_it_are_made_again(sender, **kwargs):
    """The address of a picture is another one when its file or its sizes are made anew."""
    touch("house")


def visitors_no_longer_see_it(sender, **kwargs):
    touch("house")


for kind in get_page_models():
    post_delete.connect(visitors_no_longer_see_it, sender=kind)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def who_may_see_it_changed(sender, **kwargs):
    touch("house")
