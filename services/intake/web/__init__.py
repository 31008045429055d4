"""Pages and JSON operations of the channels."""
