"""GeoReport v2 over HTTP: the same answers as XML and as JSON."""
