"""What the demo reads from its files."""

from example_site.demo.reading import read, text_value


def test_signs_of_markup_in_a_paragraph_are_words():
    part = {"type": "paragraph", "value": "Tea & <b>talk</b>, for < 10 people"}

    assert text_value(part) == "<p>Tea &amp; &lt;b&gt;talk&lt;/b&gt;, for &lt; 10 people</p>"


def test_other_texts_stay_as_they_are():
    assert text_value({"type": "heading", "value": "Tea & talk"}) == "Tea & talk"


def test_one_application_of_the_demo_is_restricted():
    restricted = [row["service"] for row in read("pathways")["applications"] if row.get("restricted")]

    assert restricted == ["Saltreach Prison Healthcare"]


def test_nobody_is_named_without_consent_in_what_the_demo_publishes():
    bodies = [row["body"] for name in ("showcase", "pathways-showcase") for row in read(name)["entries"]]
    named = [
        block["value"]
        for body in bodies
        for block in body
        if block["type"] in ("quote", "sign_off") and block["value"].get("name")
    ]

    assert named
    assert all(value.get("name_consent") for value in named)
