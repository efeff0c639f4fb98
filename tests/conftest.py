"""What every test starts from: quick settings, Wagtail's root page, and a small house with ten personas."""

import pytest
from django.test import Client

from tests.house import House


@pytest.fixture(autouse=True)
def quick(settings, tmp_path):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """`--no-migrations` skips Wagtail's first rows; plant them once for all tests."""
    with django_db_blocker.unblock():
        plant()


def plant() -> None:
    from community.demo.world import plant_library

    plant_library()


@pytest.fixture
def library(db):
    from community.knowledge.models import LibraryPage

    return LibraryPage.objects.get()


@pytest.fixture
def house(db, django_capture_on_commit_callbacks) -> House:
    """The house, with everything that happens on commit: search entries, mails, frames."""
    with django_capture_on_commit_callbacks(execute=True):
        return House()


@pytest.fixture
def sign_in():
    """A test client signed in as somebody (None for a visitor)."""

    def client_of(user) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return client_of
