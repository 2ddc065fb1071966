"""The terminal interview: questions put to a person at a keyboard, over the pure flow of `policygen.questions`."""
