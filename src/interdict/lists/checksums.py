"""SHA256SUMS, which a mirror may carry so that a file damaged on its way is found out.

The form is that of ``sha256sum``: a hash, two spaces (or one and a star), a path below the
mirror's base. A file that is not named in it is not checked.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from interdict.errors import DownloadFailed

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](?:\./)?(.+)")


def read_sums(content: bytes) -> dict[str, str]:
    """Path below the base -> SHA-256 (hex). Lines of another form are passed over."""
    lines = content.decode("utf-8", "replace").splitlines()
    found = (_LINE.fullmatch(line.strip()) for line in lines)
    return {match[2]: match[1].lower() for match in found if match}


def refuse_other(sums: Mapping[str, str], place: str, path: Path) -> None:
    """Raise ``DownloadFailed`` when the file that came is not the one that the mirror names.

    A server may pack a file on its way, so what is packed is also right if its content is.
    """
    stated = sums.get(place)
    if stated is None:
        return
    if stated not in _digests(path):
        raise DownloadFailed(
            f"{place} is not the file that {SUMS} of the mirror names: it was damaged on its "
            "way, or the mirror is being changed; copy it again"
        )


def _digests(path: Path) -> Iterator[str]:
    """Of the file as it came and, if it is packed, of what is in it, a block at a time."""
    with path.open("rb") as stream:
        yield hashlib.file_digest(stream, "sha256").hexdigest()
    digest = hashlib.sha256()
    try:
        with gzip.open(path) as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except (OSError, EOFError, zlib.error):  # it is not packed
        return
    yield digest.hexdigest()
