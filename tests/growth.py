"""Whether work grows in step with its size: seconds compared with seconds, never with a fixed bound."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_GENEROUS = 3
"""So many times the growth in step is still no growth out of step ..."""
_UNMEASURED = 0.05
"""... and fewer seconds than these say nothing."""
_TRIES = 3


def grows_in_step(work: Callable[[T], object], small: T, large: T, times: int) -> bool:
    """Whether the large takes at most `times` as long as the small, and some: `times` is its size."""
    return any(
        _seconds(work, large) <= _GENEROUS * times * max(_seconds(work, small), _UNMEASURED)
        for _ in range(_TRIES)
    )


def _seconds(work: Callable[[T], object], given: T) -> float:
    began = time.process_time()
    work(given)
    return time.process_time() - began
