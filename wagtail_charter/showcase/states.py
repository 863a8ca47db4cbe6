"""Fixed choices of the showcase."""

#: The value of the level filter for services without an award that may be shown.
NO_LEVEL = "none"
#: What the level filter's values of other schemes' awards begin with.
OTHER_SCHEME = "other-"


def tag_colour(rank, *, is_external):
    """The colour of a level tag: white for another scheme's award, blue for a first step, green for an award."""
    if is_external:
        return "white"
    return "green" if rank > 0 else "blue"
