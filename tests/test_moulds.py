"""A cast has the numbers of the first, whatever was tried and rolled back before it."""

from django.db import transaction

from community.members.models import User
from tests.factories import UserFactory
from tests.moulds import Mould


def test_the_numbers_of_a_cast_follow_those_of_the_ground(db, django_db_setup):
    with transaction.atomic():
        UserFactory()
        transaction.set_rollback(True)
    for _ in range(2):
        mould = Mould(UserFactory)
        with transaction.atomic():
            assert mould.cast(ground=django_db_setup).pk == 1
            assert User.objects.get().pk == 1
            transaction.set_rollback(True)
