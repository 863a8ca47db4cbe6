"""What officers decide for a site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from wagtail_charter.framework.models.editions import FrameworkEdition


@register_setting(icon="clipboard-list")
class CharterSettings(BaseSiteSetting):
    """What the scheme's officers decide for a site."""

    # Pages show the contact, and who covers for them, with one query.
    select_related = ["contact__cover__cover"]

    scheme_name = models.CharField(_("name of the scheme"), max_length=200, blank=True)
    edition = models.ForeignKey(
        FrameworkEdition,
        verbose_name=_("edition in use"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact = models.ForeignKey(
        "wagtail_charter.Contact",
        verbose_name=_("named contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown wherever people may need help, unless a page names another."),
    )
    safeguarding_contact = models.ForeignKey(
        "wagtail_charter.Contact",
        verbose_name=_("safeguarding contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Hears when somebody is worried about a person. Give them words for out of hours."),
    )
    reference_prefix = models.CharField(
        _("how award references begin"),
        max_length=8,
        default="CH",
        help_text=_("For example OPC: references then read OPC-7K4M-Q2XD."),
    )

    class Meta:
        verbose_name = _("charter settings")

    def __str__(self):
        return self.scheme_name or str(_("Charter settings"))

    def clean(self):
        super().clean()
        if self.edition and not self.edition.is_public:
            raise ValidationError({"edition": _("Publish the edition first, then choose it here.")})
