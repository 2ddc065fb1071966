"""Markdown as GitHub renders it: plain text that reads well as it is, with the anchors and the record in comments."""
