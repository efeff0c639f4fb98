"""What is gone by the time that a verb looks for it is not found, for who asked by a page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404


@contextmanager
def not_found() -> Iterator[None]:
    """Around a verb that raises `DoesNotExist` when its row is gone. Raises `Http404` then."""
    try:
        yield
    except ObjectDoesNotExist as error:
        raise Http404 from error
