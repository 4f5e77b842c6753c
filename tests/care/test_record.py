from backend.care.course import Value, VisitKind, VisitState
from backend.care.known import Known
from backend.care.record import Note, arrive_at, record_of
from tests.care.builders import FACE, STANDARD, make_answer, make_answers, make_at, make_course, make_visit


def test_the_record_of_a_visit_is_its_own_last_words() -> None:
    answers = [
        make_answer("device", "Pen", "2026-12-08 15:00", answer_id="1"),
        make_answer("device", "Pen, sealed", "2026-12-08 16:00", answer_id="2"),
        make_answer("device", "Roller", "2026-12-08 16:00", "another", "3"),
        make_answer("area_treated", "Cheeks", "2026-12-08 15:00", answer_id="4"),
        make_answer("check_in", "better", "2026-12-09 08:00", answer_id="5"),
    ]
    asks = STANDARD.questions
    assert record_of(make_visit(), STANDARD, answers) == (
        Note("device", asks["device"].asks, "Pen, sealed"),
        Note("area_treated", asks["area_treated"].asks, "Cheeks"),
    )


def test_a_note_that_was_emptied_is_gone() -> None:
    answers = [
        make_answer("device", "Pen", "2026-12-08 15:00", answer_id="1"),
        make_answer("device", "", "2026-12-08 16:00", answer_id="2"),
    ]
    assert record_of(make_visit(), STANDARD, answers) == ()


def test_the_signs_of_the_check_before_are_in_the_record_in_words() -> None:
    answers = [make_answer("safety_signs", "cold_sore,fever", "2026-12-05 11:00")]
    (note,) = record_of(make_visit(), STANDARD, answers)
    assert note.said == "A cold sore, or a tingle, Fever, or feeling ill"


def test_when_to_be_there_follows_the_clinic_s_number() -> None:
    visit = make_visit("2026-12-08 13:45")
    usual = Known(make_course(visit), STANDARD, FACE)
    assert arrive_at(visit, usual) == make_at("2026-12-08 12:15")  # 13:15 in Berlin
    told = Known(make_course(visit, values=(Value("arrive_early", 60, "clinic"),)), STANDARD, FACE)
    assert arrive_at(visit, told) == make_at("2026-12-08 11:45")


def test_nobody_is_told_to_come_early_to_what_is_over_or_only_talking() -> None:
    over, talk = make_visit(state=VisitState.ENDED), make_visit(kind=VisitKind.CONSULTATION)
    known = Known(make_course(over), STANDARD, make_answers(area="face"))
    assert arrive_at(over, known) is None
    assert arrive_at(talk, known) is None
