"""Where arrivals are counted, and where forecasts and alarms lie."""
