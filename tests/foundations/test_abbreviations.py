"""Abbreviations are spelled out in text, once, and nowhere else."""

import pytest

from wagtail_charter.foundations.abbreviations import Abbreviation, expand

LD = Abbreviation(("L&D",), "liaison and diversion")
CJLD = Abbreviation(("CJL&D",), "criminal justice liaison and diversion")
PWLE = Abbreviation(("PwLE", "PWLE"), "people with lived experience")
NHS = Abbreviation(("NHS",), "National Health Service", is_spelled_out=False)
ALL = [LD, CJLD, PWLE, NHS]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>The L&amp;D team.</p>", "<p>The <abbr>L&amp;D</abbr> (liaison and diversion) team.</p>"),
        ("<p>CJL&amp;D</p>", "<p><abbr>CJL&amp;D</abbr> (criminal justice liaison and diversion)</p>"),
        (
            "<p>PwLE and PWLE</p>",
            '<p><abbr>PwLE</abbr> (people with lived experience) and <abbr title="people with lived experience">PWLE</abbr></p>',
        ),
        (
            "<p>liaison and diversion (L&amp;D)</p>",
            '<p>liaison and diversion (<abbr title="liaison and diversion">L&amp;D</abbr>)</p>',
        ),
        ("<p>An NHS trust</p>", '<p>An <abbr title="National Health Service">NHS</abbr> trust</p>'),
        (
            '<h2>L&amp;D</h2><a href="/L&amp;D/">L&amp;D</a>',
            '<h2>L&amp;D</h2><a href="/L&amp;D/">L&amp;D</a>',
        ),
        ("<p data-as-it-is>PwLE <b>PwLE</b> PwLE</p>", "<p data-as-it-is>PwLE <b>PwLE</b> PwLE</p>"),
        ("<p>PwLEs NHSE &lt;b&gt; &amp; &eacute;</p>", "<p>PwLEs NHSE &lt;b&gt; &amp; &eacute;</p>"),
        ('<img alt="PwLE" src="x">', '<img alt="PwLE" src="x">'),
    ],
)
def test_expand(html, expected):
    assert expand(html, ALL).html == expected


def test_expand_escapes_what_it_adds():
    html = expand("<p>XX</p>", [Abbreviation(("XX",), '<script>"')]).html

    assert html == '<p><abbr>XX</abbr> (&lt;script&gt;")</p>'


def test_expand_says_what_it_met():
    assert expand("<p>NHS and L&amp;D</p>", ALL).used == [NHS, LD]
