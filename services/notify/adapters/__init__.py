"""Notify's connections to MongoDB, the mail server, the source of receipts, and its templates."""
