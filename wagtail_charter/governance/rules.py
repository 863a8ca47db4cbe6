"""What to look at on the pages that the law asks for. Pure: reads what it is given, changes nothing."""

from datetime import timedelta

from django.utils.translation import gettext as _

from wagtail_charter.foundations.findings import page_findings
from wagtail_charter.governance.states import Compliance

#: An accessibility statement is looked at once a year (UK regulations 2018/952, regulation 8, and their guidance).
REVIEW_DAYS = 366


def is_review_too_old(reviewed_on, *, on):
    """Whether the last review is more than 12 months before the day ``on``, or never was."""
    return reviewed_on is None or reviewed_on < on - timedelta(days=REVIEW_DAYS)


def _page_findings(page, on):
    """What is to be said of every page, and of the reviews of one that the law asks for."""
    found = list(page_findings(page))
    if is_review_too_old(page.reviewed_on, on=on):
        found.append(_("The last review is more than 12 months ago. Read the page, then write down the day."))
    if page.review_on is not None and page.review_on < on:
        found.append(_("The day of the next review has passed."))
    return found


def privacy_findings(page, *, on):
    """What to look at on a privacy page before it is published, as sentences."""
    found = []
    if page.officer_id is None:
        found.append(_("Nobody is named as the data protection officer. A public body needs one."))
    if not page.purposes:
        found.append(_("No purpose is named. The law asks for each purpose and its lawful basis."))
    if not page.recipients:
        found.append(
            _("Nobody is named who receives the data. If there is nobody, say so in the introduction.")
        )
    return found + _page_findings(page, on)


def statement_findings(page, *, on):
    """What to look at on an accessibility statement before it is published, as sentences."""
    found = []
    if page.compliance == Compliance.FULL and page.issues:
        found.append(
            _("It says “fully compliant”, and lists things that do not work. One of the two is not true.")
        )
    if page.compliance != Compliance.FULL and not page.issues:
        found.append(_("Say what does not work yet, why, and what people can use instead."))
    if is_review_too_old(page.tested_on, on=on):
        found.append(_("The last test is more than 12 months ago."))
    return found + _page_findings(page, on)
