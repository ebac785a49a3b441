"""Mail without a server: readable files, whole or not at all, and what the page of mails reads from them."""

import stat
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.calendars.calendar_entry import Mailbox
from app.gateways.mail import (
    FolderMailer,
    MailSummary,
    MemoryMailer,
    PermanentMailFailure,
    SmtpMailer,
    TemporaryMailFailure,
    list_mail,
    mailer_from_url,
    read_mail,
)
from app.gateways.mail_folder import forget_old
from tests.support.mails import INVITATION, mail

SENDER = Mailbox("Sidestage", "calendar@example.org")
START = datetime(2023, 4, 20, 12, 0, 5, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.reads = 0

    def __call__(self):
        self.reads += 1
        return START + timedelta(seconds=self.reads)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mail"


@pytest.fixture
def mailer(folder):
    return FolderMailer(folder, SENDER, now=Clock())


def test_old_mails_are_forgotten_and_nothing_else(folder, mailer):
    assert forget_old(folder, before=START) == 0
    for subject in ("First", "Second", "Third"):
        mailer.send(mail(subject=subject))
    (folder / "a note.txt").touch()
    assert forget_old(folder, before=START + timedelta(seconds=3)) == 2
    assert [one.subject for one in list_mail(folder)] == ["Third"]
    assert (folder / "a note.txt").exists()


def test_every_mail_is_one_file_named_by_time_recipient_and_subject(folder, mailer):
    mailer.send(mail(subject="Your seat: 10:00 New York"))
    mailer.send(mail(to_email="chie@example.org", subject="席が確保されました"))

    names = sorted(path.name for path in folder.iterdir())
    assert [name.rsplit("-", 1)[0] for name in names] == [
        "20230420T120006000000Z-amara@example.org-your-seat-10-00-new-york",
        "20230420T120007000000Z-chie@example.org",
    ]
    assert [stat.S_IMODE((folder / name).stat().st_mode) for name in names] == [0o600, 0o600]


def test_the_list_is_newest_first_and_readable(folder, mailer):
    mailer.send(mail(subject="First"))
    mailer.send(mail(to_name="田中 千恵" * 9, to_email="chie@example.org", subject="Друге =?utf-8?q?x?="))
    names = sorted((path.name for path in folder.iterdir()), reverse=True)

    assert list_mail(folder) == [
        MailSummary(
            names[0],
            f"{'田中 千恵' * 9} <chie@example.org>",
            "Друге =?utf-8?q?x?=",
            START + timedelta(seconds=2),
        ),
        MailSummary(names[1], "Amara Okafor <amara@example.org>", "First", START + timedelta(seconds=1)),
    ]
    assert list_mail(folder, limit=1) == list_mail(folder)[:1]


def test_a_mail_is_read_again_with_its_calendar(folder, mailer):
    mailer.send(mail(calendar=INVITATION, method="REQUEST", text="One\nTwo\n", html="<p>Été</p>\n"))
    (listed,) = list_mail(folder)
    found = read_mail(folder, listed.name)

    assert found.summary == listed
    assert (found.text, found.html) == ("One\nTwo\n", "<p>Été</p>\n")
    assert (found.calendar, found.method) == (INVITATION, "REQUEST")
    assert dict(found.headers)["Message-ID"] == "<1.0.amara.confirm@example.org>"


def test_a_plain_mail_has_no_calendar(folder, mailer):
    mailer.send(mail())
    found = read_mail(folder, list_mail(folder)[0].name)
    assert (found.calendar, found.method) == (None, None)


def test_names_that_lead_out_of_the_folder_or_nowhere_find_nothing(folder, mailer):
    mailer.send(mail())
    secret = folder.parent / "20230420T120006000000Z-secret.eml"
    secret.write_text("Subject: secret\r\n\r\n")
    for name in (
        "",
        f"../{secret.name}",
        str(secret),
        "20230420T120006000000Z-missing.eml",
        "20230420T120006000000Z-a/../../x.eml",
        ".part",
    ):
        assert read_mail(folder, name) is None


def test_a_folder_that_is_not_there_is_empty(folder):
    assert list_mail(folder) == []


def test_foreign_and_half_files_are_passed_over_and_odd_ones_do_not_break_the_list(folder, mailer):
    folder.mkdir()
    (folder / "notes.txt").write_text("x")
    (folder / ".1234.part").write_text("x")
    odd = folder / "20230420T120006000000Z-odd.eml"
    odd.write_bytes(b"Date: yesterday\nSubject: =?nonsense?b?x?=\nTo: \xff\xfe\n\nbody")
    (summary,) = list_mail(folder)
    assert (summary.name, summary.subject, summary.sent_at) == (odd.name, "=?nonsense?b?x?=", None)
    assert read_mail(folder, odd.name).text == "body"


def test_a_full_disk_is_temporary_and_leaves_no_half_file(folder, monkeypatch, mailer):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(TemporaryMailFailure, match="No space left"):
        mailer.send(mail())
    assert list(folder.iterdir()) == []


def test_the_setting_chooses_the_mailer(folder):
    assert mailer_from_url(None, folder, sender="Sidestage <calendar@example.org>") == FolderMailer(
        folder, SENDER
    )
    assert isinstance(mailer_from_url("smtp://localhost", folder, sender=SENDER), SmtpMailer)


def test_the_twin_in_memory_keeps_fails_and_refuses_like_the_real_ones():
    mailer = MemoryMailer(failures=[TemporaryMailFailure("later", code=451)])
    with pytest.raises(TemporaryMailFailure):
        mailer.send(mail())
    mailer.send(mail())
    with pytest.raises(PermanentMailFailure):
        mailer.send(mail(to_email="nowhere"))
    assert mailer.sent == [mail()]
