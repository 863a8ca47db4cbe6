"""The list of events, and the page of one event."""

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page, Site
from wagtail.search import index

from wagtail_charter.foundations.blocks import VideoBlock, text_blocks
from wagtail_charter.foundations.content_notes import ContentNoted
from wagtail_charter.foundations.fields import CharterStreamField
from wagtail_charter.foundations.listings import ListPageMixin
from wagtail_charter.foundations.pages import CharterPageMixin, address_below, open_below
from wagtail_charter.foundations.panels import FindingsPanel
from wagtail_charter.foundations.reviews import Reviewed
from wagtail_charter.foundations.routes import CharterRoutesMixin
from wagtail_charter.support.models import Contact
from wagtail_charter.support.services import contact_for
from wagtail_charter.training.blocks import ProgrammeItemBlock
from wagtail_charter.training.filters import EventList
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.panels import SessionsPanel
from wagtail_charter.training.states import EventKind

#: schema.org's words for how people attend, by the number of ways and whether one is online.
_ATTENDANCE_MODES = {
    (1, False): "OfflineEventAttendanceMode",
    (1, True): "OnlineEventAttendanceMode",
    (2, True): "MixedEventAttendanceMode",
}


class TrainingIndexMixin(ListPageMixin):
    """The substance of the list of events: upcoming by default, past ones by year."""

    class Meta:
        abstract = True

    def event_pages(self):
        """The live event pages below this page that its readers may read."""
        return open_below(TrainingEventPage.objects.all(), self)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        year = kwargs.get("year")
        listing = EventList(self.event_pages(), request.GET, year=year)
        context.update(
            listing=listing,
            events=listing.events,
            results_title=listing.title(self.seo_title or self.title),
            year=year,
            past_years=[(each, self.route_url("past", each, request=request)) for each in listing.past_years],
            feed_url=self.route_url("feed", request=request),
            calendar_url=self.route_url("calendar", request=request),
            list_url=self.route_url("past", year, request=request) if year else self.get_url(request),
            contact=contact_for(page=self, site=Site.find_for_request(request), request=request),
        )
        own = self.get_url(request)
        for event in context["events"]:
            event.address = address_below(self, own, event)
        context["structured_data"] = self.structured_data(context["events"], request)
        return context


class TrainingIndexPage(CharterPageMixin, TrainingIndexMixin, Page):
    """The list of training days, workshops and awards events."""

    template = "wagtail_charter/training/training_index_page.html"
    subpage_types = ["wagtail_charter.TrainingEventPage"]

    class Meta:
        verbose_name = _("training and events")
        verbose_name_plural = _("training and events")


class TrainingEventMixin(CharterRoutesMixin, ContentNoted, Reviewed):
    """The substance of an event page. When it takes place is told by its sessions, kept apart from the page."""

    #: Sessions can be planned for pages of this type.
    tells_of_training = True

    kind = models.CharField(
        _("kind of event"), max_length=20, choices=EventKind, default=EventKind.TRAINING_DAY, db_index=True
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences, shown in lists and in search results."),
    )
    who_leads = models.TextField(
        _("who leads"), blank=True, help_text=_("By role, for example: a peer trainer and an assessor.")
    )
    what_to_expect = CharterStreamField(
        text_blocks(), verbose_name=_("what to expect"), blank=True, name_for_hosts="training"
    )
    access_information = models.TextField(
        _("access information"),
        blank=True,
        help_text=_("Step-free ways, hearing loop, quiet room, captions, breaks, and how to ask for more."),
    )
    programme = CharterStreamField(
        [("item", ProgrammeItemBlock())],
        verbose_name=_("programme"),
        blank=True,
        help_text=_("What happens when, and who leads it. Breaks too."),
    )
    video = CharterStreamField(
        [("video", VideoBlock())],
        verbose_name=_("video"),
        blank=True,
        max_num=1,
        help_text=_("For an event that is over: a link to the recording, with its transcript."),
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("named contact for booking"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty to show the named contact of the charter settings."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        SessionsPanel(heading=_("Sessions")),
        FieldPanel("who_leads"),
        FieldPanel("what_to_expect"),
        FieldPanel("access_information"),
        MultiFieldPanel(
            [FieldPanel("content_notes"), FieldPanel("content_note_words")], heading=_("Content note")
        ),
        FieldPanel("programme"),
        FieldPanel("video"),
        FieldPanel("contact"),
        MultiFieldPanel([FieldPanel("review_on"), FieldPanel("review_owner")], heading=_("Review")),
        FindingsPanel(heading=_("Before you publish")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("what_to_expect"),
        index.SearchField("who_leads"),
        index.FilterField("kind"),
    ]
    api_fields = [
        APIField("kind"),
        APIField("summary"),
        APIField("who_leads"),
        APIField("what_to_expect"),
        APIField("access_information"),
        APIField("content_note_labels"),
        APIField("programme"),
        APIField("video"),
        APIField("session_facts"),
    ]

    class Meta:
        abstract = True

    def all_sessions(self):
        """Every session of the event, the soonest first; the same in each language of the page."""
        return TrainingSession.objects.for_event(self).in_order()

    @cached_property
    def sessions(self):
        """Every session of the event, read once."""
        return list(self.all_sessions())

    @property
    def upcoming_sessions(self):
        """Sessions that have not ended, cancelled ones too."""
        now = timezone.now()
        return [session for session in self.sessions if session.ends_at > now]

    @property
    def past_sessions(self):
        """Sessions that have ended, the latest first."""
        now = timezone.now()
        return [session for session in reversed(self.sessions) if session.ends_at <= now]

    @property
    def session_facts(self):
        """The sessions as plain data, for the API."""
        return [
            {
                "uid": str(session.uid),
                "starts_at": session.starts_at.isoformat(),
                "ends_at": session.ends_at.isoformat(),
                "time_zone": session.time_zone,
                "place": session.place,
                "online_note": session.online_note,
                "capacity": session.capacity,
                "is_cancelled": session.is_cancelled,
            }
            for session in self.sessions
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context.update(
            upcoming_sessions=[(each, self._calendar_url(each, request)) for each in self.upcoming_sessions],
            past_sessions=self.past_sessions,
            calendar_url=self.route_url("calendar", request=request) if self.pk else None,
            is_open=any(not session.is_cancelled for session in self.upcoming_sessions),
            contact=contact_for(page=self, site=Site.find_for_request(request), request=request),
            structured_data=self.structured_data(),
        )
        return context

    def structured_data(self):
        """The sessions as schema.org events; nothing while none is planned."""
        events = [self._session_data(session) for session in self.sessions]
        return {"@context": "https://schema.org", "@graph": events} if events else {}

    def _session_data(self, session):
        places = []
        if session.place:
            places.append({"@type": "Place", "name": session.place, "address": session.place})
        if session.online_note:
            places.append({"@type": "VirtualLocation", "url": self.full_url})
        facts = {
            "@type": "Event",
            "name": self.title,
            "description": self.summary,
            "url": self.full_url,
            "startDate": session.local_start.isoformat(),
            "endDate": session.local_end.isoformat(),
            "eventStatus": f"https://schema.org/{'EventCancelled' if session.is_cancelled else 'EventScheduled'}",
            "eventAttendanceMode": f"https://schema.org/{_ATTENDANCE_MODES[len(places), session.is_online]}",
            "location": places if len(places) > 1 else places[0],
        }
        if session.capacity:
            facts["maximumAttendeeCapacity"] = session.capacity
        return {name: value for name, value in facts.items() if value}

    def _calendar_url(self, session, request):
        return self.route_url("session_calendar", request=request, uid=session.uid) if self.pk else None


class TrainingEventPage(CharterPageMixin, TrainingEventMixin, Page):
    """A training day, a workshop or an awards event."""

    template = "wagtail_charter/training/training_event_page.html"
    parent_page_types = ["wagtail_charter.TrainingIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("training event")
        verbose_name_plural = _("training events")
