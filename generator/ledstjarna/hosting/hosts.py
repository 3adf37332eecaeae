"""The site's address and the names of its unchanging files come in; settings for three sorts of web host go out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote, urlsplit

from ledstjarna.addresses import DATA
from ledstjarna.hosting.policy import EMBED_POLICY, FOR_EVER, HEADERS, NOT_FRAMED, OPEN_TO_ALL, POLICY, STRICT_TRANSPORT, TYPES

# A name with a fingerprint of the content in it, such as ``ledstjarna.0123456789.css``.
FINGERPRINT = r"\.[0-9a-f]{8,}\.(?:min\.)?[a-z0-9]+$"
NGINX_FILE = "ledstjarna-nginx.conf"


def host_files(base_url: str | None, assets: Iterable[str], pages: Iterable[str], framed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Address and text of each file. ``assets`` are addresses; those with a fingerprint are kept for ever.

    ``framed`` are the beginnings of the addresses of ``pages`` that others may show inside theirs.
    """
    headers = {**HEADERS, **(STRICT_TRANSPORT if base_url and base_url.startswith("https:") else {})}
    base = urlsplit(base_url).path if base_url else "/"
    plain = unquote(base)  # nginx and Apache compare what an address says, others how it is sent
    yield "_headers", _headers_file(headers, base, sorted(name for name in assets if re.search(FINGERPRINT, name)), _parts(pages, framed))
    yield NGINX_FILE, _nginx_file(headers, plain, framed)
    yield ".htaccess", _apache_file(headers, plain, framed)


def _parts(pages: Iterable[str], framed: Sequence[str]) -> list[str]:
    """What others may not show inside theirs, as patterns: every part of the site but those that are made for it."""
    below = [page.split("/") for page in pages if page.count("/") > 1]
    parts = {f"{first}/{second}" for first, second, *_ in below if f"{first}/{second}/" not in framed}
    starts = {f"{start}{name}" for start in {"", *(f"{first}/" for first, *_ in below)} for name in ("", "index.html")}
    return [*sorted(starts), "404.html", "assets/*", "data/*", *(f"{part}/*" for part in sorted(parts))]


def _headers_file(headers: Mapping[str, str], base: str, unchanging: Iterable[str], parts: Iterable[str]) -> str:
    """For Netlify, Cloudflare Pages and hosts that read what they read. The 404 page needs no rule there.

    Of two rules with the same header some of these hosts take one, and some send both: so none is in two rules for one address.
    """
    rules = [(f"{base}*", {**headers, "Content-Security-Policy": POLICY}), (f"{base}data/*", OPEN_TO_ALL)]
    rules += [(f"{base}{part}", NOT_FRAMED) for part in parts]
    rules += [(f"{base}{name}", FOR_EVER) for name in (*unchanging, "assets/search/*")]  # every file of search has a fingerprint
    rules += [(f"{base}*.{ending}", {"Content-Type": _with_charset(kind)}) for ending, kind in TYPES.items()]
    return "\n".join("".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in told.items())]) for path, told in rules)


def _with_charset(kind: str) -> str:
    return f"{kind}; charset=utf-8"


def _nginx_file(headers: Mapping[str, str], base: str, framed: Sequence[str]) -> str:
    """Every place repeats the headers: one that adds a header of its own inherits none."""
    here = re.escape(base)
    types = " ".join(f"{kind} {ending};" for ending, kind in TYPES.items())
    endings = "|".join(TYPES)
    every = _nginx_headers(headers)
    shown = _nginx_headers({**headers, "Content-Security-Policy": EMBED_POLICY})
    return f"""\
# For nginx. In the server block of the site, whose root holds it, write: include /path/to/{NGINX_FILE};
# It brings every location that the site needs. Compression and certificates are the server's own.
index index.html;
charset utf-8;
charset_types text/css text/plain text/xml application/json image/svg+xml {" ".join(TYPES.values())};
error_page 404 {base}404.html;

# Hidden files, and settings of hosts.
location ~ "/\\.(?!well-known/)" {{ return 404; }}
location ~ "^{here}(?:_headers|_redirects|{re.escape(NGINX_FILE)})$" {{ return 404; }}

# Pages that others may show inside theirs.
location ~ "^{here}(?:{"|".join(map(re.escape, framed))})" {{
{shown}}}

# Names that tell the content: kept for ever.
location ~ "^{here}assets/.*{FINGERPRINT}" {{
{every}{_nginx_headers(FOR_EVER, always=False)}}}

# Open data may be fetched by others' pages.
location ~ "\\.(?:{endings})$" {{
  types {{ {types} }}
{every}{_nginx_headers(OPEN_TO_ALL)}}}
location {base}data/ {{
{every}{_nginx_headers(OPEN_TO_ALL)}}}

location {base} {{
{every}}}
"""


def _nginx_headers(headers: Mapping[str, str], *, always: bool = True) -> str:
    return "".join(f'  add_header {name} "{value}"{" always" if always else ""};\n' for name, value in headers.items())


def _apache_file(headers: Mapping[str, str], base: str, framed: Sequence[str]) -> str:
    """Asks for no more than AllowOverride FileInfo: one line that is not allowed makes every page an error."""
    types = "".join(f"AddType {kind} .{ending}\n" for ending, kind in TYPES.items())
    charsets = " ".join(f".{ending}" for ending in ("html", "css", "json", "svg", "xml", *TYPES))
    return f"""\
# For Apache: read where AllowOverride lets the site's folder say FileInfo.
ErrorDocument 404 {base}404.html
AddDefaultCharset utf-8
<IfModule mod_mime.c>
{types}AddCharset utf-8 {charsets}
</IfModule>
# Hidden files, and settings of hosts.
<IfModule mod_alias.c>
RedirectMatch 404 "^{re.escape(base)}(?:_headers|_redirects|\\.ledstjarna|{re.escape(NGINX_FILE)})$"
</IfModule>
<IfModule mod_headers.c>
{_apache_headers(headers)}  # Pages that others may show inside theirs.
  <IfModule mod_setenvif.c>
    SetEnvIf Request_URI "^{re.escape(base)}(?:{"|".join(map(re.escape, framed))})" LEDSTJARNA_EMBED
    Header always set Content-Security-Policy "{EMBED_POLICY}" env=LEDSTJARNA_EMBED
  </IfModule>
  # Names that tell the content: kept for ever.
  <FilesMatch "{FINGERPRINT}">
  {_apache_headers(FOR_EVER, always=False)}  </FilesMatch>
  # Open data may be fetched by others' pages.
  <IfModule mod_setenvif.c>
    SetEnvIf Request_URI "^{re.escape(base + DATA)}" LEDSTJARNA_DATA
    Header set {next(iter(OPEN_TO_ALL))} "{next(iter(OPEN_TO_ALL.values()))}" env=LEDSTJARNA_DATA
  </IfModule>
</IfModule>
"""


def _apache_headers(headers: Mapping[str, str], *, always: bool = True) -> str:
    return "".join(f'  Header {"always " if always else ""}set {name} "{value}"\n' for name, value in headers.items())
