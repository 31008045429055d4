"""How many will come: counts per quarter of an hour, forecast from what came before."""
