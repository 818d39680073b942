"""The close look at pages sees what it is there for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.guest import Guest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "A score of online influence"


def is_heard(visitor: Guest, words: str) -> bool:
    """Whether the console says so, which it may do some time later."""
    for _ in range(300):
        if words in "\n".join(visitor.complaints):
            return True
        visitor.page.wait_for_timeout(100)
    return False


def test_styles_in_a_page_scripts_that_fail_and_wide_or_pale_pages_are_seen(
    guest: Callable[[], Guest],
) -> None:
    visitor = guest()
    visitor.opens("/", title=TITLE)
    assert visitor.complaints == []
    visitor.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<i style=\"top:0\">')")
    visitor.page.evaluate("setTimeout(() => { throw new Error('broken') })")
    assert is_heard(visitor, "Content Security Policy")
    assert is_heard(visitor, "broken")
    visitor.complaints.clear()
    visitor.page.evaluate("document.querySelector('footer').style.minWidth = '500px'")
    with pytest.raises(AssertionError, match="at 390"):
        visitor.sees(TITLE)
    visitor.page.evaluate("document.body.style.backgroundColor = 'white'")
    with pytest.raises(AssertionError, match="in dark"):
        visitor.sees(TITLE)
