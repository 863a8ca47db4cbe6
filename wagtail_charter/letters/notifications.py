"""The kinds of letter, and what the rooms above say about them: titles and samples, secrets, the sender's name.

Letters lie below every room that writes them, so those rooms tell here what is theirs: each room's
``notifications.py`` has a list ``LETTERS``, which the app registers when Django starts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


class NotNeeded(Exception):
    """Raised by a maker: the letter has nothing left to say and is dropped without being sent."""


@dataclass(frozen=True)
class LetterKind:
    """What the team reads about one kind of letter.

    ``template``: its name, as ``queue()`` takes it. ``title`` and ``when``: what it is and when somebody gets it, each
    a short text. ``sample``: facts to show it with. ``secrets``: the names of facts that exist only while the letter
    is being sent; nobody sees them in the admin.
    """

    template: str
    title: str
    when: str = ""
    sample: dict = field(default_factory=dict)
    secrets: tuple = ()

    @property
    def room(self):
        """The room that writes it."""
        return self.template.partition("/")[0]


@dataclass(frozen=True)
class Sender:
    """Who a letter is from: the scheme's name, and the person who answers, with how to reach them."""

    name: str
    reply_to: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_hours: str = ""


_kinds = {}
_makers = {}
_witnesses = {}
_spokesmen = []


def register(*kinds):
    """Let ``kinds`` be known; a kind that is told again takes the place of the old one."""
    _kinds.update({kind.template: kind for kind in kinds})


def all_kinds():
    """Every kind of letter, by room and title."""
    return sorted(_kinds.values(), key=lambda kind: (kind.room, str(kind.title)))


def kind_of(template):
    """The kind of the letters with ``template``; one without a title of its own if nobody told of it."""
    return _kinds.get(template) or LetterKind(template=template, title=template)


def made_at_sending(template):
    """Decorate the maker of a secret: ``maker(letter)`` returns a dict of facts for the body of this one mail.

    It runs when the mail server is there and right before the mail is handed to it, outside a transaction of ours:
    what it writes is committed before the mail leaves. It runs again at each attempt, so each attempt may have a
    secret of its own; what it returns is never stored. It may raise ``NotNeeded``. Name the facts in the kind's
    ``secrets``. One maker for a template.
    """
    return _keeper(_makers, template)


def after_sending(template):
    """Decorate a witness: ``witness(letter)`` runs once the mail has left, in the transaction that sets ``sent_at``.

    Not called when the sender is killed in between, so nothing may depend on it alone: let the maker write what must
    hold. An exception of it is logged and changes nothing. One witness for a template.
    """
    return _keeper(_witnesses, template)


def _keeper(held, template):
    def keep(function: Callable) -> Callable:
        held[template] = function
        return function

    return keep


def secrets_for(letter):
    """What the maker of this letter's template makes now; an empty dict without one."""
    maker = _makers.get(letter.template)
    return maker(letter) if maker else {}


def has_secrets(template):
    """Whether something in such letters is made at each sending anew."""
    return template in _makers


def witness_of(template):
    """The witness of ``template``, or ``None``."""
    return _witnesses.get(template)


def speak_as(spokesman):
    """Let ``spokesman(site)`` say who letters of a site are from: it returns a ``Sender``. ``site`` may be ``None``."""
    _spokesmen[:] = [spokesman]
    return spokesman


def sender_of(site):
    """The ``Sender`` of the letters of ``site``: as the rooms above say, else by the site's own name."""
    told = _spokesmen[0](site) if _spokesmen else Sender(name="")
    if told.name or site is None:
        return told
    return Sender(
        name=site.site_name or site.hostname,
        reply_to=told.reply_to,
        contact_name=told.contact_name,
        contact_phone=told.contact_phone,
        contact_hours=told.contact_hours,
    )
