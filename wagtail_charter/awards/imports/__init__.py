"""Load awards that were given before from a csv, xlsx or yaml file.

``reading`` turns a file into records that know where they stand, ``holders`` finds whose award each is, ``checking``
turns records into a plan or a list of faults, ``saving`` carries the plan out in one transaction. No letter is sent.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wagtail_charter.awards.imports.checking import make_plan
from wagtail_charter.awards.imports.reading import read_records
from wagtail_charter.awards.imports.saving import carry_out
from wagtail_charter.foundations.imports import Fault, ImportRefused

__all__ = ["load_awards"]


def load_awards(path, *, by, enter_unknown=False, dry_run=False, progress=None):
    """Load the file at ``path``; all of it or, if anything in it is wrong, nothing.

    An award that stands here already is found by its reference, or else by service, level, day and scope (one of
    another scheme by service, issuer, level and year), so a second load changes nothing. Its facts never change; its
    public words and its contact are brought up to date, and an empty cell leaves what is there. Its state and whether
    it is listed are left to the steps of the award. ``by`` is an actor (``events.services``). ``enter_unknown``:
    enter organisations and services that are not known yet, as the file names them. With ``dry_run`` nothing is
    written. ``progress`` wraps an iterable in a progress bar.

    Returns an ``ImportReport``. Raises ``ImportRefused`` with every fault.
    """
    progress = progress or (lambda rows, **bar: rows)
    plan = make_plan(read_records(path), enter_unknown=enter_unknown, progress=progress)
    if not dry_run:
        try:
            with transaction.atomic():
                carry_out(plan, by=by, progress=progress)
        except IntegrityError as error:
            reason = _("Somebody changed awards or organisations while the file was loaded. Load it again.")
            raise ImportRefused([Fault(str(path), reason)]) from error
    return plan.report
