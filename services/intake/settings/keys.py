"""What secrets must be at least: an empty one would let everybody sign."""

from __future__ import annotations

from marshmallow.validate import Length

#: Characters. Providers' secrets are as long as providers make them; none that was met is shorter.
SECRET = Length(min=8)
