"""What a due patient costs: as many statements among a hundred as among ten."""

from __future__ import annotations

from sqlalchemy import update

from backend.accounts.models import Patient
from backend.reminders.today import plan_shown
from tests.fakes.push_service import FakeDevice
from tests.reminders.crowd import crowd
from tests.reminders.stage import Stage, at, session_on
from tests.statements import counted

MADE = at("2026-11-01T21:00")
EVENING = at("2026-11-02T20:00")
MOST_PER_CLAIM = 22
MOST_PER_DELIVERY = 22


def _phone(number: int) -> FakeDevice:
    return FakeDevice(f"https://push.example/{number}", "p", "a", None, None)  # type: ignore[arg-type]


def _due(stage: Stage, name: str, count: int) -> None:
    """So many patients whose pause comes due this evening."""
    first = stage.patient(name, MADE)
    others = Patient.name_key.startswith(f"{name} ")
    course = stage.course(first, MADE, session_on("2026-11-10T13:45", MADE))
    phones = [_phone(1000 * count + number) for number in range(count)]
    crowd(stage, first, course, "k" * 16, phones, name)
    with stage.database.transaction() as session:
        session.execute(update(Patient).where(others).values(next_due_at=EVENING))


def _cost(stage: Stage, name: str, count: int) -> tuple[float, float]:
    """Statements per patient claimed, and per push delivered."""
    _due(stage, name, count)
    with counted(stage.database) as claiming:
        stage.claim(EVENING)
    with counted(stage.database) as delivering:
        while stage.postman.send_due(EVENING):
            pass
    assert len(stage.rows("B10")) >= count
    return len(claiming) / count, len(delivering) / count


def test_ten_times_the_patients_cost_ten_times_the_statements(stage: Stage) -> None:
    few = _cost(stage, "few", 10)
    many = _cost(stage, "many", 100)
    assert few[0] <= MOST_PER_CLAIM and few[1] <= MOST_PER_DELIVERY
    assert many[0] <= few[0] and many[1] <= few[1]


def test_a_worker_that_was_away_for_a_week_reads_the_ledger_once(stage: Stage) -> None:
    """It steps through every ring it missed; a ledger read anew at each would grow with both."""
    alice = stage.patient("Alice", MADE)
    stage.device(alice, MADE)
    stage.course(alice, MADE, session_on("2026-11-10T13:45", MADE))
    with counted(stage.database) as statements:
        stage.claim(at("2026-11-09T21:00"))
    whole = [one for one in statements if one.startswith("SELECT ledger") and "ledger.key IN" not in one]
    assert sum(one.startswith("INSERT INTO ledger") for one in statements) > 2
    assert len(whole) == 1, "\n".join(whole)


def test_a_plan_reads_the_ledger_once(stage: Stage) -> None:
    alice = stage.patient("Alice", MADE)
    stage.course(alice, MADE, session_on("2026-11-10T13:45", MADE))
    with stage.database.read() as session, counted(stage.database) as statements:
        plan_shown(session, session.get_one(Patient, alice), EVENING)
    assert sum(one.startswith("SELECT ledger") for one in statements) == 1
