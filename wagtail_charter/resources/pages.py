"""The library, and the page of one resource."""

from urllib.parse import quote, urljoin

from django.db import models
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.blocks import PageChooserBlock
from wagtail.models import Page, Site
from wagtail.search import index

from wagtail_charter.foundations.blocks import LinkBlock, text_blocks
from wagtail_charter.foundations.fields import CharterStreamField
from wagtail_charter.foundations.listings import ListPageMixin
from wagtail_charter.foundations.pages import CharterPageMixin, open_below
from wagtail_charter.foundations.panels import FindingsPanel
from wagtail_charter.foundations.reviews import Reviewed
from wagtail_charter.framework.models import EvidenceStatement
from wagtail_charter.resources.filters import ResourceList, pack, term_names, unpack
from wagtail_charter.resources.models import ResourceAudience, ResourceTopic
from wagtail_charter.resources.states import LICENCE_URLS, LICENCE_WORDS, Licence
from wagtail_charter.support.models import Contact
from wagtail_charter.support.services import contact_for

#: How many other resources a page offers.
RELATED_COUNT = 3


class ResourceIndexMixin(ListPageMixin):
    """The substance of the library's list."""

    class Meta:
        abstract = True

    def resource_pages(self):
        """The live resources below this page that its readers may read."""
        return open_below(ResourcePage.objects.all(), self)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        listing = ResourceList(self.resource_pages(), request.GET, locale_id=self.locale_id)
        context.update(
            listing=listing,
            resources=listing.resources,
            results_title=listing.title(self.seo_title or self.title),
            feed_url=self.route_url("feed", request=request),
            list_url=self.get_url(request),
            contact=contact_for(page=self, site=Site.find_for_request(request), request=request),
            structured_data=self.structured_data(listing.resources, request),
        )
        return context


class ResourceIndexPage(CharterPageMixin, ResourceIndexMixin, Page):
    """The library of resources."""

    template = "wagtail_charter/resources/resource_index_page.html"
    subpage_types = ["wagtail_charter.ResourcePage"]

    class Meta:
        verbose_name = _("resources")
        verbose_name_plural = _("resources")


class ResourceMixin(Reviewed):
    """The substance of a resource: a web page first, and files that people can change."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences, shown in lists and in search results."),
    )
    body = CharterStreamField(text_blocks(), verbose_name=_("text"), blank=True, name_for_hosts="resources")
    topics = ParentalManyToManyField(ResourceTopic, verbose_name=_("topics"), blank=True, related_name="+")
    audiences = ParentalManyToManyField(
        ResourceAudience, verbose_name=_("who it is for"), blank=True, related_name="+"
    )
    statements = ParentalManyToManyField(
        EvidenceStatement,
        verbose_name=_("statements it helps with"),
        blank=True,
        related_name="+",
        help_text=_("A link to a statement of an earlier edition stays true: the list finds it by its code."),
    )
    licence = models.CharField(_("licence"), max_length=40, choices=Licence, default=Licence.OGL)
    rights_holder = models.CharField(
        _("rights belong to"), max_length=200, blank=True, help_text=_("Whom others name when they share it.")
    )
    links = CharterStreamField([("link", LinkBlock())], verbose_name=_("links to other sites"), blank=True)
    related = CharterStreamField(
        [("resource", PageChooserBlock(page_type="wagtail_charter.ResourcePage", label=_("Resource")))],
        verbose_name=_("related resources"),
        blank=True,
        help_text=_("Shown first. The page adds newer resources on the same topics."),
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("named contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty to show the named contact of the charter settings."),
    )
    topic_slugs = models.TextField(editable=False, default="", blank=True)
    audience_slugs = models.TextField(editable=False, default="", blank=True)
    statement_codes = models.TextField(editable=False, default="", blank=True)
    file_formats = models.TextField(editable=False, default="", blank=True)
    search_text = models.TextField(editable=False, default="", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("files", heading=_("Files"), label=_("File")),
        MultiFieldPanel(
            [FieldPanel("topics"), FieldPanel("audiences"), FieldPanel("statements")],
            heading=_("How people find it"),
        ),
        FieldPanel("links"),
        FieldPanel("related"),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("rights_holder")], heading=_("Licence")),
        MultiFieldPanel(
            [FieldPanel("review_on"), FieldPanel("review_owner"), FieldPanel("contact")],
            heading=_("Review and contact"),
        ),
        FindingsPanel(heading=_("Before you publish")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("licence"),
        index.FilterField("review_on"),
    ]
    api_fields = [
        APIField("summary"),
        APIField("body"),
        APIField("topic_list"),
        APIField("audience_list"),
        APIField("statement_list"),
        APIField("licence"),
        APIField("licence_url"),
        APIField("file_list"),
        APIField("links"),
        APIField("review_on"),
    ]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is None:
            self._write_list_columns()
        super().save(*args, **kwargs)

    def _write_list_columns(self):
        """Bring the columns that the list reads up to date with what editors chose."""
        files = [each for each in self.files.all() if each.document_id]
        topics, audiences = list(self.topics.all()), list(self.audiences.all())
        self.topic_slugs = pack(topic.slug for topic in topics)
        self.audience_slugs = pack(audience.slug for audience in audiences)
        self.statement_codes = pack(statement.code for statement in self.statements.all())
        self.file_formats = pack(each.format.value for each in files)
        words = [self.title, self.summary, *self.body.stream_block.get_searchable_content(self.body)]
        words += [each.title for each in files] + [str(term) for term in (*topics, *audiences)]
        self.search_text = " ".join(strip_tags(str(word)) for word in words if word)

    @property
    def topic_list(self):
        """The short names of the topics."""
        return unpack(self.topic_slugs)

    @property
    def audience_list(self):
        """The short names of the audiences."""
        return unpack(self.audience_slugs)

    @property
    def statement_list(self):
        """The codes of the statements that the resource helps with."""
        return unpack(self.statement_codes)

    @cached_property
    def ready_files(self):
        """The files whose document exists, in the editor's order."""
        if self.pk and not self._is_preview_draft():
            return list(self.files.select_related("document"))
        return [each for each in self.files.all() if each.document_id]

    def _is_preview_draft(self):
        """Whether the page holds files that are not saved (a preview or a revision): they are read from memory."""
        return "files" in getattr(self, "_cluster_related_objects", {})

    @property
    def file_list(self):
        """The files as plain data, for the API."""
        return [
            {
                "title": each.title,
                "format": each.format.value,
                "language": each.language,
                "url": self.file_url(each),
            }
            for each in self.ready_files
        ]

    def file_url(self, file):
        """The whole address of ``file``, with the host name of the page's site."""
        return urljoin(self.full_url or "", file.document.url)

    @property
    def licence_url(self):
        """Where the words of the licence stand; empty if all rights are reserved."""
        return LICENCE_URLS.get(self.licence, "")

    @property
    def licence_words(self):
        """What the licence allows, in a sentence."""
        return LICENCE_WORDS.get(self.licence, "")

    def related_resources(self):
        """Up to three live resources: those that editors chose, then the newest ones that share a topic."""
        chosen = [block.value for block in self.related if block.value]
        wanted = models.Q(pk__in=[page.pk for page in chosen])
        for slug in unpack(self.topic_slugs):
            wanted |= models.Q(topic_slugs__contains=f"|{slug}|")
        rows = self._open_siblings().filter(wanted).order_by("-first_published_at", "-pk")
        found = {page.pk: page for page in rows[: RELATED_COUNT + len(chosen)]}
        found = {**self._open_elsewhere([page for page in chosen if page.pk not in found]), **found}
        first = [found.pop(page.pk) for page in chosen if page.pk in found]
        return [*first, *found.values()][:RELATED_COUNT]

    def _open_siblings(self):
        """The other resources of this library. Who may read this page may read them, but for their own restrictions."""
        if not self.pk or not self.depth:
            return ResourcePage.objects.none()
        rows = ResourcePage.objects.live().sibling_of(self, inclusive=False)
        return rows.filter(view_restrictions__isnull=True).defer_streamfields()

    def _open_elsewhere(self, pages):
        """Those of ``pages`` that everybody may read, by key; asks nothing if there are none."""
        keys = [page.pk for page in pages if page.pk != self.pk]
        return ResourcePage.objects.live().public().defer_streamfields().in_bulk(keys) if keys else {}

    def shown_statements(self):
        """The statements that the resource helps with, with their editions for the links."""
        rows = self.statements.all()
        return rows.select_related("theme__edition") if isinstance(rows, models.QuerySet) else rows

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        contact = contact_for(page=self, site=Site.find_for_request(request), request=request)
        topics, audiences = term_names(self.locale_id)
        context.update(
            contact=contact,
            files=self.ready_files,
            topics=[(slug, topics[slug]) for slug in self.topic_list if slug in topics],
            audiences=[audiences[slug] for slug in self.audience_list if slug in audiences],
            statements=self.shown_statements(),
            related=self.related_resources(),
            index_url=self.get_parent().get_url(request) if self.pk and self.depth else None,
            other_format_url=self.other_format_url(contact),
            structured_data=self.structured_data(),
        )
        return context

    def other_format_url(self, contact):
        """A ``mailto:`` address that asks ``contact`` for another format; empty if there is no e-mail address."""
        if not contact or not contact.email:
            return ""
        subject = _now("Another format, please: %(title)s") % {"title": self.title}
        return f"mailto:{quote(contact.email, safe='@')}?subject={quote(subject)}"

    def structured_data(self):
        """The resource as a schema.org creative work."""
        facts = {
            "@context": "https://schema.org",
            "@type": "CreativeWork",
            "name": self.title,
            "description": self.summary,
            "url": self.full_url,
            "license": self.licence_url,
            "copyrightHolder": self.rights_holder and {"@type": "Organization", "name": self.rights_holder},
            "dateModified": self.last_published_at and self.last_published_at.isoformat(),
            "datePublished": self.first_published_at and self.first_published_at.isoformat(),
            "inLanguage": sorted({each.language for each in self.ready_files}),
            "encoding": [
                {"@type": "MediaObject", "name": each.title, "contentUrl": self.file_url(each)}
                for each in self.ready_files
            ],
        }
        return {name: value for name, value in facts.items() if value}


class ResourcePage(CharterPageMixin, ResourceMixin, Page):
    """A guide, a form, a letter: something to read, use and change."""

    template = "wagtail_charter/resources/resource_page.html"
    parent_page_types = ["wagtail_charter.ResourceIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
