"""What every service shares: event contracts, messaging, storage, hosting, settings, health and logs."""
