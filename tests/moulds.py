"""Worlds that take long to build are built once and cast anew for each test: rows, files, mails and the thing itself.

A cast is as good as the first: no test sees what another did to it. It is made of what stands in the database, so that
it costs a hundredth of playing everything again, whether or not a test runs in a transaction.
"""

import pickle
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import TestCase
from django.test.utils import override_settings
from django.utils import timezone

from .rows import Everything

FRESH = timedelta(minutes=5)  # what may be changed for a quarter of an hour can still be changed


class Mould:
    """`build` makes something in the database and returns it; `cast` gives it again, as if it were built just now."""

    def __init__(self, build: Callable):
        self.build = build
        self.made_at = None
        self.media = Path(tempfile.mkdtemp(dir=settings.VAR))

    def cast(self, *, ground: Everything):
        """The thing, its rows, its files and the mails that it sent; its numbers follow those of the ground."""
        self._keep_fresh(ground)
        with transaction.atomic():
            self.difference.apply()
        shutil.copytree(self.media, settings.MEDIA_ROOT, dirs_exist_ok=True)
        made, mails = pickle.loads(self.made)  # noqa: S301  (our own, from a moment ago)
        mail.outbox += mails
        return made

    def _keep_fresh(self, ground: Everything) -> None:
        """Build it, unless that was done a moment ago and on this day."""
        now, then = timezone.now(), self.made_at
        if not then or abs(now - then) > FRESH or timezone.localdate(now) != timezone.localdate(then):
            self._make(ground)

    def _make(self, ground: Everything) -> None:
        """Build it with everything that happens on commit, look what that left, and take it back."""
        shutil.rmtree(self.media, ignore_errors=True)
        sent, mail.outbox = mail.outbox, []
        with transaction.atomic(), override_settings(MEDIA_ROOT=self.media):
            before = Everything()
            ground.count_on()  # tests that were rolled back may have left their numbers behind
            with TestCase.captureOnCommitCallbacks(execute=True):
                thing = self.build()
            self.difference = Everything() - before
            transaction.set_rollback(True)
        self.made = pickle.dumps((thing, mail.outbox))
        self.made_at = timezone.now()
        self.media.mkdir(exist_ok=True)
        mail.outbox = sent
        cache.clear()
