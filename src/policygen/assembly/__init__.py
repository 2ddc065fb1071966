"""From a selection to a document tree."""
