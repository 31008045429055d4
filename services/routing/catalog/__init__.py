"""The catalogue of a province: from its folder of YAML to one checked snapshot.

`load` reads, `write` is its opposite, `check` finds what is wrong, `check_rules` in rules alone, `uncovered` names the
categories that nothing routes, `orphans` all that would have nobody on a day.
"""

from services.routing.catalog.check import check, check_rules
from services.routing.catalog.checks.coverage import uncovered
from services.routing.catalog.checks.orphans import orphans
from services.routing.catalog.load import load, load_rules
from services.routing.catalog.problem import Problem
from services.routing.catalog.write import write

__all__ = ["Problem", "check", "check_rules", "load", "load_rules", "orphans", "uncovered", "write"]
