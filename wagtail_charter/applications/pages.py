"""The page under which services apply."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from wagtail_charter.applications.models import Round
from wagtail_charter.foundations.pages import CharterPageMixin, first_on_site
from wagtail_charter.foundations.routes import CharterRoutesMixin

_WORDS = ["bold", "italic", "link", "ul", "ol"]


class ApplicationMixin(CharterRoutesMixin, models.Model):
    """A page on which a service reads what applying takes, and below which its whole application lives."""

    introduction = RichTextField(_("introduction"), blank=True, features=_WORDS)
    round = models.ForeignKey(
        Round,
        verbose_name=_("round"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The round that services apply in from this page. Leave empty while none is planned."),
    )
    effort = RichTextField(_("how much work it is"), blank=True, features=_WORDS)
    what_is_needed = RichTextField(_("what you need"), blank=True, features=_WORDS)
    who_sees = RichTextField(_("who sees what"), blank=True, features=_WORDS)

    class Meta:
        abstract = True


class ApplicationPage(CharterPageMixin, ApplicationMixin, Page):
    """Where a service begins its application, and goes on with it."""

    template = "wagtail_charter/applications/application_page.html"
    page_description = _(
        "How to apply: effort, dates, every question to read first, and the application itself."
    )
    # Addresses below the page belong to applications.
    subpage_types: list = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("round"),
        MultiFieldPanel(
            [FieldPanel("effort"), FieldPanel("what_is_needed"), FieldPanel("who_sees")],
            heading=_("Before people begin"),
        ),
    ]

    class Meta:
        verbose_name = _("application page")

    @classmethod
    def for_site(cls, site):
        """The first public application page of ``site``, in the visitor's language if there is one, or ``None``."""
        return first_on_site(cls.objects.all(), site) if site else None

    @classmethod
    def for_application(cls, application, site):
        """The page of ``site`` under which ``application`` lives: that of its round, or ``None``."""
        return first_on_site(cls.objects.filter(round=application.round_id), site) if site else None
