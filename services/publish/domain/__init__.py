"""What may be shown to the public, and in which words. Standard library only."""
