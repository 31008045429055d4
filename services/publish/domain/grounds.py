"""Why an editor keeps a case from the public: a closed list, so that it can be counted and said to the citizen.

Slugs are stored and published in statistics; the words for a person are in the site's texts under `ground.<slug>`.
"""

from __future__ import annotations

PERSONAL = "personal-data"
THIRD_PERSON = "third-person"
HEALTH = "health"
CHILD = "child"
INVESTIGATION = "investigation"
UNPROVEN = "unproven"
INSULT = "insult"
NOT_PUBLIC = "not-public"
WRONG = "wrong-answer"
OTHER = "other"

#: In the order in which they are offered, the commonest first.
GROUNDS = (PERSONAL, THIRD_PERSON, HEALTH, CHILD, UNPROVEN, INSULT, INVESTIGATION, NOT_PUBLIC, WRONG, OTHER)
