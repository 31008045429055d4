"""The portal's collections in MongoDB."""
