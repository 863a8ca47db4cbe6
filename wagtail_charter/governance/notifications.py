"""The one letter of the governance room: numbers alone, to whoever the setting names."""

from wagtail_charter.conf import conf
from wagtail_charter.letters.services import queue


def retention_applied(run):
    """Tell the address of ``RETENTION_REPORT_TO`` what ``run`` let go, if there is one."""
    if not conf.RETENTION_REPORT_TO:
        return
    queue(
        "governance/retention_applied",
        key=f"retention:{run.number}",
        to_email=conf.RETENTION_REPORT_TO,
        facts={"number": run.number, "lines": run.lines},
        about=run,
        is_answer=False,
    )
