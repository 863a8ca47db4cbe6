"""Letters leave, once, in the recipient's language, and what does not leave is tried again."""

import pytest
from django.core import mail

from tests.factories.letters import make_letter
from wagtail_charter.letters.services import send_due

pytestmark = pytest.mark.django_db


def test_a_letter_leaves_with_all_it_needs():
    letter = make_letter()

    done = send_due()

    (sent,) = mail.outbox
    letter.refresh_from_db()
    assert (done.sent, letter.attempts, letter.leased_until) == (1, 1, None)
    assert letter.sent_at is not None
    assert sent.to == [f"Robin Reader <{letter.to_email}>"]
    assert "We wrote to tell you about the awards day." in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert [kind for _html, kind in sent.alternatives] == ["text/html"]
