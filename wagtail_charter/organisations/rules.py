"""What must be true about organisations, judged without writing."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_charter.organisations.models import Partnership, Service


@dataclass
class MergePlan:
    """Exactly what merging one organisation into another would do."""

    services: list = field(default_factory=list)
    #: Pairs of a service and the service of the same name that it becomes.
    joined_services: list = field(default_factory=list)
    #: Pairs of a service and its new name, because both keep one of the old name.
    renamed_services: list = field(default_factory=list)
    #: Pairs of services of one name of which nobody has said whether they are one.
    undecided_services: list = field(default_factory=list)
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
    """An organisation is merged once, into another one that is in use.

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


def check_services(plan, into):
    """Of two services of one name it must be said whether they are one; two get names of their own.

    Raises ``ValidationError``. Rows that cannot move to the service that stays are named with their own rule.
    """
    if plan.undecided_services:
        names = ", ".join(f"“{service.name}”" for service, _same in plan.undecided_services)
        raise ValidationError(
            _("Both organisations have a service of the same name: %s. Say whether they are one service.")
            % names
        )
    taken = Counter(
        name.casefold()
        for name in [
            *into.services.values_list("name", flat=True),
            *(service.name for service in plan.services),
            *(name for _service, name in plan.renamed_services),
        ]
    )
    for _service, name in plan.renamed_services:
        if not name.strip() or taken[name.casefold()] > 1:
            raise ValidationError(
                _("Give the service a name that no service of the two organisations has: “%s” is taken.")
                % name
            )
    for service, same in plan.joined_services:
        _check_rows_can_move(service, same)


def _check_rows_can_move(service, same):
    for column, rows in rows_about(service):
        for row in rows:
            setattr(row, column.name, same)
            try:
                row.validate_unique()
                row.validate_constraints()
            except ValidationError as refusal:
                raise ValidationError(
                    _("“%(name)s” cannot become one service yet: %(why)s")
                    % {"name": service.name, "why": " ".join(refusal.messages)}
                ) from refusal


def rows_about(service):
    """What any room or the host keeps about ``service``: ``(column, rows)`` each, but for its partnerships and sites."""
    own = (Partnership, Service.sites.through)
    for relation in Service._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        if relation.related_model not in own and not relation.related_model._meta.proxy:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: service.pk})
            yield relation.field, rows


def plan_merge(organisation, into, *, joined=(), renamed=None):
    """The ``MergePlan`` of merging ``organisation`` into ``into``.

    Where both have a service of one name: ``joined`` holds the keys of services of ``organisation`` that are one with
    their namesake, ``renamed`` the new names of those that are not, by key.
    """
    sites_there = {site.name.casefold(): site for site in into.sites.all()}
    plan = MergePlan(
        identifiers=list(organisation.identifiers.all()), earlier_merges=list(organisation.merged_from.all())
    )
    _plan_services(plan, organisation, into, set(joined), renamed or {})
    for site in organisation.sites.all():
        same = sites_there.get(site.name.casefold())
        plan.joined_sites.append((site, same)) if same else plan.sites.append(site)
    _plan_partnerships(plan, organisation, into)
    return plan


def _plan_services(plan, organisation, into, joined, renamed):
    services_there = {service.name.casefold(): service for service in into.services.all()}
    for service in organisation.services.all():
        same = services_there.get(service.name.casefold())
        if same is None:
            plan.services.append(service)
        elif service.pk in joined:
            plan.joined_services.append((service, same))
        elif service.pk in renamed:
            plan.renamed_services.append((service, renamed[service.pk]))
        else:
            plan.undecided_services.append((service, same))


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
