"""The guides over HTTP: whole for a phone that has none, and only their version for one that has them."""

from flask.testing import FlaskClient


def test_a_phone_without_guides_gets_all_of_them(alice: FlaskClient) -> None:
    found = alice.get("/api/guides").get_json()
    assert [guide["id"] for guide in found["guides"]][:2] == ["G01", "G02"]
    assert found["guides"][0]["sections"][0]["says"] and found["guides"][0]["sources"]


def test_a_phone_that_has_this_version_gets_nothing_new(alice: FlaskClient) -> None:
    version = alice.get("/api/guides").get_json()["version"]
    known = alice.get("/api/guides", query_string={"version": version}).get_json()
    assert known == {"version": version, "guides": None}
    assert alice.get("/api/guides?version=old").get_json()["guides"]
