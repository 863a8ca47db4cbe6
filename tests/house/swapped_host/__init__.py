"""A host's own document."""
