"""Whether a person wrote a mail to us alone, by what robots have to say of themselves."""

import pytest

from app.domain.mail import mime
from app.domain.mail.robots import Robot, robot_of


def said(head):
    return robot_of(mime.parse(f"From: chie@example.org\r\n{head}\r\n\r\nHello".encode()))


@pytest.mark.parametrize(
    "head",
    [
        "Subject: Is there tea?",
        "Auto-Submitted: no",
        "Auto-Submitted: ",
        "Precedence: first-class",
        "Subject: About the out of office hours",
        "Return-Path: <chie@example.org>",
    ],
)
def test_a_person_wrote_it(head):
    assert said(head) is None


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "Precedence: AUTO_REPLY",
        "X-Auto-Response-Suppress: All",
        "X-Autoreply: yes",
        "Return-Path: <>",
        "Subject: Automatic reply: Twelve reefs",
        "Subject: Abwesenheit",
        "Subject: =?utf-8?b?6Ieq5YuV6L+U5L+h?=",
    ],
)
def test_a_robot_answered_by_itself(head):
    assert said(head) is Robot.AUTOMATIC


@pytest.mark.parametrize(
    "sender", ["MAILER-DAEMON@mx.example.net", "no-reply@example.org", "postmaster@example.org"]
)
def test_an_address_that_nobody_reads_is_a_robot_s(sender):
    assert robot_of(mime.parse(f"From: {sender}\r\n\r\nHello".encode())) is Robot.AUTOMATIC


@pytest.mark.parametrize(
    "head", ["List-Id: <reefs.example.org>", "Precedence: list", "List-Unsubscribe: <x>"]
)
def test_a_mailing_list_brought_it(head):
    assert said(head) is Robot.MAILING_LIST
