"""What intake does, one use case per file."""
