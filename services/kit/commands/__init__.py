"""Commands that belong to no single service, and what all commands share."""
