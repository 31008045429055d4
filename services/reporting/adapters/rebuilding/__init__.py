"""Making the projections anew from the archive, beside those in use."""
