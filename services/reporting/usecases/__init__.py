"""What the reporting service can do, one use case per file."""
