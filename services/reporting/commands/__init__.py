"""The commands of the reporting service, mounted into `hotline`."""
