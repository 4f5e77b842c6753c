"""Which push addresses are posted to, and which tricks are refused."""

import hashlib

import pytest

from backend.push.endpoint import (
    BadEndpoint,
    check_endpoint,
    endpoint_hash,
    host_for_log,
    is_public_address,
    origin_of,
)

GOOD = [
    "https://fcm.googleapis.com/fcm/send/abc:APA91b",
    "https://fcm.googleapis.com:443/fcm/send/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA_-=",
    "https://web.push.apple.com/QGuQyavXutnMH",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAC%2b",
]

BAD = {
    "an allowed name only in the path": "https://evil.example/a.google.com/",
    "an IP literal with an allowed name in the path": "https://169.254.169.254/x.apple.com/y",
    "an allowed name as user name": "https://web.push.apple.com@10.0.0.1/",
    "an allowed name with a password": "https://fcm.googleapis.com:x@evil.example/a",
    "an allowed name as prefix": "https://web.push.apple.com.evil.tld/",
    "an allowed name as end of another": "https://evilfcm.googleapis.com/fcm/send/abc",
    "an allowed suffix without its dot": "https://evilpush.apple.com/abc",
    "the bare suffix": "https://push.apple.com/abc",
    "an empty label before the suffix": "https://.push.apple.com/abc",
    "another port": "https://fcm.googleapis.com:8443/",
    "another port with a path": "https://fcm.googleapis.com:8443/fcm/send/abc",
    "a port that only looks like 443": "https://fcm.googleapis.com:0443/fcm/send/abc",
    "an empty port": "https://fcm.googleapis.com:/fcm/send/abc",
    "a port that is no number": "https://fcm.googleapis.com:x/fcm/send/abc",
    "a trailing dot": "https://fcm.googleapis.com./fcm/send/abc",
    "an upper-case host": "https://FCM.googleapis.com/fcm/send/abc",
    "an upper-case scheme": "HTTPS://fcm.googleapis.com/fcm/send/abc",
    "plain http": "http://fcm.googleapis.com/fcm/send/abc",
    "another scheme": "ftp://fcm.googleapis.com/fcm/send/abc",
    "a file": "file:///etc/passwd",
    "no scheme": "//fcm.googleapis.com/fcm/send/abc",
    "a single slash": "https:/fcm.googleapis.com/fcm/send/abc",
    "a look-alike letter": "https://fcm.gооgleapis.com/fcm/send/abc",
    "a wide full stop": "https://fcm。googleapis。com/fcm/send/abc",
    "an encoded international label": "https://xn--80ak6aa92e.push.apple.com/abc",
    "an IPv4 literal": "https://127.0.0.1/abc",
    "an IPv4 literal as one number": "https://2130706433/abc",
    "an IPv6 literal": "https://[::1]/abc",
    "a broken IPv6 literal": "https://[::1/abc",
    "a fragment": "https://fcm.googleapis.com/fcm/send/abc#x",
    "an empty fragment": "https://fcm.googleapis.com/fcm/send/abc#",
    "a fragment that hides the host": "https://evil.example#.push.apple.com/abc",
    "a question mark that hides the host": "https://evil.example?.push.apple.com/abc",
    "a backslash that hides the host": "https://evil.example\\.push.apple.com/abc",
    "a new line": "https://fcm.googleapis.com/fcm/send/abc\r\nHost: evil.example",
    "a space": "https://fcm.googleapis.com/fcm/send/a b",
    "a leading space": " https://fcm.googleapis.com/fcm/send/abc",
    "a tab in the host": "https://fcm.goo\tgleapis.com/fcm/send/abc",
    "a null byte": "https://fcm.googleapis.com/fcm/send/abc\x00",
    "an encoded dot": "https://evil%2epush.apple.com/abc",
    "no subscription": "https://fcm.googleapis.com/",
    "no path": "https://fcm.googleapis.com",
    "too many characters": "https://fcm.googleapis.com/" + "a" * 2022,
    "nothing": "",
}


@pytest.mark.parametrize("url", GOOD)
def test_the_known_push_services_are_accepted(url: str) -> None:
    assert check_endpoint(url) == url


@pytest.mark.parametrize("url", BAD.values(), ids=BAD.keys())
def test_every_trick_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(BadEndpoint, match=r"^This browser's push address cannot be used: .+\. Please "):
        check_endpoint(url)


def test_the_longest_address_allowed_has_2048_characters() -> None:
    longest = "https://fcm.googleapis.com/" + "a" * 2021
    assert len(longest) == 2048
    assert check_endpoint(longest) == longest


LOCAL = ["http://127.0.0.1:8137"]


def test_an_extra_origin_may_be_local_and_plain_http() -> None:
    assert check_endpoint("http://127.0.0.1:8137/wpush/v2/abc", LOCAL)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8138/wpush/v2/abc",
        "https://127.0.0.1:8137/wpush/v2/abc",
        "http://127.0.0.1/wpush/v2/abc",
        "http://localhost:8137/wpush/v2/abc",
        "http://127.0.0.1:81370/wpush/v2/abc",
        "http://127.0.0.1:8137@evil.example/abc",
        "http://me@127.0.0.1:8137/wpush/v2/abc",
        "http://127.0.0.1:8137/wpush/v2/abc#x",
        "http://127.0.0.1:8137/",
    ],
)
def test_an_extra_origin_must_match_scheme_host_and_port_exactly(url: str) -> None:
    with pytest.raises(BadEndpoint):
        check_endpoint(url, LOCAL)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", "https://fcm.googleapis.com"),
        ("https://fcm.googleapis.com:443/fcm/send/abc", "https://fcm.googleapis.com"),
        ("http://127.0.0.1:8137/wpush/v2/abc", "http://127.0.0.1:8137"),
        ("http://[::1]:8137/wpush/v2/abc", "http://[::1]:8137"),
    ],
)
def test_the_origin_leaves_out_path_and_default_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin


def test_a_log_line_names_the_host_but_not_the_subscription() -> None:
    url = "https://web.push.apple.com/QGuQyavXutnMH"
    digest = hashlib.sha256(url.encode()).hexdigest()
    assert endpoint_hash(url) == digest
    assert host_for_log(url) == f"web.push.apple.com {digest[:8]}"
    assert host_for_log("https://[::1").startswith("unknown ")


@pytest.mark.parametrize("text", ["8.8.8.8", "17.188.0.1", "2a00:1450:4001:81b::200a"])
def test_addresses_of_the_open_internet_are_public(text: str) -> None:
    assert is_public_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "fcm.googleapis.com",
        "",
    ],
)
def test_private_shared_and_translated_addresses_are_not_public(text: str) -> None:
    assert not is_public_address(text)
