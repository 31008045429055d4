"""The checks of a catalogue, by what they look at. Each takes a snapshot and yields problems; none does I/O."""
