"""The demo's step "consent and sign-off": a writer sends an entry, the charter team confirms and approves."""

import io
from contextlib import redirect_stdout

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage, WorkflowTask

from example_site.demo.people import WRITERS
from example_site.demo.reading import CONTENT
from wagtail_charter.roles import Role
from wagtail_charter.showcase.models import ConsentTask
from wagtail_charter.showcase.pages import ShowcaseEntryPage

NAME = "Consent and sign-off"
#: What writers need beside adding entries: the admin, services to choose, pictures to choose.
_WRITERS_MAY = {"access_admin", "view_service", "view_organisation", "view_award"}
SHOWCASES = ("showcase", "pathways")
WAITING = "brackenholt-reconnect"


def load_moderation(tree, users):
    """Set the step up on both showcases, with officers to approve, and leave one entry waiting for them."""
    showcases = [tree.indexes[slug] for slug in SHOWCASES]
    _let_writers_write(showcases)
    workflow = _workflow()
    for index in showcases:
        WorkflowPage.objects.get_or_create(page=index, defaults={"workflow": workflow})
    index = tree.indexes["pathways"]
    if not ShowcaseEntryPage.objects.child_of(index).filter(slug=WAITING).exists():
        _leave_waiting(workflow, index, users["writer"])


def _let_writers_write(showcases):
    """Writers add entries and change their own; they publish nothing."""
    writers = Group.objects.get(name=WRITERS)
    writers.permissions.add(*Permission.objects.filter(codename__in=_WRITERS_MAY))
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    for index in showcases:
        GroupPagePermission.objects.get_or_create(group=writers, page=index, permission=add)


def _workflow():
    workflow, made = Workflow.objects.get_or_create(name=NAME)
    if made:
        task = ConsentTask.objects.create(name=NAME)
        task.groups.add(Group.objects.get(name=str(Role.OFFICER)))
        WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def _leave_waiting(workflow, index, writer):
    """Bring an entry in as a draft and send it, as the writer would from its form."""
    path = CONTENT / "pathways-waiting.yaml"
    call_command("charter_import_showcase", str(path), parent=str(index.pk), verbosity=0)
    entry = ShowcaseEntryPage.objects.child_of(index).get(slug=WAITING)
    entry.owner = writer
    entry.save(update_fields=["owner"])
    entry.save_revision(user=writer)
    with redirect_stdout(io.StringIO()):  # the console mail would stand between the lines of ``load_demo``
        workflow.start(entry, writer)
