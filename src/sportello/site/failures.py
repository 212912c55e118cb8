"""Why the site cannot start or go on. Knows no channel: these words are for whoever runs the machine."""


class CannotRun(Exception):  # noqa: N818 - says what is the case, as `Refused` does
    """Stop with one line that says what happened, what was kept, and what to do."""
