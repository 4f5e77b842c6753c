"""A push service that does not answer is left alone, asked again by one push, and then trusted again."""

from __future__ import annotations

from datetime import timedelta

from backend.push.breaker import PAUSE, SILENT_AFTER, Breaker

FCM, APPLE = "https://fcm.googleapis.com", "https://web.push.apple.com"


class Seconds:
    """A clock that only moves when told to."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


def silent(seconds: Seconds) -> Breaker:
    breaker = Breaker(seconds)
    for _ in range(SILENT_AFTER):
        assert breaker.pause(FCM) is None
        breaker.note(FCM, was_answered=False)
    return breaker


def test_a_silent_service_is_left_alone_and_the_others_are_not() -> None:
    breaker = silent(Seconds())
    assert breaker.pause(FCM) == PAUSE
    assert breaker.pause(APPLE) is None


def test_after_the_pause_one_push_asks_and_all_others_wait_on() -> None:
    seconds = Seconds()
    breaker = silent(seconds)
    seconds.passed = 59.0
    assert breaker.pause(FCM) == timedelta(seconds=1)
    seconds.passed = 60.0
    assert [breaker.pause(FCM) for _ in range(3)] == [None, PAUSE, PAUSE]
    seconds.passed = 73.0
    breaker.note(FCM, was_answered=False)
    assert breaker.pause(FCM) == PAUSE


def test_any_answer_ends_the_pause_and_the_count() -> None:
    breaker = silent(Seconds())
    breaker.note(FCM, was_answered=True)
    assert breaker.pause(FCM) is None
    breaker.note(FCM, was_answered=False)
    assert breaker.pause(FCM) is None, "one alone is a hiccup"
