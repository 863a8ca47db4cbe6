from wagtail_charter.framework.rules import words_found


def test_words_found_are_words_of_their_own_in_any_case_and_in_the_order_given():
    text = "A Weak plan, weakly kept. Poor? No: poorly."

    assert words_found(text, ["poor", "weak", "fail"]) == ["poor", "weak"]
    assert words_found("weakly, poorly, failure", ["poor", "weak", "fail"]) == []


def test_words_found_takes_the_signs_of_a_word_as_they_are():
    assert words_found("It is non-compliant.", ["non-compliant", "n.n-compliant"]) == ["non-compliant"]
    assert words_found("", ["weak"]) == []
