"""Cases about one matter: found, joined, answered together."""
