"""What a telephone call is, what became of it, and who must be called back. Pure."""
