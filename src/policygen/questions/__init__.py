"""The questionnaire: what is asked, in which order, and what follows from the answers."""
