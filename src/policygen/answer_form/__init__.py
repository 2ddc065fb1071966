"""An answer form: the questions as a document to fill in by hand, and what a form that came back says."""
