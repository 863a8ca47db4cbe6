"""The page types of the showcase: the index that lists, and the entry that tells."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from wagtail_charter.awards.models import Award
from wagtail_charter.foundations.content_notes import ContentNoted
from wagtail_charter.foundations.fields import CharterStreamField
from wagtail_charter.foundations.filters import paginate, window_title
from wagtail_charter.foundations.findings import count_words
from wagtail_charter.foundations.models import DatedQuerySet
from wagtail_charter.foundations.pages import CharterPageMixin
from wagtail_charter.foundations.panels import FindingsPanel
from wagtail_charter.foundations.reviews import Reviewed
from wagtail_charter.foundations.routes import CharterRoutesMixin, KnownChildrenMixin
from wagtail_charter.organisations.models import Partnership, PracticeTheme, Service
from wagtail_charter.showcase import rules, sections
from wagtail_charter.showcase.blocks import ENTRY_BLOCKS
from wagtail_charter.showcase.filters import ShowcaseFilterSet
from wagtail_charter.showcase.models import ShowcaseListing, ShowcaseListingTheme, provider_key
from wagtail_charter.showcase.querysets import with_facts
from wagtail_charter.showcase.signals import entry_saved

#: Related entries are looked for among this many of the newest entries of each theme.
RELATED_WINDOW = 30
RELATED_SHOWN = 3
THEMES_AT_MOST = 3
#: What Wagtail writes on a page when a draft is saved: nothing of it is public.
BOOKKEEPING = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "go_live_at",
}


class ShowcaseIndexMixin(CharterRoutesMixin, KnownChildrenMixin, CharterPageMixin):
    """A list of services with search, filters, feed and pages per provider."""

    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences above the list.")
    )
    more = RichTextField(
        _("about this list"), blank=True, features=["bold", "italic", "link", "document-link"]
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("more")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    api_fields = [APIField("intro"), APIField("more")]

    subpage_types = ["wagtail_charter.ShowcaseEntryPage"]
    page_description = _("Lists services, with search and filters. Entries go below it.")

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        filters = ShowcaseFilterSet(request.GET, index=self, request=request)
        rows = filters.qs.for_cards()
        results = paginate(request.GET, rows, query=filters.query_string(), total=filters.total)
        context.update(
            filters=filters,
            results=results,
            results_heading=self.results_heading(results.paginator.count, filters),
            results_title=self._results_title(results, filters),
            base_url=self.get_url(request) or "",
            canonical_url=self._canonical_url(request, results),
            feed_query=filters.query_string(),
        )
        return context

    def pages_below(self):
        """The entries below this page, with the facts and the picture that their page shows."""
        return with_facts(ShowcaseEntryPage.objects.child_of(self))

    def _results_title(self, results, filters):
        """The title of the window: it says what a filter left, and on which page one is."""
        title = self.seo_title or self.title
        heading = self.results_heading(results.paginator.count, filters)
        return window_title(title, heading, results, is_filtered=filters.is_filtered)

    def _canonical_url(self, request, results):
        query = results.query_of(results.number)
        return f"{self.get_full_url(request)}{'?' if query else ''}{query}"

    def results_heading(self, shown, filters):
        """How many services the list shows, in words: "7 of 16 services", or "16 services" without filters."""
        if not filters.is_filtered:
            return ngettext("%(total)s service", "%(total)s services", shown) % {"total": shown}
        total = filters.whole_total
        return ngettext("%(shown)s of %(total)s service", "%(shown)s of %(total)s services", total) % {
            "shown": shown,
            "total": total,
        }

    def get_sitemap_urls(self, request=None):
        counts = getattr(self, "counts", None)
        changed = max(
            (when for when in (self.last_published_at, counts and counts.changed_at) if when), default=None
        )
        return [{"location": self.get_full_url(request), "lastmod": changed}]


class ShowcaseIndexPage(ShowcaseIndexMixin, Page):
    """A list of services that tell what they do."""

    template = "wagtail_charter/showcase/showcase_index_page.html"

    class Meta:
        verbose_name = _("showcase")
        verbose_name_plural = _("showcases")


class ShowcaseEntryMixin(CharterPageMixin, ContentNoted, Reviewed):
    """What one service does, in its own words; setting, region, provider and award are read from the registers."""

    service = models.ForeignKey(
        Service,
        verbose_name=_("service"),
        null=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        help_text=_("Its provider, setting, region and award are shown by themselves."),
    )
    summary = models.CharField(
        _("summary"),
        max_length=400,
        help_text=_("Up to 30 words. It stands in the list and in search results."),
    )
    body = CharterStreamField(ENTRY_BLOCKS, verbose_name=_("text"), blank=True, name_for_hosts="showcase")
    themes = ParentalManyToManyField(
        PracticeTheme, verbose_name=_("themes"), blank=True, help_text=_("Up to 3. Visitors filter by them.")
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("what the picture shows"), max_length=250, blank=True, help_text=_("For people who cannot see it.")
    )
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    import_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)

    content_panels = [
        TitleFieldPanel("title", help_text=_("The name of the service, as people know it.")),
        FieldPanel("service"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        MultiFieldPanel(
            [FieldPanel("content_notes"), FieldPanel("content_note_words")],
            heading=_("Content note"),
            classname="collapsed",
        ),
        FieldPanel("themes"),
        HelpPanel(
            content=_("Short paragraphs and headings help. Up to 600 words are easy to read."),
            heading=_("How to write it"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("reviewed_on"),
                FieldPanel("review_on"),
                FieldPanel("review_owner"),
            ],
            heading=_("Review"),
        ),
        FindingsPanel(heading=_("Before you publish")),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("service_id"),
        index.FilterField("review_on"),
        index.RelatedFields("service", [index.SearchField("name")]),
    ]

    api_fields = [
        APIField("summary"),
        APIField("body"),
        APIField("content_note_labels"),
        APIField("theme_names"),
        APIField("service_facts"),
        APIField("award_sentences"),
        APIField("picture_alt"),
        APIField("reviewed_on"),
        APIField("review_on"),
    ]

    parent_page_types = ["wagtail_charter.ShowcaseIndexPage"]
    subpage_types = []
    page_description = _("Tells about one service: what it does, who works in it, which award it holds.")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        result = super().save(*args, **kwargs)
        if not set(kwargs.get("update_fields") or ["all"]) <= BOOKKEEPING:
            entry_saved.send(sender=type(self), instance=self)
        return result

    def clean(self):
        super().clean()
        self.check_limits()

    def check_limits(self):
        """Raise ``ValidationError`` for a summary too long, too many themes or a review before the last one."""
        faults = {}
        if self.summary and not rules.is_summary_short(self.summary):
            faults["summary"] = _("Use up to %(limit)s words. It has %(words)s.") % {
                "limit": rules.SUMMARY_WORDS,
                "words": count_words(self.summary),
            }
        if (chosen := len(self.themes.all())) > THEMES_AT_MOST:
            faults["themes"] = _("Choose up to %(limit)s themes. %(chosen)s are chosen.") % {
                "limit": THEMES_AT_MOST,
                "chosen": chosen,
            }
        if self.review_on and self.reviewed_on and self.review_on < self.reviewed_on:
            faults["review_on"] = _("Choose a day after the last review.")
        if faults:
            raise ValidationError(faults)

    def findings(self):
        """What to look at before the entry is published, as sentences."""
        return [*super().findings(), *rules.findings(self)]

    @cached_property
    def _told(self):
        """What the list's row keeps of the entry's facts, if the page came with it (as its address finds it)."""
        listing = self._state.fields_cache.get("listing")
        return sections.Told(listing.told) if listing and listing.told else None

    @cached_property
    def awards(self):
        """The awards of the service that may be shown, the one that counts first."""
        if self._told:
            return self._told.awards
        if not self.service_id:
            return []
        held = Award.objects.for_display().filter(service=self.service_id).to_tell()
        return rules.ordered_awards(held)

    @property
    def award(self):
        """The award that the level tag shows, or ``None``."""
        return self.awards[0] if self.awards else None

    @cached_property
    def chosen_themes(self):
        """The themes, read once."""
        return self._told.themes if self._told else list(self.themes.all())

    @property
    def award_sentences(self) -> list[str]:
        """The awards in words, for the API."""
        return [str(award.sentence) for award in self.awards]

    @property
    def theme_names(self) -> list[str]:
        """The themes in words, for the API."""
        return [theme.name for theme in self.themes.all()]

    @property
    def service_facts(self) -> dict[str, str]:
        """What is known of the service, for the API."""
        service = self.described_service
        if service is None:
            return {}
        region = rules.region_of(service)
        return {
            "name": service.name,
            "provider": service.provider.name,
            "provider_type": service.provider.provider_type,
            "setting": service.setting.name if service.setting else "",
            "region": region.name if region else "",
            "age_group": service.age_group,
        }

    @cached_property
    def described_service(self):
        """The service with its provider, setting and region in one query, or ``None``."""
        if self._told:
            return self._told.service
        services = Service.objects.described().select_related("provider__region")
        return services.filter(pk=self.service_id).first() if self.service_id else None

    @property
    def last_reviewed(self):
        """The day of the last review: as entered, or else the day of the last publication."""
        published = self.last_published_at
        return self.reviewed_on or (timezone.localdate(published) if published else None)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        service = self.described_service
        context.update(
            service=service,
            provider_url=self._provider_url(request, service),
            partners=self._partners(),
            related=self.related_listings(),
            index_url=self._index_url(request),
            facts=self._facts(service),
            award_colour=rules.award_colour(self.award),
            canonical_url=self.get_full_url(request),
            is_fictional=bool(service and service.is_fictional),
        )
        return context

    def _facts(self, service):
        """What is known of the service, as ``(label, value)`` pairs in the order to show."""
        if service is None:
            return []
        region = rules.region_of(service)
        rows = [
            (_("Provider"), service.provider.name),
            (_("Type of provider"), rules.provider_type_words(service.provider)),
            (_("Setting"), service.setting.name if service.setting else ""),
            (_("Who it is for"), service.get_age_group_display()),
            (_("Region"), region.name if region else ""),
            (_("Area"), service.area),
            *((_("Award"), award.sentence) for award in self.awards),
            (_("Themes"), ", ".join(theme.name for theme in self.chosen_themes)),
            (_("Last reviewed"), date_format(self.last_reviewed, "j F Y") if self.last_reviewed else ""),
            (_("Next review"), date_format(self.review_on, "j F Y") if self.review_on else ""),
        ]
        return [(label, value) for label, value in rows if value]

    def _partners(self):
        """The partners of the service that no block of the body names."""
        if not self.service_id or any(block.block_type == "partners" for block in self.body):
            return []
        if self._told:
            return self._told.partners
        partnerships = DatedQuerySet(Partnership).valid().filter(service=self.service_id)
        return list(partnerships.select_related("partner"))

    @cached_property
    def _index_page(self):
        parent = self.get_parent()
        return parent.specific_deferred if parent else None

    def _index_url(self, request):
        return self._index_page.get_url(request) if self._index_page else ""

    def _provider_url(self, request, service):
        url = self._index_url(request)
        if not (url and service) or not self.live:
            return ""
        return f"{url}provider/{provider_key(service.provider_id, service.provider.name)}/"

    def related_listings(self):
        """Other entries of the same index: most shared themes first, then the newest, the same each time."""
        if not self.pk or not self._index_page:
            return []
        shared = {}
        rows = ShowcaseListingTheme.objects.filter(index_id=self._index_page.pk)
        for listing_id, when in rows.newest_of_each(self.chosen_themes, at_most=RELATED_WINDOW):
            count, _when = shared.get(listing_id, (0, when))
            shared[listing_id] = (count + 1, when)
        ordered = sorted(shared, key=lambda pk: (shared[pk], pk), reverse=True)[: RELATED_SHOWN + 1]
        listings = ShowcaseListing.objects.for_cards().exclude(entry_id=self.pk).in_bulk(ordered)
        return [listings[pk] for pk in ordered if pk in listings][:RELATED_SHOWN]

    def get_sitemap_urls(self, request=None):
        return [{"location": self.get_full_url(request), "lastmod": self.last_published_at}]


class ShowcaseEntryPage(ShowcaseEntryMixin, Page):
    """What one service does, in its own words."""

    template = "wagtail_charter/showcase/showcase_entry_page.html"

    class Meta:
        verbose_name = _("showcase entry")
        verbose_name_plural = _("showcase entries")
