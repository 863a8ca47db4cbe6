"""Who of the portal belongs to an organisation, and how they come to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_charter.foundations.models import TimeStamped
from wagtail_charter.organisations.models.organisations import Organisation, Service, Setting
from wagtail_charter.organisations.querysets import ClaimQuerySet, MembershipQuerySet
from wagtail_charter.organisations.states import CLAIM_TRANSITIONS, ClaimState, MembershipStanding


class Membership(TimeStamped):
    """That somebody of the portal belongs to an organisation, as one of its owners or as a member.

    Owners say who joins. It begins with a claim that an owner or the charter team said yes to, never by itself.
    """

    account = models.ForeignKey(
        "wagtail_charter.PortalAccount", on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    is_owner = models.BooleanField(_("owner"), default=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = MembershipQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["created_at", "pk"]
        # People join by claims and leave by a step; nobody types a membership in.
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation"],
                condition=models.Q(ended_at__isnull=True),
                name="wagtail_charter_membership_once",
            )
        ]

    def __str__(self):
        return f"{self.account}, {self.organisation}"

    @property
    def standing(self):
        """The ``MembershipStanding`` today."""
        if self.ended_at:
            return MembershipStanding.ENDED
        return MembershipStanding.OWNER if self.is_owner else MembershipStanding.MEMBER

    @property
    def standing_words(self):
        """How they belong to it, in words, for lists."""
        return self.standing.label


class OrganisationClaim(TimeStamped):
    """Somebody of the portal says which organisation and service they work for.

    The charter team matches it with one that is known, enters a new one, or declines kindly; an owner of the
    organisation may say yes too.
    """

    account = models.ForeignKey(
        "wagtail_charter.PortalAccount",
        verbose_name=_("who"),
        on_delete=models.CASCADE,
        related_name="organisation_claims",
    )
    organisation_name = models.CharField(_("organisation"), max_length=200)
    service_name = models.CharField(_("service"), max_length=200)
    setting = models.ForeignKey(
        Setting, verbose_name=_("setting"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    area = models.CharField(_("area it works in"), max_length=200, blank=True)
    work = models.CharField(_("their work there"), max_length=120, blank=True)
    message = models.TextField(_("message"), blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation it is"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="claims",
    )
    service = models.ForeignKey(
        Service,
        verbose_name=_("service it is"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="claims",
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ClaimState,
        default=ClaimState.PROPOSED,
        editable=False,
        db_index=True,
    )
    decided_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answer_words = models.TextField(_("words to them"), blank=True)

    objects = ClaimQuerySet.as_manager()
    transitions = CLAIM_TRANSITIONS
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("claim of an organisation")
        verbose_name_plural = _("claims of organisations")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        return f"{self.organisation_name}, {self.service_name}"
