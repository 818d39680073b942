"""Static files as they are served: one stylesheet, every name with its digest, all compressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.storage import (  # type: ignore[import-untyped]  # whitenoise is untyped
    CompressedManifestStaticFilesStorage,
)

BUNDLE = "css/all.css"
_LIST = Path(settings.BASE_DIR) / "templates/components/styles.html"


def stylesheets() -> list[str]:
    """Every stylesheet of a page, in the order of the cascade."""
    return re.findall(r"{% static '(css/[^']+)' %}", _LIST.read_text())


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """``collectstatic`` writes all stylesheets of a page into one: a first visit asks once instead
    of forty times. In the cascade nothing changes, as the files stand in layers and in order."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run:
            self._write_bundle()
            paths = {**paths, BUNDLE: (self, BUNDLE)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _write_bundle(self) -> None:
        root = Path(self.path(""))
        bundle = "\n".join(_moved((root / name).read_text(), name) for name in stylesheets())
        (root / BUNDLE).write_text(bundle)


def _moved(css: str, name: str) -> str:
    """The same stylesheet in the folder of the bundle, one above those of components."""
    return css.replace("url(../../", "url(../") if name.count("/") > 1 else css
