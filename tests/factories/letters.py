"""Letters in the outbox."""

from itertools import count

from django.utils import timezone

from wagtail_charter.letters.models import Letter

_numbers = count(1)


def make_letter(**facts):
    """A letter that is due; its template is one of the tests' own."""
    number = next(_numbers)
    return Letter.objects.create(
        **{
            "key": f"post:{number}",
            "template": "post/note",
            "to_name": "Robin Reader",
            "to_email": f"robin-{number}@trust.example",
            "facts": {"thing": "the awards day"},
            "language": "en-gb",
            "base_url": "https://charter.example",
            "next_try_at": timezone.now(),
            **facts,
        }
    )
