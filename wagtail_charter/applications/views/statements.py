"""The page of one statement: read what is asked, write, save, and come back to it. No press loses a word."""

import secrets

from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode

from wagtail_charter.accounts.access import current_account, keep_private, portal_view, sign_in_url
from wagtail_charter.applications.forms import AnswerForm
from wagtail_charter.applications.forms.writing import NO, YES, storable
from wagtail_charter.applications.models import Application, KeptText, StatementAnswer
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.permissions import can_edit_answers, can_take_kept_words, who_can_see
from wagtail_charter.applications.services import AnswerChanged, WritingClosed, keep_words, save_answer
from wagtail_charter.applications.views.cases import Case, is_plain
from wagtail_charter.foundations.networks import network_of
from wagtail_charter.foundations.press import is_fresh_press
from wagtail_charter.foundations.routes import page_view
from wagtail_charter.framework.models import EvidenceStatement, RatingPoint

#: How many kept texts the page of an answer offers.
_KEPT_SHOWN = 10


@page_view(ApplicationPage, "<str:reference>/statements/<str:code>/", name="statement")
def statement(page, request, reference, code):
    """One statement: its explanation, and the answer to write. Every press saves; whoever is signed out loses nothing."""
    if request.method == "POST" and current_account(request) is None:
        return keep_private(_keep_for_later(page, request, reference, code))
    return _statement(page, request, reference, code)


@portal_view
def _statement(page, request, reference, code):
    case = Case.find(page, request, reference)
    asked = case.statement(code)
    if request.method == "POST":
        return _pressed(case, asked)
    answer = _answer(case, asked)
    kept = _kept_text(case, asked)
    if not case.can_write_answer(asked):
        return _show(case, asked, form=None, answer=answer, unsaved=kept.text if kept else "")
    return _show(case, asked, form=_form_as_saved(case, asked, answer, kept), answer=answer, kept=kept)


@page_view(ApplicationPage, "<str:reference>/statements/<str:code>/saved/", name="paused")
@portal_view
def paused(page, request, reference, code):
    """After "Save and come back later": it is saved, since when, and how to come back to the same place."""
    case = Case.find(page, request, reference)
    asked = case.statement(code)
    answer = get_object_or_404(case.application.answers, statement=asked)
    return case.show(
        "wagtail_charter/applications/paused.html",
        statement=asked,
        answer=answer,
        asked_question=case.question_about(asked),
    )


def _answer(case, asked):
    """What is saved now, with who wrote it, or ``None``."""
    rows = StatementAnswer.objects.described().filter(application=case.application, statement=asked)
    return rows.order_by("pk").first()


def _pressed(case, asked):
    """A press of somebody who is signed in: save first, then say what is to mend."""
    request = case.request
    question = case.question_about(asked)
    form = AnswerForm(
        request.POST, statement=asked, is_pause="pause" in request.POST, is_reopened=question is not None
    )
    form.is_valid()
    if not can_edit_answers(case.account, case.application, question=question):
        return _show(case, asked, form=None, answer=_answer(case, asked), unsaved=form.words)
    if not is_fresh_press(request):
        return _show(case, asked, form=_as_typed(form), answer=_answer(case, asked), is_stale=True)
    if form.is_too_long_to_keep:
        return _show(case, asked, form=form)
    try:
        answer = save_answer(
            case.application,
            asked,
            text=form.words,
            revision=form.opened_with,
            by=case.account,
            replaces_saved=bool(form.cleaned_data.get("replaces_saved")),
            kept_token=form.cleaned_data.get("kept", ""),
            **form.facts,
        )
    except AnswerChanged as changed:
        held = changed.answer
        again = _as_typed(form, revision=held.revision, replaces_saved=True)
        return _show(case, asked, form=again, answer=held, changed=held)
    except WritingClosed:
        return _show(case, asked, form=None, answer=_answer(case, asked), unsaved=form.words)
    if form.errors:
        return _show(case, asked, form=_after_save(form, answer.revision), answer=answer)
    if form.is_pause:
        return case.go(f"{case.statement_url(asked.code)}saved/")
    if question is not None:
        return case.go(case.answer_url(asked.code))
    if form.cleaned_data.get("from_check"):
        return case.go(f"{case.url('check/')}#{asked.code}")
    return case.go(f"{case.home}#task-{asked.code}")


def _form_as_saved(case, asked, answer, kept):
    """The form with what is saved, or with the words that were kept and are asked for."""
    initial = {"from_check": case.request.GET.get("from") == "check", "revision": 0}
    if answer:
        initial |= {
            "text": answer.text,
            "does_not_apply": answer.does_not_apply,
            "is_complete": YES if answer.is_complete else NO,
            "revision": answer.revision,
        }
    if kept:
        initial |= {"text": kept.text, "revision": kept.revision, "kept": kept.token}
    return AnswerForm(statement=asked, initial=initial, is_reopened=case.question_about(asked) is not None)


def _as_typed(form, **changes):
    """The form as it was typed, without errors, to be pressed once more."""
    typed = {**form.cleaned_data, "is_complete": form.data.get("is_complete"), "text": form.words, **changes}
    return AnswerForm(statement=form.statement, initial=typed, is_reopened=form.is_reopened)


def _after_save(form, revision):
    """The form with its errors, to be saved again after ``revision``."""
    form.data = form.data.copy()
    form.data["revision"] = str(revision)
    for spent in ("replaces_saved", "kept"):
        form.data.pop(spent, None)
    return form


def _show(case, asked, *, form, answer=None, **context):
    application = case.application
    return case.show(
        "wagtail_charter/applications/statement.html",
        form=form,
        statement=asked,
        asked_question=case.question_about(asked),
        answer=answer,
        criteria=_criteria(asked, application.round.edition_id),
        readers=who_can_see(application),
        kept_texts=_kept_texts(case, asked),
        **context,
    )


def _kept_texts(case, asked):
    """Words of this answer that are kept beside it and whose writer is known, the newest first."""
    if not can_take_kept_words(case.account, case.application):
        return []
    rows = KeptText.objects.filter(application=case.application, statement=asked, taken_at=None)
    return rows.exclude(written_by=None).select_related("written_by")[:_KEPT_SHOWN]


def _criteria(asked, edition_id):
    """What each rating looks like, with the scale's own word for it (``label``)."""
    words = RatingPoint.objects.filter(edition=edition_id, value=OuterRef("rating")).values("label")
    return asked.criteria.annotate(label=Subquery(words))


def _kept_text(case, asked):
    """The words that were kept under the token of the address, if they belong here and were not taken up yet."""
    token = case.request.GET.get("kept", "")
    if not token or not is_plain(token) or not can_take_kept_words(case.account, case.application):
        return None
    rows = KeptText.objects.filter(application=case.application, statement=asked)
    return rows.filter(token=token, taken_at=None).first()


def _keep_for_later(page, request, reference, code):
    """Keep the words of somebody who is signed out, and lead to sign-in and back to them.

    Words that cannot be kept are shown, to be copied. The answer is the same whether or not there is such an
    application: whoever is signed out learns nothing.
    """
    words, revision = storable(request.POST.get("text", "")), request.POST.get("revision", "")
    address = page.route_url("statement", reference=reference, code=code, request=request)
    if not words.strip():
        return HttpResponseRedirect(sign_in_url(address))
    token = secrets.token_urlsafe(32)
    application, asked = _addressed(reference, code)
    if application and asked:
        kept = keep_words(
            application,
            asked,
            text=words,
            revision=int(revision)
            if revision.isascii() and revision.isdecimal() and len(revision) < 9
            else 0,
            network=network_of(request),
        )
        if kept is None:
            return render(
                request,
                "wagtail_charter/applications/words_to_copy.html",
                {"page": page, "words": words, "sign_in_url": sign_in_url(address)},
            )
        token = kept.token
    return HttpResponseRedirect(sign_in_url(f"{address}?{urlencode({'kept': token})}"))


def _addressed(reference, code):
    """The application and the statement that an address names; ``None`` for what is not there."""
    if not is_plain(reference) or not is_plain(code):
        return None, None
    application = Application.objects.filter(reference=reference).select_related("round").first()
    if application is None:
        return None, None
    rows = EvidenceStatement.objects.filter(theme__edition=application.round.edition_id, code=code)
    return application, rows.first()
