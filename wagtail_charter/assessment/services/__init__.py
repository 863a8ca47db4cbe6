"""What is judged and decided: the edition as rules need it, how people hear a result, and their answer to it."""

from wagtail_charter.assessment.services.accepting import accept_result, close_not_ready
from wagtail_charter.assessment.services.editions import charter_of
from wagtail_charter.assessment.services.hearing import choose_hearing, note_called

__all__ = ["accept_result", "charter_of", "choose_hearing", "close_not_ready", "note_called"]
