"""What notify does, one use case per file."""
