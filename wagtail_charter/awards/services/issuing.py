"""Giving awards, and noting those of other schemes. Each leaves an event in the history."""

from django.db import transaction

from wagtail_charter.awards import rules
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.querysets import reading_of
from wagtail_charter.awards.services.counting import keep_counts
from wagtail_charter.events.services import begin
from wagtail_charter.foundations import references
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.organisations.models import Service

_DEFAULT_PREFIX = "CH"


@transaction.atomic
def issue_award(
    service,
    *,
    level,
    scope,
    issued_on,
    by,
    ends_on=None,
    public_words="",
    is_listed=None,
    application=None,
    reference=None,
    at_state=None,
    state_words="",
    holder_name="",
    holder_email="",
    replaces=None,
):
    """Give ``level`` to ``service``; the register lists it at once and its reference can be verified.

    ``ends_on``: the last day (default: ``issued_on`` and the months of the level). ``is_listed``: on the public
    register (default: awards are, outcomes that are no award are not). ``reference``: for awards that have one
    already (default: a new one). ``at_state`` and ``state_words``: for awards entered afterwards. ``holder_name`` and
    ``holder_email``: whom we write to about it; never public. ``replaces``: the award whose place it takes.

    Returns the award. Raises ``ValidationError`` for dates that cannot be, or the same award given twice.
    """
    ends_on = ends_on or rules.last_day(issued_on, level.validity_months)
    rules.check_dates(issued_on, ends_on)
    # Two officers may press the button together: the second waits here and is told.
    Service.objects.select_for_update().get(pk=service.pk)
    rules.check_not_issued_yet(service, level=level, scope=scope, issued_on=issued_on)
    award = Award(
        reference=reference or new_reference(),
        service=service,
        provider_at_issue=service.provider,
        level=level,
        scope=scope,
        issued_on=issued_on,
        ends_on=ends_on,
        public_words=public_words,
        is_listed=rules.is_listed_by_default(level) if is_listed is None else is_listed,
        application=application,
        state_words=state_words,
        holder_name=holder_name,
        holder_email=holder_email,
        replaces=replaces,
    )
    begin(award, by=by, at_state=at_state)
    keep_counts(award, entered=award.state)
    return award


def note_external_award(
    service, *, issuer_name, level_as_published, year, checked_on, checked_by, by, issuer_url="", scope=""
):
    """Note an award that another scheme gave to ``service``: shown beside the service, never on the register.

    ``checked_on`` and ``checked_by`` say who saw it published, and when. Returns the award.
    """
    award = Award(
        is_external=True,
        service=service,
        provider_at_issue=service.provider,
        issuer_name=issuer_name,
        issuer_url=issuer_url,
        level_as_published=level_as_published,
        year=year,
        checked_on=checked_on,
        checked_by=checked_by,
        scope=scope,
        is_listed=False,
    )
    return begin(award, by=by)


def new_reference():
    """A reference that no award has: the scheme's prefix and eight random signs, however people may read them."""
    return references.new_reference(
        _prefix(), is_taken=lambda each: Award.objects.filter(reference_key=reading_of(each)).exists()
    )


def _prefix():
    """How the references of the scheme begin: as the officers decided for the first (default) site."""
    held = CharterSettings.objects.order_by("-site__is_default_site", "pk").values_list("reference_prefix")
    prefix = next(iter(held[:1]), ("",))[0]
    return "".join(sign for sign in prefix.upper() if sign.isascii() and sign.isalnum()) or _DEFAULT_PREFIX
