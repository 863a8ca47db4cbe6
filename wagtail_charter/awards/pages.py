"""The public register of the scheme's awards."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page

from wagtail_charter.awards.filters import RegisterFilters
from wagtail_charter.awards.models import Award, RegisterCount
from wagtail_charter.awards.querysets import reading_of
from wagtail_charter.foundations.filters import paginate
from wagtail_charter.foundations.pages import CharterPageMixin
from wagtail_charter.foundations.routes import CharterRoutesMixin

_TEXT_FEATURES = ["bold", "italic", "link", "ul", "ol"]


class RegisterList:
    """What the register shows for one address: its rows, filters, page and words; asked only when shown."""

    def __init__(self, data):
        self.data = data

    @cached_property
    def filters(self):
        """The filters as chosen in the address."""
        return RegisterFilters(self.data, Award.objects.on_register())

    @cached_property
    def page(self):
        """The page of awards to show, as their keys: sorted on the table of awards alone, without a join."""
        filters = self.filters
        keys = filters.qs.values_list("pk", flat=True) if filters.total else Award.objects.none()
        return paginate(self.data, keys, query=filters.query_string(), total=filters.total)

    @cached_property
    def awards(self):
        """The awards of this page, each with the names of its region and setting."""
        keys = list(self.page)
        held = Award.objects.described().in_bulk(keys)
        regions, settings = self.filters.labels_of("region"), self.filters.labels_of("setting")
        found = [held[key] for key in keys]
        for award in found:
            award.region_name = regions.get(award.region_key, "")
            award.setting_name = settings.get(award.setting_group_key, "")
        return found

    @cached_property
    def unlisted(self):
        """The award whose whole reference was searched for, where the list has nothing because it is over."""
        reading = reading_of(self.filters.data.get("q", ""))
        if not reading or self.filters.total:
            return None
        known = Award.objects.of_this_scheme().filter(reference_key=reading, is_listed=True)
        return known.select_related("replaced_by").first()

    @property
    def heading(self):
        """How many awards are shown, in words: "12 of 99 awards"."""
        total = self.filters.total
        if self.filters.is_filtered:
            return _text("%(found)s of %(all)s awards") % {"found": total, "all": self._all}
        return _text("1 award") if total == 1 else _text("%(count)s awards") % {"count": total}

    @property
    def _all(self):
        if "q" in self.filters.data:
            return sum(number for *_keys, number in RegisterCount.objects.cube())
        return self.filters.whole_total


class RegisterMixin(CharterRoutesMixin, models.Model):
    """The substance of a register page: what editors write around the list, and the list itself."""

    introduction = RichTextField(_("introduction"), blank=True, features=_TEXT_FEATURES)
    verify_text = RichTextField(
        _("about checking an award"),
        blank=True,
        features=_TEXT_FEATURES,
        help_text=_("Shown above the form on the page that checks a reference."),
    )
    licence_name = models.CharField(
        _("licence of the data"), max_length=120, default="Open Government Licence v3.0"
    )
    licence_url = models.URLField(
        _("where the licence is published"),
        default="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("verify_text"),
        MultiFieldPanel(
            [FieldPanel("licence_name"), FieldPanel("licence_url")],
            heading=_("Open data"),
            help_text=_("Under which licence others may use the register's csv and json files."),
        ),
    ]
    api_fields = [APIField("introduction"), APIField("licence_name"), APIField("licence_url")]
    subpage_types = []

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["register"] = RegisterList(request.GET)
        context["schema"] = lambda: self.schema(request)
        return context

    def get_sitemap_urls(self, request=None):
        """The register itself and the page that checks a reference."""
        urls = super().get_sitemap_urls(request)
        return [*urls, *({**url, "location": f"{url['location']}verify/"} for url in urls)]

    def schema(self, request):
        """The register as schema.org data: an open data set."""
        address = self.get_full_url(request)
        return {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": self.title,
            "description": self.search_description
            or _text("Awards of the scheme, with level, scope and dates."),
            "url": address,
            "license": self.licence_url,
            "isAccessibleForFree": True,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{address}{name}/"}
                for kind, name in (("text/csv", "csv"), ("application/json", "json"))
            ],
        }


class RegisterPage(CharterPageMixin, RegisterMixin, Page):
    """The register of awards, and the page that checks a reference."""

    template = "wagtail_charter/awards/register_page.html"

    class Meta:
        verbose_name = _("register of awards")
        verbose_name_plural = _("registers of awards")
