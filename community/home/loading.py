"""Where templates come from."""

import re

from django.template import Origin
from django.template.loaders import filesystem

_INDENT = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Templates in folders, without the spaces that lines of HTML begin with.

    Who reviews a template needs them; a browser does not, and they were a third of a page. Lines keep their numbers.
    """

    def get_contents(self, origin: Origin) -> str:
        """Raises `TemplateDoesNotExist`."""
        contents = super().get_contents(origin)
        return _INDENT.sub("\n", contents) if str(origin.name).endswith(".html") else contents
