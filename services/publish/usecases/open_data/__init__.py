"""Published cases for everybody to take along: by month, whole, in a stream that never holds more than a few."""

from services.publish.usecases.open_data.export_month import ExportMonth, MonthFile
from services.publish.usecases.open_data.list_months import ListMonths, MonthOfData
from services.publish.usecases.open_data.map_site import MapSite, SitePart
from services.publish.usecases.open_data.ports import PublishedStream

__all__ = ["ExportMonth", "ListMonths", "MapSite", "MonthFile", "MonthOfData", "PublishedStream", "SitePart"]
