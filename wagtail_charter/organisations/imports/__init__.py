"""Load organisations, services and what they are classified by from a csv, xlsx or yaml file.

``reading`` turns a file into records that know where they stand, ``checking`` turns records into a plan or a list of
faults, ``saving`` carries the plan out in one transaction.
"""

from django.db import IntegrityError
from django.utils.translation import gettext as _

from wagtail_charter.foundations.imports import Fault, ImportRefused
from wagtail_charter.organisations.imports.checking import make_plan
from wagtail_charter.organisations.imports.reading import read_records
from wagtail_charter.organisations.imports.saving import carry_out

__all__ = ["load_organisations"]


def load_organisations(path, *, by=None, dry_run=False, progress=None):
    """Load the file at ``path``; all of it or, if anything in it is wrong, nothing.

    What is in the database already is found by identifier, then by the name under which it was loaded, then by its
    name, so a second load changes nothing. An empty cell, or a key that is left out, leaves what is there. ``by`` is
    the user whom Wagtail's log names (nobody for the shell). With ``dry_run`` nothing is written. ``progress`` wraps
    an iterable in a progress bar.

    Returns an ``ImportReport``. Raises ``ImportRefused`` with every fault.
    """
    progress = progress or (lambda rows, **bar: rows)
    plan = make_plan(read_records(path), progress=progress)
    if not dry_run:
        try:
            carry_out(plan, by=by, progress=progress)
        except IntegrityError as error:
            reason = _("Somebody changed organisations while the file was loaded. Load it again.")
            raise ImportRefused([Fault(str(path), reason)]) from error
    return plan.report
