"""A process that screens blocks for another: asked on standard input, answers on standard output.

A fresh interpreter that imports only what screening needs and maps the snapshot that all
others map too. It ends when its input ends, so that none outlives a run that was killed.
"""

import datetime
import os
import sys
import traceback
from pathlib import Path
from typing import IO

import msgspec

from interdict.batch.columns import Columns
from interdict.batch.memory import Memory
from interdict.batch.rows import Block
from interdict.batch.screened import BlockScreener, Screened
from interdict.errors import InterdictError, SnapshotError
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener
from interdict.screening.when import When
from interdict.snapshot.snapshot import open_snapshot

_LENGTH_BYTES = 8
_KEPT_PARTIES = 1_000


class Task(msgspec.Struct, frozen=True, array_like=True):
    """What all blocks of a run have in common: the first message."""

    folder: str
    """The compiled snapshot's."""
    snapshot: str
    """The id it must have."""
    policy: Policy
    columns: Columns
    as_of: datetime.date | None = None


class Failure(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """Why a block could not be screened, in words."""

    says: str


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message."""
    stream.write(len(message).to_bytes(_LENGTH_BYTES))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next message; ``EOFError`` when the other side has gone."""
    start = stream.read(_LENGTH_BYTES)
    length = int.from_bytes(start)
    message = stream.read(length) if len(start) == _LENGTH_BYTES else b""
    if len(start) < _LENGTH_BYTES or len(message) < length:
        raise EOFError
    return message


def main() -> None:
    """Answer until there is nothing more to answer."""
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what anyone prints is no answer
    try:
        _serve(asked, answers)
    except (EOFError, BrokenPipeError):
        os._exit(0)  # whoever asked has gone; nothing is left to be written


def _serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    encoder, decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Block)
    task = msgspec.msgpack.decode(receive(asked), type=Task)
    screener: BlockScreener | None = None
    while True:
        block = decoder.decode(receive(asked))
        answer: Screened | Failure
        try:
            screener = screener or _screener(task)
            answer = screener(block)
        except InterdictError as error:
            answer = Failure(str(error))
        except Exception:  # told to whoever asked, who stops the run
            answer = Failure(traceback.format_exc())
        send(answers, encoder.encode(answer))


def _screener(task: Task) -> BlockScreener:
    snapshot = open_snapshot(Path(task.folder))
    if snapshot.id != task.snapshot:
        raise SnapshotError(
            f"the snapshot in {task.folder} is {snapshot.id}, not {task.snapshot}: start again"
        )
    snapshot.keep = _KEPT_PARTIES
    return BlockScreener(
        task.columns, Screener(snapshot, task.policy, when=When(as_of=task.as_of)), Memory()
    )
