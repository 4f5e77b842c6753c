"""A patient's courses, their visits, and what the patient answered."""
