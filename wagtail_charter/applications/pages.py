"""The page under which services apply."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page, Site
from wagtail.search import index

from wagtail_charter.applications.models import Round
from wagtail_charter.applications.states import OPEN_STAGES, RoundStage
from wagtail_charter.conf import conf
from wagtail_charter.foundations.pages import CharterPageMixin, first_on_site
from wagtail_charter.foundations.routes import CharterRoutesMixin
from wagtail_charter.framework.models import CharterSettings, EvidenceStatement

_WORDS = ["bold", "italic", "link", "ul", "ol"]
_DAY = datetime.timedelta(days=1)
#: How far from today a made-up round begins and ends in the preview of each stage, in days.
_EXAMPLES = {
    RoundStage.NOT_OPEN_YET: (30, 90),
    RoundStage.OPEN: (-30, 60),
    RoundStage.BY_INVITATION: (-30, 60),
    RoundStage.CLOSED: (-90, -30),
}


class ApplicationMixin(CharterRoutesMixin, models.Model):
    """A page on which a service reads what applying takes, and below which its whole application lives."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=_WORDS,
        help_text=_("What applying is and whom it is for, in a few sentences. It stands first on the page."),
    )
    round = models.ForeignKey(
        Round,
        verbose_name=_("round"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_(
            "The round that services apply in from this page. Its dates, edition and contact show by themselves. "
            "Leave empty while none is planned."
        ),
    )
    no_round_words = models.CharField(
        _("words while no round is planned"),
        max_length=300,
        blank=True,
        help_text=_("For example: We will say here by June when the next round opens."),
    )
    effort_in_short = models.CharField(
        _("effort in short"),
        max_length=160,
        blank=True,
        help_text=_("One line, for example: About 20 hours for a team of 3 to 6, over 6 to 8 weeks."),
    )
    effort = RichTextField(
        _("how much work it is"),
        blank=True,
        features=_WORDS,
        help_text=_("Who takes part, how long it takes, whether it can be done in parts."),
    )
    what_is_needed = RichTextField(
        _("what you need"),
        blank=True,
        features=_WORDS,
        help_text=_("What to have at hand, and whose agreement. Say what is never needed."),
    )
    who_sees = RichTextField(
        _("who sees what"),
        blank=True,
        features=_WORDS,
        help_text=_("Who reads answers and files, what becomes public and what never does."),
    )
    after_sending = RichTextField(
        _("after you send it"),
        blank=True,
        features=_WORDS,
        help_text=_("Who reads it, when and how people hear the result."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where people read what happens to what they tell you. Linked beside each form."),
    )
    offers_interest = models.BooleanField(
        _("offer the form “Is your organisation looking to apply?”"),
        default=True,
        help_text=_("For services that are not sure yet. The charter team answers each message."),
    )
    interest_introduction = RichTextField(
        _("words above that form"),
        blank=True,
        features=_WORDS,
        help_text=_("For example who answers, how soon, and that nothing is promised by asking."),
    )

    class Meta:
        abstract = True

    @property
    def contact(self):
        """The named contact of the round, if it has one of its own."""
        return self.shown_round.contact if self.shown_round else None

    @cached_property
    def shown_round(self):
        """The round of the page with its edition and contact; in a preview, one in the stage that is looked at."""
        held = getattr(self, "_previewed", None)
        if held is not None:
            return held.get("round")
        if self.round_id is None:
            return None
        if not self._meta.get_field("round").is_cached(self):
            self.round = Round.objects.select_related("edition", "contact__cover").get(pk=self.round_id)
        return self.round

    def stage(self, now=None):
        """The ``RoundStage`` of the page at ``now`` (default: this moment)."""
        return self.shown_round.stage(now) if self.shown_round else RoundStage.NONE_PLANNED

    @property
    def stage_key(self):
        """The stage as the API names it."""
        return str(self.stage().value)

    @property
    def opens_at(self):
        """When the round opens, for the API."""
        return self.shown_round and self.shown_round.opens_at

    @property
    def closes_at(self):
        """When the round closes, for the API."""
        return self.shown_round and self.shown_round.closes_at

    def edition(self, settings, *, is_preview=False):
        """The edition whose questions the page shows: the round's, else that of the site's ``settings``; or ``None``.

        ``settings``: the ``CharterSettings`` of the site, or ``None``. A draft is shown in a preview only.
        """
        found = self.shown_round.edition if self.shown_round and self.shown_round.edition_id else None
        found = found or (settings.edition if settings else None)
        return found if found and (found.is_public or is_preview) else None

    def get_context(self, request, *args, **kwargs):
        edition = self.edition_for(request)
        return {
            **super().get_context(request, *args, **kwargs),
            **self.round_context(request),
            "edition": edition,
            "statement_count": EvidenceStatement.objects.for_edition(edition).count() if edition else 0,
            "questions_url": self.route_url("questions", request=request) if edition else None,
            "begins_here": self.stage() in OPEN_STAGES and conf.is_room_on("accounts") and self.live,
        }

    def round_context(self, request):
        """What every page below this one says of it: its round, what that lets people do today, where to ask."""
        return {
            "page": self,
            "page_url": self.get_url(request),
            "stage": self.stage(),
            "round": self.shown_round,
            "interest_url": self.route_url("interest", request=request) if self.offers_interest else None,
            "privacy_url": self.privacy_url(request),
        }

    def edition_for(self, request):
        """The edition whose questions ``request`` is shown, or ``None``; a draft in a preview only."""
        settings = CharterSettings.for_request(request) if Site.find_for_request(request) else None
        return self.edition(settings, is_preview=getattr(request, "is_preview", False))

    def privacy_url(self, request=None):
        """Where people read what happens to their words, or an empty text."""
        page = self.privacy_page
        return (page.get_url(request) or "") if page and page.live else ""

    @property
    def preview_modes(self):
        """The page as it is, and as it looks in each stage of a round."""
        return [("", _("As it is now")), *((stage.value, stage.label) for stage in RoundStage)]

    def serve_preview(self, request, mode_name):
        if mode_name in RoundStage.values:
            self._previewed = {"round": self._round_in(RoundStage(mode_name))}
            self.__dict__.pop("shown_round", None)
        return super().serve_preview(request, mode_name)

    def _round_in(self, stage):
        """The page's round, or an example, with dates that put it in ``stage``; never saved."""
        if stage == RoundStage.NONE_PLANNED:
            return None
        held = self.shown_round
        opens, closes = _EXAMPLES[stage]
        now = timezone.now()
        return Round(
            label=held.label if held else _text("Example round"),
            edition=held.edition if held else None,
            contact=held.contact if held else None,
            who_may_apply=held.who_may_apply if held else _text("Who may apply stands here."),
            opens_at=now + opens * _DAY,
            closes_at=now + closes * _DAY,
            is_by_invitation=stage == RoundStage.BY_INVITATION,
        )

    def get_sitemap_urls(self, request=None):
        """The page itself, every question, and the form for those who are not sure yet."""
        urls = super().get_sitemap_urls(request=request)
        base = self.get_full_url(request)
        if not urls or not base:
            return urls
        below = []
        if self.edition(CharterSettings.objects.filter(site=self.get_site()).first()):
            below.append("questions")
        if self.offers_interest:
            below.append("interest")
        found = [{**urls[0], "location": base + self.reverse_subpage(name)} for name in below]
        return [*urls, *found]


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
        MultiFieldPanel(
            [FieldPanel("round"), FieldPanel("no_round_words")],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("effort_in_short"),
                FieldPanel("effort"),
                FieldPanel("what_is_needed"),
                FieldPanel("who_sees"),
                FieldPanel("after_sending"),
                PageChooserPanel("privacy_page"),
            ],
            heading=_("Before people begin"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("offers_interest"),
                FieldPanel("interest_introduction"),
                HelpPanel(
                    content=_(
                        "The form asks for a name, an e-mail address, the organisation, the service and what people "
                        "hope for. Add questions of your own below if the team needs them to answer well. Ask about "
                        "the organisation and the service, and never about anybody's past."
                    )
                ),
                InlinePanel("interest_questions", label=_("Question of your own"), max_num=8),
            ],
            heading=_("Is your organisation looking to apply?"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("effort"),
        index.SearchField("what_is_needed"),
        index.SearchField("who_sees"),
        index.SearchField("after_sending"),
    ]
    api_fields = [
        APIField("introduction"),
        APIField("effort_in_short"),
        APIField("effort"),
        APIField("what_is_needed"),
        APIField("who_sees"),
        APIField("after_sending"),
        APIField("stage_key"),
        APIField("opens_at"),
        APIField("closes_at"),
    ]

    class Meta:
        verbose_name = _("application page")

    @classmethod
    def for_site(cls, site):
        """The first public application page of ``site``, in the visitor's language if there is one, or ``None``."""
        return first_on_site(cls.objects.all(), site) if site else None

    @classmethod
    def for_application(cls, application, site):
        """The page of ``site`` under which ``application`` lives: that of its round, else that of the site, or ``None``.

        A page goes on to the next round; the applications of the last one stay within reach under it.
        """
        if site is None:
            return None
        return first_on_site(cls.objects.filter(round=application.round_id), site) or cls.for_site(site)
