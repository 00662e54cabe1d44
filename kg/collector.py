"""Work that makes millions of objects and no cycle among them in; the same, without the collector of cycles, out."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leaves the collector off meanwhile: it would look at all the objects again and again, a third of all the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
