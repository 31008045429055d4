"""Commands of `hotline` about what was taken in."""
