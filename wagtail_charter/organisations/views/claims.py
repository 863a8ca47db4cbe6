"""Claims of organisations in the portal: say which, take it back, and the yes or no of an owner."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Site

from wagtail_charter.accounts.access import current_account, own_path, portal_view
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.foundations.press import is_fresh_press, press_url
from wagtail_charter.organisations.forms import ClaimForm
from wagtail_charter.organisations.models import OrganisationClaim
from wagtail_charter.organisations.services import answer_claim_as_owner, propose_claim, withdraw_claim


@portal_view
def claim(request):
    """Say which organisation and service you work for; the team, or an owner, answers by letter.

    ``?next=``: a path of this site that the confirmation leads back to.
    """
    form = ClaimForm(request.POST or None, initial={"next": own_path(request.GET.get("next", ""))})
    account = current_account(request)
    asked_from = own_path(form["next"].value() or "")
    if is_fresh_press(request) and form.is_valid():
        said = dict(form.cleaned_data)
        back = own_path(said.pop("next"))
        try:
            made = propose_claim(account, by=account, site=Site.find_for_request(request), **said)
        except ValidationError as refusal:
            form.add_error("service_name", refusal)
        else:
            query = f"?{urlencode({'next': back})}" if back else ""
            return redirect(reverse("charter:claim_sent", args=[made.pk]) + query)
    context = {
        "form": form,
        "is_stale": form.is_bound and form.is_valid(),
        "press_address": press_url(reverse("charter:claim")),
        "email": account.email,
        "back_url": asked_from or reverse("charter:home"),
        "asked_from": asked_from,
    }
    return render(request, "wagtail_charter/organisations/claim.html", context)


@portal_view
def claim_sent(request, pk):
    """That a claim of one's own arrived, and what happens next."""
    made = get_object_or_404(OrganisationClaim.objects.described(), pk=pk, account=current_account(request))
    context = {"claim": made, "next_path": own_path(request.GET.get("next", ""))}
    return render(request, "wagtail_charter/organisations/claim_sent.html", context)


@portal_view
def withdraw(request, pk):
    """Take one's own claim back; asks first."""
    account = current_account(request)
    made = get_object_or_404(OrganisationClaim.objects.waiting(), pk=pk, account=account)
    if is_fresh_press(request):
        try:
            withdraw_claim(made, by=account)
        except InvalidTransition:
            raise Http404 from None
        return redirect("charter:home")
    context = {
        "claim": made,
        "is_stale": request.method == "POST",
        "press_address": press_url(reverse("charter:claim_withdraw", args=[pk])),
    }
    return render(request, "wagtail_charter/organisations/claim_withdraw.html", context)


@portal_view
def answer_as_owner(request, pk):
    """The page on which an owner reads who says that they work for the organisation, and answers yes or no."""
    account = current_account(request)
    made = get_object_or_404(OrganisationClaim.objects.for_owner(account).described(), pk=pk)
    answer = request.POST.get("answer", "")
    if is_fresh_press(request) and answer in ("yes", "no"):
        try:
            answer_claim_as_owner(made, account, is_yes=answer == "yes")
        except (PermissionDenied, InvalidTransition):
            raise Http404 from None
        return redirect("charter:home")
    context = {
        "claim": made,
        "is_stale": request.method == "POST",
        "press_address": press_url(reverse("charter:claim_answer", args=[pk])),
    }
    return render(request, "wagtail_charter/organisations/claim_answer.html", context)
