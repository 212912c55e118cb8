import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.integrations import servers
from tests.integrations.mailservers import MailServer, make_certificate

from sportello.core.errors import Refused
from sportello.core.ports import Mailer
from sportello.integrations import fakes, smtp

ID = "0191-notice@city.example"


@contextmanager
def posting(server: MailServer, options: str = "", scheme: str = "smtp", name: str = "") -> Iterator[smtp.SmtpMailer]:
    with servers.serving(server) as listening:
        port = listening.getsockname()[1]
        url = f"{scheme}://{name}127.0.0.1:{port}?from=Citt%C3%A0%20<no-reply@city.example>{options}"
        yield smtp.SmtpMailer(url, seconds=5)


@pytest.fixture(params=["smtp", "fake", "folder"])
def mailer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Mailer]:
    if request.param == "smtp":
        with posting(MailServer()) as mailer:
            yield mailer
    else:
        yield fakes.FakeMailer() if request.param == "fake" else fakes.FolderMailer(tmp_path)


def read(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.SMTP)


def refusal(
    mailer: Mailer, address: str = "ana@example.org", subject: str = "Hello", message_id: str = ID, stop: str = ""
):
    with pytest.raises(Refused) as caught:
        mailer.send(address, subject, "Body", message_id=message_id, stop=stop)
    return caught.value.code, dict(caught.value.facts)


@pytest.mark.parametrize("address", ["ana@example.org", "a.b+c@example.org", "josé@bücher.example"])
def test_a_plain_email_is_handed_over(mailer: Mailer, address: str) -> None:
    mailer.send(address, "¿Qué pasa? è già", "Line one\n\n.dot\nñ 漢\n", message_id=ID)


@pytest.mark.parametrize("address", ["", "ana", "ana@", "@x", "a@b.org, c@d.org", "Ana <a@b.org>", "a b@c.org"])
def test_what_is_not_one_address_is_rejected_for_good(mailer: Mailer, address: str) -> None:
    assert refusal(mailer, address) == ("mail.rejected", {"reason": "address"})


@pytest.mark.parametrize("smuggled", ["x\r\nBcc: c@d.org", "x\nBcc: c@d.org", "x\rBcc: c@d.org", "x\u2028y", "x\x85y"])
def test_a_line_break_in_a_header_is_rejected(mailer: Mailer, smuggled: str) -> None:
    for arguments in ({"subject": smuggled}, {"message_id": smuggled}, {"address": f"a@b.org{smuggled}"}):
        assert refusal(mailer, **arguments) == ("mail.rejected", {"reason": "header"})


def test_a_reader_who_wants_no_more_is_one_click_away() -> None:
    stop = "https://city.example/not-me/0191/" + "ab" * 34
    with posting(server := MailServer()) as mailer:
        mailer.send("ana@example.org", "Hello", "Body", message_id=ID, stop=stop)
        mailer.send("ana@example.org", "Hello", "Body", message_id=ID)
    taken, plain = map(read, server.taken)
    assert taken["List-Unsubscribe"] == f"<{stop}>"
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and "List-Unsubscribe" not in plain
    assert refusal(fakes.FakeMailer(), stop=f"{stop}\r\nBcc: c@d.org")[0] == "mail.rejected"


def test_what_arrives_is_proper_mime_from_a_machine() -> None:
    body = "Ciao, è tutto a posto.\n\n.a line that begins with a dot\n" + "long " * 300 + "\n"
    with posting(server := MailServer()) as mailer:
        mailer.send("josé@bücher.example", "¿Qué pasa? è già deciso 漢", body, message_id=ID)
    (taken,) = map(read, server.taken)
    assert (taken["Subject"], taken["Message-ID"]) == ("¿Qué pasa? è già deciso 漢", f"<{ID}>")
    assert (str(taken["From"]), taken["Auto-Submitted"]) == (
        "Città <no-reply@city.example>",
        "auto-generated",
    )
    assert taken.get_content().replace("\r\n", "\n") == body
    assert taken["Date"].datetime is not None and not taken.defects
    assert taken.get_content_type() == "text/plain" and taken.get_content_charset() == "utf-8"
    assert any("xn--bcher-kva.example" in line for line in server.said if line.startswith("rcpt"))


@pytest.mark.parametrize(
    ("verb", "reply", "code"),
    [
        ("RCPT", "550 no such mailbox", "mail.rejected"),
        ("RCPT", "450 greylisted", "mail.unavailable"),
        ("RCPT", "530 sign in first", "mail.unavailable"),
        ("DOT", "554 looks like spam", "mail.rejected"),
        ("DOT", "452 no room", "mail.unavailable"),
        ("DOT", "hang up", "mail.unavailable"),
        ("MAIL", "550 you may not send", "mail.unavailable"),
        ("MAIL", "421 closing", "mail.unavailable"),
        ("GREETING", "554 go away", "mail.unavailable"),
        ("GREETING", "hang up", "mail.unavailable"),
    ],
)
def test_only_a_final_answer_about_this_email_rejects_it(verb: str, reply: str, code: str) -> None:
    with posting(server := MailServer({verb: reply})) as mailer:
        assert refusal(mailer)[0] == code
    assert server.taken == []


def test_a_rude_good_bye_does_not_send_the_email_twice() -> None:
    for reply in ("500 what?", "hang up"):
        with posting(server := MailServer({"QUIT": reply})) as mailer:
            mailer.send("ana@example.org", "Hello", "Body", message_id=ID)
        assert len(server.taken) == 1


def send_three(mailer: Mailer) -> list[str]:
    """Send three e-mails over one connection; give the code each was refused with, if it was."""
    codes = []
    with mailer.connected() as line:
        for number in range(3):
            try:
                line.send("ana@example.org", "Hello", "Body", message_id=f"{number}@city.example")
            except Refused as refused:
                codes.append(refused.code)
            else:
                codes.append("")
    return codes


def test_several_emails_go_over_one_connection() -> None:
    with posting(server := MailServer()) as mailer:
        assert send_three(mailer) == ["", "", ""]
    assert len(server.taken) == 3
    assert [line for line in server.said if line.startswith(("ehlo", "quit"))] == [server.said[0], "quit"]


@pytest.mark.parametrize(
    ("verb", "reply", "code", "greeted"),
    [
        ("RCPT", "550 no such mailbox", "mail.rejected", 1),
        ("RCPT", "450 greylisted", "mail.unavailable", 3),
        ("MAIL", "421 enough for now", "mail.unavailable", 3),
        ("DOT", "hang up", "mail.unavailable", 1),
    ],
)
def test_each_of_several_is_tried_unless_the_server_falls_silent(
    verb: str, reply: str, code: str, greeted: int
) -> None:
    with posting(server := MailServer({verb: reply})) as mailer:
        assert send_three(mailer) == [code] * 3
    assert sum(line.startswith("ehlo") for line in server.said) == greeted


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with posting(MailServer()) as mailer:
        pass
    assert refusal(mailer)[0] == "mail.unavailable"


def test_an_address_the_server_cannot_write_is_rejected() -> None:
    with posting(MailServer(extensions=("8BITMIME",))) as mailer:
        assert refusal(mailer, "josé@example.org") == ("mail.rejected", {"reason": "address"})


def test_a_wrong_password_loses_no_email() -> None:
    server = MailServer({"AUTH": "535 wrong"}, extensions=("AUTH PLAIN",))
    with posting(server, name="city:secret@") as mailer:
        assert refusal(mailer) == ("mail.unavailable", {"reply": 535})


@pytest.mark.parametrize(("scheme", "options"), [("smtps", ""), ("smtp", "&starttls=yes")])
def test_over_tls_the_password_is_sent_and_the_email_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str, options: str
) -> None:
    tls, trusted = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    server = MailServer(extensions=("STARTTLS", "AUTH PLAIN"), tls=tls, encrypted=scheme == "smtps")
    with posting(server, options, scheme, "city%40x:p%3Aw@") as mailer:
        mailer.send("ana@example.org", "Hello", "Body", message_id=ID)
    assert len(server.taken) == 1
    assert any(line.startswith("auth plain") for line in server.said)


@pytest.mark.parametrize(("scheme", "options"), [("smtps", ""), ("smtp", "&starttls=yes")])
def test_a_certificate_nobody_vouches_for_gets_nothing(tmp_path: Path, scheme: str, options: str) -> None:
    tls, _ = make_certificate(tmp_path)
    server = MailServer(extensions=("STARTTLS",), tls=tls, encrypted=scheme == "smtps")
    with posting(server, options, scheme) as mailer:
        assert refusal(mailer)[0] == "mail.unavailable"
    assert server.taken == []


def test_a_server_without_starttls_gets_nothing() -> None:
    with posting(server := MailServer(), "&starttls=yes", name="city:secret@") as mailer:
        assert refusal(mailer)[0] == "mail.unavailable"
    assert not any(line.startswith(("auth", "mail")) for line in server.said)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://mail.example", "must look like"),
        ("smtp://", "must look like"),
        ("smtps://mail.example", "from="),
        ("smtp://city:secret@mail.example?from=a@b.org", "in clear"),
    ],
)
def test_a_url_that_makes_no_sense_is_told_at_once(url: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as caught:
        smtp.SmtpMailer(url)
    assert "secret" not in str(caught.value)


def test_the_folder_keeps_one_file_an_email_that_reads_back(tmp_path: Path) -> None:
    mailer = fakes.FolderMailer(tmp_path / "mail")
    for message_id in ("1@x", "2@x", "2@x"):
        mailer.send("ana@example.org", "Hola", "¡Ya está!", message_id=message_id)
    read_back = [read(path.read_bytes()) for path in (tmp_path / "mail").glob("*.eml")]
    assert sorted(message["Message-ID"] for message in read_back) == ["<1@x>", "<2@x>"]
    assert {message.get_content().strip() for message in read_back} == {"¡Ya está!"}


def test_the_fake_shows_what_was_sent_and_the_others_refuse_and_crash() -> None:
    mailer = fakes.FakeMailer()
    mailer.send("ana@example.org", "Hola", "¡Ya está!", message_id=ID)
    assert (mailer.sent[-1].address, mailer.sent[-1].body) == ("ana@example.org", "¡Ya está!")
    assert refusal(fakes.RefusingMailer())[0] == "mail.rejected"
    with pytest.raises(RuntimeError):
        fakes.CrashingMailer().send("ana@example.org", "Hola", "", message_id=ID)
