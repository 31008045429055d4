"""What all simulators share: serving, faults, a clock that can be set, webhooks that are delivered like a provider's."""
