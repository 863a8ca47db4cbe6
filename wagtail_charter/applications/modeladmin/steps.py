"""What officers do with a case, a button each: check, assign, extend, pause, plan, note, withdraw."""

from django.utils import timezone
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications import services
from wagtail_charter.applications.forms import (
    AssignForm,
    ExtendForm,
    NextStepForm,
    NoteContactForm,
    NoWordsForm,
    WithdrawForm,
)
from wagtail_charter.applications.modeladmin.casework import CaseStepView
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.permissions import can_change_application, people_who_change_applications
from wagtail_charter.applications.rules import writing_ends_at
from wagtail_charter.applications.states import CLOSED_STATES, WRITING_STATES, ApplicationState
from wagtail_charter.foundations.clock import date_words


class StartCheckingView(CaseStepView):
    """Sent → checking."""

    slug = "check"
    label = _("Start checking")
    explanation = _(
        "You begin to read this application. The next step is planned within two weeks; you can plan another day "
        "afterwards. No letter is sent."
    )
    form_class = NoWordsForm
    order = 10
    is_main = True

    @classmethod
    def may(cls, user, application):
        return application.state == ApplicationState.SENT and can_change_application(user, application)

    def act(self, facts):
        held = services.start_checking(self.application, by=self.request.user)
        return _text("You are checking this application. The next step is due by %(day)s.") % {
            "day": date_words(held.next_step_by)
        }


class AssignView(CaseStepView):
    """Who looks after it."""

    slug = "assign"
    label = _("Change who looks after it")
    explanation = _("No letter is sent. The applicant sees the named contact on every page.")
    form_class = AssignForm
    order = 500

    @classmethod
    def may(cls, user, application):
        return can_change_application(user, application)

    def get_initial(self):
        held = self.application
        return {
            "caseworker": held.caseworker_id or self.request.user.pk,
            "cover": held.cover_id,
            "contact": held.contact_id,
        }

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "people": people_who_change_applications()}

    def act(self, facts):
        services.assign_case(self.application, by=self.request.user, **facts)
        return _text("It is changed who looks after this application.")


class PlanNextStepView(CaseStepView):
    """By when something happens."""

    slug = "plan"
    label = _("Plan the next step")
    explanation = _("The list and “Today” show the case as overdue after this day. No letter is sent.")
    form_class = NextStepForm
    order = 510

    @classmethod
    def may(cls, user, application):
        return application.state not in CLOSED_STATES and can_change_application(user, application)

    def get_initial(self):
        return {"on": self.application.next_step_by}

    def act(self, facts):
        held = services.plan_next_step(self.application, on=facts["on"], by=self.request.user)
        if held.next_step_by is None:
            return _text("No day is planned for the next step.")
        return _text("The next step is planned by %(day)s.") % {"day": date_words(held.next_step_by)}


class NoteContactView(CaseStepView):
    """What was said."""

    slug = "note"
    label = _("Note a contact")
    explanation = _("For the contact log: a call, a meeting, an e-mail. Only the charter team reads it.")
    form_class = NoteContactForm
    order = 520

    @classmethod
    def may(cls, user, application):
        return can_change_application(user, application)

    def get_initial(self):
        return {"spoke_on": timezone.localdate(), "with_whom": self.application.lead_name}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": None}

    def act(self, facts):
        services.note_contact(self.application, by=self.request.user, **facts)
        return _text("It stands in the contact log.")


class ExtendView(CaseStepView):
    """More time to write."""

    slug = "extend"
    label = _("Give more time")
    explanation = _("The lead gets a letter that says until when they may write. It asks for no reason.")
    form_class = ExtendForm
    order = 530

    @classmethod
    def may(cls, user, application):
        return application.state in WRITING_STATES and can_change_application(user, application)

    def get_initial(self):
        return {"until": timezone.localdate(writing_ends_at(self.application))}

    def act(self, facts):
        services.extend_application(self.application, until=facts["until"], by=self.request.user)
        return _text("They may write until %(day)s. The letter is on its way.") % {
            "day": date_words(timezone.localtime(facts["until"]))
        }


class PauseView(CaseStepView):
    """Let it rest."""

    slug = "pause"
    label = _("Pause")
    explanation = _(
        "While it is paused nobody waits on anybody, and it leaves the lists of what waits and what is overdue. The "
        "lead gets a letter that says since when, and that nothing is lost; the portal says so too. It gives no reason."
    )
    form_class = NoWordsForm
    order = 540

    @classmethod
    def may(cls, user, application):
        is_open = application.state not in CLOSED_STATES and not application.paused_at
        return is_open and can_change_application(user, application)

    def act(self, facts):
        services.pause_case(self.application, by=self.request.user)
        return _text("The application is paused.")


class ResumeView(CaseStepView):
    """Let it go on."""

    slug = "resume"
    label = _("Go on")
    explanation = _(
        "The application goes on where it stands. If the lead has heard of the pause, a letter tells them."
    )
    form_class = NoWordsForm
    order = 20
    is_main = True

    @classmethod
    def may(cls, user, application):
        return bool(application.paused_at) and can_change_application(user, application)

    def act(self, facts):
        services.resume_case(self.application, by=self.request.user)
        return _text("The application goes on.")


class WithdrawView(CaseStepView):
    """They asked us to take it back."""

    slug = "withdraw"
    label = _("Withdraw for the applicant")
    explanation = _(
        "Only when the applicant told you so. The lead gets a letter, nobody assesses the application, and this cannot "
        "be taken back. While a round is open the service can begin anew."
    )
    form_class = WithdrawForm
    order = 900
    is_dangerous = True

    @classmethod
    def may(cls, user, application):
        can_end = ApplicationState.WITHDRAWN in Application.transitions[application.state]
        return can_end and can_change_application(user, application)

    def get_initial(self):
        return {"with_whom": ""}

    def act(self, facts):
        services.withdraw_for_applicant(self.application, by=self.request.user, **facts)
        return _text("The application is withdrawn. The letter is on its way.")


#: In no order: each says its own place.
CASE_STEPS = (
    StartCheckingView,
    AssignView,
    PlanNextStepView,
    NoteContactView,
    ExtendView,
    PauseView,
    ResumeView,
    WithdrawView,
)
