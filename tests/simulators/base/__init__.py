"""What all simulators share: serving, faults, a clock that can be set, webhooks delivered like a provider's."""
