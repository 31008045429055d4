"""What those who run the system need: the `hotline` command, contracts, reconciliation, the demo."""
