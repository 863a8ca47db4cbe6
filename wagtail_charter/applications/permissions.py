"""Who may open which application, and who may read and write its answers.

The admin, its exports, Wagtail's policies and the portal all ask here.
"""

from dataclasses import dataclass

from django.contrib.auth.backends import ModelBackend
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy

from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.applications.models import Application, TeamRole
from wagtail_charter.applications.rules import is_answerable
from wagtail_charter.applications.states import ANSWERABLE_STATES, WRITING_STATES, ApplicationState
from wagtail_charter.foundations.permissions import register_policy
from wagtail_charter.letters.permissions import guard_letters_about

_CHANGE = "wagtail_charter.change_application"
_VIEW = "wagtail_charter.view_application"
_RESTRICTED = "wagtail_charter.view_restricted_application"
_TYPE_IN = "wagtail_charter.type_in_answers"

#: Who writes, and who decides for the application.
_WRITERS = (TeamRole.OWNER, TeamRole.EDITOR)


def can_list_applications(user):
    """May ``user`` open the list of applications (which then shows what they may see)?"""
    return user.is_active and (user.has_perm(_VIEW) or user.has_perm(_CHANGE))


def can_view_application(user, application):
    """May ``user`` open ``application``? A restricted one is for its caseworker, who covers for them and the panel chair."""
    if not can_list_applications(user):
        return False
    if not application.is_restricted:
        return True
    return user.pk in (application.caseworker_id, application.cover_id) or user.has_perm(_RESTRICTED)


def can_change_application(user, application):
    """May ``user`` change who leads the application and who looks after it?"""
    return user.has_perm(_CHANGE) and can_view_application(user, application)


def can_change_some_applications(user):
    """May ``user`` change applications at all? Each one is asked for on its own beside."""
    return user.has_perm(_CHANGE) and can_list_applications(user)


def people_who_change_applications():
    """The users of the admin who can be given a case, in the order of their names of use."""
    people = ModelBackend().with_perm(_CHANGE)
    return people.order_by(people.model.USERNAME_FIELD)


def can_type_in_answers(user, application):
    """May ``user`` type in answers of ``application`` that came another way, as it stands?"""
    is_written = application.state in WRITING_STATES
    return is_written and user.has_perm(_TYPE_IN) and can_view_application(user, application)


def can_type_in_asked_answers(user, application):
    """May ``user`` type in the answer to a question that is open about ``application``?"""
    is_asked = application.question_open_at is not None and application.state in ANSWERABLE_STATES
    return is_asked and user.has_perm(_TYPE_IN) and can_view_application(user, application)


def visible_applications(user):
    """The applications that ``user`` may open: the same answer as ``can_view_application`` for each row."""
    if not can_list_applications(user):
        return Application.objects.none()
    if user.has_perm(_RESTRICTED):
        return Application.objects.all()
    return Application.objects.open_to(user)


def applications_of(account):
    """The applications that ``account`` works on in the portal; each row says as what (``portal_role``)."""
    if account is None or not account.is_active:
        return Application.objects.none()
    return Application.objects.of_account(account)


def can_view(account, application):
    """May ``account`` open ``application`` in the portal?"""
    return _role(account, application) is not None


def can_edit_answers(account, application, *, question=None):
    """May ``account`` write the answers of ``application``, as it stands? The round's dates are asked by the rules.

    ``question``: one that is open about an answer lets that answer be written again.
    """
    is_written = application.state in WRITING_STATES or is_answerable(application, question)
    return is_written and _role(account, application) in _WRITERS


def can_answer_question(account, application, question):
    """May ``account`` send the answer to ``question``? Only an owner speaks for the service."""
    return is_answerable(application, question) and _role(account, application) == TeamRole.OWNER


def can_take_kept_words(account, application):
    """May ``account`` have words back that were kept for an answer of ``application``, however it stands?"""
    return _role(account, application) in _WRITERS


def can_send(account, application):
    """May ``account`` send ``application``? Only an owner speaks for the service."""
    return application.state in WRITING_STATES and _role(account, application) == TeamRole.OWNER


def can_withdraw(account, application):
    """May ``account`` withdraw ``application``? An owner may, until it has come to its end."""
    return (
        ApplicationState.WITHDRAWN in Application.transitions[application.state]
        and _role(account, application) == TeamRole.OWNER
    )


def _role(account, application):
    """What ``account`` is in the team, or ``None``: as ``applications_of`` brought it along, else looked up."""
    if account is None or not account.is_active:
        return None
    if getattr(application, "portal_account_id", None) == account.pk:
        return application.portal_role
    return application.team.filter(account=account).values_list("role", flat=True).first()


@dataclass(frozen=True)
class Reader:
    """Some of those who may read answers: the words for them, and whether they are of the portal or the admin.

    ``while_written``: also before the application is sent. ``needs``: the admin permission beside opening it.
    """

    words: str
    is_of_portal: bool
    while_written: bool
    needs: str = ""


#: The one table of who reads answers: the pages say it in words, and ``can_read_answers`` decides by it.
READERS = (
    Reader(_("You and the people who work on this application with you"), True, while_written=True),
    Reader(
        _("People of the charter team who type in answers that come by telephone, on paper or by e-mail"),
        False,
        while_written=True,
        needs=_TYPE_IN,
    ),
    Reader(_("The charter team, once you have sent it"), False, while_written=False),
)
_RESTRICTED_TO = _(
    "In the charter team, only the person who looks after this application, the person who covers for them, and the "
    "panel chair"
)


def who_can_see(application):
    """Who may read the answers of ``application``, now and later, in words: the lines of ``READERS``."""
    lines = [reader.words for reader in READERS]
    return [*lines, _RESTRICTED_TO] if application.is_restricted else lines


def can_read_answers(person, application):
    """May ``person`` (an account of the portal, or a user of the admin) read the answers of ``application``?"""
    is_written = application.state in WRITING_STATES
    if isinstance(person, PortalAccount):
        opens, is_of_portal = can_view(person, application), True
    else:
        opens, is_of_portal = can_view_application(person, application), False
    return opens and any(
        reader.is_of_portal == is_of_portal
        and (reader.while_written or not is_written)
        and (not reader.needs or person.has_perm(reader.needs))
        for reader in READERS
    )


class ApplicationPolicy(ModelPermissionPolicy):
    """What Wagtail is told: as above, and nobody adds or deletes an application by hand."""

    def user_has_permission(self, user, action):
        if action == "change":
            return user.is_active and user.has_perm(_CHANGE)
        return action in ("view", "choose") and can_list_applications(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action) and can_view_application(user, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, [action])

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return Application.objects.none()
        return visible_applications(user)


application_policy = register_policy(Application, ApplicationPolicy(Application))
guard_letters_about(Application, visible_applications)
