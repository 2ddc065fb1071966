"""The conversation about an organisation: what to show next, and what follows from an answer. It draws nothing."""
