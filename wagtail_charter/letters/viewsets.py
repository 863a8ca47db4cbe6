"""Letters in the Wagtail admin: how each one stands, what it says, and what the letters of each kind say."""

import logging

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton
from wagtail.log_actions import log
from wagtail.models import Site

from wagtail_charter.conf import conf
from wagtail_charter.foundations.viewsets import RecordViewSet
from wagtail_charter.letters import services
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.notifications import all_kinds, kind_of
from wagtail_charter.letters.permissions import can_read_letters, can_send_again, readable_letters
from wagtail_charter.letters.rules import how_it_stands

logger = logging.getLogger(__name__)

_ADMIN = "charter_letters"
#: The line in Wagtail's log when somebody lets a letter be tried again.
TRY_AGAIN_ACTION = "wagtail_charter.letter.try_again"
#: A letter's HTML loads nothing and does nothing.
_HARMLESS = "default-src 'none'; frame-ancestors 'self'; sandbox"


class LetterFilterSet(WagtailFilterSet):
    """The filters of the list of letters."""

    standing = django_filters.ChoiceFilter(
        label=_("How it stands"),
        method="narrow_standing",
        choices=[
            ("waiting", _("Waiting")),
            ("sent", _("Sent")),
            ("given_up", _("Could not be delivered")),
            ("undelivered", _("Could not be delivered, and can be tried again")),
        ],
    )
    template = django_filters.ChoiceFilter(
        label=_("Letter"), choices=lambda: [(kind.template, kind.title) for kind in kinds_in_use()]
    )

    class Meta:
        model = Letter
        fields = ["standing", "template"]

    def narrow_standing(self, queryset, name, value):
        """Letters that wait, were sent, or could not be delivered: the lists of ``querysets``."""
        return getattr(queryset, value)()


def kinds_in_use():
    """The kinds of letter of the rooms that are on."""
    return [kind for kind in all_kinds() if conf.is_room_on(kind.room)]


def _recipient(letter):
    if letter.cleared_at:
        return _text("Somebody whose details are cleared")
    return letter.to_name or letter.to_email


def _case(letter):
    """What a letter is about: its kind of thing, with its reference if it has one. It asks for no related row."""
    if letter.about is None:
        return ""
    words = capfirst(letter.about._meta.verbose_name)
    return f"{words} {getattr(letter.about, 'reference', '') or ''}".strip()


class LetterIndexView(generic.IndexView):
    """The list of letters, the newest first. It has no export: it would be a list of everybody's address."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("about_type").prefetch_related("about")

    @cached_property
    def header_buttons(self):
        kinds = HeaderButton(_("What each letter says"), url=reverse(f"{_ADMIN}:kinds"), icon_name="view")
        return [*super().header_buttons, kinds]


class LetterInspectView(generic.InspectView):
    """One letter: how it stands and what it says. Secrets are hidden; a cleared letter has no words any more."""

    page_title = _("Letter")
    template_name = "wagtail_charter/letters/admin/letter.html"

    def get_page_subtitle(self):
        return str(kind_of(self.object.template).title)

    def get_context_data(self, **kwargs):
        letter = self.object
        return {
            **super().get_context_data(**kwargs),
            "letter": letter,
            "recipient": _recipient(letter),
            "about": _case(letter),
            "standing": how_it_stands(letter, at=timezone.now()),
            "written": None if letter.cleared_at else shown(services.preview, letter),
            "html_address": reverse(f"{_ADMIN}:html", args=[letter.pk]),
            "again_address": reverse(f"{_ADMIN}:again", args=[letter.pk])
            if letter.given_up_at and not letter.cleared_at and can_send_again(self.request.user)
            else "",
        }


@method_decorator(xframe_options_sameorigin, name="dispatch")
class LetterHtmlView(generic.InspectView):
    """The HTML of one letter, for the frame on its page."""

    def get(self, request, *args, **kwargs):
        return harmless_html(None if self.object.cleared_at else shown(services.preview, self.object))


class LetterAgainView(generic.InspectView):
    """Lets a letter that was given up be tried again: a press only."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if not can_send_again(request.user):
            raise PermissionDenied
        try:
            services.try_again(self.object)
        except ValidationError as error:
            messages.warning(request, error.messages[0])
        else:
            log(instance=self.object, action=TRY_AGAIN_ACTION)
            messages.success(request, _text("The letter waits again and leaves in the next few minutes."))
        return redirect(reverse(f"{_ADMIN}:inspect", args=[self.object.pk]))


class _KindViewMixin(WagtailAdminTemplateMixin):
    """A page about kinds of letter, for whoever may read letters."""

    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not can_read_letters(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(f"{_ADMIN}:index"), "label": capfirst(Letter._meta.verbose_name_plural)},
            *self.last_breadcrumbs(),
        ]


class KindListView(_KindViewMixin, TemplateView):
    """Every kind of letter that the scheme sends: what it is, and when somebody gets it."""

    template_name = "wagtail_charter/letters/admin/kinds.html"
    page_title = _("What each letter says")

    def last_breadcrumbs(self):
        """The end of the way here."""
        return [{"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "kinds": kinds_in_use()}


class KindView(_KindViewMixin, TemplateView):
    """What the letters of one kind say, with sample facts."""

    template_name = "wagtail_charter/letters/admin/kind.html"

    @cached_property
    def kind(self):
        """The kind that the address names."""
        template = "{room}/{name}".format(**self.kwargs)
        found = next((kind for kind in kinds_in_use() if kind.template == template), None)
        if found is None:
            raise Http404
        return found

    def written(self):
        """The letter in words, or ``None`` when it cannot be written."""
        return shown(services.preview_kind, self.kind, site=Site.find_for_request(self.request))

    @property
    def page_title(self):
        """The kind's title."""
        return self.kind.title

    def last_breadcrumbs(self):
        """The end of the way here."""
        kinds = {"url": reverse(f"{_ADMIN}:kinds"), "label": KindListView.page_title}
        return [kinds, {"url": "", "label": self.kind.title}]

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "kind": self.kind,
            "written": self.written(),
            "html_address": reverse(f"{_ADMIN}:kind_html", kwargs=self.kwargs),
        }


@method_decorator(xframe_options_sameorigin, name="dispatch")
class KindHtmlView(KindView):
    """The HTML of a kind with sample facts, for the frame on its page."""

    def get(self, request, *args, **kwargs):
        return harmless_html(self.written())


def shown(write, *args, **kwargs):
    """What ``write`` returns, or ``None`` when the letter cannot be written any more; the log says why."""
    try:
        return write(*args, **kwargs)
    except Exception:
        logger.exception("A letter cannot be shown.")
        return None


def harmless_html(written):
    """The HTML of a ``services.Written`` for a frame, which it cannot leave. ``Http404`` for ``None``."""
    if written is None:
        raise Http404
    response = HttpResponse(written.html)
    response["Content-Security-Policy"] = _HARMLESS
    response["Cache-Control"] = "no-store, private"
    return response


class LetterViewSet(RecordViewSet):
    """What the scheme writes to people, and whether it has left."""

    model = Letter
    name = url_namespace = _ADMIN
    url_prefix = "charter/letters"
    icon = "mail"
    menu_label = _("Letters")
    menu_order = 150
    index_view_class = LetterIndexView
    inspect_view_class = LetterInspectView
    filterset_class = LetterFilterSet
    search_fields = ["to_name", "to_email"]
    list_per_page = 20
    ordering = ["-created_at", "-pk"]
    list_display = [
        TitleColumn(
            "recipient",
            label=_("To"),
            accessor=_recipient,
            get_url=lambda letter: reverse(f"{_ADMIN}:inspect", args=[letter.pk]),
        ),
        Column("to_email", label=_("E-mail")),
        Column("title", label=_("Letter"), accessor=lambda letter: kind_of(letter.template).title),
        Column("about", label=_("About"), accessor=_case),
        Column(
            "standing",
            label=_("How it stands"),
            accessor=lambda letter: how_it_stands(letter, at=timezone.now()),
        ),
    ]

    def object_permission(self, user, instance, action):
        return can_send_again(user) if action == "change" else can_read_letters(user)

    def visible_to(self, user, queryset):
        return readable_letters(user, queryset)

    @property
    def more_urlpatterns(self):
        facts = self.get_inspect_view_kwargs()
        return [
            path("html/<int:pk>/", self.construct_view(LetterHtmlView, **facts), name="html"),
            path("again/<int:pk>/", self.construct_view(LetterAgainView, **facts), name="again"),
            path("kinds/", KindListView.as_view(), name="kinds"),
            path("kinds/<slug:room>/<slug:name>/", KindView.as_view(), name="kind"),
            path("kinds/<slug:room>/<slug:name>/html/", KindHtmlView.as_view(), name="kind_html"),
        ]


letter_viewsets = [LetterViewSet]
