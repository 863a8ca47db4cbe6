"""The showcase's own rules: which award is shown, and what to look at before an entry is published. Pure."""

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_charter.awards.states import HELD_STATES
from wagtail_charter.foundations.findings import count_words, plain_words
from wagtail_charter.organisations.states import ProviderType
from wagtail_charter.showcase.states import NO_LEVEL, OTHER_SCHEME, tag_colour

SUMMARY_WORDS = 30
ENTRY_WORDS = 600


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


def award_colour(award):
    """The colour of the tag of ``award`` (or ``None``)."""
    rank = award.level.rank if award and award.level else 0
    return tag_colour(rank, is_external=bool(award and award.is_external))


def provider_type_words(provider):
    """What kind of body ``provider`` is, in words; empty where that would say nothing."""
    hidden = (ProviderType.NOT_STATED, ProviderType.OTHER)
    return "" if provider.provider_type in hidden else provider.get_provider_type_display()


def region_of(service):
    """The region of a service: its own, or else its provider's."""
    return service.region or service.provider.region


def is_summary_short(summary):
    """A summary has at most 30 words."""
    return count_words(summary) <= SUMMARY_WORDS


def findings(page):
    """What to look at in the summary and the length of ``page`` (an entry) before it is published, as sentences."""
    if not page.summary:
        yield _("There is no summary. One or two sentences help people to choose.")
    words = count_words(plain_text(page))
    if words > ENTRY_WORDS:
        yield ngettext(
            "The entry has %(words)s word. Up to %(limit)s are easy to read.",
            "The entry has %(words)s words. Up to %(limit)s are easy to read.",
            words,
        ) % {"words": words, "limit": ENTRY_WORDS}


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
        yield plain_words(value)


_NO_WORDS = {"level", "attribution", "paid", "kind", "url", "image"}
