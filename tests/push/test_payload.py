"""What a push carries, how long it is, and how it is shortened."""

import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.push.payload import Button, Message, minimal_payload, payload_of, topic_for

MESSAGE = Message(
    kind="digest",
    title="Stipple",
    body="Something for this evening is ready.",
    navigate="https://stipple.example.org/#/today",
    token="t" * 43,
    valid_until=datetime(2026, 12, 8, 23, 0, tzinfo=UTC),
    badge=2,
    buttons=(
        Button("done", "Done", "https://stipple.example.org/#/today"),
        Button("later", "Later", "https://stipple.example.org/#/today"),
    ),
)


def test_one_json_is_a_declarative_and_a_classic_notification() -> None:
    read = json.loads(payload_of(MESSAGE))
    padding = read.pop("_")
    assert padding.strip() == ""
    assert read == {
        "web_push": 8030,
        "notification": {
            "title": "Stipple",
            "body": "Something for this evening is ready.",
            "lang": "en",
            "tag": "stipple",
            "navigate": "https://stipple.example.org/#/today",
            "silent": False,
            "requireInteraction": True,
            "renotify": True,
            "actions": [
                {"action": "done", "title": "Done", "navigate": "https://stipple.example.org/#/today"},
                {"action": "later", "title": "Later", "navigate": "https://stipple.example.org/#/today"},
            ],
            "data": {"v": 1, "kind": "digest", "token": "t" * 43, "valid_until": 1796770800, "again": False},
        },
        "app_badge": 2,
        "mutable": True,
    }


def test_a_repeat_of_unknown_fate_replaces_without_ringing() -> None:
    notification = json.loads(payload_of(replace(MESSAGE, again=True)))["notification"]
    assert notification["renotify"] is False
    assert notification["data"]["again"] is True


@pytest.mark.parametrize(
    ("body", "bucket"),
    [("", 1024), ("x" * 300, 1024), ("x" * 700, 2048), ("ü" * 500, 2048), ("🌙" * 200, 2048)],
)
def test_the_length_is_one_of_the_buckets_in_bytes(body: str, bucket: int) -> None:
    payload = payload_of(replace(MESSAGE, body=body))
    assert len(payload) == bucket
    assert json.loads(payload)["notification"]["body"] == body


def test_a_short_message_fills_the_smallest_bucket() -> None:
    assert len(payload_of(replace(MESSAGE, buttons=(), body=""))) == 512


@pytest.mark.parametrize("filler", ["x", "ü", "漢", "🌙", '"', "\n.", "\\", "\x01", "e\u0301"])
@pytest.mark.parametrize("extra", range(1, 6))
def test_a_long_body_is_cut_on_a_character_and_fills_two_kibibytes_at_most(filler: str, extra: int) -> None:
    body = "a" * extra + filler * 4000
    payload = payload_of(replace(MESSAGE, body=body))
    assert len(payload) == 2048
    shown = json.loads(payload)["notification"]["body"]
    assert shown.endswith("…")
    assert body.startswith(shown[:-1])


@pytest.mark.parametrize("filler", ["e\u0301", "👍\ufe0f"])
@pytest.mark.parametrize("extra", range(1, 9))
def test_an_accent_is_not_cut_from_its_letter(filler: str, extra: int) -> None:
    shown = json.loads(payload_of(replace(MESSAGE, body="a" * extra + filler * 2000)))["notification"]["body"]
    assert shown.removesuffix("…").endswith(filler)


def test_no_more_than_needed_is_cut() -> None:
    payload = payload_of(replace(MESSAGE, body="x" * 4000))
    assert json.loads(payload)["_"] == ""


def test_a_title_that_cannot_fit_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="Shorten its title"):
        payload_of(replace(MESSAGE, title="x" * 2000))


def test_the_minimal_payload_still_shows_and_acknowledges() -> None:
    payload = minimal_payload(replace(MESSAGE, body="x" * 4000))
    assert len(payload) == 512
    notification = json.loads(payload)["notification"]
    assert notification["title"] == "Stipple"
    assert notification["data"]["token"] == "t" * 43
    assert "body" not in notification
    assert "actions" not in notification


def test_a_topic_has_32_characters_of_the_url_safe_alphabet_for_any_device() -> None:
    topics = {topic_for("secret", str(uuid.uuid4())) for _ in range(1000)}
    assert len(topics) == 1000
    allowed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    for topic in topics:
        assert len(topic) == 32
        assert set(topic) <= allowed


def test_a_topic_is_constant_for_a_device_and_hangs_on_the_secret() -> None:
    device_id = "5f0c1f5e-0000-4000-8000-000000000001"
    assert topic_for("secret", device_id) == topic_for("secret", device_id)
    assert topic_for("secret", device_id) != topic_for("other", device_id)
    assert device_id not in topic_for("secret", device_id)
