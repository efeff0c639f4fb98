import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
def test_the_mailbox_shows_what_was_sent_and_to_whom():
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend")
    EmailMessage("Kom je?", "Zeg het ons.", to=["noor@demo.vonder.example"], connection=connection).send()
    page = Client().get(reverse("demo:mailbox"), {"to": "noor"})
    assert page.status_code == 200
    assert "Kom je?" in page.text
    assert "<time" in page.text
    assert "Kom je?" not in Client().get(reverse("demo:mailbox"), {"to": "bram"}).text
