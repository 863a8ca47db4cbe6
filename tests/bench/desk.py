"""The desk of the charter team, as an officer has it: the list of applications, and the page of one case."""

import datetime

from django.test import Client
from django.utils import timezone

from tests.bench.data import WORDS
from tests.factories.applications import statements_of
from tests.factories.assessment import make_ratings
from tests.factories.people import make_officer
from wagtail_charter.applications.modeladmin.cases import ROWS_PER_PAGE
from wagtail_charter.applications.models import Application, ContactChannel
from wagtail_charter.applications.services import (
    answer_question,
    ask_question,
    assign_case,
    note_contact,
    send_application,
    start_checking,
)

_LIST = "/admin/charter/applications/"


class Desk:
    """An officer at work: reads addresses of the admin as somebody who has signed in, and is no superuser."""

    def __init__(self):
        self.officer = make_officer(first_name="Olu", last_name="Officer")
        self.client = Client()
        self.client.force_login(self.officer)

    def read(self, address):
        """A visit to ``address`` for ``measure``."""

        def visit():
            answer = self.client.get(address)
            assert answer.status_code == 200, f"{address} answered {answer.status_code}"
            return answer.getvalue()

        return visit

    def lists(self):
        """The list as it opens, narrowed, searched, and its last page; by name."""
        last = -(-Application.objects.count() // ROWS_PER_PAGE)
        return {
            "applications, first page": self.read(_LIST),
            "applications, two filters": self.read(f"{_LIST}?state=assessing&waiting=team"),
            "applications, searched": self.read(f"{_LIST}?q=service+7"),
            "applications, last page": self.read(f"{_LIST}?p={last}"),
        }

    def case(self, application, writer):
        """The page of ``application``, which ``writer`` sends first, and which then holds all that a case can hold."""
        send_application(
            application,
            by=writer,
            declared_name="Alex Writer",
            declared_role="Manager",
            declaration="I confirm.",
        )
        start_checking(application, by=self.officer)
        assign_case(application, caseworker=self.officer, cover=None, contact=None, by=self.officer)
        today = timezone.localdate()
        for number in range(6):
            note_contact(
                application,
                channel=ContactChannel.PHONE,
                spoke_on=today - datetime.timedelta(days=number),
                with_whom="Alex Writer",
                words=" ".join(WORDS),
                by=self.officer,
            )
        asked = ask_question(
            application,
            statement=statements_of(application)[0],
            words="How many people started?",
            answer_by=today + datetime.timedelta(days=14),
            by=self.officer,
        )
        answer_question(asked, by=writer)
        make_ratings(application, by=self.officer)
        return {"one application": self.read(f"{_LIST}inspect/{application.pk}/")}
