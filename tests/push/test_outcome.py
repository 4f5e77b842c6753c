"""The table of answers a push service can give, row by row."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.push.outcome import Kind, Outcome, back_off, outcome_of

NOW = datetime(2026, 12, 8, 9, 0, 0, tzinfo=UTC)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


ROWS = [
    (200, Outcome(Kind.ACCEPTED)),
    (201, Outcome(Kind.ACCEPTED)),
    (202, Outcome(Kind.ACCEPTED)),
    (204, Outcome(Kind.ACCEPTED)),
    (301, Outcome(Kind.RETRY, seconds(5))),
    (302, Outcome(Kind.RETRY, seconds(5))),
    (307, Outcome(Kind.RETRY, seconds(5))),
    (308, Outcome(Kind.RETRY, seconds(5))),
    (400, Outcome(Kind.OUR_FAULT)),
    (401, Outcome(Kind.OUR_FAULT, timedelta(minutes=5), stop_origin=True)),
    (402, Outcome(Kind.OUR_FAULT)),
    (403, Outcome(Kind.OUR_FAULT, timedelta(minutes=5), stop_origin=True)),
    (404, Outcome(Kind.GONE)),
    (405, Outcome(Kind.OUR_FAULT)),
    (406, Outcome(Kind.RETRY, seconds(5))),
    (408, Outcome(Kind.RETRY, seconds(5))),
    (410, Outcome(Kind.GONE)),
    (413, Outcome(Kind.SHRINK, seconds(0))),
    (415, Outcome(Kind.OUR_FAULT)),
    (429, Outcome(Kind.RETRY, seconds(5))),
    (500, Outcome(Kind.RETRY, seconds(5))),
    (502, Outcome(Kind.RETRY, seconds(5))),
    (503, Outcome(Kind.RETRY, seconds(5))),
    (504, Outcome(Kind.RETRY, seconds(5))),
    (None, Outcome(Kind.RETRY, seconds(5))),
]


@pytest.mark.parametrize(("status", "expected"), ROWS)
def test_each_status_has_its_one_outcome(status: int | None, expected: Outcome) -> None:
    assert outcome_of(status, None, 1, NOW) == expected


def test_only_404_and_410_end_a_subscription() -> None:
    gone = {status for status in range(100, 600) if outcome_of(status, None, 9, NOW).kind is Kind.GONE}
    assert gone == {404, 410}


@pytest.mark.parametrize("status", [408, 429, 406, 500, 503, 307, None])
@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [
        ("120", 120),
        (" 90 ", 90),
        ("0", 5),
        ("999999999999999999999", 3600),
        ("Tue, 08 Dec 2026 09:02:00 GMT", 120),
        ("Tue, 08 Dec 2026 11:02:00 +0200", 120),
        ("Tue, 08 Dec 2026 09:02:00 -0000", 120),
        ("Tue, 08 Dec 2026 08:00:00 GMT", 5),
        ("Wed, 09 Dec 2026 09:00:00 GMT", 3600),
        ("-5", 45),
        ("soon", 45),
        ("²", 45),
        ("", 45),
        (None, 45),
    ],
)
def test_retry_after_is_read_as_seconds_or_date_and_bounded(
    status: int | None, retry_after: str | None, wait: int
) -> None:
    assert outcome_of(status, retry_after, 3, NOW) == Outcome(Kind.RETRY, seconds(wait))


@pytest.mark.parametrize(
    ("attempts", "wait"), [(0, 5), (1, 5), (2, 15), (3, 45), (4, 120), (5, 300), (6, 300), (500, 300)]
)
def test_the_wait_grows_to_five_minutes(attempts: int, wait: int) -> None:
    assert back_off(attempts) == seconds(wait)
    assert outcome_of(503, None, attempts, NOW).delay == seconds(wait)


def test_jitter_only_lengthens_the_wait() -> None:
    assert outcome_of(503, None, 4, NOW, jitter=0.5).delay == seconds(132)
    assert outcome_of(429, "100", 1, NOW, jitter=1.0).delay == seconds(120)


def test_a_payload_that_is_too_large_is_shrunk_once() -> None:
    assert outcome_of(413, None, 1, NOW).kind is Kind.SHRINK
    assert outcome_of(413, None, 2, NOW, is_shrunk=True) == Outcome(Kind.OUR_FAULT)


@pytest.mark.parametrize(
    ("reason", "stops"),
    [
        ('{"reason":"VapidPkHashMismatch"}', True),
        ("UnauthorizedRegistration", True),
        ('{"reason":"BadWebPushTopic"}', False),
        ("", False),
    ],
)
def test_a_400_about_the_vapid_key_stops_the_origin(reason: str, stops: bool) -> None:
    outcome = outcome_of(400, None, 1, NOW, reason=reason)
    assert (outcome.kind, outcome.stop_origin) == (Kind.OUR_FAULT, stops)
