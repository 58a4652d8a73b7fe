"""The one kind of error that a person is shown: a sentence that says what to do."""


class KithworkError(ValueError):
    """Something asked for can't be done as asked; the message says what to do instead."""
