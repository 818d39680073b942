"""Decompression that counts while it unpacks, so that a small bomb stays small. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from apps.core.answers import BadBody, CutBody, TooLarge

_STEP = 65536
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32  # zlib tells the two by their first bytes


def unpacked(chunks: Iterable[bytes], encoding: str, max_bytes: int) -> Iterator[bytes]:
    """The body's pieces, decompressed. Raises ``TooLarge``, ``BadBody`` or ``CutBody``."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        pieces: Iterable[bytes] = chunks
    elif name in ("gzip", "x-gzip", "deflate"):
        pieces = _inflated(chunks)
    else:
        raise BadBody("a compression that was not asked for")
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > max_bytes:
            raise TooLarge("larger than the limit")
        yield piece


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    started = False
    for chunk in chunks:
        started = started or bool(chunk)
        try:
            yield from _pieces(unpacker, chunk)
        except zlib.error:
            raise BadBody("broken compression") from None
    if started and not unpacker.eof:
        yield unpacker.flush()  # a rest that a full step left inside
    if started and not unpacker.eof:
        raise CutBody("the compressed answer was cut off")


def _pieces(unpacker: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    """At most ``_STEP`` bytes at a time; what follows the end of the stream is left alone."""
    rest = chunk
    while rest and not unpacker.eof:
        yield unpacker.decompress(rest, _STEP)
        rest = unpacker.unconsumed_tail
