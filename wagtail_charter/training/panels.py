"""What the editor of an event page shows beside its fields."""

from wagtail.admin.panels import Panel

from wagtail_charter.conf import conf


class SessionsPanel(Panel):
    """The sessions of the event, to read, with links to change them: they are kept apart from the page's versions."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_charter/training/admin/sessions_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["event"] = self.instance
            context["sessions"] = self.instance.all_sessions() if self.instance.pk else []
            for act in ("change", "add"):
                # A room that is off has no addresses; its pages stay and can be edited all the same.
                may = self.request.user.has_perm(f"wagtail_charter.{act}_trainingsession")
                context[f"can_{act}"] = may and conf.is_room_on("training")
            return context
