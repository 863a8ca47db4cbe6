"""The page on which the charter is read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page, Site
from wagtail.search import index

from wagtail_charter.foundations.pages import CharterPageMixin, first_on_site
from wagtail_charter.foundations.routes import CharterRoutesMixin
from wagtail_charter.framework.models import CharterSettings, EvidenceStatement, FrameworkEdition


class FrameworkMixin(CharterRoutesMixin, models.Model):
    """A page that shows one edition, and below it every public edition and statement at an address of its own.

    The addresses are ``<version>/`` and ``<version>/<code>/`` (``framework.views``); they never change.
    """

    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link", "ul", "ol"]
    )
    edition = models.ForeignKey(
        FrameworkEdition,
        verbose_name=_("edition"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Leave empty to show the edition in use (charter settings). Visitors never see a draft: until the "
            "edition you choose is published, they read the edition in use."
        ),
    )

    class Meta:
        abstract = True

    def shown_edition(self, site, *, is_preview=False):
        """The edition that the page shows on ``site``, or ``None``; a draft in a preview only."""
        in_use = CharterSettings.objects.filter(site=site).values("edition") if site else []
        editions = FrameworkEdition.objects.filter(models.Q(pk=self.edition_id) | models.Q(pk__in=in_use))
        readable = [edition for edition in editions if edition.is_public or is_preview]
        return max(readable, key=lambda edition: edition.pk == self.edition_id, default=None)

    def edition_url(self, edition, *, request=None):
        """The permanent address of ``edition`` below this page."""
        return self.route_url("edition", edition.version, request=request)

    def statement_url(self, statement, *, version=None, request=None):
        """The permanent address of ``statement``; give ``version`` if it is at hand, to save a query."""
        version = version or statement.edition.version
        return self.route_url("statement", version, statement.code, request=request)

    def get_sitemap_urls(self, request=None):
        """The page, and the permanent address of each statement of the shown edition."""
        urls = super().get_sitemap_urls(request=request)
        edition = self.shown_edition(self.get_site())
        if not edition or not urls:
            return urls
        base = self.get_full_url(request)
        rows = EvidenceStatement.objects.for_edition(edition).only("code")
        return [
            *urls,
            *(
                {
                    "location": base + self.reverse_subpage("statement", args=(edition.version, row.code)),
                    "lastmod": edition.published_at,
                }
                for row in rows
            ),
        ]

    @property
    def edition_text(self):
        """What the shown edition asks, for the search index (brought up to date when the page is published)."""
        edition = self.shown_edition(self.get_site())
        rows = EvidenceStatement.objects.for_edition(edition) if edition else ()
        return "\n".join(f"{row.title} {row.statement} {row.question}" for row in rows)

    @property
    def edition_version(self):
        """The version of the shown edition, for the API; ``None`` if there is none to read."""
        edition = self.shown_edition(self.get_site())
        return edition and edition.version


class FrameworkPage(CharterPageMixin, FrameworkMixin, Page):
    """The charter, to read and to print."""

    template = "wagtail_charter/framework/framework_page.html"
    page_description = _("The charter to read and to print, with a permanent address for each statement.")
    # Addresses below the page belong to editions.
    subpage_types: list = []

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("edition")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("edition_text"),
    ]
    api_fields = [APIField("introduction"), APIField("edition_version")]

    class Meta:
        verbose_name = _("charter page")

    @classmethod
    def for_site(cls, site):
        """The first public charter page of ``site``, in the visitor's language if there is one, or ``None``."""
        return first_on_site(cls.objects.all(), site) if site else None


def site_of(request):
    """The site of ``request``; ``None`` without one."""
    return Site.find_for_request(request) if request else None
