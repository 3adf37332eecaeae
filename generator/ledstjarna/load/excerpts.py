"""The text of an example in YAML and the way to a field come in; the field as it is written there goes out.

The texts are our own, of the editors’ guide; content is read by the guard, which knows of no text but its values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

EACH = "*"  # a step of a way that stands for any name, such as a measure’s id


class Excerpts:
    """The fields of one file, each as it is written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = yaml.compose(text, Loader=yaml.CSafeLoader)

    def find(self, way: Sequence[str]) -> str | None:
        """The first field that the way leads to, with its name, its further lines moved to the left; None where there is none."""
        return next(self._look(self._root, tuple(way)), None)

    def _look(self, node: yaml.Node | None, way: tuple[str, ...]) -> Iterator[str]:
        if isinstance(node, yaml.SequenceNode):
            for entry in node.value:
                yield from self._look(entry, way)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if way[0] in (key.value, EACH):
                    if len(way) == 1:
                        yield self._cut(key, value)
                    else:
                        yield from self._look(value, way[1:])

    def _cut(self, key: yaml.Node, value: yaml.Node) -> str:
        first, *rest = self._text[key.start_mark.index : value.end_mark.index].rstrip().splitlines()
        return "\n".join([first, *(line[key.start_mark.column :] for line in rest)])
