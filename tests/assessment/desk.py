"""What the tests of the desk press."""

from django.urls import reverse

from tests.factories.applications import statements_of
from wagtail_charter.assessment.services import standing_of


def step(application, slug):
    """The address of a step of ``application``."""
    return reverse("charter_case_step", args=[application.pk, slug])


def sheet(client, application):
    """The rating sheet as a browser would send it back, unchanged."""
    form = client.get(step(application, "ratings")).context["form"]
    data = {}
    for name in form.fields:
        bound = form[name]
        data[name] = bound.value() if bound.value() is not None else ""
        if bound.field.show_hidden_initial:
            data[bound.html_initial_name] = data[name]
    return data


def rate(client, application, ratings):
    """Rate ``application`` on the sheet: ``{code: rating}``, ``None`` for "does not apply"."""
    data = sheet(client, application)
    for code, rating in ratings.items():
        data[f"{code}-rating"] = "none" if rating is None else str(rating)
    return client.post(step(application, "ratings"), data)


def written(client, application, **words):
    """The form of the outcome as a browser would send it back, with ``words``."""
    form = client.get(step(application, "outcome")).context["form"]
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    return {**data, "action": "record", **words}


def level_now(application):
    """What the rules reach."""
    return standing_of(application).explanation.level


def codes_of(application):
    """The codes of its statements."""
    return [each.code for each in statements_of(application)]
