"""The page of one provider, below each showcase; and in the admin, new entries from a document."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_charter.awards.models import Award
from wagtail_charter.foundations.imports import Fault, ImportRefused
from wagtail_charter.foundations.routes import page_view
from wagtail_charter.organisations.models import Organisation, Service
from wagtail_charter.showcase import rules
from wagtail_charter.showcase.forms import ConfirmForm, DocumentForm
from wagtail_charter.showcase.imports.documents import read_upload
from wagtail_charter.showcase.imports.drafts import EntryDraft
from wagtail_charter.showcase.imports.loading import write_drafts
from wagtail_charter.showcase.imports.preview import preview_of
from wagtail_charter.showcase.models import ShowcaseListing, provider_key
from wagtail_charter.showcase.pages import ShowcaseIndexPage
from wagtail_charter.showcase.permissions import may_add_entries

ENTRIES_SHOWN = 50


@page_view(ShowcaseIndexPage, "provider/<slug:key>/", name="provider")
def provider(page, request, key):
    """The services of a provider that this showcase tells about or that hold an award, each with both.

    An old name in the address, or a provider that was merged into another, leads on to the address of today. A
    service with neither entry nor award is not shown: that it exists may be nobody's business yet.
    """
    organisation = _organisation(key)
    listings = ShowcaseListing.objects.of_index(page).filter(provider=organisation).newest().for_cards()
    listings = list(listings.select_related("entry")[:ENTRIES_SHOWN])
    if not listings:
        raise Http404
    canonical = provider_key(organisation.pk, organisation.name)
    if key != canonical:
        return HttpResponsePermanentRedirect(page.get_url(request) + f"provider/{canonical}/")
    return page.render(
        request,
        template="wagtail_charter/showcase/provider.html",
        context_overrides={
            "provider": organisation,
            "services": _services(organisation, listings),
            "facts": _facts(organisation),
            "canonical_url": page.get_full_url(request) + f"provider/{canonical}/",
        },
    )


def _organisation(key):
    number = key.partition("-")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    found = Organisation.objects.filter(pk=number).select_related("region", "merged_into").first()
    if found is None:
        raise Http404
    return found.merged_into or found


def _facts(organisation):
    rows = [
        (_("Type of provider"), organisation.get_provider_type_display()),
        (_("Region"), organisation.region.name if organisation.region else ""),
        (_("Website"), _link(organisation.website)),
    ]
    return [(label, value) for label, value in rows if value]


def _link(url):
    return format_html('<a href="{}">{}</a>', url, url) if url else ""


def _services(organisation, listings):
    """One dict per service: the service, its awards in the order to show, and its listed entries."""
    entries, awards = {}, {}
    for listing in listings:
        entries.setdefault(listing.entry.service_id, []).append(listing)
    held = (
        Award.objects.for_display().filter(service__provider=organisation).select_related("level", "service")
    )
    for award in held:
        awards.setdefault(award.service_id, []).append(award)
    services = Service.objects.described().filter(pk__in={*entries, *awards}).order_by("name")
    return [
        {
            "service": service,
            "awards": rules.ordered_awards(awards.get(service.pk, [])),
            "listings": entries.get(service.pk, []),
        }
        for service in services
    ]


class DocumentView(WagtailAdminTemplateMixin, TemplateView):
    """In the admin: hand in a document, see which entries it makes, then make them as drafts."""

    page_title = gettext_lazy("New entries from a document")
    header_icon = "doc-full-inverse"
    template_name = "wagtail_charter/showcase/admin/document.html"

    def dispatch(self, request, *args, **kwargs):
        self.index = get_object_or_404(ShowcaseIndexPage, pk=kwargs["pk"])
        if not may_add_entries(request.user, self.index):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "entries" in request.POST:
            return self._make(ConfirmForm(request.POST, bound_to=self._bound_to()))
        return self._preview(DocumentForm(request.POST, request.FILES))

    def _preview(self, form):
        drafts = []
        if form.is_valid():
            document = form.cleaned_data["document"]
            try:
                drafts, faults = read_upload(document.read(), name=document.name)
                faults = [*faults, *self._standing(drafts)]
            except ImportRefused as refused:
                faults = refused.faults
            for fault in faults:
                form.add_error("document", str(fault))
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form))
        confirm = ConfirmForm(bound_to=self._bound_to())
        confirm.initial["entries"] = confirm.sign([asdict(draft) for draft in drafts])
        previews = [preview_of(draft) for draft in drafts]
        return self.render_to_response(self.get_context_data(form=form, confirm=confirm, previews=previews))

    def _make(self, confirm):
        form = DocumentForm()
        if not confirm.is_valid():
            messages.error(self.request, confirm.errors["entries"][0])
            return self.render_to_response(self.get_context_data(form=form))
        drafts = [EntryDraft(**facts) for facts in confirm.cleaned_data["entries"]]
        try:
            report = write_drafts(
                drafts, faults=self._standing(drafts), parent=self.index, by=self.request.user
            )
        except ImportRefused as refused:
            for fault in refused.faults:
                messages.error(self.request, str(fault))
            return self.render_to_response(self.get_context_data(form=form))
        told = ngettext(
            "%(count)s draft was made. Look at it, add its service, then publish.",
            "%(count)s drafts were made. Look at each, add its service, then publish.",
            report.added,
        )
        messages.success(self.request, told % {"count": report.added})
        return redirect("wagtailadmin_explore", self.index.pk)

    def _standing(self, drafts):
        """A fault for each draft whose address another page below this showcase has already."""
        slugs = [draft.slug for draft in drafts]
        taken = set(self.index.get_children().filter(slug__in=slugs).values_list("slug", flat=True))
        reason = _("“%s” stands in this showcase already. Take it out of the document, or change its title.")
        return [Fault(draft.where, reason % draft.title) for draft in drafts if draft.slug in taken]

    def _bound_to(self):
        return f"{self.request.user.pk}.{self.index.pk}"

    def get_page_subtitle(self):
        return self.index.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {
                "url": reverse("wagtailadmin_explore", args=[self.index.pk]),
                "label": self.index.get_admin_display_title(),
            },
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.setdefault("form", DocumentForm())
        return {**context, "back_url": reverse("wagtailadmin_explore", args=[self.index.pk])}
