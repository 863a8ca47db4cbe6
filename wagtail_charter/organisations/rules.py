"""What must be true about organisations and claims of them, judged without writing."""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_charter.organisations.models import Organisation, OrganisationIdentifier, Partnership, Service

#: How many claims somebody can have waiting at once.
MAX_WAITING_CLAIMS = 5
#: Words that many names share: two names that have only these in common are not alike.
_COMMON_WORDS = frozenset(
    "nhs the of and for in trust foundation ltd limited cic plc llp service services charity community health "
    "council team a an".split()
)
_MATCHES_SHOWN = 5


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
    memberships: list = field(default_factory=list)
    #: Memberships of people who belong to both.
    ended_memberships: list = field(default_factory=list)

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
    belong_there = set(into.memberships.current().values_list("account", flat=True))
    for each in organisation.memberships.current():
        (plan.ended_memberships if each.account_id in belong_there else plan.memberships).append(each)
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


def plain_name(name):
    """``name`` without capitals, signs and spare spaces: two names that read the same are the same."""
    return " ".join(
        re.findall(r"\w+", name.casefold().replace("&", " and ").replace("\u2019", "").replace("'", ""))
    )


def organisation_called(name):
    """The one organisation in use whose name or short name reads like ``name``; ``None`` for none or several."""
    return _only(_called(name, Organisation.objects.in_use(), "name", "short_name"))


def service_called(name, organisation):
    """The service of ``organisation`` whose name reads like ``name``, or ``None``."""
    return _only(_called(name, organisation.services.all(), "name"))


def _called(name, rows, *columns):
    said = plain_name(name)
    if not said:
        return []
    keys = {pk for pk, *names in rows.values_list("pk", *columns) if said in map(plain_name, names)}
    return list(rows.filter(pk__in=keys)[:2]) if keys else []


def _only(found):
    return found[0] if len(found) == 1 else None


def check_new_organisation(name):
    """An organisation is entered once: one that is known by that name is matched instead.

    Raises ``ValidationError`` with a sentence that says how to go on.
    """
    if not plain_name(name):
        raise ValidationError({"organisation_name": _("Enter the name of the organisation.")})
    if found := _called(name, Organisation.objects.in_use(), "name", "short_name"):
        raise ValidationError(
            {
                "organisation_name": _(
                    "“%s” is known already. Match it, or enter a name that tells the two apart."
                )
                % found[0]
            }
        )


def check_new_service(name, organisation):
    """An organisation has one service of a name. Raises ``ValidationError`` with a sentence that says how to go on."""
    if not plain_name(name):
        raise ValidationError({"service_name": _("Enter the name of the service.")})
    if organisation.pk and _called(name, organisation.services.all(), "name"):
        raise ValidationError(
            {"service_name": _("“%s” is a service of this organisation already. Match it instead.") % name}
        )


@dataclass(frozen=True)
class LikelyMatch:
    """An organisation that a claim may mean, why, and its services with the likeliest first."""

    organisation: Organisation
    is_same_name: bool
    is_by_identifier: bool
    services: tuple


def likely_matches(claim):
    """The organisations in use that ``claim`` may mean, the likeliest first: by name, short name and identifiers.

    Plain comparison of words. A word that many names share counts for nothing, so that not every trust is alike.
    """
    said = plain_name(claim.organisation_name)
    words = set(said.split()) - _COMMON_WORDS or set(said.split())
    written = f"{claim.organisation_name} {claim.area} {claim.message}".upper()
    codes = {word for word in re.findall(r"[A-Z0-9-]{3,10}", written) if any(sign.isdigit() for sign in word)}
    by_code = set(
        OrganisationIdentifier.objects.filter(value__in=codes).values_list("organisation", flat=True)
    )
    scores = {
        pk: score
        for pk, *names in Organisation.objects.in_use().values_list("pk", "name", "short_name")
        if (score := max(_likeness(said, words, plain_name(each)) for each in names) + 2 * (pk in by_code))
    }
    likeliest = sorted(scores, key=lambda pk: (-scores[pk], pk))[:_MATCHES_SHOWN]
    rows = Organisation.objects.described().prefetch_related("services__setting").in_bulk(likeliest)
    return [
        LikelyMatch(
            organisation=rows[pk],
            is_same_name=said in (plain_name(rows[pk].name), plain_name(rows[pk].short_name)),
            is_by_identifier=pk in by_code,
            services=_likeliest_services(rows[pk], claim.service_name),
        )
        for pk in likeliest
    ]


def _likeness(said, words, name):
    if not name:
        return 0
    if name == said:
        return 2
    theirs = set(name.split())
    return len(words & theirs) / len(words | (theirs - _COMMON_WORDS))


def _likeliest_services(organisation, name):
    said = plain_name(name)
    words = set(said.split()) - _COMMON_WORDS or set(said.split())
    ranked = sorted(
        organisation.services.all(),
        key=lambda each: (-_likeness(said, words, plain_name(each.name)), each.name),
    )
    return tuple(ranked[:_MATCHES_SHOWN])
