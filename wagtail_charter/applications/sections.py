"""The task list of an application: its groups, its tasks, and how far each is. Pure: no query, no request.

After the NHS design system's task list: few statuses, "Completed" in plain text, "Cannot start yet" without a link.
"""

from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _

#: Colours of the statuses; "Completed" is plain.
_COLOURS = {"not_started": "blue", "in_progress": "white", "completed": ""}


@dataclass(frozen=True)
class Task:
    """One line of the list. Without an address (``href``) it cannot start yet."""

    id: str
    title: str
    href: str
    status: str
    colour: str = ""
    hint: str = ""


@dataclass(frozen=True)
class TaskGroup:
    """Tasks under one heading; ``summary`` says in a sentence what they are about."""

    id: str
    title: str
    tasks: list = field(default_factory=list)
    summary: str = ""


def theme_groups(statements, statuses, *, address):
    """A group for each theme. ``statuses``: ``{statement's key: AnswerStatus}``; ``address(code)`` leads to one."""
    return [
        TaskGroup(
            id=f"theme-{theme.code}",
            title=theme.name,
            summary=theme.summary,
            tasks=[_statement_task(each, statuses[each.pk], address(each.code)) for each in asked],
        )
        for theme, asked in ((theme, list(asked)) for theme, asked in groupby(statements, _theme_of))
    ]


def about_group(*, is_complete, href):
    """The group about the people and the service."""
    status = _("Completed") if is_complete else _("Not yet started")
    task = Task(
        id="task-about",
        title=_("Your name and your service"),
        href=href,
        status=status,
        colour="" if is_complete else _COLOURS["not_started"],
        hint=_("Who leads this application, and for which service it is."),
    )
    return TaskGroup(id="about-you", title=_("About you"), tasks=[task])


def ending_group(*, is_ready, can_send, check_url, send_url):
    """The group that comes before sending: it can start when every answer is completed, and an owner sends."""
    check = _last_task(
        "task-check",
        _("Check your answers"),
        check_url if is_ready else "",
        _("Everything on one page. You can still change any answer."),
    )
    hint = _("You tell us who sends it, and we confirm by email.")
    if not can_send:
        hint = _("Whoever began this application sends it.")
    send = _last_task(
        "task-send", _("Send your application"), send_url if is_ready and can_send else "", hint
    )
    return TaskGroup(id="before-you-send", title=_("Before you send"), tasks=[check, send])


def _last_task(task_id, title, href, hint):
    status = _("Not yet started") if href else _("Cannot start yet")
    return Task(id=task_id, title=title, href=href, status=status, colour=_COLOURS["not_started"], hint=hint)


def _statement_task(statement, status, href):
    return Task(
        id=f"task-{statement.code}",
        title=statement.title,
        href=href,
        status=status.label,
        colour=_COLOURS[status.value],
        hint=statement.statement,
    )


def _theme_of(statement):
    return statement.theme
