"""The two pages that the law asks for: privacy and cookies, and the accessibility statement."""

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page, Site
from wagtail.search import index

from wagtail_charter.foundations.fields import CharterStreamField
from wagtail_charter.foundations.pages import CharterPageMixin
from wagtail_charter.foundations.panels import FindingsPanel
from wagtail_charter.foundations.reviews import Reviewed
from wagtail_charter.governance import blocks, rules
from wagtail_charter.governance.states import Compliance, Nation
from wagtail_charter.support.models import Contact
from wagtail_charter.support.services import contact_for

_TEXT = ["bold", "italic", "link", "document-link", "ul", "ol"]


class LawMixin(Reviewed):
    """What both pages share: when somebody last read them, and what to look at before they are published."""

    reviewed_on = models.DateField(
        _("last reviewed"),
        null=True,
        help_text=_("The day on which somebody last read the page and found it true."),
    )

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        site = Site.find_for_request(request)
        context["contact"] = contact_for(page=self, site=site, request=request)
        return context


_REVIEW_PANEL = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_on")]), FieldPanel("review_owner")],
    heading=_("Review"),
    help_text=_("Read the page at least once a year. The report of reviews tells you when the day has come."),
)


class PrivacyMixin(LawMixin):
    """The substance of the privacy page: articles 13 and 14 of the UK GDPR.

    What is held and for how long, and the cookies, come from code; the page cannot say anything else than what is so.
    """

    intro = RichTextField(_("introduction"), features=_TEXT, blank=True, default=blocks.default_privacy_intro)
    controller_name = models.CharField(
        _("who is responsible"), max_length=200, help_text=_("The legal body, for example the NHS trust.")
    )
    controller_details = models.TextField(
        _("how to reach them"), blank=True, help_text=_("Postal address, e-mail and telephone.")
    )
    registration = models.CharField(
        _("registration number"),
        max_length=40,
        blank=True,
        help_text=_("With the Information Commissioner, for example Z1234567."),
    )
    officer = models.ForeignKey(
        Contact,
        verbose_name=_("data protection officer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A named contact. Their name and channels are shown on the page."),
    )
    purposes = CharterStreamField(
        [("purpose", blocks.PurposeBlock())],
        verbose_name=_("what we use it for"),
        blank=True,
        default=blocks.default_purposes,
    )
    recipients = CharterStreamField(
        [("recipient", blocks.RecipientBlock())],
        verbose_name=_("who receives it"),
        blank=True,
        default=blocks.default_recipients,
    )
    transfers = RichTextField(
        _("outside the United Kingdom"),
        features=_TEXT,
        blank=True,
        help_text=_("Only if data leaves the United Kingdom: where to, and what protects it there."),
    )
    rights = RichTextField(_("people's rights"), features=_TEXT, blank=True, default=blocks.default_rights)
    more = RichTextField(_("more"), features=_TEXT, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldPanel("controller_name"),
                FieldPanel("controller_details"),
                FieldPanel("registration"),
                FieldPanel("officer"),
            ],
            heading=_("Who is responsible"),
        ),
        FieldPanel("purposes"),
        HelpPanel(
            _("What is held, for how long, and which cookies are set stand on the page by themselves: they come from the software and its settings."),
            heading=_("What is held, and cookies"),
        ),
        FieldPanel("recipients"),
        FieldPanel("transfers"),
        FieldPanel("rights"),
        FieldPanel("more"),
        _REVIEW_PANEL,
        FindingsPanel(heading=_("Before you publish")),
    ]  # fmt: skip
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("rights")]
    api_fields = [APIField("controller_name"), APIField("reviewed_on"), APIField("review_on")]

    class Meta:
        abstract = True

    def findings(self):
        """What to look at before the page is published, as sentences."""
        return rules.privacy_findings(self, on=timezone.localdate())


class PrivacyPage(CharterPageMixin, PrivacyMixin, Page):
    """What is held about people, why, for how long, and what they can ask; and the cookies."""

    template = "wagtail_charter/governance/privacy_page.html"
    page_description = _(
        "Privacy and cookies, with what the law asks for. What is held comes from the software."
    )
    subpage_types: list = []

    class Meta:
        verbose_name = _("privacy and cookies")
        verbose_name_plural = _("privacy and cookies")


class AccessibilityStatementMixin(LawMixin):
    """The substance of the accessibility statement: UK regulations 2018/952, regulation 8, and the model statement."""

    website = models.CharField(
        _("what it is about"),
        max_length=200,
        help_text=_("The website, for example: charter.example.nhs.uk, and who runs it."),
    )
    commitment = RichTextField(
        _("what people can do"), features=_TEXT, blank=True, default=blocks.default_commitment
    )
    compliance = models.CharField(
        _("how far it meets the standard"),
        max_length=10,
        choices=Compliance,
        default=Compliance.PARTIAL,
        help_text=_("The standard is WCAG version 2.2, level AA."),
    )
    issues = CharterStreamField(
        [("issue", blocks.IssueBlock())], verbose_name=_("what does not work yet"), blank=True
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("whom to tell"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Hears of problems, and sends things in another format. Empty: the site's named contact."
        ),
    )
    nation = models.CharField(_("where you are"), max_length=2, choices=Nation, default=Nation.GREAT_BRITAIN)
    tested_on = models.DateField(_("last tested"), null=True)
    tested_by = models.CharField(_("tested by"), max_length=200, blank=True)
    how_tested = RichTextField(_("how it was tested"), features=_TEXT, default=blocks.default_testing)
    improving = RichTextField(
        _("what you do to make it better"),
        features=_TEXT,
        blank=True,
        help_text=_("What comes next, and when."),
    )
    prepared_on = models.DateField(_("prepared"), null=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("website"),
        FieldPanel("commitment"),
        MultiFieldPanel(
            [FieldPanel("compliance"), FieldPanel("issues")], heading=_("How accessible the website is")
        ),
        MultiFieldPanel(
            [FieldPanel("contact"), FieldPanel("nation")], heading=_("When something does not work")
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("tested_on"), FieldPanel("tested_by")]), FieldPanel("how_tested")],
            heading=_("Tests"),
        ),
        FieldPanel("improving"),
        FieldPanel("prepared_on"),
        _REVIEW_PANEL,
        FindingsPanel(heading=_("Before you publish")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("commitment")]
    api_fields = [
        APIField("compliance"),
        APIField("prepared_on"),
        APIField("reviewed_on"),
        APIField("review_on"),
    ]

    class Meta:
        abstract = True

    def findings(self):
        """What to look at before the statement is published, as sentences."""
        return rules.statement_findings(self, on=timezone.localdate())

    @cached_property
    def issues_by_reason(self):
        """What does not work, as ``(reason, blocks)`` in the order of the model statement; empty reasons left out."""
        found = [
            (reason, [b for b in self.issues if b.value.get("reason") == reason.value])
            for reason in blocks.Reason
        ]
        return [(reason, issues) for reason, issues in found if issues]


class AccessibilityStatementPage(CharterPageMixin, AccessibilityStatementMixin, Page):
    """How accessible the website is, what does not work yet, and what to do about it."""

    template = "wagtail_charter/governance/accessibility_statement_page.html"
    page_description = _("The accessibility statement that public bodies publish, with its parts in order.")
    subpage_types: list = []

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")
