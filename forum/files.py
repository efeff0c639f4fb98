import uuid
from collections.abc import Iterable

from django.core.files.base import File
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from community.members.models import User
from community.richtext.actions import attach, use
from community.richtext.models import Attachment


def attached_html(
    actor: User, audience: str, client_id: uuid.UUID, files: Iterable[File], waiting: Iterable[Attachment]
) -> SafeString:
    """The files sent along with a text, or before it, kept for those who read it, and as HTML to stand below it."""
    attached = use(actor=actor, audience=audience, files=list(waiting))
    for index, upload in enumerate(files):
        once = uuid.uuid5(client_id, str(index))
        attached.append(attach(actor=actor, audience=audience, upload=upload, client_id=once))
    return format_html_join("", "{}", ((_shown(attachment),) for attachment in attached))


def _shown(attachment: Attachment) -> SafeString:
    """A picture as a picture, anything else as a link."""
    url = attachment.get_absolute_url()
    if not attachment.width:
        return format_html('<p><a href="{}">{}</a></p>', url, attachment.name)
    return format_html(
        '<figure><img src="{}" alt="{}" width="{}" height="{}"></figure>',
        url,
        attachment.name.rsplit(".", 1)[0].replace("-", " "),
        attachment.width,
        attachment.height,
    )
