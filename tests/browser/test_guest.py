"""The close look at pages sees what it is there for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.guest import Guest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "A score of online influence"


def test_styles_in_a_page_scripts_that_fail_and_wide_or_pale_pages_are_seen(
    guest: Callable[[], Guest],
) -> None:
    visitor = guest()
    visitor.opens("/", title=TITLE)
    assert visitor.complaints == []
    visitor.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<i style=\"top:0\">')")
    visitor.page.evaluate("setTimeout(() => { throw new Error('broken') })")
    visitor.page.wait_for_timeout(100)
    heard = "\n".join(visitor.complaints)
    assert "Content Security Policy" in heard
    assert "broken" in heard
    visitor.complaints.clear()
    visitor.page.evaluate("document.querySelector('footer').style.minWidth = '500px'")
    with pytest.raises(AssertionError, match="at 390"):
        visitor.sees(TITLE)
    visitor.page.evaluate("document.body.style.backgroundColor = 'white'")
    with pytest.raises(AssertionError, match="in dark"):
        visitor.sees(TITLE)
