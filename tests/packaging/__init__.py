"""The wheel as a stranger gets it: built, opened, and installed in a new project by the README's own lines."""
