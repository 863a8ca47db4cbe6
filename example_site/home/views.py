"""The page that shows each element in each state, and the problem pages, to look at while building."""

from types import SimpleNamespace

from django.http import QueryDict
from django.shortcuts import render
from django.template.response import TemplateResponse

from example_site.home.forms import EveryFieldForm
from wagtail_charter.foundations.filters import Chosen, Facet, Option, paginate

_FILLED = {
    "name": "Riverside Street Outreach",
    "email": "team@example.org",
    "phone": "01632 960 123",
    "size": "24",
    "search": "peer support",
    "setting": "community",
    "heard": "call",
    "themes": ["recruitment", "training"],
    "starts_on_day": "4",
    "starts_on_month": "jan",
    "starts_on_year": "2040",
    "story": "Two peer workers moved into permanent posts.",
    "agree": "on",
}
_WRONG = {
    **_FILLED,
    "name": "",
    "email": "team@example",
    "size": "a few",
    "setting": "",
    "heard": "",
    "starts_on_month": "",
    "story": "Much has changed. " * 20,
    "agree": "",
}
_LONG_NAME = (
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and District Community Liaison, Diversion, "
    "Reconnection and Peer Support Service"
)


def show_elements(request):
    """Each element and each field, empty, filled, with errors and with long content; the first form really posts."""
    form = EveryFieldForm(request.POST or None, request.FILES or None)
    is_sent = request.method == "POST" and form.is_valid()
    context = {
        "form": form,
        "is_sent": is_sent,
        "filled": _sample("filled", _FILLED),
        "wrong": _sample("wrong", _WRONG),
        "colours": [
            "",
            "white",
            "grey",
            "green",
            "aqua-green",
            "blue",
            "purple",
            "pink",
            "red",
            "orange",
            "yellow",
        ],
        "rows": [
            ("Service", "Riverside Street Outreach"),
            ("Level", "Silver"),
            ("Covers", _LONG_NAME),
            ("Reference", "OPC-2026-0042"),
        ],
        "change_rows": [
            ("Name", "Riverside Street Outreach", "#", "Change"),
            ("Phone", "Not provided", "#", "Change"),
        ],
        "tasks": _tasks(),
        "filters": _filters(),
        "page_first": _page(1, 3),
        "page_middle": _page(5, 9),
        "contact": _contact(),
        "long_name": _LONG_NAME,
        "notes": ["custody", "bereavement"],
        "facts": ["Bronze, until 31 March 2028", "In the community, North East"],
    }
    return TemplateResponse(request, "home/elements.html", context)


def _sample(prefix, values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        key = f"{prefix}-{name}"
        data.setlist(key, value if isinstance(value, list) else [value])
    return EveryFieldForm(data, prefix=prefix)


def _tasks():
    return [
        SimpleNamespace(
            id="task-1", title="About your service", href="#", hint="", status="Completed", colour=""
        ),
        SimpleNamespace(
            id="task-2",
            title="People choose how their story is used",
            href="#",
            hint="You can answer in any order.",
            status="In progress",
            colour="blue",
        ),
        SimpleNamespace(
            id="task-3", title=_LONG_NAME, href="#", hint="", status="Not yet started", colour="grey"
        ),
        SimpleNamespace(
            id="task-4", title="Before you send", href="", hint="", status="Cannot start yet", colour=""
        ),
    ]


def _filters():
    """Made-up filters with the names that a ``ListFilterSet`` has."""
    settings = [Option("community", "In the community", 7, True), Option("custody", "In custody", 4, False)]
    levels = [Option("bronze", "Bronze", 3, False), Option("silver", "Silver", 1, False)]
    return SimpleNamespace(
        facets=[Facet("setting", "Setting", settings), Facet("level", "Level", levels)],
        facet_names=["setting", "level"],
        filters={"q": SimpleNamespace(label="Search")},
        data={"q": "peer"},
        is_filtered=True,
        chosen=[
            Chosen("q", "Search", "peer", "setting=community"),
            Chosen("setting", "Setting", "In the community", "q=peer"),
        ],
        sort_options=[Option("newest", "Newest first", 0, True), Option("name", "A to Z", 0, False)],
    )


def _page(number, pages):
    return paginate({"page": str(number)}, list(range(pages)), 1, query="setting=community")


def _contact():
    return SimpleNamespace(
        pk=1,
        name="Charter team",
        role="Northfield Charter Team (fictional)",
        phone="01632 960123",
        phone_link="tel:01632960123",
        text_relay="18001 01632 960123",
        email="charter@example.org",
        hours="Monday to Friday, 9am to 5pm",
        reply_time="We answer within 3 working days.",
        out_of_hours_text="Nobody reads messages in the evening or at weekends.",
        urgent_text="If someone is in danger now, call 999.",
    )


def show_problem(request, template):
    """A problem page as visitors would see it."""
    status = {"404.html": 404, "500.html": 500, "503.html": 503}[template]
    return render(request, template, status=status)
