"""Whether far more comes than was to be expected."""
