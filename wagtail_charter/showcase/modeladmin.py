"""What this room hands to the desk: entries that wait to be written."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.modeladmin.casework import DeskPage, TodayCases, TodayList
from wagtail_charter.applications.permissions import visible_applications
from wagtail_charter.showcase.models import EntryToWrite
from wagtail_charter.showcase.pages import ShowcaseIndexPage
from wagtail_charter.showcase.permissions import may_add_entries
from wagtail_charter.showcase.services import waiting_for_draft

_ISSUE = "wagtail_charter.issue_award"


def entries_waiting(user):
    """The drafts that were asked for and that nobody has published, the oldest first; for those who may add entries."""
    index = ShowcaseIndexPage.objects.live().order_by("path").first()
    rows = EntryToWrite.objects.filter(entry__isnull=False, entry__first_published_at=None)
    if not index or not may_add_entries(user, index):
        return rows.none()
    return rows.select_related("entry").order_by("created_at", "pk")


def without_place(user):
    """The applications that asked for an entry while there is no showcase to put it into."""
    rows = visible_applications(user)
    if not user.has_perm(_ISSUE) or ShowcaseIndexPage.objects.live().exists():
        return rows.none()
    return rows.filter(pk__in=waiting_for_draft().order_by().values("application"))


class EntriesView(DeskPage):
    """The entries that wait to be written, each a press away."""

    template_name = "wagtail_charter/showcase/admin/entries.html"
    page_title = _("Showcase entries to write")
    header_icon = "doc-full"

    def get_context_data(self, **kwargs):
        rows = [
            (each, reverse("wagtailadmin_pages:edit", args=[each.entry_id]))
            for each in entries_waiting(self.request.user)
        ]
        return super().get_context_data(rows=rows, **kwargs)


entries_to_write = TodayList(
    slug="entries-to-write",
    title=_("Showcase entries to write"),
    count=lambda user: entries_waiting(user).count(),
    url=lambda user: reverse("charter_entries_to_write"),
    order=90,
)
entries_without_place = TodayCases(
    "entries-without-place",
    _("Showcase entries asked for, and there is no showcase page yet"),
    without_place,
    needs=_ISSUE,
    order=91,
)
entries_urlpatterns = [
    path("charter/entries-to-write/", EntriesView.as_view(), name="charter_entries_to_write")
]
