"""Commands that look across services from outside: over HTTP, over the broker, or as a read-only database user."""
