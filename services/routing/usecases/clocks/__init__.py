"""What happens to cases by the clock alone: steps of escalation, questions that nobody answered."""
