"""The showcase's own rules: which award is shown, and what to look at before an entry is published. Pure."""

import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_charter.awards.states import HELD_STATES
from wagtail_charter.showcase.blocks import NAMED_ATTRIBUTIONS, Attribution
from wagtail_charter.showcase.states import NO_LEVEL, OTHER_SCHEME

SUMMARY_WORDS = 30
ENTRY_WORDS = 600
PARAGRAPH_WORDS = 100

_HONORIFIC_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame)\.? [A-Z][\w’'-]+")


def ordered_awards(awards):
    """Awards in the order to show: held before other states, this scheme's before others', highest level first."""
    return sorted(awards, key=_award_order)


def _award_order(award):
    rank = award.level.rank if award.level else 0
    when = award.issued_on.toordinal() if award.issued_on else (award.year or 0) * 366
    return (award.state not in HELD_STATES, award.is_external, -rank, -when, -award.pk)


def level_key(award):
    """The value of the level filter for a service whose first award is ``award`` (or ``None``)."""
    if award is None:
        return NO_LEVEL
    if award.is_external:
        return f"{OTHER_SCHEME}{slugify(award.level_as_published)[:40] or 'level'}"
    return award.level.key


def region_of(service):
    """The region of a service: its own, or else its provider's."""
    return service.region or service.provider.region


def count_words(text):
    """The number of words in ``text``; a sign between spaces is no word."""
    return sum(1 for word in text.split() if any(sign.isalnum() for sign in word))


def is_summary_short(summary):
    """A summary has at most 30 words."""
    return count_words(summary) <= SUMMARY_WORDS


def findings(page):
    """What to look at before ``page`` (an entry) is published, as sentences; none of them stops anyone."""
    return [*_page_findings(page), *_body_findings(page)]


def _page_findings(page):
    if not page.review_on:
        yield _("There is no date for the next review. Set one, so that the entry does not grow old unseen.")
    if not page.review_owner:
        yield _("Nobody looks after this entry yet. Name a role or a team under Review.")
    if page.picture_id and not page.picture_alt:
        yield _("The picture at the top has no description. Say what it shows.")
    if not page.summary:
        yield _("There is no summary. One or two sentences help people to choose.")
    words = count_words(plain_text(page))
    if words > ENTRY_WORDS:
        yield ngettext(
            "The entry has %(words)s word. Up to %(limit)s are easy to read.",
            "The entry has %(words)s words. Up to %(limit)s are easy to read.",
            words,
        ) % {"words": words, "limit": ENTRY_WORDS}


def _body_findings(page):
    for number, block in enumerate(page.body, start=1):
        check = _CHECKS.get(block.block_type)
        for sentence in check(block.value) if check else ():
            yield _("Part %(number)s: %(sentence)s") % {"number": number, "sentence": sentence}


def _paragraph(value):
    text = _plain(value)
    words = count_words(text)
    if words > PARAGRAPH_WORDS:
        yield _("this paragraph has %(words)s words. Try two shorter ones.") % {"words": words}
    for name in dict.fromkeys(_HONORIFIC_NAME.findall(text)):
        yield _("“%(name)s” looks like a person's name. Has the person agreed to be named?") % {"name": name}


def _quote(value):
    if value.get("attribution") in NAMED_ATTRIBUTIONS and not value.get("name_consent"):
        yield _("a quote with a name. Ask the person, then tick that they agreed; or show the role only.")
    if not value.get("role") and value.get("attribution") == Attribution.ROLE_ONLY:
        yield _("a quote without a role. Readers do not know who speaks.")


def _sign_off(value):
    if value.get("name") and not value.get("name_consent"):
        yield _("a sign-off with a name. Ask the person, then tick that they agreed; or take the name out.")


def _image(value):
    if not value.get("alt") and not value.get("decorative"):
        yield _("a picture without a description. Say what it shows, or tick that it is decoration.")
    if value.get("shows_people") and not value.get("people_consent"):
        yield _("a picture of people. Ask everyone in it, then tick that they agreed.")


def _video(value):
    if not value.get("captions"):
        yield _("a film. Check that it has captions, then tick so.")
    if not (value.get("transcript") or "").strip():
        yield _("a film without a transcript.")


_CHECKS = {
    "paragraph": _paragraph,
    "quote": _quote,
    "sign_off": _sign_off,
    "image": _image,
    "video": _video,
}


def plain_text(page):
    """All the words of the body of ``page``, without markup."""
    return " ".join(" ".join(words_of(block.value)) for block in page.body)


def words_of(value):
    """The texts inside a block's value, depth first; choices, ticks, dates, addresses and pictures are no text."""
    if hasattr(value, "bound_blocks") and not isinstance(value, dict):
        for child in value:
            yield from words_of(child)
    elif isinstance(value, dict):
        for name, child in value.items():
            if name not in _NO_WORDS:
                yield from words_of(child)
    elif isinstance(value, str) or hasattr(value, "source"):
        yield _plain(value)


_NO_WORDS = {"level", "attribution", "paid", "kind", "url", "image"}


def _plain(value):
    """The words of a text or of rich text."""
    source = getattr(value, "source", None)
    if source is None:
        return str(value)
    return " ".join(unescape(strip_tags(re.sub(r"(</(?:p|li|h\d)>|<br ?/?>)", r"\1 ", source))).split())
