"""Makes the README's pictures from the running program: `./run pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.web.house import House, Visitor, chromium

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
PAGES = (("start", "/"), ("person", "/people/1/"), ("openings", "/openings/"),
         ("growth", "/growth/"), ("meeting", "/meetings/1/"))  # fmt: skip


def main() -> None:
    """Start the sample, walk through its pages at two widths, and save what is seen."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        house = House(Path(folder) / "home", arguments=("--sample",))
        house.start()
        try:
            ada = Visitor(browser, house)
            ada.enter()
            for width, device in ((1280, "desktop"), (390, "phone")):
                ada.page.set_viewport_size({"width": width, "height": 860})
                for name, path in PAGES:
                    ada.go(path)
                    ada.page.screenshot(path=FOLDER / f"{name}-{device}.png")
        finally:
            house.kill()


if __name__ == "__main__":
    main()
