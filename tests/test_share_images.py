"""The pictures that go with links to goals and bodies: the same every time, small, readable, and honest about what is missing."""

from __future__ import annotations

import datetime
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ledstjarna.build import build_site
from ledstjarna.derive.dated import latest_fact
from ledstjarna.derive.facts import derive_facts
from ledstjarna.derive.status_names import PROGRESS_STATUSES, REPORTING_STATUSES
from ledstjarna.pages.signs import SIGNS
from ledstjarna.publish.jobs import Output
from ledstjarna.publish.pictures import draw_goal
from ledstjarna.settings import Project, read_project
from ledstjarna.share.canvas import Canvas
from ledstjarna.share.colours import SHAPES, TEXTS
from ledstjarna.share.draw import draw_picture, is_drawable, read_tokens
from ledstjarna.share.fonts import can_draw, find_font, find_glyph, fit_lines, measure
from ledstjarna.share.icons import icon_mask
from ledstjarna.site_check import check_site
from ledstjarna.words.pictures import Picture, tell_body_picture, tell_goal_picture
from tests.conftest import AS_OF, EVERYTHING, ROOT
from tests.reading import read_pages
from tests.worlds import World

LARGEST = 20_000  # bytes
LONG = "Ärendehanteringssystemsupphandlingsförberedelsearbetsgruppens vidareutvecklingsmöjligheter " * 4
PLAIN = Picture(
    "Ledstjärna", "ledstjarna.example", "", "A body", "A goal", "A sentence.", "Latest data 2024", "A goal", figure="85 %", period="2024"
)


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    return [make_world(read_project(folder / "site_config.yml")) for folder in (ROOT, EVERYTHING)]


def make_world(project: Project) -> World:
    return World(check_site(project, as_of=AS_OF)[0], project.settings, AS_OF)


@pytest.fixture(scope="module")
def pictures(worlds: list[World]) -> list[Picture]:
    """Of every goal and body, in both languages."""
    found = []
    for world in worlds:
        for voice in world.voices.values():
            found += [tell_goal_picture(derive_facts(node, as_of=AS_OF), voice) for node in world.goals.values()]
            found += [tell_body_picture(node, latest_fact(node, as_of=AS_OF), voice) for node in world.agencies.values()]
    return found


def test_a_picture_is_the_same_twice_small_and_of_the_size_that_is_asked_for(pictures: list[Picture]) -> None:
    for picture in pictures[::6]:
        drawn = draw_picture(picture)
        assert drawn == draw_picture(picture)
        assert len(drawn) <= LARGEST, (picture.title, len(drawn))
        with Image.open(io.BytesIO(drawn)) as image:
            assert (image.size, image.format) == ((1200, 630), "PNG")


def test_every_letter_of_the_shipped_sites_can_be_drawn(pictures: list[Picture]) -> None:
    assert all(is_drawable(picture) for picture in pictures)


def test_a_letter_that_the_font_lacks_is_known_to_be_missing() -> None:
    assert can_draw("Åsa Öberg–Čapková, 85 % ½ “så” ŋđŧ\u00a0\u202f\u2009–")
    for sign in ("日", "я", "ق", "→", "\uffff", "😀"):
        assert not can_draw(f"a{sign}"), sign
    assert not is_drawable(PLAIN._replace(title="日本"))
    assert not is_drawable(PLAIN._replace(tags=(("on_track", "日本"),)))


def test_texts_and_shapes_stand_out_from_what_they_lie_on() -> None:
    colours = read_tokens()

    def luminance(name: str) -> float:
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (part / 255 for part in colours[name])]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for pairs, least in ((TEXTS, 4.5), (SHAPES, 3.0)):
        for first, second in pairs:
            light, dark = sorted((luminance(first), luminance(second)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= least, (first, second)


def test_text_is_drawn_in_the_colours_that_are_held_against_each_other() -> None:
    canvas = Canvas(read_tokens(), "paper")
    font = find_font(30)
    for text, on in TEXTS:
        canvas.fill((0, 0, 200, 60), on)
        canvas.text((10, 40), "Mål", font, text, on)
        with Image.open(io.BytesIO(canvas.png())) as image:
            found = {colour for _, colour in image.convert("RGB").crop((0, 0, 200, 60)).getcolors() or []}
        assert {read_tokens()[text], read_tokens()[on]} <= found, (text, on)
    with pytest.raises(KeyError):
        canvas.text((10, 40), "Mål", font, "muted", "good-paper")


@pytest.mark.parametrize("status", [*PROGRESS_STATUSES, *REPORTING_STATUSES, "ended", "proposed"])
def test_a_status_is_told_by_word_shape_and_colour(status: str) -> None:
    """The shape is that of the tag on pages: it covers as much as the icon that browsers draw, and two statuses never look alike."""
    told = PLAIN._replace(tags=((status, "A word"),))
    alike = [draw_picture(told._replace(tags=((other, "A word"),))) for other in SIGNS if SIGNS[other] != SIGNS[status]]
    assert draw_picture(told) not in alike
    assert 0.1 < sum(icon_mask(SIGNS[status].icon, 48).tobytes()) / (255 * 48 * 48) < 0.75


def test_the_hole_of_an_icon_is_a_hole() -> None:
    mask = icon_mask("check-circle", 96)
    assert mask.getpixel((14, 48)) == 255, "inside the circle"
    assert mask.getpixel((40, 62)) == 0, "on the tick"
    assert mask.getpixel((2, 2)) == 0, "outside"


def test_a_title_that_does_not_end_ends_with_an_ellipsis_and_no_line_is_too_wide() -> None:
    lines, font = fit_lines(LONG.strip(), 1_072, ((60, 1), (54, 2), (48, 2), (42, 3)), bold=True)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(measure(font, line) <= 1_072 for line in lines)
    assert len(draw_picture(PLAIN._replace(title=LONG, about=LONG, figure=LONG, period=LONG, tags=(("missed", LONG), ("ended", LONG))))) > 0


def test_lines_are_measured_as_they_are_drawn() -> None:
    font = find_font(54, bold=True)
    text = "Den som söker bygglov ska vara nöjd, AV To."
    assert measure(font, text) == font.getlength(text)
    assert find_glyph(font, " ").mask is None


def test_what_a_picture_says_is_what_the_goal_is_known_for(worlds: list[World]) -> None:
    world = worlds[0]
    told = {id: tell_goal_picture(derive_facts(node, as_of=AS_OF), world.voices["sv"]) for id, node in world.goals.items()}
    known = told["exk-nojda-brukare"]
    assert (known.figure, known.period, known.invented) == ("85\u00a0%", "2024", "Påhittat exempel")
    assert known.about == "Målet är minst 90\u00a0% senast den 31 december 2026."
    assert known.course is not None
    assert known.date == "Senaste uppgift 1 oktober 2025", "the day of a fact, and not of a build"
    without = next(picture for picture in told.values() if picture.tags[0][0] == "no_measure")
    assert (without.figure, without.chart, without.course) == ("", None, None)
    assert without.about.startswith("Inget mått"), "what is missing is said"
    assert all(picture.alt.startswith("Påhittat exempel. ") == bool(picture.invented) for picture in told.values())


def test_a_goal_without_a_picture_of_its_own_has_its_bodys(tmp_path: Path) -> None:
    """Above the number of goals that the settings name; nor does a site have any whose address nobody knows."""
    project = read_project(EVERYTHING / "site_config.yml")
    for settings, kinds in (
        (project.settings.model_copy(update={"share_images": 1}), {"agencies"}),
        (project.settings.model_copy(update={"site_url": None}), set()),
    ):
        site = tmp_path / f"site-{len(kinds)}"
        build_site(replace(project, settings=settings), as_of=datetime.date(2026, 11, 22), output=site, frame="bare")
        assert {path.parent.name for path in site.glob("share/*/*.png")} == kinds
        page = read_pages(site)["sv/mal/prov-matt/"]
        image = [element.attributes["content"] for element in page.tree.all("meta", property="og:image")]
        assert image == (["https://prov.example/under/a/path/share/agencies/prov-kommun.sv.png"] if kinds else [])


def test_a_picture_is_drawn_anew_only_where_what_it_shows_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site-folder"
    shutil.copytree(EVERYTHING, folder)
    project, goal = read_project(folder / "site_config.yml"), next(folder.glob("content/agencies/*/goals/prov-tak.yml"))
    drawn: list[str] = []

    def draw(goal: str, pictures: dict[str, Picture]) -> list[Output]:
        drawn.append(goal)
        return draw_goal(goal, pictures)

    monkeypatch.setattr("ledstjarna.publish.goal_jobs.draw_goal", draw)

    def build() -> dict[str, bytes]:
        drawn.clear()
        build_site(project, as_of=AS_OF, output=tmp_path / "site", frame="bare")
        return {path.name: path.read_bytes() for path in (tmp_path / "site").glob("share/goals/*.png")}

    first, many = build(), len(drawn)
    assert many > 1
    goal.write_text(goal.read_text(encoding="utf-8") + "owner: {sv: Nämnden, en: The board}\n", encoding="utf-8")
    assert build() == first
    assert drawn == [], "who is responsible is not in the picture"
    assert "Nämnden" in (tmp_path / "site/sv/mal/prov-tak/index.html").read_text(encoding="utf-8")
    goal.write_text(re.sub(r"title: \{sv: ", "title: {sv: Nya ", goal.read_text(encoding="utf-8")), encoding="utf-8")
    second = build()
    assert drawn == ["prov-tak"]
    assert {name for name in first if first[name] != second[name]} == {"prov-tak.sv.png"}
