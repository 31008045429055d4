"""What is known about files without opening one: kinds, names, limits, and what gives an identity card away."""
