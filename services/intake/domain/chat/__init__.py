"""The guided conversation that turns what a citizen writes in a chat into a case. Pure: no clock, no storage."""
