"""The pages and the API of the figures. Nothing personal is in them, so reading is open to everybody."""
