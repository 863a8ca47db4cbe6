"""Merging organisations, in the admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Media
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.widgets import AdminSnippetChooser

from wagtail_charter.organisations.forms import MergeTargetForm, NamesakesForm
from wagtail_charter.organisations.models import Organisation
from wagtail_charter.organisations.rules import check_can_merge, plan_merge
from wagtail_charter.organisations.services import merge_organisations

_ADMIN = "wagtailsnippets_wagtail_charter_organisation"


class OrganisationMergeView(WagtailAdminTemplateMixin, TemplateView):
    """Choose the organisation that stays, see exactly what will move, then merge."""

    page_title = gettext_lazy("Merge into another organisation")
    header_icon = "resubmit"
    template_name = "wagtail_charter/organisations/admin/merge.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = get_object_or_404(Organisation, pk=kwargs["pk"])
        if not request.user.has_perm("wagtail_charter.merge_organisation"):
            raise PermissionDenied
        if self.object.merged_into_id:
            messages.warning(request, _("This organisation was merged already."))
            return redirect(_edit_url(self.object))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self._form(request.POST)
        into = form.cleaned_data["into"] if form.is_valid() else None
        namesakes = self._namesakes(into, request.POST) if into else None
        if namesakes and namesakes.is_valid():
            try:
                into = merge_organisations(self.object, into=into, by=request.user, **namesakes.answers)
            except ValidationError as error:
                namesakes.add_error(None, error)
            else:
                told = _("“%(one)s” was merged into “%(other)s”.") % {"one": self.object, "other": into}
                messages.success(request, told)
                return redirect(_edit_url(into))
        return self.render_to_response(self.get_context_data(form=form, namesakes=namesakes))

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(f"{_ADMIN}:list"), "label": capfirst(Organisation._meta.verbose_name_plural)},
            {"url": _edit_url(self.object), "label": str(self.object)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context.setdefault(
            "form", self._form(self.request.GET if "into" in self.request.GET else None)
        )
        into = form.cleaned_data.get("into") if form.is_bound and form.is_valid() else None
        if into:
            try:
                check_can_merge(self.object, into)
                context |= {"into": into, "plan": plan_merge(self.object, into)}
                context["namesakes"] = context.get("namesakes") or self._namesakes(into)
            except ValidationError as error:
                form.add_error("into", error)
        return {
            **context,
            "organisation": self.object,
            "media": context.get("media", Media()) + form.media,
            "merge_url": self.request.path,
            "edit_url": _edit_url(self.object),
        }

    def _namesakes(self, into, data=None):
        pairs = plan_merge(self.object, into).undecided_services
        return NamesakesForm(data, pairs=pairs, organisation=self.object, into=into)

    def _form(self, data):
        if data is not None and not data.get("into", "").isdecimal():
            data = {"into": ""}  # the chooser fails on what is no number
        form = MergeTargetForm(data, organisation=self.object)
        form.fields["into"].widget = AdminSnippetChooser(Organisation)
        return form


def _edit_url(organisation):
    return reverse(f"{_ADMIN}:edit", args=[organisation.pk])
