"""The checks of a catalogue, by what they look at. Each takes a snapshot and yields the problems it finds; none does I/O."""
