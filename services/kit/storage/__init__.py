"""MongoDB as the services use it: majority writes, and the outbox inside the document."""
