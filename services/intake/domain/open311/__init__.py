"""Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2): what it calls services and requests, from what we have."""
