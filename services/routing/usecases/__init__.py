"""What routing does, one use case per file. Ports are in `ports.py`."""
