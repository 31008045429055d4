"""One module per channel: one nameko service, one process each."""
