"""The command of those who develop: ``python -m ledstjarna.gallery`` makes the component gallery."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ledstjarna.console import make_printable
from ledstjarna.gallery.make import make_gallery
from ledstjarna.problems import OutsideError
from ledstjarna.settings import read_project
from ledstjarna.theme_files import theme_folder


def main() -> int:
    """0: made; 2: a fault, told in words."""
    make_printable()
    parser = argparse.ArgumentParser(prog="python -m ledstjarna.gallery", description="Show every component of the theme, as a small site.")
    parser.add_argument("-f", "--file", default="site_config.yml", metavar="FILE", help="the site's settings (site_config.yml)")
    parser.add_argument("--out", default=".cache/gallery", metavar="DIR", help="where the gallery is made (.cache/gallery)")
    options = parser.parse_args()
    try:
        project = read_project(Path(options.file))
        pages = make_gallery(project, theme=theme_folder(), output=Path(options.out))
    except OutsideError as error:
        print(f"{error.message('en')} ({error.code})", file=sys.stderr)
        return 2
    first = Path(options.out) / project.settings.codes[0] / "index.html"
    print(f"{pages} pages made in {options.out}\nOpen {first.resolve().as_uri()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
