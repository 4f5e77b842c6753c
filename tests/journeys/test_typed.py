"""What was typed or said once is kept: through a reload, a way back, a new version, and into a new course."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.aftercare import InAftercare, course_begun, ten_in_the_morning
from tests.journeys.chromium import Phone
from tests.journeys.deadlines import wait_until

# From then on this page cannot seal a word any more, as a phone that is too busy to before the page goes.
SEALS_NOTHING = "void (crypto.subtle.encrypt = () => new Promise(() => {}))"
NEW_VERSION_IS_HERE = (
    "navigator.serviceWorker.dispatchEvent(new MessageEvent('message', {data: {type: 'old'}}))"
)


def test_a_visit_outlives_a_reload_while_it_is_typed_and_is_gone_once_sent(alice: InAftercare) -> None:
    phone, page = alice.phone, alice.phone.page
    form = f"/#/course/{alice.course_id}/add"
    phone.open(form)
    page.get_by_text("Follow-up", exact=True).click()
    page.get_by_label("Day").fill("2027-03-04")
    page.get_by_label("Place").fill("Garden Lane 7")
    page.reload()
    expect(page.get_by_label("Place")).to_have_value("Garden Lane 7")
    expect(page.get_by_label("Day")).to_have_value("2027-03-04")
    expect(page.get_by_role("radio", name="Follow-up")).to_be_checked()
    page.get_by_label("Time", exact=True).fill("09:15")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Add a visit")).to_have_count(0)
    phone.open(form)
    expect(page.get_by_label("Day")).to_have_value("")
    visits = alice.plan()["courses"][0]["visits"]
    assert [visit["place"] for visit in visits if visit["kind"] == "follow_up"] == ["Garden Lane 7"]


def test_a_change_of_a_visit_outlives_a_reload_at_once_and_ends_with_its_screen(alice: InAftercare) -> None:
    phone, page = alice.phone, alice.phone.page
    visit = next(each for each in alice.plan()["courses"][0]["visits"] if each["state"] == "proposed")
    form = f"/#/visit/{visit['id']}/change"
    phone.open(form)
    place = page.get_by_label("Place")
    place.fill("Garden Lane")
    page.evaluate(SEALS_NOTHING)
    place.press_sequentially(" 7")
    page.reload()
    expect(place).to_have_value("Garden Lane 7")
    page.get_by_role("navigation").get_by_role("link", name="Course").click()
    expect(page.get_by_role("link", name="Show the course as a list")).to_be_visible()
    phone.open(form)
    expect(place).to_have_value(visit["place"])


def test_a_name_typed_before_signing_up_stays_while_a_new_version_waits(phone: Phone) -> None:
    page = phone.page
    phone.open("/#/sign-up")
    page.get_by_label("Name").fill("Dana")
    page.evaluate(NEW_VERSION_IS_HERE)
    expect(page.get_by_text("A new version is ready.")).to_be_visible()
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="Begin").click()
    expect(page.get_by_label("Name")).to_have_value("Dana")
    expect(page.get_by_text("A new version is ready.")).to_be_visible()

    page.get_by_label("Name").fill("")
    page.evaluate("window.isSamePage = true")
    page.get_by_role("link", name="Back").click()
    phone.wait_for("window.isSamePage === undefined", "the new version, once nothing is typed")


def test_questions_gone_through_to_the_end_do_the_step_that_asks_them(alice: InAftercare) -> None:
    def asking() -> list[str]:
        plan = alice.plan()
        items = [*plan["today"]["outstanding"], *plan["today"]["later"], *plan["coming"]]
        return [item["state"] for item in items if item["step"] == "B01"]

    assert asking() == ["open"]
    alice.phone.open(f"/#/questions/{alice.course_id}/end")
    expect(alice.phone.page.get_by_role("heading", name="Thank you, that is all")).to_be_visible()
    wait_until(lambda: asking() == [], "the step to be done")


def test_the_next_course_shows_what_was_said_in_the_last_one_and_asks_for_the_rest(
    alice: InAftercare,
) -> None:
    page, course = alice.phone.page, course_begun(ten_in_the_morning())
    again = {name: course[name] for name in ("id", "modalities", "retinoid", "sessions")} | {"area": "neck"}
    alice.phone.api("POST", "/api/courses", again)
    alice.phone.open("/#/settings/answers")
    neck = page.get_by_role("region", name="Neck")
    tone = neck.get_by_role("link", name="Which words fit your skin?")
    expect(tone).to_contain_text("As in your last course")
    expect(neck.get_by_role("link", name="Does one of these fit you now?")).to_contain_text(
        "Not answered yet"
    )
    tone.click()
    page.get_by_text("Medium brown", exact=True).click()
    expect(tone).to_contain_text("Medium brown")
    expect(tone).not_to_contain_text("As in your last course")
    facts = {each["id"]: each["facts"].get("tone") for each in alice.plan()["courses"]}
    assert facts[alice.course_id] == 3, "the first course keeps its own"
