"""The terminal an interview is held in: whether there is one, its size, its one colour, and running one screen."""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from policygen.errors import UsageError
from policygen.interview.words import Line, fragments, plain, width_of

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.layout.containers import Container
    from prompt_toolkit.output import Output
    from prompt_toolkit.styles import BaseStyle
