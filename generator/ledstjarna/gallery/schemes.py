"""A stylesheet whose colours follow the reader's system comes in; rules that show a part of a page in the other scheme go out.

It is worked out of the published tokens, so a component's own are in it from the start, and the gallery shows each example in both
schemes without script, frame or class in the site's styles. The second drawing is ``inert``, a picture for the eye; what axe walks is the
first, under both.
"""

from __future__ import annotations

import re

OTHER = "[data-other-scheme]"
_BLOCK = r"\s*\{((?:[^{}]*\{[^{}]*\})*)\s*\}"
_DARK = re.compile(r"@media[^{}]*prefers-color-scheme:\s*dark[^{}]*" + _BLOCK)
_MEDIA = re.compile(r"@[a-z-]+[^{}]*" + _BLOCK)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")


def other_scheme(styles: str) -> str:
    """Dark where the system is light, and light where it is dark: each token that a scheme changes, and each made of such tokens."""
    dark = {name: value for inside in _DARK.findall(styles) for name, value in _tokens(inside).items()}
    light = _tokens(_MEDIA.sub("", styles))
    made = {name: value for name, value in light.items() if "var(--" in value}
    light = {name: value for name, value in light.items() if name in dark}
    return (
        f"{OTHER} {{ color-scheme: dark; {_written(dark | made)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n{OTHER} {{ color-scheme: light; {_written(light)} }}\n}}\n"
    )


def _tokens(styles: str) -> dict[str, str]:
    """What the rules for the root say; the last one wins."""
    rooted = (body for selectors, body in _RULE.findall(styles) if ":root" in {one.strip() for one in selectors.split(",")})
    return {name: value for body in rooted for name, value in _TOKEN.findall(f"{body};")}


def _written(tokens: dict[str, str]) -> str:
    return " ".join(f"{name}: {value};" for name, value in tokens.items())
