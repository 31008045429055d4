"""The story: one person files on all six channels; the agency answers over AMQP; every answer comes back; all count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from services.kit.commands import broker_api
from services.kit.commands.console import Exit, Failure
from services.ops.demo import backstage
from services.ops.demo.channels import STORIES
from services.ops.demo.http import get
from services.ops.demo.lab import Lab
from services.ops.demo.people import Citizen, Operator, Reader
from services.ops.demo.places import Places
from services.ops.demo.stage import Scene


def play(places: Places, category: str, agency: str, within: float, channels: Sequence[str]) -> None:
    """Tell the stories of these channels at the same time. Raises `Failure` when a step is missing `within` seconds
    after its case was filed.
    """
    lab = Lab(places.lab)
    if set(channels) != {"web"} and not lab.runs():
        raise Failure(
            Exit.USAGE,
            f"Không thấy bộ mô phỏng nhà cung cấp tại {places.lab} (LAB_URL); có thể chạy --channel web.",
            f"There are no simulated providers at {places.lab} (LAB_URL); --channel web works without.",
        )
    group, leaf = _names(places, category)
    with ExitStack() as stack:
        uri = stack.enter_context(backstage.agency_connection(broker_api.from_env(), agency))
        token = stack.enter_context(backstage.operator_account())
        program = stack.enter_context(backstage.subscriber(agency, uri))
        _tell(
            Scene(
                places=places,
                category=category,
                group=group,
                leaf=leaf,
                agency=agency,
                within=within,
                program=program,
                reader=Reader(places),
                operator=Operator(places, token),
                citizen=Citizen(places),
                lab=lab,
            ),
            channels,
        )


def _tell(scene: Scene, channels: Sequence[str]) -> None:
    scene.narrator("").wait(
        f"Chương trình mẫu nghe hàng đợi của {scene.agency}",
        f"The example program listens to the queue of {scene.agency}",
        lambda: scene.program.printed("consuming"),
    )
    handled, narrator = scene.reader.handled(scene.agency), scene.narrator("")
    _together([_story(scene, each) for each in channels])
    narrator.wait(
        f"Báo cáo đã đếm cả {len(channels)} phản ánh",
        f"The report counts all {len(channels)} cases",
        lambda: scene.reader.handled(scene.agency) >= handled + len(channels),
    )


def _story(scene: Scene, channel: str) -> Callable[[], None]:
    return lambda: STORIES[channel](scene)


def _together(stories: Sequence[Callable[[], None]]) -> None:
    with ThreadPoolExecutor(len(stories)) as threads:
        for each in [threads.submit(story) for story in stories]:
            each.result()


def _names(places: Places, category: str) -> tuple[str, str]:
    """Return group and name of the category in Vietnamese, as citizens read them. Raises `Failure` for no such one."""
    for each in get(f"{places.intake_web}/api/categories").json():
        if each["slug"] == category:
            return each["group_vi"], each["name_vi"]
    raise Failure(Exit.USAGE, f"Không có lĩnh vực {category}.", f"There is no category {category}.")
