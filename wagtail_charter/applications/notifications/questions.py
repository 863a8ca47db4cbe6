"""The letters about a question: there is one, a reminder, the answer has arrived, nothing more is needed.

None says what is asked, about which answer, or what was answered.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models import StatementQuestion
from wagtail_charter.applications.notifications.facts import SAMPLE_CONTACT, contact_facts, place_of
from wagtail_charter.foundations.clock import date_words, time_words
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.notifications import LetterKind, NotNeeded, made_at_sending
from wagtail_charter.letters.services import queue

_SAMPLE = {
    "reference": "A-2027-7K4M-Q2XD",
    "service": "Riverside Liaison and Diversion",
    "round": "Spring 2027",
    "answer_by": "Friday 16 April 2027",
    "day": "Thursday 15 April 2027",
    "time": "3:14pm",
    "path": "/apply/A-2027-7K4M-Q2XD/",
    **SAMPLE_CONTACT,
}
_ASKED, _REMINDER = "applications/question_asked", "applications/question_reminder"
_BACK = "applications/question_taken_back"

#: What the team reads about each letter of this module.
QUESTION_LETTERS = [
    LetterKind(
        _ASKED,
        title=_("There is a question about your application"),
        when=_(
            "The lead of an application gets it when the team asks about an answer. It does not say what is asked."
        ),
        sample=_SAMPLE,
    ),
    LetterKind(
        _REMINDER,
        title=_("The question about your application is still open"),
        when=_(
            "The lead gets it once, three working days before the day to aim at, if there is no answer yet."
        ),
        sample=_SAMPLE,
    ),
    LetterKind(
        "applications/question_answered",
        title=_("Your answer has arrived"),
        when=_("The lead of an application gets it when the answer to a question was sent."),
        sample=_SAMPLE,
    ),
    LetterKind(
        _BACK,
        title=_("Nothing more is needed"),
        when=_("The lead gets it when the team takes a question back, if the letter about it has left."),
        sample=_SAMPLE,
    ),
]


def question_asked(question, *, site=None):
    """Tell the lead that there is a question, where, and by which day an answer helps."""
    return _queue(_ASKED, question, key=_key(question, "asked"), site=site, is_answer=False)


def question_reminder(question):
    """Remind the lead of a question, once."""
    return _queue(_REMINDER, question, key=_key(question, "reminder"), is_answer=False)


def question_answered(question, version, *, site=None, is_answer=True):
    """Tell the lead that the answer has arrived; in working hours where the team typed it in (not ``is_answer``)."""
    local = timezone.localtime(version.sent_at)
    moment = {"day": date_words(local), "time": time_words(local)}
    key = _key(question, "answered")
    return _queue(
        "applications/question_answered", question, key=key, site=site, is_answer=is_answer, **moment
    )


def question_taken_back(question, *, site=None):
    """Tell the lead that a question needs no answer any more, if they have heard of it."""
    return _queue(_BACK, question, key=_key(question, "back"), site=site, is_answer=False)


def reminded_questions(questions):
    """The keys of those of ``questions`` whose reminder was written already."""
    keys = {_key(question, "reminder"): question.pk for question in questions}
    return {keys[key] for key in Letter.objects.filter(key__in=keys).values_list("key", flat=True)}


@made_at_sending(_ASKED)
@made_at_sending(_REMINDER)
def still_open(letter):
    """Nothing to tell once the question was answered or taken back while the letter waited for working hours."""
    question = _question_of(letter)
    if question is None or not question.is_open:
        raise NotNeeded
    return {}


@made_at_sending(_BACK)
def was_told(letter):
    """Nothing to take back from somebody who has not heard of the question."""
    question = _question_of(letter)
    asked = Letter.objects.filter(key=_key(question, "asked")) if question else Letter.objects.none()
    if not asked.filter(sent_at__isnull=False).exists():
        raise NotNeeded
    return {}


def _key(question, what):
    return f"question:{question.pk}:{what}"


def _question_of(letter):
    """The question that a letter is about, by its key; ``None`` if it is gone."""
    number = letter.key.split(":")[1]
    return StatementQuestion.objects.filter(pk=number).first()


def _queue(template, question, *, key, site=None, is_answer=True, **facts):
    application = question.application
    place = place_of(application, site)
    told = contact_facts(application.contact or application.round.contact)
    return queue(
        template,
        key=key,
        to_email=application.lead_email,
        to_name=application.lead_name,
        reply_to=told["contact_email"],
        about=application,
        site=place.site,
        is_answer=is_answer,
        facts={
            "reference": application.reference,
            "service": application.service.name,
            "round": application.round.label,
            "answer_by": date_words(question.answer_by),
            "path": place.home(application),
            **told,
            **facts,
        },
    )
