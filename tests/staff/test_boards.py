"""Boards for everyone: staff make and change them; a board of a network is its own affair."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from forum.boards.actions import make_board
from forum.models import Board
from tests.factories import BoardFactory

pytestmark = pytest.mark.django_db
WORDS = {"name": "Open vragen", "description": "Voor iedereen", "visibility": "public"}


def test_staff_make_a_board_and_everybody_finds_it(house, sign_in):
    response = sign_in(house.staff).post(reverse("staff:new_board"), WORDS)
    board = Board.objects.get(slug="open-vragen")
    assert response["Location"] == reverse("staff:boards")
    assert (board.name, board.description, board.visibility, board.network) == (*WORDS.values(), None)
    assert sign_in(None).get(board.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("name", "field"),
    [("open VRAGEN", "name"), ("", "name"), ("???", "name"), ("x" * 10_000, "name"), ("Geheim", "name")],
)
def test_a_name_that_cannot_be_is_said_beside_the_field(name, field, house, sign_in):
    make_board(actor=house.staff, name="Open vragen")
    page = sign_in(house.staff).post(reverse("staff:new_board"), WORDS | {"name": name})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert "Voor iedereen" in page.content.decode()


def test_two_names_with_one_address_are_refused_in_words(house):
    make_board(actor=house.staff, name="Open vragen!")
    with pytest.raises(ValidationError) as refused:
        make_board(actor=house.staff, name="Open vragen?")
    assert list(refused.value.message_dict) == ["name"]


def test_a_board_keeps_its_address(house, sign_in):
    board = make_board(actor=house.staff, name="Open vragen")
    url = reverse("staff:board", args=[board.pk])
    page = sign_in(house.staff).get(url)
    assert page.context["form"].initial["name"] == "Open vragen"
    sign_in(house.staff).post(url, WORDS | {"name": "Vragen van ons"})
    board.refresh_from_db()
    assert (board.name, board.slug, board.visibility) == ("Vragen van ons", "open-vragen", "public")


@pytest.mark.parametrize(("persona", "status"), [("staff", 404), ("facilitator", 403), ("outsider", 403)])
def test_nobody_changes_the_board_of_a_network_here(persona, status, house, sign_in):
    url = reverse("staff:board", args=[house.board.pk])
    assert sign_in(house.who(persona)).get(url).status_code == status


def test_a_board_that_is_open_is_no_business_of_others(house, sign_in):
    board = BoardFactory()
    url = reverse("staff:board", args=[board.pk])
    assert sign_in(house.member).post(url, WORDS).status_code == 403
    assert sign_in(None).get(url).status_code == 302
