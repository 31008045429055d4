"""Routing's outside: MongoDB, the holidays of Việt Nam, and the catalogue's snapshot read into the domain."""
