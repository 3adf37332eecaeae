"""A page comes in; what social networks and chat programs show of a link to it goes out, as elements of its head."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ledstjarna.pages.page import Page
from ledstjarna.words.mixed_text import escape_text
from ledstjarna.words.pictures import PICTURE
from ledstjarna.words.voice import Voice

# Pages that stand for the whole site; the others are texts about something.
_WHOLE_SITE = {"choice", "start"}


def social_links(
    page: Page, *, voices: Mapping[str, Voice], site_name: str, base_url: str | None, files: Collection[str] = ()
) -> list[str]:
    """Title, sentence and languages; address and picture where the site's own address is known, and the picture is among its files."""
    locales = [voices[code].language.locale for code in page.alternates if code != page.language]
    told = [
        ("og:type", "website" if page.kind in _WHOLE_SITE else "article"),
        ("og:site_name", site_name),
        ("og:title", page.title),
        ("og:description", " ".join(page.description.split())),
        ("og:locale", voices[page.language].language.locale),
        *(("og:locale:alternate", locale) for locale in locales),
    ]
    if base_url is not None:
        told.append(("og:url", base_url + page.address))
    image = page.image if base_url is not None and page.image and page.image.address in files else None
    if image:
        told += [
            ("og:image", f"{base_url}{image.address}"),
            ("og:image:width", str(PICTURE[0])),
            ("og:image:height", str(PICTURE[1])),
            ("og:image:alt", image.alt),
        ]
    lines = [f'<meta property="{name}" content="{escape_text(value)}">' for name, value in told]
    # Card, and nothing more: title, description and picture are taken from the lines above.
    return [*lines, f'<meta name="twitter:card" content="{"summary_large_image" if image else "summary"}">']
