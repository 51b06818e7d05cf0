"""The pictures in screenshots/ show the app as it is, and each PNG was made from the SVG beside it."""

import asyncio

import pytest

from tests.screenshots.__main__ import FOLDER
from tests.screenshots.pictures import pictures_of, problem_with
from tests.screenshots.scenes import SCENES, Scene, drawn


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_picture_shows_the_screen_as_it_is_now(scene: Scene) -> None:
    problem = problem_with(pictures_of(FOLDER, scene.name), asyncio.run(drawn(scene)))
    assert not problem, f"{problem} Run python -m tests.screenshots and look at what changed."


def test_there_are_no_pictures_of_nothing() -> None:
    wanted = {file.name for scene in SCENES for file in pictures_of(FOLDER, scene.name)}
    assert {file.name for file in FOLDER.iterdir()} == wanted
