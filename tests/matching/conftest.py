"""Both ways to search: the compiled library, and numpy where there is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interdict.matching import kernel


@pytest.fixture(scope="module", params=["compiled", "numpy"])
def searches(request: pytest.FixtureRequest) -> Iterator[str]:
    """A module that uses this runs twice."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "numpy":
            patch.setattr(kernel, "LIBRARY", Path("absent"))
        kernel.compiled.cache_clear()
        if request.param == "compiled" and kernel.compiled() is None:
            pytest.skip("the searches were not compiled: no C compiler when it was installed")
        yield request.param
    kernel.compiled.cache_clear()
