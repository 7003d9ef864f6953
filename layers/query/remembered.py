"""What was worked out of a data set once: kept as long as the data set lives, since nobody changes it."""

import functools
import inspect
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from waterbed.layers.dataset import Dataset

_Options = ParamSpec("_Options")


_Result = TypeVar("_Result")


def remembered(
    function: Callable[Concatenate[Dataset, _Options], _Result],
) -> Callable[Concatenate[Dataset, _Options], _Result]:
    """Call a function of a data set once for the same arguments; its result is shared, so nobody may change it.

    The result must not hold the data set itself, which would then never be given back.
    """
    signature = inspect.signature(function)
    known: WeakKeyDictionary[Dataset, dict[object, _Result]] = WeakKeyDictionary()

    @functools.wraps(function)
    def recall(dataset: Dataset, /, *args: _Options.args, **options: _Options.kwargs) -> _Result:
        if not isinstance(dataset, Dataset):
            handed = type(dataset).__name__
            said = "read one with Dataset.read(folder), or make one of frames with Dataset.from_frames(hubs=…, movements=…)"
            raise TypeError(f"A data set is needed, not a {handed}; {said}.")
        results = known.setdefault(dataset, {})
        asked = signature.bind(dataset, *args, **options)
        asked.apply_defaults()
        key = tuple(asked.arguments.values())[1:]
        if key not in results:
            results[key] = function(dataset, *args, **options)
        return results[key]

    return recall
