"""The interview on a terminal: the conversation drawn with prompt_toolkit, a prompt a kind of question."""
