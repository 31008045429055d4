"""MongoDB and the catalogue, behind the ports of the use cases."""
