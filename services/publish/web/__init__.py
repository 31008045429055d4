"""The portal's pages and its JSON API."""
