"""The house's colours can be read, by daylight and in the dark; nothing moves unless wanted."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "src/kithwork/web/static/kithwork/house.css").read_text(
    encoding="utf-8"
)
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
LIGHT, DARK = (dict(TOKEN.findall(part)) for part in CSS.split("@media (prefers-color-scheme")[:2])

# Text, at 4.5 to 1: what is written in which colour on which ground.
TEXT = [
    *((ink, ground) for ink in ("ink", "soft", "green", "red") for ground in ("paper", "card")),
    ("green-ink", "green"), ("ink", "sunk"), ("soft", "sunk"), ("green", "sunk"),
    *((colour, f"{colour}-wash") for colour in ("green", "amber", "red", "blue", "plum")),
    *(("ink", f"{colour}-wash") for colour in ("green", "amber", "red", "blue")),
]  # fmt: skip
# The edges of fields, the focus and the parts of charts, at 3 to 1.
PARTS = [
    *((part, ground) for part in ("field-line", "focus", "green", "amber", "blue", "plum")
      for ground in ("paper", "card")),
]  # fmt: skip


def _light(colour):
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    brighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (PARTS, 3.0)], ids=["text", "parts"])
def test_every_pair_of_colours_stands_out_enough(colours, pairs, least):
    weak = {
        f"{front} on {back}": round(contrast(colours[front], colours[back]), 2)
        for front, back in pairs
        if contrast(colours[front], colours[back]) < least
    }
    assert weak == {}


def test_light_and_dark_have_the_same_colours():
    assert set(LIGHT) == set(DARK)


def test_whatever_moves_moves_only_for_who_wants_it():
    wanted = re.compile(r"@media \(prefers-reduced-motion: no-preference\) \{.*?\} \}", re.DOTALL)
    still = wanted.sub("", CSS)
    assert len(still) < len(CSS)
    assert not re.search(r"\b(transition|animation|scroll-behavior)\s*:", still)
