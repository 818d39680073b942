"""One page of HTML as PDF."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from apps.core.pdf import stylesheets

WORKER = Path(__file__).with_name("worker.py")
NO_LIBRARY = 3  # the worker's word for it
SECONDS = 30  # a page takes about three of one processor
AT_ONCE = 2  # in one process of the site: drawing keeps a processor busy
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE", "TMPDIR")
FONTS = (
    "fonts/instrument-sans-latin-wdth-normal.woff2",
    "fonts/instrument-sans-latin-ext-wdth-normal.woff2",
)
_busy = BoundedSemaphore(AT_ONCE)


class NoPdf(Exception):
    """There is no PDF. ``message`` says why to the person, in their language."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def pressed(html: str) -> bytes:
    """The whole document as PDF/UA-1, with the title and language that it has. Takes SECONDS at
    most. Raises NoPdf."""
    if not _busy.acquire(timeout=SECONDS):
        raise NoPdf(_("Too many PDFs are being made right now. Try again in a minute."))
    try:
        return _run(json.dumps(_page(html)).encode())
    finally:
        _busy.release()


def _page(html: str) -> dict[str, object]:
    return {
        "html": html,
        "styles": stylesheets.of_page(),
        "drawing": stylesheets.of_drawings(),
        "alike": _("A drawing. Its numbers stand beside it."),
        "files": {f"https://files.invalid/{name}": finders.find(name) for name in FONTS},
    }


def _run(page: bytes) -> bytes:
    """None of our secrets are in the environment that the worker gets."""
    environment = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # our own program, nothing in its arguments
            [sys.executable, "-I", str(WORKER)],
            input=page,
            capture_output=True,
            timeout=SECONDS,
            env=environment | {"LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise NoPdf(_("The PDF took too long and was given up.")) from slow
    if done.returncode == NO_LIBRARY:
        raise NoPdf(_("This server cannot make PDFs: the library Pango is not installed."))
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise NoPdf(_("The PDF could not be made."))
    return done.stdout
