"""The sandbox's own pages: who lives here, the mailbox, the faults, and the lock on production."""

from __future__ import annotations

import os
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import Client
from pytest_django import Settings

from apps.sandbox import mailbox
from apps.sandbox.standin.faults import Fault
from apps.sandbox.standin.registry import STANDINS
from apps.sandbox.world import world

faults = STANDINS["x"].faults


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.MAIL_FOLDER = str(tmp_path)
    return tmp_path


def post(folder: Path, name: str, *mails: tuple[str, str], at: int = 1_800_000_000) -> None:
    """As the file-based backend writes: message, rule, next message."""
    whole = b""
    for subject, text in mails:
        message = EmailMessage()
        message["Subject"], message["To"] = subject, "grace@example.org"
        message.set_content(text)
        whole += message.as_bytes() + b"\n" + b"-" * 79 + b"\n"
    (folder / name).write_bytes(whole)
    os.utime(folder / name, (at, at))


def test_the_index_shows_everybody(client: Client) -> None:
    page = client.get("/sandbox/").content.decode()
    assert page.count("@") >= 300
    assert "/sandbox/mail/" in page


def test_the_newest_message_comes_first_and_its_link_can_be_clicked(
    client: Client, folder: Path
) -> None:
    post(folder, "20270115-1.log", ("Older", "first"), at=1_800_000_000)
    post(
        folder,
        "20270115-2.log",
        ("Grüße & more", "Open http://localhost:8000/i/abc-DEF_1 soon."),
        at=1_800_000_100,
    )
    page = client.get("/sandbox/mail/").content.decode()
    assert page.index("Grüße &amp; more") < page.index("Older")
    (first, _) = mailbox.newest(folder)
    shown = client.get(f"/sandbox/mail/{first.key}/").content.decode()
    assert 'href="http://localhost:8000/i/abc-DEF_1"' in shown


def test_several_messages_of_one_file_are_several(client: Client, folder: Path) -> None:
    post(folder, "one.log", ("First", "a"), ("Second", "b"))
    assert {mail.subject for mail in mailbox.newest(folder)} == {"First", "Second"}


def test_what_a_message_says_is_never_markup(client: Client, folder: Path) -> None:
    evil = '<script>alert(1)</script> http://x.example/"onmouseover="alert(2) javascript:alert(3)'
    post(folder, "evil.log", ("<img src=x onerror=alert(4)>", evil))
    (mail,) = mailbox.newest(folder)
    page = client.get(f"/sandbox/mail/{mail.key}/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page
    assert ' onmouseover="' not in page


def test_an_unknown_message_is_not_found(client: Client, folder: Path) -> None:
    assert client.get("/sandbox/mail/none.0/").status_code == 404
    assert client.get("/sandbox/mail/..%2F..%2Fetc/").status_code == 404


def test_an_empty_mailbox_says_what_to_do(client: Client, folder: Path) -> None:
    assert "No message yet" in client.get("/sandbox/mail/").content.decode()


def test_a_fault_is_switched_on_and_off_by_hand(client: Client) -> None:
    person = world().people[1]
    form = {"do": "set", "fault": "html", "account": person.handle, "endpoint": "*", "times": "2"}
    assert client.post("/sandbox/x/faults/", form).status_code == 302
    (active,) = faults.listed()
    assert (active.account, active.fault, active.left) == (person.id, Fault.HTML, 2)
    assert person.id in client.get("/sandbox/x/faults/").content.decode()
    client.post("/sandbox/x/faults/", {"do": "clear"})
    assert faults.listed() == []


def test_a_fault_for_nobody_is_refused(client: Client) -> None:
    form = {"do": "set", "fault": "html", "account": "nobody999", "endpoint": "*"}
    page = client.post("/sandbox/x/faults/", form)
    assert page.status_code == 400
    assert "There is no such account here." in page.content.decode()


@pytest.mark.parametrize(
    ("place", "enabled", "refused"),
    [
        ("production", True, True),
        ("production", False, False),
        ("development", True, False),
        ("test", True, False),
    ],
)
def test_the_sandbox_never_stands_in_production(
    settings: Settings, place: str, enabled: bool, refused: bool
) -> None:
    settings.ENVIRONMENT, settings.SANDBOX_ENABLED = place, enabled
    found = [message for message in run_checks() if message.id == "sandbox.E001"]
    assert bool(found) is refused
    assert all(message.is_serious() for message in found)
