"""What the Wagtail admin shows of a page beyond plain fields, in each room alike."""

from wagtail.admin.panels import Panel


class FindingsPanel(Panel):
    """A calm list of what to look at before a page is published; it stops nobody.

    The page gives ``findings()``: a list of sentences.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_charter/foundations/admin/findings_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            is_new = self.instance.pk is None
            context["findings"] = [] if is_new else self.instance.findings()
            context["is_new"] = is_new
            return context
