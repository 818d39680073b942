"""A program of its own: one page as JSON on standard input, its PDF on standard output.

Started by ``press`` with the isolated Python (``-I``), so that it knows neither our code nor our
settings. The JSON has ``html``, ``styles`` (CSS texts), ``drawing`` (CSS of drawings), ``alike``
(what a drawing without a label is called) and ``files`` (addresses that may be read, with their
paths). Ends with NO_LIBRARY where Pango is missing."""

from __future__ import annotations

import json
import logging
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

NO_LIBRARY = 3
BASE = "https://files.invalid/css/"
SVG = "{http://www.w3.org/2000/svg}"

try:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse
except OSError as missing:  # the system's Pango, GObject or Fontconfig
    sys.stderr.write(str(missing))
    sys.exit(NO_LIBRARY)


class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives the files on the list, and refuses every other address: no network, no disk."""

    def __init__(self, files: dict[str, str]) -> None:
        super().__init__(allowed_protocols=())
        self._files = files

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url not in self._files:
            raise ValueError(f"not to be fetched: {url}")
        return URLFetcherResponse(url, Path(self._files[url]).read_bytes())


def pdf_of(asked: dict[str, Any]) -> bytes:
    shelf, fonts = Shelf(asked["files"]), FontConfiguration()
    page = HTML(string=asked["html"], base_url=BASE, url_fetcher=shelf, media_type="print")
    for parent in list(page.etree_element.iter()):
        _prepare(parent, asked["drawing"], asked["alike"])
    styles = [
        CSS(string=text, base_url=BASE, url_fetcher=shelf, font_config=fonts, media_type="print")
        for text in asked["styles"]
    ]
    made = BytesIO()
    page.write_pdf(made, stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")
    return made.getvalue()


def _prepare(parent: Element, css: str, alike: str) -> None:
    """Drawings get their stylesheet, which they do not inherit from the page, and their text
    alternative; icons, which only repeat the word beside them, are left out."""
    for child in list(parent):
        if child.tag != f"{SVG}svg" or str(parent.tag).startswith(SVG):
            continue
        if child.find(f"{SVG}use") is not None:
            _leave_out(parent, child)
            continue
        SubElement(child, f"{SVG}style").text = css
        SubElement(child, f"{SVG}title").text = child.get("aria-label") or alike


def _leave_out(parent: Element, child: Element) -> None:
    before = list(parent)[: list(parent).index(child)]
    if before:
        before[-1].tail = (before[-1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)


if __name__ == "__main__":
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # rules that only browsers know
    sys.stdout.buffer.write(pdf_of(json.load(sys.stdin)))
