"""What this room hands to the desk: entries that wait to be written."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.modeladmin.casework import TodayList
from wagtail_charter.showcase.models import EntryToWrite
from wagtail_charter.showcase.pages import ShowcaseIndexPage
from wagtail_charter.showcase.permissions import may_add_entries
from wagtail_charter.showcase.services import waiting_for_draft


def _unwritten():
    return EntryToWrite.objects.filter(entry__isnull=False, entry__first_published_at=None)


def _count(user):
    index = ShowcaseIndexPage.objects.live().order_by("path").first()
    return _unwritten().count() if index and may_add_entries(user, index) else 0


def _url(user):
    held = _unwritten().select_related("entry").order_by("created_at").first()
    return (
        reverse("wagtailadmin_pages:edit", args=[held.entry_id])
        if held
        else reverse("wagtailadmin_explore_root")
    )


def _count_without_place(user):
    is_officer = user.has_perm("wagtail_charter.issue_award")
    return waiting_for_draft().count() if is_officer and not ShowcaseIndexPage.objects.live().exists() else 0


def _explore(user):
    return reverse("wagtailadmin_explore_root")


entries_to_write = TodayList(
    slug="entries-to-write", title=_("Showcase entries to write"), count=_count, url=_url, order=90
)
entries_without_place = TodayList(
    slug="entries-without-place",
    title=_("Showcase entries asked for, and there is no showcase page yet"),
    count=_count_without_place,
    url=_explore,
    order=91,
)
