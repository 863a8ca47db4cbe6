"""The training and the resource library of the demo."""

import datetime
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from example_site.demo.files import make_file
from example_site.demo.pages import publish
from example_site.demo.reading import read, text_value
from example_site.demo.scheme import VERSION
from wagtail_charter.framework.models import EvidenceStatement
from wagtail_charter.resources.models import ResourceAudience, ResourceFile, ResourceTopic
from wagtail_charter.resources.pages import ResourcePage
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.pages import TrainingEventPage
from wagtail_charter.training.services import cancel_session, plan_session

CANCELLED_WORDS = (
    "The hall is closed for repairs that day. The other dates have places, and we can tell you which."
)


def load_events(tree, users):
    """Add each event page with its sessions, if it is not there."""
    index = tree.indexes["training"]
    for row in read("training")["events"]:
        if TrainingEventPage.objects.child_of(index).filter(slug=row["slug"]).exists():
            continue
        page = publish(index, _event(row))
        for session in row["sessions"]:
            _plan(page, session, users["officer"])


def _event(row):
    page = TrainingEventPage(
        **{
            name: row[name]
            for name in ("title", "slug", "kind", "summary", "who_leads", "access_information")
        },
        content_notes=row.get("content_notes", []),
        search_description=row["summary"],
    )
    page.what_to_expect = [(part["type"], text_value(part)) for part in row["what_to_expect"]]
    page.programme = [
        ("item", {**item, "time": datetime.time.fromisoformat(item["time"])})
        for item in row.get("programme", [])
    ]
    page.video = [("video", row["video"])] if row.get("video") else []
    return page


def _plan(page, row, officer):
    zone = ZoneInfo(row["time_zone"])
    session = plan_session(
        TrainingSession(
            event=page.page_ptr,
            starts_at=datetime.datetime.fromisoformat(row["starts_at"]).replace(tzinfo=zone),
            ends_at=datetime.datetime.fromisoformat(row["ends_at"]).replace(tzinfo=zone),
            time_zone=row["time_zone"],
            place=row.get("place", ""),
            online_note=row.get("online_note", ""),
            capacity=row.get("capacity"),
        ),
        by=officer,
    )
    if row.get("cancelled"):
        cancel_session(session, by=officer, words=CANCELLED_WORDS)


def load_resources(tree):
    """Add topics, audiences and each resource with its files, if they are not there."""
    content = read("resources")
    topics = _terms(ResourceTopic, content["topics"])
    audiences = _terms(ResourceAudience, content["audiences"])
    index = tree.indexes["resources"]
    for row in content["resources"]:
        if ResourcePage.objects.child_of(index).filter(slug=row["slug"]).exists():
            continue
        page = ResourcePage(
            **{name: row[name] for name in ("title", "slug", "summary", "licence", "review_on")},
            rights_holder="Northfield Charter Team",
            search_description=row["summary"],
        )
        page.body = [(part["type"], text_value(part)) for part in row["body"]]
        page.links = [("link", link) for link in row.get("links", [])]
        page.topics = [topics[slug] for slug in row["topics"]]
        page.audiences = [audiences[slug] for slug in row["audience"]]
        page.statements = EvidenceStatement.objects.filter(
            theme__edition__version=VERSION, code__in=row["statements"]
        )
        page.files = [_file(file) for file in row.get("files", [])]
        publish(index, page)


def _terms(model, rows):
    return {
        row["slug"]: model.objects.get_or_create(
            slug=row["slug"], defaults={"name": row["name"], "sort_order": number}
        )[0]
        for number, row in enumerate(rows)
    }


def _file(row):
    heading = row["text"].lstrip().partition("\n")[0].lstrip("# ").strip()
    document = get_document_model()(title=heading or row["filename"])
    document.file.save(row["filename"], ContentFile(make_file(row["filename"], row["text"])), save=False)
    document.file_size = document.file.size
    document.save()
    return ResourceFile(document=document, language=row["language"])
