"""The kept numbers of the register."""

from django.db import transaction

from wagtail_charter.awards.models import Award, RegisterCount
from wagtail_charter.awards.states import LISTED_STATES


@transaction.atomic
def recount_register():
    """Count the awards of the register afresh, after they came in by another way (a copy of a database, a load)."""
    RegisterCount.objects.recount(Award.objects.on_register())


def keep_counts(award, *, left=None, entered):
    """Bring the register's counts up to date for an award that is in the state ``entered`` and was in ``left``."""
    if not award.is_listed:
        return
    if not RegisterCount.objects.exists():
        recount_register()
        return
    for state, number in ((left, -1), (entered, 1)):
        if state in LISTED_STATES:
            RegisterCount.objects.add(award, state=state, number=number)
