"""What the editor of an event page shows beside its fields."""

from wagtail.admin.panels import Panel


class SessionsPanel(Panel):
    """The sessions of the event, to read, with links to change them: they are kept apart from the page's versions."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_charter/training/admin/sessions_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["event"] = self.instance
            context["sessions"] = self.instance.all_sessions() if self.instance.pk else []
            context["can_change"] = self.request.user.has_perm("wagtail_charter.change_trainingsession")
            context["can_add"] = self.request.user.has_perm("wagtail_charter.add_trainingsession")
            return context
