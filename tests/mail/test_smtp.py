"""How letters are handed to a real mail server, in clear only on this machine."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from backend.mail.smtp import Handover, MailServer
from tests.fakes.mail_server import PASSWORD, USER, Letterbox, mail_server
from tests.ports import kept_port

# Loopback too, but not a name that can only mean this machine: the rules for other machines hold.
ELSEWHERE = "127.0.0.2"


def _letter() -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@clinic.org", "b@home.org", "Hello"
    letter.set_content("Words\n")
    return letter


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for ELSEWHERE that only we trust, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail for tests")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(ELSEWHERE))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "mail.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture(scope="module")
def theirs(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture(scope="module")
def trust(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


@pytest.fixture
def here() -> Iterator[tuple[Letterbox, MailServer]]:
    with mail_server() as (box, port):
        yield box, MailServer(f"smtp://127.0.0.1:{port}")


def test_a_letter_arrives(here: tuple[Letterbox, MailServer]) -> None:
    box, server = here
    assert server.send(_letter()) == Handover("sent")
    assert box.receivers == ["b@home.org"]
    assert box.letters[0]["Subject"] == "Hello"


@pytest.mark.parametrize(
    ("command", "answer", "kind"),
    [
        ("RCPT", "550 no such person", "refused"),
        ("RCPT", "452 the letterbox is full", "later"),
        ("DATA", "554 not from you", "our_fault"),
        ("DATA", "451 come back", "later"),
    ],
)
def test_each_refusal_has_its_meaning(
    here: tuple[Letterbox, MailServer], command: str, answer: str, kind: str
) -> None:
    box, server = here
    box.answers[command] = answer
    done = server.send(_letter())
    assert done.kind == kind
    assert answer[:3] in done.reason
    assert "home.org" not in done.reason


def test_a_server_that_is_not_there_is_tried_later() -> None:
    with kept_port() as port:
        assert MailServer(f"smtp://127.0.0.1:{port}").send(_letter()).kind == "later"


def test_another_machine_is_spoken_to_with_starttls_and_the_password(
    theirs: ssl.SSLContext, trust: ssl.SSLContext
) -> None:
    with mail_server(ELSEWHERE, starttls=theirs) as (box, port):
        server = MailServer(f"smtp://{USER}:{quote(PASSWORD)}@{ELSEWHERE}:{port}", trust)
        assert server.send(_letter()) == Handover("sent")
    assert box.was_encrypted == [True]


def test_tls_from_the_first_byte(theirs: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with mail_server(ELSEWHERE, tls=theirs) as (box, port):
        server = MailServer(f"smtps://{USER}:{quote(PASSWORD)}@{ELSEWHERE}:{port}", trust)
        assert server.send(_letter()) == Handover("sent")
    assert len(box.letters) == 1


def test_a_wrong_password_is_our_fault(theirs: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with mail_server(ELSEWHERE, starttls=theirs) as (box, port):
        done = MailServer(f"smtp://{USER}:other@{ELSEWHERE}:{port}", trust).send(_letter())
    assert (done, box.letters) == (Handover("our_fault", "answer 535"), [])


def test_nothing_goes_to_another_machine_in_clear() -> None:
    with mail_server(ELSEWHERE) as (box, port):
        done = MailServer(f"smtp://{ELSEWHERE}:{port}").send(_letter())
    assert (done.kind, box.letters) == ("our_fault", [])


def test_nothing_goes_to_a_server_whose_certificate_nobody_vouches_for(theirs: ssl.SSLContext) -> None:
    with mail_server(ELSEWHERE, starttls=theirs) as (box, port):
        done = MailServer(f"smtp://{USER}:{quote(PASSWORD)}@{ELSEWHERE}:{port}").send(_letter())
    assert (done.kind, box.letters) == ("our_fault", [])
