"""A service lead begins on a form in an ordinary page, signs in with a code, writes 24 answers, sends, gets a letter.

Once with JavaScript off and a mouse, once with JavaScript on and the keyboard alone. Then a mail scanner opens every
link of every letter that left, by GET and by HEAD, and changes nothing.
"""

import json
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.applying import (
    FORMS_PAGE,
    STATEMENTS,
    given_a_page_that_caches_may_keep,
    then_a_letter_confirms_it_too,
    then_a_page_of_its_own_asks_to_press_again_and_nothing_was_sent,
    then_every_answer_is_completed,
    then_the_page_confirms_that_it_arrived,
    then_the_task_list_waits_for_them,
    then_what_they_sent_can_be_read_and_printed,
    when_they_ask_for_a_code_and_type_it_in,
    when_they_begin,
    when_they_check_their_answers_and_send,
    when_they_type_their_address_into_the_form_on_it,
    when_they_write_the_next_answer,
)
from tests.browser.people import Keyboard, Mouse


@pytest.mark.parametrize(
    ("person", "email", "service", "is_invited"),
    [
        pytest.param(Mouse(), "mara.quill@example.org", "Riverside", False, id="without JavaScript"),
        pytest.param(Keyboard(), "delroy.ashcombe@example.org", "Milldown", True, id="by keyboard"),
    ],
)
def test_a_service_lead_applies_from_an_ordinary_page_to_the_letter(
    person, email, service, is_invited, open_page, inbox
):
    page = open_page(FORMS_PAGE, **person.options)
    given_a_page_that_caches_may_keep(page)
    when_they_type_their_address_into_the_form_on_it(person, page, email)
    then_a_page_of_its_own_asks_to_press_again_and_nothing_was_sent(page, email)
    when_they_ask_for_a_code_and_type_it_in(person, page, email, inbox)
    when_they_begin(person, page, service, is_invited=is_invited)
    then_the_task_list_waits_for_them(page)

    for number in range(STATEMENTS):
        when_they_write_the_next_answer(person, page, number)
    then_every_answer_is_completed(page)

    when_they_check_their_answers_and_send(person, page)
    then_the_page_confirms_that_it_arrived(page)
    then_a_letter_confirms_it_too(page, email, inbox)
    then_what_they_sent_can_be_read_and_printed(person, page)


LINK = re.compile(r"https?://[^\s\"<>]+")


def links_of_mails(folder):
    """Every address of this site in the mails of ``folder``."""
    return {
        link.rstrip(".") for file in Path(folder).glob("*.log") for link in LINK.findall(file.read_text())
    }


def fetch(address, method):
    """The status that a browser without cookies gets at ``address``."""
    try:
        request = urllib.request.Request(address, method=method)
        return urllib.request.urlopen(request, timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_scanner_that_opens_every_link_of_every_letter_changes_no_row(live_site):
    links = sorted(
        link
        for link in links_of_mails(Path(live_site.env["CHARTER_VAR_DIR"]) / "mail")
        if link.startswith(live_site.url)
    )
    before = json.loads(live_site.run("-m", "tests.browser.table_marks").splitlines()[-1])

    statuses = {(link, method): fetch(link, method) for link in links for method in ("GET", "HEAD")}

    assert any("/code/" in link for link in links)
    assert any("/record/" in link for link in links)
    assert {pair: status for pair, status in statuses.items() if status != 200} == {}
    assert json.loads(live_site.run("-m", "tests.browser.table_marks").splitlines()[-1]) == before
