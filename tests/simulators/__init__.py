"""The providers as their documents describe them: strict, on loopback, with faults on demand. See README.md."""
