"""What leaders see at a glance."""
