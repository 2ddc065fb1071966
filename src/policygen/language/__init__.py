"""English as policygen reads and writes it: dates, lists, sentences, spelling."""
