"""Links as the desk and the events of tests carry them."""

from datetime import timedelta

from services.routing.adapters.file_links import FileLinks

KEY = "signs links, in tests only"
LINKS = FileLinks("https://intake.test", KEY, timedelta(days=30))
