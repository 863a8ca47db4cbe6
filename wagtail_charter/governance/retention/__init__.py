"""What the people who look after information rights do: let go, hold, hand over, forget."""

from wagtail_charter.governance.retention.destroying import apply_plan, let_go_routine, make_plan
from wagtail_charter.governance.retention.holding import place_hold, release_hold
from wagtail_charter.governance.retention.people import erase_person, export_person, plan_erasure

__all__ = [
    "apply_plan",
    "erase_person",
    "export_person",
    "let_go_routine",
    "make_plan",
    "place_hold",
    "plan_erasure",
    "release_hold",
]
