"""The switchboard to the Wagtail admin: registers what the rooms offer; no logic."""
