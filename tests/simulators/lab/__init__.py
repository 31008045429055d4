"""All simulators in one process, and a page where one person is the citizen on every channel."""
