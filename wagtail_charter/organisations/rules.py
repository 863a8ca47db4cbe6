"""What must be true about organisations, judged without writing."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_charter.organisations.models import Partnership, Service


@dataclass
class MergePlan:
    """Exactly what merging one organisation into another would do."""

    services: list = field(default_factory=list)
    identifiers: list = field(default_factory=list)
    sites: list = field(default_factory=list)
    #: Pairs of a site and the site of the same name that it becomes.
    joined_sites: list = field(default_factory=list)
    partnerships: list = field(default_factory=list)
    #: Partnerships that would stand twice, or would make an organisation its own partner.
    ended_partnerships: list = field(default_factory=list)
    earlier_merges: list = field(default_factory=list)

    @property
    def counts(self):
        """How many rows of each kind the merge touches, by a plain name (kept in the log)."""
        return {name: len(rows) for name, rows in vars(self).items()}


def check_can_merge(organisation, into):
    """An organisation is merged once, into another one that is in use, and no two services may then share a name.

    Raises ``ValidationError`` with a sentence that says how to go on.
    """
    if organisation.pk == into.pk:
        raise ValidationError(_("Choose another organisation. One cannot be merged into itself."))
    for one in (organisation, into):
        if one.merged_into_id:
            raise ValidationError(
                _("“%(one)s” was merged into “%(other)s” already. Choose that one instead.")
                % {"one": one, "other": one.merged_into}
            )
    names = services_of_one_name(organisation, into)
    if names:
        raise ValidationError(
            _(
                "Both organisations have a service of the same name: %s. "
                "Rename one of the two, or delete it if it stands there twice. Then merge."
            )
            % ", ".join(f"“{name}”" for name in names)
        )


def services_of_one_name(organisation, into):
    """The names (as ``organisation`` writes them) of services that both have, whatever the capitals."""
    held = {name.casefold() for name in into.services.values_list("name", flat=True)}
    return [name for name in organisation.services.values_list("name", flat=True) if name.casefold() in held]


def plan_merge(organisation, into):
    """The ``MergePlan`` of merging ``organisation`` into ``into``."""
    sites_there = {site.name.casefold(): site for site in into.sites.all()}
    plan = MergePlan(
        services=list(organisation.services.all()),
        identifiers=list(organisation.identifiers.all()),
        earlier_merges=list(organisation.merged_from.all()),
    )
    for site in organisation.sites.all():
        same = sites_there.get(site.name.casefold())
        plan.joined_sites.append((site, same)) if same else plan.sites.append(site)
    _plan_partnerships(plan, organisation, into)
    return plan


def _plan_partnerships(plan, organisation, into):
    providers = dict(Service.objects.filter(partnerships__partner=organisation).values_list("pk", "provider"))
    held = {_terms(each) for each in Partnership.objects.filter(partner=into)}
    for each in Partnership.objects.filter(partner=organisation).select_related("service"):
        of_itself = providers[each.service_id] in (organisation.pk, into.pk)
        if of_itself or _terms(each) in held:
            plan.ended_partnerships.append(each)
        else:
            plan.partnerships.append(each)
    plan.ended_partnerships.extend(
        Partnership.objects.filter(partner=into, service__provider=organisation).select_related("service")
    )


def _terms(partnership):
    return partnership.service_id, partnership.kind, partnership.valid_from, partnership.valid_to
