"""What may go to a terminal, and streams that take whatever is written to them."""

import io
import os
import re
import sys

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: object) -> str:
    """Words that came from a file or a name, without what would steer the terminal or turn the words after it."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(text))


def forgive_characters() -> None:
    """Let characters that the terminal's encoding lacks be printed as escapes instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def let_go_of_output() -> None:
    """Write out what is held back; where that fails, let nobody try again when the process ends."""
    stream = sys.stdout
    if stream is None:  # pythonw, or a shell that closed it
        return
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
