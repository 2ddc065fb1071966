"""Words inside a clause that come from answers: slots, claims, references."""
