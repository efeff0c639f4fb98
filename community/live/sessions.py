"""Whose session is over? Asked of the database, whatever the caches say."""

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone


def ended(tabs: Collection) -> list:
    """Those of `tabs` that may hear nothing any more.

    Their session was signed out of, ended from the list, deleted or has expired; or the account was closed or got
    another password since the tab came in. Two queries for all of them, on a connection of their own: the caller is
    a thread that nobody else's question keeps waiting.
    """
    try:
        sessions = set(
            Session.objects.filter(
                session_key__in={tab.session_key for tab in tabs}, expire_date__gt=timezone.now()
            ).values_list("session_key", flat=True)
        )
        passwords = dict(
            get_user_model()
            .objects.filter(pk__in={tab.user_id for tab in tabs}, is_active=True)
            .values_list("pk", "password")
        )
    finally:
        connection.close()
    return [
        tab for tab in tabs if tab.session_key not in sessions or passwords.get(tab.user_id) != tab.password
    ]
