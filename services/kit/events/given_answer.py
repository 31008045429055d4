"""What a citizen answered to a question of the category, as events carry it."""

from __future__ import annotations

from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import Described, described


@described
class GivenAnswer(Described):
    """One answer. `label` is the question and `text` the answer as people read them, in the citizen's language."""

    question: Annotated[str, wire.slug("The question.")]
    value: Annotated[
        str, wire.text("The answer for programs: a choice's slug, `yes`, a number, a day, or words.", longest=2000)
    ]
    label: Annotated[str, wire.text("The question in words.", longest=300)]
    text: Annotated[str, wire.text("The answer in words.", longest=2000)]
    public: Annotated[bool, wire.flag("May be published with the case.")]
