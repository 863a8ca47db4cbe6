"""What this room shows on the page of a case: answers beside criteria, the contact log, letters and the history.

Each part asks the database the same number of times, however much there is.
"""

from itertools import groupby
from operator import itemgetter

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.models import ModelLogEntry

from wagtail_charter.applications import rules
from wagtail_charter.applications.modeladmin.casework import CaseSection, step_label
from wagtail_charter.applications.modeladmin.standing import MOVES
from wagtail_charter.applications.permissions import can_read_answers, can_type_in_answers
from wagtail_charter.applications.services.sending import latest_version, statements_and_answers
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.framework.models import Criterion, RatingPoint
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.notifications import kind_of
from wagtail_charter.letters.permissions import can_read_letters
from wagtail_charter.letters.rules import how_it_stands

#: A case has some twenty letters and log lines in its life; more than these stand in their own lists.
NEWEST = 100


def answers_beside_criteria(application, user):
    """Themes with ``(statement, what was said, how it came, how it stands, what each rating looks like)``.

    Once it was sent, the words are those of the version that was sent last: what somebody is still changing is not
    read. Whoever may not read answers sees how far each one is.
    """
    statements, answers = statements_and_answers(application)
    version = latest_version(application)
    can_read = can_read_answers(user, application)
    sent = _entries(version)
    looks_like = _criteria(statements)
    lowest = _lowest(application)
    themes = []
    for theme, asked in groupby(statements, key=lambda each: each.theme):
        rows = []
        for statement in asked:
            answer = answers.get(statement.pk)
            entry = sent.get(statement.code) if sent else _entry(answer)
            is_as_sent = not sent or (answer and entry and answer.text == entry["answer"])
            rows.append(
                {
                    "statement": statement,
                    "entry": entry if can_read else None,
                    "answer": answer if can_read and is_as_sent else None,
                    "status": rules.status_of(answer).label,
                    "criteria": [*lowest, *looks_like.get(statement.pk, [])],
                }
            )
        themes.append((theme, rows))
    return {
        "themes": themes,
        "can_read": can_read,
        "version": version,
        "type_in_url": reverse("charter_application_answers", args=[application.pk])
        if can_type_in_answers(user, application)
        else "",
    }


def _entries(version):
    if version is None:
        return {}
    return {entry["code"]: entry for theme in version.content["themes"] for entry in theme["statements"]}


def _entry(answer):
    return {"answer": answer.text, "does_not_apply": answer.does_not_apply} if answer else None


def _criteria(statements):
    """``{statement's key: [(rating, what it looks like)]}``."""
    rows = Criterion.objects.filter(statement__in=statements).order_by("statement_id", "rating")
    found = rows.values_list("statement_id", "rating", "text")
    return {key: [row[1:] for row in group] for key, group in groupby(found, key=itemgetter(0))}


def _lowest(application):
    """The point 0 of the scale, whose words are the same for every statement."""
    points = RatingPoint.objects.filter(edition=application.round.edition_id, value=0)
    return [(0, meaning) for meaning in points.values_list("meaning", flat=True)]


def contact_log(application, user):
    """What was said with the people of the case, the newest first."""
    entries = application.contact_log.select_related("written_by")[:NEWEST]
    return {"entries": [(each, _name(each.written_by)) for each in entries]}


def letters(application, user):
    """The letters about the case: what each is, to whom, how it stands. For those who may read letters."""
    if not can_read_letters(user):
        return None
    now = timezone.now()
    return {
        "letters": [
            {
                "title": kind_of(letter.template).title,
                "to": letter.to_name or letter.to_email,
                "written": letter.created_at,
                "standing": how_it_stands(letter, at=now),
                "url": reverse("charter_letters:inspect", args=[letter.pk]),
            }
            for letter in Letter.objects.about(application)[:NEWEST]
        ]
    }


def history(application, user):
    """Everything that happened, the newest first: when, what, and who did it."""
    events = list(Event.objects.about(application).order_by("-sequence"))
    people = _people(event.actor_id for event in events if _is_user(event))
    lines = [(event.at, MOVES.get(event.to_state, event.to_state), _actor(event, people)) for event in events]
    for entry in _log(application):
        step = entry.data.get("charter_step")
        if entry.data.get("is_move"):
            continue  # The event of the same press says it already.
        words = step_label(step) if step else ""
        lines.append((entry.timestamp, words or _("Details changed"), _name(entry.user) or _("The system")))
    return {"lines": sorted(lines, key=itemgetter(0), reverse=True)}


def _log(application):
    kind = ContentType.objects.get_for_model(application, for_concrete_model=False)
    rows = ModelLogEntry.objects.filter(content_type=kind, object_id=str(application.pk))
    # Each line's user is prefetched: a user who is gone leaves none.
    return rows.prefetch_related(Prefetch("user", queryset=get_user_model().objects.all()))[:NEWEST]


def _is_user(event):
    return event.actor_kind == get_user_model()._meta.model_name


def _people(keys):
    """``{key as text: name}`` of users."""
    keys = set(keys)
    users = get_user_model().objects.filter(pk__in=keys) if keys else []
    return {str(user.pk): _name(user) for user in users}


def _actor(event, people):
    if event.actor_kind == SYSTEM:
        return _("The system")
    if _is_user(event):
        return people.get(event.actor_id) or _("Somebody of the charter team")
    return _("The applicant")


def _name(user):
    return user_display_name(user) if user else ""


#: The parts of the page that this room has; other rooms hand in theirs between them.
CASE_SECTIONS = (
    CaseSection(
        "answers",
        _("Answers"),
        "wagtail_charter/applications/includes/_case_answers.html",
        answers_beside_criteria,
        order=300,
    ),
    CaseSection(
        "contact-log",
        _("Contact log"),
        "wagtail_charter/applications/includes/_case_contacts.html",
        contact_log,
        order=700,
    ),
    CaseSection(
        "letters",
        _("Letters"),
        "wagtail_charter/applications/includes/_case_letters.html",
        letters,
        order=800,
    ),
    CaseSection(
        "history",
        _("History"),
        "wagtail_charter/applications/includes/_case_history.html",
        history,
        order=900,
    ),
)
