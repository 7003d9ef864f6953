"""What is wrong with what a caller asked for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from waterbed.layers.errors import DataError


class OptionError(ValueError):
    """An option has a value that it cannot have."""


class UnknownLanguageError(OptionError):
    """A data set cannot be shown in a language."""

    def __init__(self, lang: str, languages: Sequence[str]) -> None:
        there = ", ".join(languages)
        super().__init__(
            f"lang: {lang!r} is not in the data set, which has {there} with all words of the interface."
        )


@contextmanager
def values_told() -> Iterator[None]:
    """What was asked for cannot be: the message says what can."""
    try:
        yield
    except DataError:
        raise
    except ValueError as error:
        raise OptionError(str(error)) from None
