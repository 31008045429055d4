"""What goes to agencies' own systems, and how it is known whether they are there."""
