"""How often Python looks for objects that hold each other in a circle."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def rarely_sought() -> Iterator[None]:
    """For work that makes millions of small objects and no circles: looking for circles among
    them all the time took a seventh of a screening and a quarter of joining."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
