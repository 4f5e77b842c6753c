"""How the cost of a tick and of a plan grows: ratios within one run, in CPU seconds of this process."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from backend.care.course import Course
from backend.push.sender import Answer, Push
from backend.reminders.claim import claim_due
from backend.reminders.deliver import Postman
from tests.care.builders import make_course, make_plan, make_visit
from tests.reminders.company import EVENING, Company
from tests.reminders.stage import OFFICE


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process for one run of the work."""
    began = time.process_time()
    work()
    return time.process_time() - began


class Silent:
    """A sender that posts nothing, so that only our own work is measured."""

    def send(self, push: Push) -> Answer:
        return Answer(201)


def _tick(company: Company, patients: int) -> float:
    """CPU seconds per patient of one tick in which so many are due."""
    company.gather(patients)
    postman = Postman(company.stage.database, Silent(), OFFICE)  # type: ignore[arg-type]

    def tick() -> None:
        while claim_due(company.stage.database, EVENING):
            pass
        while postman.send_due(EVENING):
            pass

    return cpu(tick) / patients


def test_a_tick_costs_the_same_for_each_patient_however_many_are_due(company: Company) -> None:
    _tick(company, 20)  # warm
    few, many = _tick(company, 100), _tick(company, 1_000)
    print(
        f"\ntick, CPU ms for each patient   100 due: {few * 1000:.1f}   1,000 due: {many * 1000:.1f}", end=""
    )
    print(f"   ratio {many / few:.2f}")
    assert many / few <= 1.3


def _course(sessions: int) -> Course:
    visits = [
        make_visit(f"{first:%Y-%m-%d} 13:45", f"s{n}") for n, first in enumerate(_every_six_weeks(sessions))
    ]
    return make_course(*visits, sessions=sessions)


def _every_six_weeks(count: int) -> list[datetime]:
    return [datetime(2026, 12, 8) + n * timedelta(weeks=6) for n in range(count)]


def test_the_plan_of_ten_sessions_costs_at_most_ten_times_that_of_one() -> None:
    courses = {sessions: _course(sessions) for sessions in (1, 10)}
    costs, sizes = {}, {}
    for sessions, course in courses.items():
        sizes[sessions] = len(make_plan(course, until="2028-06-01 00:00"))
        costs[sessions] = min(cpu(lambda c=course: make_plan(c, until="2028-06-01 00:00")) for _ in range(5))
    ratio = costs[10] / costs[1]
    print("\nplan, CPU ms (occurrences)")
    said = [f"{n} sessions {costs[n] * 1000:.1f} ({sizes[n]})" for n in courses]
    print(f"  {'   '.join(said)}   ratio {ratio:.2f}")
    assert ratio <= 15
