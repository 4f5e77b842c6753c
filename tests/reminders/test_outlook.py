"""What the rules are fed: a plan worked out once serves every shorter stretch of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from backend.accounts.models import Patient
from backend.care.load import standard_text
from backend.reminders.outlook import Outlook, outlook_of, rules_in
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T12:00")
DAY = timedelta(days=1)


def _outlook(stage: Stage, patient_id: str) -> Outlook:
    with stage.database.read() as session:
        return outlook_of(session, session.get_one(Patient, patient_id), MADE)


def test_a_stretch_of_a_longer_plan_is_the_plan_of_that_stretch(stage: Stage) -> None:
    alice = stage.patient("Alice", MADE)
    first, second = session_on("2026-11-10T13:45", MADE), session_on("2026-12-15T13:45", MADE)
    course = stage.course(alice, MADE, first, second, sessions=2, retinoid="prescribed")
    stage.answer(alice, course, "calm", "not_calm", at("2026-11-17T21:00"), visit_id=first.id)
    whole = _outlook(stage, alice)
    whole.occurrences(MADE - 60 * DAY, MADE + 400 * DAY)

    for day in range(0, 260):
        since, until = MADE + day * DAY, MADE + (day + 8) * DAY
        assert whole.occurrences(since, until) == _outlook_from(whole).occurrences(since, until)


def _outlook_from(whole: Outlook) -> Outlook:
    return Outlook(whole.courses, whole.ledger, whole.clocks)


def test_nothing_is_ok_again_in_one_course_while_another_still_waits_for_it(stage: Stage) -> None:
    """Face on Tuesday, thighs on Thursday: the face's 72 hours end on Friday, the thighs' on Sunday."""
    alice = stage.patient("Alice", MADE)
    facts = {"habits": "exercise", "products": "make_up"}
    for area, start in (("face", "2026-11-10T13:45"), ("thighs", "2026-11-12T13:45")):
        stage.course(alice, MADE, session_on(start, MADE), text=standard_text(), **{**facts, "area": area})
    in_order = sorted(_outlook(stage, alice).around(MADE), key=lambda o: o.due_at)
    allowed = [(o.step.id, f"{o.due_at:%a %H:%M}") for o in in_order if o.step.id in ("A11", "A16")]
    assert allowed == [("A11", "Wed 13:45"), ("A16", "Sun 13:45")]


def test_rules_that_changed_without_a_version_are_other_rules(tmp_path: Path) -> None:
    (tmp_path / "protocols").mkdir()
    rules = [tmp_path / "plan.py", tmp_path / "protocols" / "symptoms.yaml"]
    for path in rules:
        path.write_text("one")
    before = rules_in(tmp_path)
    (tmp_path / "plan.pyc").write_text("made by the machine")
    assert rules_in(tmp_path) == before
    for path in rules:
        path.write_text("another")
        assert rules_in(tmp_path) != before
        path.write_text("one")
    rules[0].rename(tmp_path / "agenda.py")
    assert rules_in(tmp_path) != before
