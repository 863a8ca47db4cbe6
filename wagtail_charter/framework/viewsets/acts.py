"""What can be done with an edition: buttons that lead to a page that asks first, and acts on POST."""

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.framework import services
from wagtail_charter.framework.forms import EditionCopyForm
from wagtail_charter.framework.models import FrameworkEdition
from wagtail_charter.framework.permissions import can_copy_edition, can_publish_edition


class EditionAct:
    """A button: what can be done with an edition."""

    def __init__(self, name, label, icon, edition):
        self.label, self.icon = label, icon
        self.url = reverse(edition.snippet_viewset.get_url_name(name), args=(quote(edition.pk),))


def edition_actions(user, edition):
    """What ``user`` may do with ``edition`` now, as ``EditionAct`` objects; each leads to a page that asks first."""
    acts = []
    if can_publish_edition(user) and not edition.is_in_use:
        acts.append(EditionAct("publish", _("Publish"), "upload", edition))
    if can_copy_edition(user):
        acts.append(EditionAct("copy_edition", _("Copy to a new edition"), "copy", edition))
    if can_publish_edition(user) and edition.is_in_use:
        acts.append(EditionAct("retire", _("Take out of use"), "download", edition))
    return acts


class EditionActView(WagtailAdminTemplateMixin, FormView):
    """Asks first, acts on POST: one verb of ``framework.services`` on one edition."""

    template_name = "wagtail_charter/framework/admin/edition_act.html"
    header_icon = "clipboard-list"
    form_class = None
    may = staticmethod(can_publish_edition)
    explanation = ""
    done = ""

    def dispatch(self, request, *args, **kwargs):
        if not self.may(request.user):
            raise PermissionDenied
        self.edition = get_object_or_404(FrameworkEdition, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class=None):
        return super().get_form(form_class) if self.form_class else None

    def get_page_subtitle(self):
        return str(self.edition)

    def get_breadcrumbs_items(self):
        viewset = FrameworkEdition.snippet_viewset
        here = [
            {"url": self.edit_url(self.edition), "label": str(self.edition)},
            {"url": "", "label": self.page_title},
        ]
        return [*viewset.breadcrumbs_items, *here]

    def edit_url(self, edition):
        """Where the edition is edited or shown as locked."""
        return reverse(FrameworkEdition.snippet_viewset.get_url_name("edit"), args=(quote(edition.pk),))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            edition=self.edition,
            explanation=self.explanation,
            back_url=self.edit_url(self.edition),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if form is not None and not form.is_valid():
            return self.form_invalid(form)
        try:
            edition = self.act(form)
        except (ValidationError, InvalidTransition) as error:
            faults = error.messages if isinstance(error, ValidationError) else [_("This cannot be done now.")]
            return self.render_to_response(self.get_context_data(form=form, faults=faults))
        messages.success(request, self.done % {"edition": edition})
        return redirect(self.edit_url(edition))

    def act(self, form):
        """Do it; returns the edition to show next."""
        raise NotImplementedError


class PublishView(EditionActView):
    """Publish a draft, or put a retired edition back into use."""

    page_title = _("Publish")
    explanation = _(
        "Visitors can then read this edition, and applications can be made under it. "
        "Nothing in it can change after that. To change something later, copy it to a new edition."
    )
    done = _("%(edition)s is published.")

    def act(self, form):
        return services.publish_edition(self.edition, by=self.request.user)


class RetireView(EditionActView):
    """Take an edition out of use."""

    page_title = _("Take out of use")
    explanation = _(
        "The edition stays readable at its address, with a note that leads to the edition in use. "
        "Awards that were given under it stay as they are."
    )
    done = _("%(edition)s is no longer in use.")

    def act(self, form):
        return services.retire_edition(self.edition, by=self.request.user)


class CopyEditionView(EditionActView):
    """Begin a new edition with everything that this one says."""

    page_title = _("Copy to a new edition")
    explanation = _("The copy is a draft, so that it can be changed before it is published.")
    done = _("%(edition)s is a draft now.")
    form_class = EditionCopyForm
    may = staticmethod(can_copy_edition)

    def act(self, form):
        return services.copy_edition(
            self.edition,
            version=form.cleaned_data["version"],
            version_label=form.cleaned_data["version_label"],
            by=self.request.user,
        )
