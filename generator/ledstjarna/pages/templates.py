"""A folder of templates and a language come in; Jinja goes out, fitted to them: it does once what else is done at every page.

Everything is escaped, and a name that is not there is an error. What a template comes to is what it would in Jinja as it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.compiler import CodeGenerator
from jinja2.nodes import EvalContext, Expr
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from ledstjarna.cache import cache_folder
from ledstjarna.words.mixed_text import as_html
from ledstjarna.words.voice import Voice

_TEXT = re.compile(r'(?<![\w.])_\("([^"\\]+)"\)')


class _OneLanguage(jinja2.FileSystemLoader):
    """Reads templates whose texts are already in the language: ``_("All goals")`` is that text, and is asked for no more."""

    def __init__(self, theme: Path, voice: Voice) -> None:
        super().__init__(str(theme))
        self._voice = voice

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The template, where it lies, and whether it is still the same."""
        source, file, is_same = super().get_source(environment, template)
        return _TEXT.sub(lambda text: json.dumps(self._voice._(text[1]), ensure_ascii=False), source), file, is_same


class _Writer(CodeGenerator):
    """Escapes by our own function, which makes nothing of a text that can stay as it is."""

    def _output_child_pre(self, node: Expr, frame: Any, finalize: Any) -> None:
        context: EvalContext = frame.eval_ctx
        if context.autoescape and not context.volatile and finalize.src is None:
            self.write("environment.as_html(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Context(Context):
    """Calls what a template calls. Nothing of ours asks for the context, and Jinja need not look for that at every call."""

    def call(self, called: Callable[..., Any], /, *args: Any, _loop_vars: object = None, _block_vars: object = None, **named: Any) -> Any:
        return called(*args, **named)


class Templates(jinja2.Environment):
    """The templates of a theme in one language."""

    code_generator_class = _Writer
    context_class = _Context
    as_html = staticmethod(as_html)

    def __init__(self, theme: Path, voice: Voice) -> None:
        super().__init__(
            loader=_OneLanguage(theme, voice),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_kept_templates(voice.code),
        )
        self.filters["xmlattr"] = _write_attributes

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows. Ours ask for nothing besides, so that all of them have one dictionary, which is quick to read."""
        return self.globals if d is None else super().make_globals(d)


def call_quickly(macro: Macro) -> Callable[..., str]:
    """A macro as a function, which takes what the macro does, by place or by name; Jinja looks at each call for what ours never ask.

    One that takes whatever it is given, or a ``caller``, stays as it is.
    """
    if macro.catch_kwargs or macro.catch_varargs or macro.caller:
        return macro
    draw, names = macro._func, macro.arguments

    def call(*given: Any, **named: Any) -> str:
        left = [named.pop(name, missing) for name in names[len(given) :]]
        if named:
            raise TypeError(f"macro {macro.name!r} takes no argument {next(iter(named))!r}, or has it already")
        return str.__new__(Markup, draw(*given, *left))

    return call


def _write_attributes(facts: Mapping[str, object]) -> Markup:
    """Attributes of an element, each after a space; what is not known has none. As Jinja's ``xmlattr``, for names that are ours."""
    return Markup("".join([f' {name}="{as_html(value)}"' for name, value in facts.items() if value is not None]))  # noqa: S704


def _kept_templates(language: str) -> jinja2.BytecodeCache | None:
    """Where compiled templates of a language are kept, apart from those that another version of this module has made."""
    folder = cache_folder("templates")
    if folder is None:
        return None
    maker = hashlib.sha256(Path(__file__).read_bytes() + language.encode()).hexdigest()[:12]
    return jinja2.FileSystemBytecodeCache(str(folder), f"{maker}-%s.cache")
