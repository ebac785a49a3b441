"""What people write back to our mails, as raw mails."""

from email.message import EmailMessage

QUESTION = "Can I bring a colleague?"


def letter(to, text=QUESTION, *, sender="Chie Tanabe <chie@example.org>", **headers):
    """Return a raw mail from `sender`; `headers` have _ for -, such as in_reply_to."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, to
    mail["Subject"] = headers.pop("subject", "Re: Your seat: Twelve reefs")
    mail["Message-ID"] = headers.pop("message_id", "<one@client.example.org>")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()
