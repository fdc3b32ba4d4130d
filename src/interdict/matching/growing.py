"""An array that grows at its end, with room to spare, so that adding costs no copy each time."""

from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Value = TypeVar("Value", bound=np.generic)


class Growing(Generic[Value]):
    """One column of facts about things that are numbered as they come."""

    def __init__(self, dtype: type[Value], width: int = 0) -> None:
        shape = (1 << 10, width) if width else (1 << 10,)
        self._room: npt.NDArray[Value] = np.empty(shape, dtype=dtype)
        self._used = 0

    def __len__(self) -> int:
        return self._used

    @property
    def array(self) -> npt.NDArray[Value]:
        """What was added; a view that stays valid for what it shows."""
        return self._room[: self._used]

    def add(self, values: npt.ArrayLike) -> None:
        """Add values behind the last one."""
        more = np.asarray(values, dtype=self._room.dtype)
        end = self._used + len(more)
        while end > len(self._room):
            self._room = np.concatenate([self._room, np.empty_like(self._room)])
        self._room[self._used : end] = more
        self._used = end
