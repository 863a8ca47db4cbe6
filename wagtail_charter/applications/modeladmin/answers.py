"""The answers of an application in the admin: how each stands, and typing in those that came another way."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import re_path, reverse
from django.utils.translation import gettext as _
from wagtail_modeladmin.views import InspectView

from wagtail_charter.applications import rules
from wagtail_charter.applications.forms import TypeInForm
from wagtail_charter.applications.modeladmin.guarding import SecretMixin
from wagtail_charter.applications.models import KeptText, StatementAnswer
from wagtail_charter.applications.services import AnswerChanged, WritingClosed, type_in_answer
from wagtail_charter.framework.models import EvidenceStatement


def statements_of(application):
    """The statements that ``application`` answers, in order, each with its theme."""
    rows = EvidenceStatement.objects.for_edition(application.round.edition_id)
    return rows.select_related("theme")


class ApplicationAnswersView(SecretMixin, InspectView):
    """Every statement of one application, how its answer stands, and how it came."""

    page_title = "Answers"

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_read_answers_obj(user, self.instance)

    def get_template_names(self):
        return ["wagtail_charter/applications/admin/answers.html"]

    def get_page_title(self):
        return _("Answers of %(reference)s") % {"reference": self.instance.reference}

    def get_meta_title(self):
        return self.get_page_title()

    def get_context_data(self, **kwargs):
        found = self.instance.answers.described()
        answers = {answer.statement_id: answer for answer in found}
        rows = [
            {
                "statement": each,
                "answer": answers.get(each.pk),
                "status": rules.status_of(answers.get(each.pk)).label,
                "url": type_in_url(self.instance, each),
            }
            for each in statements_of(self.instance)
        ]
        can_type_in = self.permission_helper.user_can_type_in_obj(self.request.user, self.instance)
        return super().get_context_data(rows=rows, can_type_in=can_type_in, **kwargs)


class TypeInAnswerView(SecretMixin, InspectView):
    """One answer that came another way than the portal, typed in for the applicant."""

    code = ""

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_type_in_obj(user, self.instance)

    def dispatch(self, request, *args, **kwargs):
        # The address names the statement; the library's views know the row only.
        self.code = kwargs.pop("code", "")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        asked, held = self._asked(), self._held()
        initial = {"revision": held.revision if held else 0}
        if held:
            initial["does_not_apply"] = held.does_not_apply
        return self._show(asked, held, TypeInForm(statement=asked, held=held, initial=initial))

    def post(self, request, *args, **kwargs):
        asked, held = self._asked(), self._held()
        form = TypeInForm(request.POST, statement=asked, held=held)
        if not form.is_valid():
            return self._show(asked, held, form)
        facts = {**form.cleaned_data, "revision": form.cleaned_data.get("revision") or 0}
        try:
            type_in_answer(self.instance, asked, by=request.user, **facts)
        except AnswerChanged as changed:
            return self._show_changed(asked, changed.answer)
        except WritingClosed:
            form.add_error(
                None, _("The application was sent or withdrawn meanwhile, so answers cannot change.")
            )
            return self._show(asked, held, form)
        messages.success(request, _("The answer to %(code)s is typed in.") % {"code": asked.code})
        return redirect(answers_url(self.instance))

    def _asked(self):
        asked = statements_of(self.instance).filter(code=self.code).first()
        if asked is None:
            raise Http404
        return asked

    def _held(self):
        rows = StatementAnswer.objects.described()
        return rows.filter(application=self.instance, statement__code=self.code).first()

    def _show_changed(self, asked, held):
        """The form with what was typed, beside what somebody saved meanwhile; nothing is written."""
        typed = {
            name: self.request.POST.get(name, "") for name in ("text", "source", "source_on", "source_name")
        }
        ticked = {name: name in self.request.POST for name in ("does_not_apply", "is_complete")}
        initial = {**typed, **ticked, "revision": held.revision}
        form = TypeInForm(statement=asked, held=held, initial=initial)
        return self._show(asked, held, form, is_changed=True)

    def _show(self, asked, held, form, **more):
        kept = KeptText.objects.filter(application=self.instance, statement=asked, taken_at=None)
        context = {
            "view": self,
            "instance": self.instance,
            "statement": asked,
            "held": held,
            "form": form,
            "kept_texts": kept.select_related("written_by")[:10],
            "answers_url": answers_url(self.instance),
            **more,
        }
        return render(self.request, "wagtail_charter/applications/admin/type_in.html", context)


def answers_url(application):
    """Where the answers of ``application`` stand in the admin."""
    return reverse("charter_application_answers", args=[application.pk])


def type_in_url(application, statement):
    """Where the answer of ``application`` to ``statement`` is typed in."""
    return reverse("charter_application_type_in", args=[application.pk, statement.code])


def answer_urlpatterns(admin):
    """The addresses of both views, for ``ApplicationAdmin``."""
    base = rf"^{admin.base_url_path}/answers/(?P<instance_pk>[-\w]+)/"

    def answers(request, instance_pk):
        return ApplicationAnswersView.as_view(model_admin=admin, instance_pk=instance_pk)(request)

    def type_in(request, instance_pk, code):
        return TypeInAnswerView.as_view(model_admin=admin, instance_pk=instance_pk)(request, code=code)

    return [
        re_path(rf"{base}$", answers, name="charter_application_answers"),
        re_path(rf"{base}(?P<code>[-\w]+)/$", type_in, name="charter_application_type_in"),
    ]
