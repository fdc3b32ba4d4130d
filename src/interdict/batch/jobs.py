"""Blocks screened by several processes at once, answered in their order.

Each worker is a fresh interpreter (``worker``) with a thread here that asks it and waits; a
process is never forked, so it does not matter what threads the caller has. A worker that
dies is replaced once and its block asked again, since screening a block leaves no trace; if
the block ends the second one too, the run stops with what it finished kept.
"""

import contextlib
import os
import queue
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

import msgspec

from interdict.batch.rows import Block
from interdict.batch.screened import Screened
from interdict.batch.worker import Failure, Task, receive, send
from interdict.errors import WorkerError

MOST_BY_DEFAULT = 4
"""Workers that nobody asked for: a shared machine is not ours alone."""

_AHEAD = 2
"""Blocks read per worker before the oldest must be answered."""
_START = "import sys; sys.path[:] = sys.argv[1:]; from interdict.batch.worker import main; main()"
_SECONDS_TO_END = 10.0

_ANSWER = msgspec.msgpack.Decoder(Screened | Failure)

Notice = Callable[[str], None]
"""Called with a sentence about something odd that did no harm."""


def cores() -> int:
    """Processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Worker:
    """One worker process."""

    def __init__(self, task: bytes) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
            [sys.executable, "-P", "-c", _START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,  # Ctrl-C is for the run to answer, which then ends its workers
        )
        self.pid = self._process.pid
        self._task = task

    def ask(self, block: bytes) -> bytes:
        """The answer to one block; ``EOFError`` or ``BrokenPipeError`` when the process died."""
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:
            raise EOFError
        if self._task:
            send(asked, self._task)
            self._task = b""
        send(asked, block)
        return receive(answers)

    @property
    def is_running(self) -> bool:
        """Has it not ended by itself?"""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once; who waits for its answer gets ``EOFError``."""
        self._process.kill()

    def end(self) -> str:
        """Let it end, wait until it has, and say how it did."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(BrokenPipeError):  # what it was told last never arrived
                if pipe is not None:
                    pipe.close()
        try:
            code = self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


class Workers:
    """Up to ``jobs`` worker processes, each started when there is a block for it."""

    def __init__(self, task: Task, jobs: int, notice: Notice) -> None:
        self._task = msgspec.msgpack.encode(task)
        self._jobs = jobs
        self._notice = notice
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="screening")
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._running: set[_Worker] = set()
        self._closing = False

    @property
    def pids(self) -> list[int]:
        """The processes that are running."""
        return [worker.pid for worker in self._running.copy()]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._closing = True
        if exception[0] is not None:
            for worker in self._running.copy():
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._running:
            worker.end()

    def screened(self, blocks: Iterable[Block]) -> Iterator[Screened]:
        """The outcome of every block, in the order of the blocks; ``WorkerError`` when one
        cannot be screened."""
        encoder = msgspec.msgpack.Encoder()
        waiting: deque[Future[Screened]] = deque()
        for block in blocks:
            rows = f"rows {block.first:,} to {block.last:,}"
            waiting.append(self._threads.submit(self._screened, rows, encoder.encode(block)))
            if len(waiting) > _AHEAD * self._jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _screened(self, rows: str, block: bytes) -> Screened:
        answer: Screened | Failure = _ANSWER.decode(self._answer(rows, block))
        if isinstance(answer, Failure):
            raise WorkerError(f"{rows} cannot be screened: {answer.says}")
        return answer

    def _answer(self, rows: str, block: bytes) -> bytes:
        ended = ""
        for _ in ("at first", "again"):
            worker = self._worker()
            try:
                answer = worker.ask(block)
            except (EOFError, BrokenPipeError):
                self._running.discard(worker)
                ended = worker.end()
                if self._closing:
                    break
                self._notice(f"a worker process ended ({ended}) while it screened {rows}")
                continue
            self._idle.put(worker)
            return answer
        raise WorkerError(
            f"worker processes end ({ended}) while they screen {rows}. SIGKILL often means that "
            "memory ran out: go on with  --resume  and fewer  --jobs"
        )

    def _worker(self) -> _Worker:
        with contextlib.suppress(queue.Empty):
            while True:
                worker = self._idle.get_nowait()
                if worker.is_running:
                    return worker
                self._running.discard(worker)
                self._notice(f"a worker process ended ({worker.end()}) while it had nothing to do")
        worker = _Worker(self._task)
        self._running.add(worker)
        return worker
