"""Reading `{{ name | filter }}`. Jinja reads the expression; nothing is ever evaluated by it."""

from functools import cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from policygen.library.template import Slot

FILTERS = {"all_of": 0, "any_of": 0, "boxes": 0, "count": 2, "if_known": 0}
"""The closed set of filters, and how many texts each takes."""

_ENVIRONMENT = Environment(autoescape=True)


class SlotError(ValueError):
    """An expression that is not a name with known filters."""


def _path(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_path(node.node)}.{node.attr}"
        case _:
            raise SlotError(
                "only a name with dots may stand in a slot; whatever depends on an answer is another clause"
            )


def _filters(node: nodes.Node) -> tuple[nodes.Node, tuple[tuple[str, ...], ...]]:
    if not isinstance(node, nodes.Filter) or node.node is None:
        return node, ()
    inner, filters = _filters(node.node)
    arguments = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
    if node.name not in FILTERS:
        raise SlotError(f"'{node.name}' is not a filter; there are {', '.join(FILTERS)}")
    if len(arguments) != FILTERS[node.name] or not all(isinstance(argument, str) for argument in arguments):
        raise SlotError(f"the filter '{node.name}' takes {FILTERS[node.name]} texts")
    return inner, (*filters, (node.name, *arguments))


def read_slot(expression: str, line: int = 0) -> Slot:
    """The slot for what stands between `{{` and `}}` on a line.

    Raises: `SlotError` for anything but a dotted name and filters of the closed set.
    """
    return Slot(*_read(expression), line)


@cache
def _read(expression: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The name and filters of an expression: the same few hundred stand in all clauses."""
    try:
        template = _ENVIRONMENT.parse("{{ " + expression + " }}")
    except TemplateSyntaxError as error:
        raise SlotError(f"the slot cannot be read: {error.message}") from error
    match template.body:
        case [nodes.Output(nodes=[node])]:
            inner, filters = _filters(node)
            return _path(inner), filters
        case _:
            raise SlotError("only a name with dots may stand in a slot")
