"""The example for agencies stands alone: it imports pika and the standard library, nothing of ours."""

import ast
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[3] / "examples" / "agency"


def test_the_example_needs_pika_only() -> None:
    tree = ast.parse((EXAMPLE / "subscriber.py").read_text())
    named = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    named += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    foreign = {name.partition(".")[0] for name in named} - sys.stdlib_module_names
    assert foreign == {"pika"}
    assert (EXAMPLE / "requirements.txt").read_text().split() == ["pika==1.4.*"]


def test_its_readme_speaks_vietnamese_first() -> None:
    readme = (EXAMPLE / "README.md").read_text()
    assert readme.index("Kết nối hệ thống") < readme.index("Connecting an agency")
