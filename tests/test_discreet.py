"""Nothing that others can read says what the app is for: lock screen, titles, addresses, topics, logs, mail.

Collected from the sources themselves, so that a new step, screen, route or event is looked at without
being named here.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.care.agenda import Ledger
from backend.care.banned import banned_words
from backend.care.load import accepted_protocol
from backend.care.protocol import Words
from backend.care.wording import OPEN_PLACE
from backend.mail.seals import Seals
from backend.mail.words import Letterhead
from backend.push.payload import topic_for
from backend.reminders.digest import digest_of
from tests.care.builders import make_plan

ROOT = Path(__file__).parent.parent
BACKEND, FRONTEND = ROOT / "backend", ROOT / "frontend"
SCREENS = sorted((FRONTEND / "src").rglob("*.ts*"))
WORKER = [*sorted((FRONTEND / "sw").glob("*.ts")), ROOT / "service-worker.js"]

# Care-protocol facts 4.1: "no word on lock screen for skin, face, needles, clinic, medicine, product type";
# push-rules facts F6-01: "No drug names, diagnoses or photos in title/body/tag/Topic/navigate URL"; the words
# themselves are those of the founding articles and of the protocol's own questions, areas and devices.
LIST = {
    "clinical": "clinic doctor nurse prescribed patient treatment procedure surgery medicine medical health "
    "symptom diagnosis healing aftercare needling microneedling needle numbing pain sore swelling redness "
    "bleeding blood bruise infection allergy rash wound scar burn fever pregnant herpes blister",
    "cosmetic": "beauty cosmetic aesthetic salon spa wrinkle acne pimple pigment melasma collagen peel botox "
    "filler dermaroller dermapen laser radiofrequency rejuvenation",
    "anatomical": "skin face facial neck chest breast hands arm thigh leg abdomen belly buttocks cheek "
    "forehead eye lip body",
    "product": "product sunscreen spf moisturiser cream serum cleanser lotion toner acid vitamin make-up "
    "self-tan exfoliant scrub skincare",
    "drug": "retinoid retinol tretinoin isotretinoin adapalene lidocaine antibiotic antiviral aciclovir "
    "aspirin ibuprofen steroid hydroquinone tablet pill drug ointment",
}

# What the web calls a sign-in and operators call a check of life; nobody takes them for anything else. Whom a
# line of the host's own log is about is a patient: that alone says nothing of what is done.
OF_THE_WEB = {"session", "sessions", "healthz", "patient"}


def telling(text: str) -> tuple[str, ...]:
    """The banned words of a text or an address, whichever way its words are joined."""
    apart = re.sub(r"([a-z])([A-Z])", r"\1 \2", text)
    return banned_words(re.sub(r"[^A-Za-z'\u2019-]+", " ", apart)) or banned_words(apart.replace("-", " "))


def telling_addresses(addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The addresses, names and events that tell too much, with the words that do."""
    found = {address: tuple(w for w in telling(address) if w not in OF_THE_WEB) for address in addresses}
    return {address: words for address, words in found.items() if words}


@pytest.mark.parametrize("word", [word for words in LIST.values() for word in words.split()])
def test_every_word_of_the_list_is_found(word: str) -> None:
    assert banned_words(f"Your {word} today") != ()


# The lock screen


PROTOCOLS = [
    path
    for path in sorted((BACKEND / "care" / "protocols").glob("*.yaml"))
    if re.search(r"^steps:", path.read_text(encoding="utf-8"), re.MULTILINE)
]


def discreet_words(path: Path) -> Iterator[tuple[str, Words]]:
    for step in accepted_protocol(path.read_text(encoding="utf-8"), path.name).steps:
        yield step.id, step.words
        yield from ((step.id, variant.words) for variant in step.variants)


@pytest.mark.parametrize("path", PROTOCOLS, ids=lambda path: path.stem)
def test_no_step_of_any_protocol_tells(path: Path) -> None:
    for step_id, words in discreet_words(path):
        for text in (words.discreet_title, words.discreet_body):
            assert telling(text) == (), step_id


@pytest.mark.parametrize("path", PROTOCOLS, ids=lambda path: path.stem)
def test_what_a_patient_typed_never_stands_in_discreet_words(path: Path) -> None:
    for step_id, words in discreet_words(path):
        places = set(OPEN_PLACE.findall(words.discreet_title + words.discreet_body))
        assert "place" not in places, step_id


def test_digests_of_one_and_of_several_steps_tell_nothing() -> None:
    ringing = {o.step.id: o for o in make_plan() if o.rings}
    assert len(ringing) > 10
    for some in (some for count in (1, 2) for some in combinations(ringing.values(), count)):
        digest = digest_of(some, Ledger(), is_plain=False)
        assert digest is not None
        labels = [label for _, label in digest.buttons]
        assert telling("\n".join([digest.title, digest.body, *labels])) == (), [o.step.id for o in some]


SPEAKING = ("push/payload.py", "reminders/digest.py", "reminders/render.py", "mail/words.py")


@pytest.mark.parametrize("name", SPEAKING)
def test_no_sentence_of_our_own_in_a_push_or_a_letter_tells(name: str) -> None:
    said = [
        re.sub(r"\{\w+\}", "", text) for text in literals(BACKEND / name) if re.search(r"^[A-Z]|\s", text)
    ]
    assert said
    assert telling_titles(said) == {}


@pytest.mark.parametrize("path", WORKER, ids=lambda path: path.stem)
def test_no_sentence_tag_or_cache_of_the_service_worker_tells(path: Path) -> None:
    assert telling_addresses(script_literals(path)) == {}


def test_topics_are_opaque() -> None:
    topics = {topic_for("a secret for tests", f"device-{number}") for number in range(50)}
    assert len(topics) == 50
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", topic) and "device" not in topic for topic in topics)


# Letters


def test_no_header_of_a_letter_tells() -> None:
    head = Letterhead("stipple@example.org", "https://stipple.example.org", Seals("a secret for tests"))
    noon = datetime(2026, 12, 8, 12, tzinfo=UTC)
    proof = head.proof("alice@example.org", "letter-1", noon)
    reminder = head.reminder("alice@example.org", "letter-1", "address-1", "A note", "Open to see.", noon)
    for letter in (proof, reminder):
        assert telling_addresses(headers(letter)) == {}


def headers(letter: EmailMessage) -> list[str]:
    return [
        f"{name}: {value}" for name, value in letter.items() if name not in ("Message-ID", "Content-Type")
    ]


def test_letters_and_calendars_are_written_where_this_file_looks() -> None:
    writers = {
        str(path.relative_to(BACKEND))
        for path in BACKEND.rglob("*.py")
        if re.search(r"EmailMessage\(|VCALENDAR", path.read_text(encoding="utf-8"))
    }
    assert writers <= {"mail/words.py"}, "Collect what they write here, and add them to SPEAKING."


# What a bystander reads on the screen, in the history and among the apps


def test_no_title_of_a_screen_tells() -> None:
    titles = {title for path in SCREENS for title in titles_in(path.read_text(encoding="utf-8"))}
    assert len(titles) > 15
    assert telling_titles(titles) == {}


def titles_in(source: str) -> Iterator[str]:
    """What stands in the list of tabs: the name of each Page, all its alternatives."""
    for given in re.findall(r"<Page\b[^>]*?\bname=(\"[^\"]*\"|\{[^}]*\})", source, re.DOTALL):
        words = re.findall(r'"([^"]*)"|`([^`]*)`', given)
        assert words, f"A title must be written where it is used: {given}"
        yield from ("".join(pair) for pair in words)


def telling_titles(titles: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {title: words for title in titles if (words := telling(title))}


def test_the_title_is_set_in_one_place() -> None:
    setters = [path.name for path in SCREENS if "document.title" in path.read_text(encoding="utf-8")]
    assert setters == ["form.tsx", "page.tsx"], "form.tsx puts a word in front of it"
    assert (
        telling_titles(re.findall(r'ERROR = "([^"]*)"', (FRONTEND / "src/components/form.tsx").read_text()))
        == {}
    )


def test_the_page_and_the_app_on_the_home_screen_are_neutral() -> None:
    page = (FRONTEND / "index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<title>([^<]*)</title>|content="([^"]*)"', page)
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    assert "name" in manifest
    assert telling_titles(["".join(pair) for pair in shown] + list(strings_in(manifest))) == {}


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def test_no_address_of_a_screen_tells() -> None:
    router = script_literals(FRONTEND / "src" / "router.ts")
    written = [
        found for path in SCREENS for found in re.findall(r"#/[^\"`$]*", path.read_text(encoding="utf-8"))
    ]
    given = [
        found
        for path in SCREENS
        for found in re.findall(r"hrefTo\(([^)]*)", path.read_text(encoding="utf-8"))
    ]
    words = [word for call in given for word in re.findall(r'"([^"]*)"', call)]
    assert len(written) > 10 and len(words) > 3
    assert telling_addresses([*router, *written, *words]) == {}


def test_only_the_router_writes_a_word_that_varies_into_an_address() -> None:
    bypassing = [
        f"{path.name}: {found}"
        for path in SCREENS
        for found in re.findall(r"`#/[^`]*\$\{[^`]*`", path.read_text(encoding="utf-8"))
        if path.name != "router.ts"
    ]
    assert bypassing == [], "Use hrefTo: it veils the words that would tell."


def test_no_file_a_phone_loads_has_a_telling_name() -> None:
    parts = [path.stem for path in [*SCREENS, *WORKER, *(FRONTEND / "icons").iterdir()]]
    assert telling_addresses(parts) == {}


# What lies in the logs of our server and of those in between


def test_no_address_of_the_server_tells(app: Flask) -> None:
    assert telling_addresses(rule.rule for rule in app.url_map.iter_rules()) == {}


NAMED = {"assets", "icons"}
"""Addresses that end in the name of a file, which is looked at above."""


def test_no_address_has_room_for_a_word(app: Flask) -> None:
    """A name in the address, such as that of a number or of a question, would lie in every proxy's log."""
    for rule in app.url_map.iter_rules():
        if rule.rule.split("/")[1] in NAMED:
            continue
        open_places = re.findall(r"<([^>]+)>", rule.rule)
        assert all(place.startswith("uuid:") or place == "token" for place in open_places), rule.rule


def test_no_name_or_choice_in_a_query_tells(app: Flask) -> None:
    paths = app.extensions["openapi"]["paths"]
    asked = [
        parameter
        for path in paths.values()
        for operation in path.values()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query"
    ]
    choices = [str(choice) for parameter in asked for choice in parameter["schema"].get("enum", [])]
    assert telling_addresses([*(parameter["name"] for parameter in asked), *choices]) == {}


def test_no_cookie_tells(app: Flask, alice: FlaskClient) -> None:
    answer = alice.get("/api/me")
    written = [found for path in BACKEND.rglob("*.py") for found in cookies_in(path)]
    sent = [header.split("=")[0] for header in answer.headers.getlist("Set-Cookie")]
    assert telling_addresses([app.config["SESSION_COOKIE_NAME"], *sent, *written]) == {}


def cookies_in(path: Path) -> list[str]:
    return re.findall(r'"(?:__Host-)?(stipple[a-z_-]*)"', path.read_text(encoding="utf-8"))


def test_no_event_in_the_log_tells() -> None:
    events = [event for path in BACKEND.rglob("*.py") for event in events_in(path)]
    assert len(events) > 20
    assert telling_addresses(events) == {}


def events_in(path: Path) -> Iterator[str]:
    """The event and the field names of each logged line; an event must be written where it is logged."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and is_logging(node.func):
            assert isinstance(node.args[0], ast.Constant), f"{path.name}:{node.lineno}"
            yield str(node.args[0].value)
            yield from (keyword.arg for keyword in node.keywords if keyword.arg)


def is_logging(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
        return False
    levels = {"debug", "info", "warning", "error", "exception"}
    return function.value.id in ("log", "_log") and function.attr in levels


# Reading sources


def literals(path: Path) -> Iterator[str]:
    """Every text of a Python file that is no documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)  # a text on its own line
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def script_literals(path: Path) -> list[str]:
    """Every text of a script, without its comments."""
    source = re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return ["".join(found) for found in re.findall(r'"([^"\n]*)"|`([^`]*)`', source)]
